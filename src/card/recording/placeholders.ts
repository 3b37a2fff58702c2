import { PIN_IDS, PINS, type PinId } from '../applications.ts';
import { fromAscii } from '../bytes.ts';
import { isWellFormed } from '../pin-rules.ts';
import type { MaskedData, PinPlaceholder } from './recording.ts';

/** Longest data of an answer to a short command, in bytes. */
const MAX_MASKED_LENGTH = 256;

/** Certificates are told by this name; what stands for one in a replay is zeros, which no certificate is made of. */
const CERTIFICATE = /^certificate\b/;

/** `{current auth, 4 digits}`, `{new sign}`, `{new sign 2}`; `{PIN}` where the file is none of the four PINs. */
export function formatPin({ pin, role, number }: PinPlaceholder): string {
  if (!pin) return '{PIN}';
  const which = number > 1 ? ` ${number}` : '';
  // The length is said only where it is the same for everybody.
  const length = PINS[pin].format === 'four-digits' ? ', 4 digits' : '';
  return `{${role} ${pin}${which}${length}}`;
}

/** `{serial 1, 16 bytes}` */
export function formatMasked({ name, length }: MaskedData): string {
  return `{${name}, ${length} byte${length === 1 ? '' : 's'}}`;
}

/** What stands between braces in a recording; `undefined` when it is nothing known. */
export function parsePlaceholder(text: string): PinPlaceholder | MaskedData | undefined {
  if (text === 'PIN') return { kind: 'pin', pin: undefined, role: 'current', number: 1 };
  const [, role, id, number = '1'] = /^(current|new) ([a-z]+)(?: ([1-9]\d?))?(?:, 4 digits)?$/.exec(text) ?? [];
  const pin = PIN_IDS.find((candidate) => candidate === id);
  if (pin) {
    const placeholder: PinPlaceholder = { kind: 'pin', pin, role: role as 'current' | 'new', number: Number(number) };
    return formatPin(placeholder) === `{${text}}` ? placeholder : undefined;
  }
  const [, name, bytes] = /^([a-z][a-z0-9 -]{0,39}), ([1-9]\d{0,2}) bytes?$/.exec(text) ?? [];
  const length = Number(bytes);
  return name && length <= MAX_MASKED_LENGTH ? { kind: 'masked', name, length } : undefined;
}

/** Whether `body`, Lc and all, may stand in the place of a PIN: one of the right format for that PIN. */
export function canStandFor({ pin }: PinPlaceholder, body: Uint8Array): boolean {
  const value = body.subarray(1);
  if (value.length === 0 || body[0] !== value.length) return false;
  return pin === undefined || isWellFormed(PINS[pin].format, value);
}

/** A PIN that nobody has, for replaying without anybody's. Another one for each placeholder of a PIN. */
export function inventedPin(pin: PinId, role: PinPlaceholder['role'], number: number): Uint8Array {
  const digits = `${role === 'current' ? 3 : 7}0${String(number % 100).padStart(2, '0')}`;
  return fromAscii(PINS[pin].format === 'four-digits' ? digits : `REPLAY${digits}`);
}

/** The bytes that stand for masked data in a replay: the same for the same name, and nobody's. */
export function fillerFor({ name, length }: MaskedData): Uint8Array {
  return CERTIFICATE.test(name)
    ? new Uint8Array(length)
    : fromAscii(name.toUpperCase().slice(0, length).padEnd(length, ' '));
}
