import type { OfficeWords } from './office-words.ts';

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinal = (nth: number) => `${nth}${ENDINGS[ORDINALS.select(nth)] ?? 'th'}`;

export const OFFICE_WORDS_EN: OfficeWords = {
  title: 'At the counter',
  lead: 'What to bring, and how it goes, when a PIN is changed at the counter.',
  feeNone: 'There is no fee.',
  fee: (yen) => `The fee is ${yen} yen.`,
  places: 'Where you can go',
  who: 'Who comes to the counter',
  kinds: {
    self: 'The cardholder',
    'proxy-first': 'A proxy, first visit',
    'proxy-second': 'A proxy, second visit',
    'legal-representative': 'A legal representative',
  },
  bring: 'What to bring',
  howItGoes: 'How it goes',
  sameDay: 'It is done on the same day.',
  otherDay: 'It is not finished on the same day.',
  typedBy: {
    applicant: 'You type the current PIN yourself.',
    staff: 'Staff type the PINs.',
  },
  oneOf: 'One of these',
  inAll: (count) => `${count} of these in all`,
  must: 'always needed',
  or: 'or',
  examples: 'For example:',
  notNeeded: 'Not needed:',
  documentNotes: 'About the documents',
  reservation: { required: 'By appointment only.', first: 'People with an appointment are served first.' },
  declines: (who) => `Cannot apply here: ${who}`,
  applicants: { self: 'the cardholder', proxy: 'a proxy', 'legal-representative': 'a legal representative' },
  weekdays: {
    sunday: 'Sunday',
    monday: 'Monday',
    tuesday: 'Tuesday',
    wednesday: 'Wednesday',
    thursday: 'Thursday',
    friday: 'Friday',
    saturday: 'Saturday',
  },
  closingAfter: (day, nth, reference) => `the ${day} after the ${ordinal(nth)} ${reference} of a month`,
  closingNth: (day, nth) => `the ${ordinal(nth)} ${day} of a month`,
  nextClosing: (day) => `Next closed on ${day}.`,
  callerPays: 'The caller pays for the call.',
  takesReservations: 'Appointments can be made by telephone.',
  qr: 'QR code of the page for appointments',
  qrHelp: 'Read it with a smartphone to open the page for appointments.',
  resetPage: 'See the page about resetting a PIN',
  notOffered: 'It cannot be changed on this screen. Please ask at the counter.',
  weakRefused: 'A PIN that is easily guessed cannot be used here. Enter another one.',
};
