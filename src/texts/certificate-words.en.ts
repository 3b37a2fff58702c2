import type { CertificateWords } from './certificate-words.ts';
import { dayIn } from './day.ts';
import { pluralIn } from './plural.ts';

const RENEWAL =
  'It can be renewed (更新) at the municipal counter, from about three months before the day on which it expires.';

const day = dayIn('en-GB');
const plural = pluralIn('en');

/** The official names stay beside the translation: they are what offices and other programs show. */
export const CERTIFICATE_WORDS_EN: CertificateWords = {
  names: {
    auth: 'User authentication certificate (利用者証明用電子証明書)',
    sign: 'Signature certificate (署名用電子証明書)',
  },
  kinds: {
    auth: 'user authentication certificate',
    sign: 'signature certificate',
    ca: 'certificate of a certification authority',
    other: 'a certificate of a kind that is not known here',
  },
  day,
  period: (first, last) => `${first} to ${last}`,
  validity: {
    valid: (_first, last) => `It is within its validity period (until ${last}).`,
    'expires-soon': (_first, last, daysLeft) =>
      daysLeft === 0
        ? `It expires today (${last}).`
        : `It expires in ${daysLeft} ${plural(daysLeft, { one: 'day', other: 'days' })} (${last}).`,
    expired: (_first, last) => `It has expired (it was valid until ${last}).`,
    'not-yet': (first) => `Its validity period has not begun yet (from ${first}).`,
  },
  validityAdvice: {
    valid: () => [],
    'expires-soon': () => [RENEWAL],
    expired: (today) => [
      'An expired certificate may not be accepted for logging in or applying. Please have it renewed (更新) at the municipal counter.',
      'This program does not keep you from changing a PIN because a certificate has expired.',
      clock(today),
    ],
    'not-yet': (today) => [clock(today)],
  },
  testEnvironment: 'It is a certificate of the test environment.',
  facts: {
    kind: 'Kind',
    period: 'Validity period',
    serialNumber: 'Serial number (hexadecimal)',
    issuer: 'Issuer',
    chain: 'Check of the issuer',
    ca: 'Certification authority',
    fingerprint: 'SHA-256 of the authority’s certificate',
  },
  chain: {
    holds: 'Its signature shows that the authority on the card issued it.',
    'wrong-issuer': 'The issuer it names is not the authority on the card.',
    'not-a-ca':
      'The authority’s certificate on the card does not say that it may issue certificates, so the issuer could not be checked.',
    'bad-signature': 'The signature does not agree with the authority on the card.',
    'not-checked': 'The signature could not be checked: this program does not know its method.',
  },
  ca: {
    known: 'It is on the list of this program, as an authority of the JPKI.',
    'not-recognised':
      'It is not on the list of this program. Only some authorities are on that list, so this does not mean that anything is wrong.',
    test: 'It is an authority of the test environment.',
    unreadable: 'The authority’s certificate could not be read, so the issuer was not checked.',
    'not-read': 'The authority’s certificate was not read, so the issuer was not checked.',
  },
  revocation: 'Whether it was revoked (失効), which makes it invalid before it expires, cannot be checked here.',
  unshown: {
    absent: () => 'This certificate is not on the card.',
    'needs-pin': () => 'It can only be read right after its PIN was checked.',
    truncated: () => 'The data ended too early, so it cannot be shown.',
    'not-a-certificate': () => 'What is in its place is not a certificate.',
    refused: (sw) => `The card did not let it be read${sw}.`,
    'broken-der': () => 'The data is not well-formed, so it cannot be shown.',
    masked: () => 'It is masked. A recording does not keep what is in a certificate.',
  },
  readAgain: {
    auth: 'Take the card off, put it back and read it again. If that does not help, ask at the municipal counter.',
    sign: 'If it is the same the next time it is read, ask at the municipal counter.',
  },
  reading: {
    auth: 'The user authentication certificate is being read. Do not move the card.',
    sign: 'The signature certificate is being read. Do not move the card.',
  },
  failures: {
    'not-loaded': {
      title: 'The part that understands certificates could not be loaded',
      lines: ['Make sure that myna-pin is running, and try again.'],
    },
    'pin-not-changed': {
      title: 'The signature certificate was not read',
      lines: ['It is read only after a change that was not interrupted, and only if its PIN was changed.'],
    },
  },
  interrupted: (what) => `It could not be read. ${what}.`,
  changeStands: 'The result of the change above stands.',
  holder: {
    name: 'Name',
    nameSubstitutes: 'Substitute characters in the name',
    birthDate: 'Date of birth',
    sex: 'Sex',
    sexes: { male: 'male', female: 'female', unknown: 'not known' },
    address: 'Address',
    addressSubstitutes: 'Substitute characters in the address',
    substitutes: (positions) =>
      positions.length === 0
        ? 'none'
        : `${plural(positions.length, { one: 'character', other: 'characters' })} ${positions.join(', ')}`,
    none: 'The personal data could not be read.',
  },
};

function clock(today: string): string {
  return `This was judged by the date of this computer (${today}). If that is wrong, set it right and check again.`;
}
