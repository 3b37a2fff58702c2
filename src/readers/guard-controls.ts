import type { PinId } from '../card/applications.ts';
import { fromAscii } from '../card/bytes.ts';

/**
 * The control code by which a page tells the guard of a connection that a person agreed to spend the last try of a PIN.
 * It never reaches a reader. The data is the short name of the PIN in ASCII.
 */
export const LAST_TRY_CONSENT = 0x4d50;

/**
 * The control code by which a page takes the guard off a connection, for APDUs that a developer enters. It never reaches
 * a reader, has no data, and is `unsupported-feature` unless the driver was made with `rawAccess`.
 */
export const RAW_ACCESS = 0x4d52;

/** The data of a consent. */
export function consentData(pin: PinId): Uint8Array {
  return fromAscii(pin);
}
