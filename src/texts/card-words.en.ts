import type { CardWords } from './card-words.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

const PHONE = {
  title: 'This is the certificate of a smartphone',
  lines: ['The PINs of a phone cannot be changed here. Please use a My Number card.'],
};

const LETTERS_AND_DIGITS = 'Use capital letters (A–Z) and digits (0–9) only.';
const DIGITS_ONLY = 'Use digits only.';

export const CARD_WORDS_EN: CardWords = {
  pinNames: {
    sign: 'Signature certificate PIN',
    auth: 'User authentication certificate PIN',
    juki: 'Basic Resident Register PIN',
    text: 'Card information input PIN',
  },
  formats: { 'four-digits': '4 digits', 'sign-password': '6 to 16 capital letters and digits, mixed' },
  uses: {
    sign: 'For online applications such as e-Tax.',
    auth: 'For logging in to Mynaportal and for certificates from convenience stores.',
    juki: 'For procedures at the municipal counter, such as moving.',
    text: 'For filling in forms with the name and address on the card.',
  },
  briefUses: {
    sign: 'for applications such as e-Tax',
    auth: 'for Mynaportal and convenience stores',
    juki: 'for the counter, such as moving',
    text: 'for filling in name and address',
  },
  states: {
    ready: (triesLeft) => `${triesLeft} ${plural(triesLeft, { one: 'try', other: 'tries' })} left`,
    locked: 'locked',
    absent: 'not on this card',
    unknown: 'the tries left could not be read',
  },
  lastTryWarning: 'One more wrong entry locks it.',
  unknownTriesAdvice: 'To be safe, it cannot be changed here. Take the card off and put it back.',
  resetAtCounter: 'It has to be set anew (再設定) at the municipal counter.',
  resetAtCounterOrStore: (other) =>
    `It can be set anew (再設定) at the municipal counter or, if you know the PIN of the ${other === 'auth' ? 'user authentication' : 'signature'} certificate and book it with a smartphone app, at a convenience store.`,
  certificates: (sign, auth) => {
    const of = (present: boolean | undefined) => (present === undefined ? 'not known' : present ? 'yes' : 'no');
    return `Certificates: signature ${of(sign)}, user authentication ${of(auth)}`;
  },
  cardKinds: {
    'juki-card': {
      title: 'This is a Basic Resident Register card (住民基本台帳カード)',
      lines: ['Its PINs cannot be changed here. Please use a My Number card.'],
    },
    'android-phone': PHONE,
    iphone: PHONE,
    other: { title: 'This is not a My Number card', lines: ['Please use a My Number card.'] },
  },
  cardErrors: {
    'card-removed': { title: 'There is no card', lines: ['Put a My Number card on the reader.'] },
    'card-reset': { title: 'The connection to the card was lost', lines: ['Take the card off and put it back.'] },
    'reader-gone': { title: 'The card reader is gone', lines: ['Connect the card reader again.'] },
    'service-gone': {
      title: 'The connection to the card reader was lost',
      lines: ['Make sure that the smart card service of this computer is running.'],
    },
    'in-use': {
      title: 'Another program is using the card',
      lines: ['Close programs that use the card, such as those for Mynaportal or e-Tax.'],
    },
    unresponsive: { title: 'The card does not answer', lines: ['Check which way round the card is and try again.'] },
    'bad-answer': {
      title: 'The answer of the card could not be read',
      lines: ['Take the card off and put it back.'],
    },
    'refused-by-guard': {
      title: 'Stopped to be safe',
      lines: ['Nothing was sent to the card. Take the card off, put it back and start again.'],
    },
    failed: { title: 'The card could not be read', lines: ['Take the card off and put it back.'] },
    'journal-not-available': {
      title: 'The change was not started, because it could not be recorded',
      lines: ['Nothing was sent to the card, and no try was used.', 'Please call the staff.'],
    },
  },
  rules: {
    'only-digits': 'digits only',
    'length-4': '4 digits',
    'only-capitals-and-digits': 'capital letters and digits only',
    'length-6-16': '6 to 16 characters',
    'has-letter': 'at least one letter',
    'has-digit': 'at least one digit',
  },
  problems: {
    'four-digits': {
      empty: 'Nothing was entered.',
      'not-a-digit': DIGITS_ONLY,
      'not-a-letter-or-digit': DIGITS_ONLY,
      'too-short': 'It is shorter than 4 digits.',
      'too-long': 'It is longer than 4 digits.',
      'no-letter': DIGITS_ONLY,
      'no-digit': DIGITS_ONLY,
    },
    'sign-password': {
      empty: 'Nothing was entered.',
      'not-a-digit': LETTERS_AND_DIGITS,
      'not-a-letter-or-digit': LETTERS_AND_DIGITS,
      'too-short': 'It is shorter than 6 characters.',
      'too-long': 'It is longer than 16 characters.',
      'no-letter': 'There is no letter in it. Use both letters and digits.',
      'no-digit': 'There is no digit in it. Use both letters and digits.',
    },
  },
  conversions: {
    'full-width': 'Full-width characters were made half-width.',
    'upper-cased': 'Small letters were made capitals.',
    trimmed: 'Spaces around it were removed.',
  },
  weaknesses: {
    'same-as-current': 'It is the same as the current PIN.',
    'birth-date': 'It contains your date of birth, which is easy to guess.',
    'one-character-repeated': 'One character repeated is easy to guess.',
    'repeated-pattern': 'A repeated pattern is easy to guess.',
    sequence: 'A sequence is easy to guess.',
    'looks-like-a-year': 'It looks like a year. The year of your birth, for example, is easy to guess.',
    'looks-like-a-date': 'It looks like a date. Your birthday, for example, is easy to guess.',
    'same-for-all': 'All three PINs are the same: who learns one of them knows all three.',
  },
  weaknessLead: 'It can be used, but another one would be safer.',
  outcomes: {
    changed: 'changed',
    unchanged: 'not changed',
    'half-changed': 'half changed',
    unknown: 'not known',
  },
  resultLeads: {
    allChanged: 'Everything was changed. You can take the card.',
    oneChanged: 'The PIN was changed. You can take the card.',
    noneChanged: 'No PIN was changed.',
    wrongPin: 'Nothing was changed, because a current PIN was wrong.',
    mixed: 'Some PINs were changed and some were not.',
    unknown: 'For some PINs it is not known whether they were changed.',
    halfChanged: 'One PIN is half changed.',
  },
  reasons: {
    changed: ['The card accepted the new PIN.'],
    wrongPin: 'The current PIN is wrong.',
    wrongPinCost: (triesLeft) =>
      `There ${plural(triesLeft, { one: 'is 1 try', other: `are ${triesLeft} tries` })} left. At 0 it is locked.`,
    nowLocked: 'It is locked now.',
    nextLocks: 'The next wrong entry locks it.',
    referencesDiffer:
      'This PIN is kept in two places on the card, and they differ. What you entered agrees with only one of them.',
    referencesDifferAfterChange: 'If an earlier change was cut off, one of them may hold the new PIN already.',
    locked: 'It is locked.',
    lastTry: 'One try is left, so it was not presented. The try is still there.',
    absent: 'It is not on this card.',
    triesUnknown: (sw) => `The tries left could not be read, so this stopped to be safe${sw}.`,
    stopped: 'It was left as it is because another PIN stopped the work.',
    cardRefused: (sw) => `The card did not accept it${sw}.`,
    interrupted: (what) => (what ? `It was interrupted. ${what}.` : 'It was interrupted.'),
    interruptedUnchanged: 'This PIN was not changed. Take the card off, put it back and start again.',
    halfChanged:
      'This PIN is kept in two places on the card. One of them has the new PIN, the other still the old one.',
    halfChangedRefused: (sw) => `The card did not accept the change of the other one${sw}.`,
    halfChangedOpen: 'The other one can still be changed.',
    neitherAccepted: 'The card accepted neither the new PIN nor the old one.',
    lastTryNotAsked: 'One try is left, so the card was not asked.',
    triesUnknownNotAsked: (sw) => `The tries left could not be read, so the card was not asked${sw}.`,
    stoppedNotAsked: 'The work stopped before the card was asked.',
    unknownAdvice: [
      'It is not known whether it is the new PIN. Do not try again and again.',
      'The next time you use it, try the new PIN once, and if it is wrong the old one. If in doubt, ask at the municipal counter.',
    ],
  },
  obstacles: {
    'no-service': {
      title: 'The smart card service is not running',
      lines: ['Start the smart card service of this computer (pcscd on Linux).'],
    },
    'no-reader': { title: 'No card reader was found', lines: ['Connect a card reader to this computer.'] },
  },
  anotherCard: 'Another card is there now. To be safe, what you entered was cleared. Please choose again.',
  notStarted: 'Nothing was changed.',
  lastTry:
    'One try is left for these PINs. A wrong entry locks them, and they have to be set anew (再設定) at the municipal counter or another place.',
  recover: {
    lead: 'It was cut off in the middle, so it is not known yet whether these PINs are the new ones.',
    states: {
      waiting: 'Put the same card back on the reader. It will be asked which PIN it has.',
      asking: 'The card is being asked. Do not move it.',
      'another-card': 'This seems to be another card. Put back the one that was being changed.',
      'not-recorded': 'This cannot be recorded now, so the card has not been asked. Please call the staff.',
    },
  },
  status: (sw) => ` (answer ${sw})`,
};
