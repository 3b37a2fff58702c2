import { SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import type { SmartCardResponseCode } from '../../src/readers/web-smart-card/types.ts';

/** PC/SC return values (PC/SC part 5; pcsc-lite `pcsclite.h`; Windows `winerror.h`) and the response they stand for. */
export const RESPONSES: ReadonlyMap<number, SmartCardResponseCode> = new Map([
  [0x80100002, 'system-cancelled'], // SCARD_E_CANCELLED
  [0x80100003, 'no-service'], // SCARD_E_INVALID_HANDLE: a handle of a service that was restarted
  [0x80100009, 'unknown-reader'], // SCARD_E_UNKNOWN_READER
  [0x8010000b, 'sharing-violation'], // SCARD_E_SHARING_VIOLATION
  [0x8010000c, 'no-smartcard'], // SCARD_E_NO_SMARTCARD
  [0x8010000d, 'unsupported-card'], // SCARD_E_UNKNOWN_CARD
  [0x8010000f, 'proto-mismatch'], // SCARD_E_PROTO_MISMATCH
  [0x80100010, 'not-ready'], // SCARD_E_NOT_READY
  [0x80100012, 'system-cancelled'], // SCARD_E_SYSTEM_CANCELLED
  [0x80100013, 'no-service'], // SCARD_F_COMM_ERROR: the service died in the middle
  [0x80100016, 'not-transacted'], // SCARD_E_NOT_TRANSACTED
  [0x80100017, 'reader-unavailable'], // SCARD_E_READER_UNAVAILABLE
  [0x80100018, 'system-cancelled'], // SCARD_P_SHUTDOWN
  [0x8010001c, 'unsupported-card'], // SCARD_E_CARD_UNSUPPORTED
  [0x8010001d, 'no-service'], // SCARD_E_NO_SERVICE
  [0x8010001e, 'no-service'], // SCARD_E_SERVICE_STOPPED
  [0x80100022, 'unsupported-feature'], // SCARD_E_UNSUPPORTED_FEATURE
  [0x8010002e, 'unknown-reader'], // SCARD_E_NO_READERS_AVAILABLE
  [0x8010002f, 'not-transacted'], // SCARD_E_COMM_DATA_LOST
  [0x80100031, 'server-too-busy'], // SCARD_E_SERVER_TOO_BUSY
  [0x80100065, 'unsupported-card'], // SCARD_W_UNSUPPORTED_CARD
  [0x80100066, 'unresponsive-card'], // SCARD_W_UNRESPONSIVE_CARD
  [0x80100067, 'unpowered-card'], // SCARD_W_UNPOWERED_CARD
  [0x80100068, 'reset-card'], // SCARD_W_RESET_CARD
  [0x80100069, 'removed-card'], // SCARD_W_REMOVED_CARD
  // Windows hands some errors of the reader's driver through as they are.
  [0x16, 'reader-unavailable'], // ERROR_BAD_COMMAND: unplugged during an exchange
  [0x1f, 'not-transacted'], // ERROR_GEN_FAILURE
  [0x79, 'not-transacted'], // ERROR_SEM_TIMEOUT
  [0x45d, 'not-transacted'], // ERROR_IO_DEVICE
  [0x48f, 'reader-unavailable'], // ERROR_DEVICE_NOT_CONNECTED
]);

/**
 * The return value of PC/SC in a message of pcsclite, at whose end it stands: `(0x80100069)`. `undefined` when there is
 * none. A negative value printed with 64 bits counts by its lower 32.
 */
export function returnValueOf(message: string): number | undefined {
  const digits = /\(0x([0-9a-f]{1,16})\)\s*$/i.exec(message)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits.slice(-8), 16);
}

/** The response in an error of pcsclite, whose only trace of the return value is its message. */
export function responseOf(error: unknown): SmartCardResponseCode | undefined {
  const value = error instanceof Error ? returnValueOf(error.message) : undefined;
  return value === undefined ? undefined : RESPONSES.get(value);
}

/** A `SmartCardError` for anything that pcsclite reports. `otherwise` is for values without a row. */
export function toSmartCardError(error: unknown, otherwise: SmartCardResponseCode = 'not-transacted'): SmartCardError {
  return error instanceof SmartCardError ? error : new SmartCardError(responseOf(error) ?? otherwise);
}
