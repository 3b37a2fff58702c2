import { SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import type { SmartCardResponseCode } from '../../src/readers/web-smart-card/types.ts';

/** PC/SC return values (PC/SC part 5; pcsc-lite `pcsclite.h`; Windows `winerror.h`) and the response they stand for. */
export const RESPONSES: Readonly<Record<number, SmartCardResponseCode>> = {
  2148532226: 'system-cancelled', // SCARD_E_CANCELLED
  2148532227: 'no-service', // SCARD_E_INVALID_HANDLE: a handle of a service that was restarted
  2148532233: 'unknown-reader', // SCARD_E_UNKNOWN_READER
  2148532235: 'sharing-violation', // SCARD_E_SHARING_VIOLATION
  2148532236: 'no-smartcard', // SCARD_E_NO_SMARTCARD
  2148532237: 'unsupported-card', // SCARD_E_UNKNOWN_CARD
  2148532239: 'proto-mismatch', // SCARD_E_PROTO_MISMATCH
  2148532240: 'not-ready', // SCARD_E_NOT_READY
  2148532242: 'system-cancelled', // SCARD_E_SYSTEM_CANCELLED
  2148532243: 'no-service', // SCARD_F_COMM_ERROR: the service died in the middle
  2148532246: 'not-transacted', // SCARD_E_NOT_TRANSACTED
  2148532247: 'reader-unavailable', // SCARD_E_READER_UNAVAILABLE
  2148532248: 'system-cancelled', // SCARD_P_SHUTDOWN
  2148532252: 'unsupported-card', // SCARD_E_CARD_UNSUPPORTED
  2148532253: 'no-service', // SCARD_E_NO_SERVICE
  2148532254: 'no-service', // SCARD_E_SERVICE_STOPPED
  2148532258: 'unsupported-feature', // SCARD_E_UNSUPPORTED_FEATURE
  2148532270: 'unknown-reader', // SCARD_E_NO_READERS_AVAILABLE
  2148532271: 'not-transacted', // SCARD_E_COMM_DATA_LOST
  2148532273: 'server-too-busy', // SCARD_E_SERVER_TOO_BUSY
  2148532325: 'unsupported-card', // SCARD_W_UNSUPPORTED_CARD
  2148532326: 'unresponsive-card', // SCARD_W_UNRESPONSIVE_CARD
  2148532327: 'unpowered-card', // SCARD_W_UNPOWERED_CARD
  2148532328: 'reset-card', // SCARD_W_RESET_CARD
  2148532329: 'removed-card', // SCARD_W_REMOVED_CARD
  // Windows hands some errors of the reader's driver through as they are.
  22: 'reader-unavailable', // ERROR_BAD_COMMAND: unplugged during an exchange
  31: 'not-transacted', // ERROR_GEN_FAILURE
  121: 'not-transacted', // ERROR_SEM_TIMEOUT
  1117: 'not-transacted', // ERROR_IO_DEVICE
  1167: 'reader-unavailable', // ERROR_DEVICE_NOT_CONNECTED
};

/**
 * The response in an error of pcsclite, whose only trace of the return value is the end of its message, `(0x80100069)`.
 * `undefined` when there is none. A negative value printed with 64 bits counts by its lower 32.
 */
export function responseOf(error: unknown): SmartCardResponseCode | undefined {
  const digits = error instanceof Error ? /\(0x([0-9a-f]{1,16})\)\s*$/i.exec(error.message)?.[1] : undefined;
  return digits === undefined ? undefined : RESPONSES[Number.parseInt(digits.slice(-8), 16)];
}

/** A `SmartCardError` for anything that pcsclite reports. `otherwise` is for values without a row. */
export function toSmartCardError(error: unknown, otherwise: SmartCardResponseCode = 'not-transacted'): SmartCardError {
  return error instanceof SmartCardError ? error : new SmartCardError(responseOf(error) ?? otherwise);
}
