import type { RefusalReason } from '../../src/card/guard-refusal.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';

/** 利用者証明用 has one try left and 署名用 none, the others are as new. */
export const CARD_AT_RISK = cardWith({
  pins: { auth: { pin: '1234', triesLeft: 1 }, sign: { pin: 'ABC123', triesLeft: 0 } },
});

export interface ForbiddenCommand {
  readonly what: string;
  /** What comes before, in hexadecimal; all of it is let through. */
  readonly before: readonly string[];
  readonly command: string;
  readonly reason: RefusalReason;
}

const JPKI = '00A4040C0AD392F000260100000001';
const TEXT = '00A4040C0AD3921000310001010408';
const JUKI = '00A4040C0AD3921000310001010401';
const AUTH_PIN = '00A4020C020018';
const SIGN_PIN = '00A4020C02001B';
const TEXT_PIN = '00A4020C020011';
const JUKI_PIN = '00A4020C02001C';
const TRIES = '00200080';
const VERIFY_1234 = '002000800431323334';
const CHANGE_TO_5172 = '002401800435313732';

const row = (what: string, before: readonly string[], command: string, reason: RefusalReason): ForbiddenCommand => ({
  what,
  before,
  command,
  reason,
});

/** What a page that was taken over would send over its own, honest session, on `CARD_AT_RISK`. */
export const FORBIDDEN_COMMANDS: readonly ForbiddenCommand[] = [
  row('COMPUTE SIGNATURE', [JPKI], `802A00800F${'31'.repeat(15)}00`, 'command-not-allowed'),
  row('COMPUTE SIGNATURE, ISO', [JPKI], `002A9E9A0F${'31'.repeat(15)}00`, 'command-not-allowed'),
  row('GET CHALLENGE', [], '0084000008', 'command-not-allowed'),
  row('INTERNAL AUTHENTICATE', [JPKI], '0088000008313233343536373800', 'command-not-allowed'),
  row('EXTERNAL AUTHENTICATE', [], '008200000431323334', 'command-not-allowed'),
  row('MANAGE SECURITY ENVIRONMENT', [JPKI], '002241B603840117', 'command-not-allowed'),
  row('RESET RETRY COUNTER', [JPKI, AUTH_PIN], '002C00800431323334', 'command-not-allowed'),
  row('READ RECORD', [TEXT], '00B2010400', 'command-not-allowed'),
  row('UPDATE BINARY', [JPKI], '00D6000001FF', 'command-not-allowed'),
  row('DELETE FILE', [JPKI], '00E4000000', 'command-not-allowed'),
  row('GET DATA', [], '00CA010000', 'command-not-allowed'),
  row('GET RESPONSE that nothing promised', [JPKI], '00C0000000', 'command-not-allowed'),
  row('SELECT of the master file', [], '00A4000C023F00', 'command-not-allowed'),
  row('SELECT that asks for data', [], '00A404000AD392F00026010000000100', 'command-not-allowed'),
  row('another application', [], '00A4040C0AD3921000310001010402', 'application-not-listed'),
  row('the beginning of an application', [], '00A4040C05D392F00026', 'application-not-listed'),
  row('the file of a private key', [JPKI], '00A4020C020017', 'file-not-listed'),
  row('the file of the personal number', [TEXT], '00A4020C020001', 'file-not-listed'),
  row('a PIN file of a neighbour', [TEXT], '00A4020C020018', 'file-not-listed'),
  row('READ BINARY without a file', [JPKI], '00B0000000', 'no-readable-file-selected'),
  row('READ BINARY of a PIN file', [JPKI, AUTH_PIN], '00B0000000', 'no-readable-file-selected'),
  row('READ BINARY by short file identifier', [JPKI], '00B0860000', 'command-not-allowed'),
  row('VERIFY without a file', [JPKI], VERIFY_1234, 'no-pin-file-selected'),
  row('VERIFY by key number', [JPKI, AUTH_PIN, TRIES], '002000810431323334', 'command-not-allowed'),
  row('VERIFY by short file identifier', [JPKI, AUTH_PIN, TRIES], '002000980431323334', 'command-not-allowed'),
  row('the tries by the short file identifier of a neighbour', [TEXT], '00200094', 'command-not-allowed'),
  row('the tries by short file identifier where they were not read', [TEXT, TEXT_PIN], '00200091', 'tries-unknown'),
  row('the tries by short file identifier where none is left', [JPKI, SIGN_PIN, TRIES], '0020009B', 'locked'),
  row('the tries by short file identifier beside a locked PIN', [JPKI, SIGN_PIN, TRIES], '00200098', 'locked'),
  row(
    'VERIFY after the tries by short file identifier',
    [TEXT, TEXT_PIN, TRIES, '00200091', TEXT_PIN],
    VERIFY_1234,
    'tries-unknown',
  ),
  row('VERIFY without reading the tries', [TEXT, TEXT_PIN], VERIFY_1234, 'tries-unknown'),
  row('VERIFY after the tries of another PIN', [TEXT, TEXT_PIN, TRIES, JUKI, JUKI_PIN], VERIFY_1234, 'tries-unknown'),
  row('VERIFY with five digits', [TEXT, TEXT_PIN, TRIES], '00200080053132333435', 'pin-format'),
  row('VERIFY with letters', [TEXT, TEXT_PIN, TRIES], '002000800441424344', 'pin-format'),
  row('VERIFY with a short password', [JPKI, SIGN_PIN, TRIES], '00200080054142433132', 'pin-format'),
  row('VERIFY of a locked PIN', [JPKI, SIGN_PIN, TRIES], '0020008006414243313233', 'locked'),
  row('VERIFY at the last try', [JPKI, AUTH_PIN, TRIES], VERIFY_1234, 'last-try-without-consent'),
  row('CHANGE without VERIFY', [TEXT, TEXT_PIN, TRIES], CHANGE_TO_5172, 'not-verified'),
  row('CHANGE after another SELECT', [TEXT, TEXT_PIN, TRIES, VERIFY_1234, TEXT_PIN], CHANGE_TO_5172, 'not-verified'),
  row('CHANGE with old and new PIN', [TEXT, TEXT_PIN, TRIES], '00240080083132333435313732', 'command-not-allowed'),
  row('CHANGE KEY of a JPKI PIN', [JPKI, AUTH_PIN, TRIES], '803200800435313732', 'instruction-not-for-this-pin'),
  row('CHANGE to an empty PIN', [TEXT, TEXT_PIN, TRIES, VERIFY_1234], '00240180', 'pin-format'),
  row('a chained VERIFY', [TEXT, TEXT_PIN, TRIES], '102000800431323334', 'command-not-allowed'),
  row('a VERIFY in secure messaging', [TEXT, TEXT_PIN, TRIES], '0C2000800431323334', 'command-not-allowed'),
  row('a VERIFY on a logical channel', [TEXT, TEXT_PIN, TRIES], '012000800431323334', 'command-not-allowed'),
  row('a VERIFY of extended length', [TEXT, TEXT_PIN, TRIES], '0020008000000431323334', 'malformed'),
  row('a VERIFY with a wrong length', [TEXT, TEXT_PIN, TRIES], '0020008005313233', 'malformed'),
];
