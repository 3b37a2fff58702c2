import { PIN_IDS, type PinId } from '../card/applications.ts';
import { fromAscii, toAscii } from '../card/bytes.ts';
import { ApduGuard } from '../card/guard.ts';
import { SmartCardError } from './web-smart-card/errors.ts';
import type { DriverConnection, ReaderDriver } from './web-smart-card/resource-manager.ts';

/**
 * The control code by which a page tells the guard of a connection that a person agreed to spend the last try of a PIN.
 * It never reaches a reader. The data is the short name of the PIN in ASCII.
 */
export const LAST_TRY_CONSENT = 0x4d50;

/**
 * The readers of `driver`, each connection behind an APDU guard of its own: what the guard refuses rejects with its
 * `GuardRefusal` and does not reach the card. Every way to a card is guarded here, or at its far end like the bridge.
 *
 * Exclusive access only: with a card that others may use, a SELECT of theirs could come between two commands that the
 * guard let through, and aim a VERIFY at another PIN. And no card is left with power, as it could stay verified.
 */
export function guardedDriver(driver: ReaderDriver): ReaderDriver {
  return {
    open: () => driver.open(),
    listReaders: () => driver.listReaders(),
    getStatusChange: (states, options) => driver.getStatusChange(states, options),
    async connect(readerName, accessMode, preferredProtocols) {
      if (accessMode !== 'exclusive') throw new SmartCardError('unsupported-feature');
      const connected = await driver.connect(readerName, accessMode, preferredProtocols);
      return { ...connected, connection: guarded(connected.connection) };
    },
  };
}

function guarded(connection: DriverConnection): DriverConnection {
  const guard = new ApduGuard();
  return {
    transmit: (command) => guard.pass(command, (bytes) => connection.transmit(bytes)),
    async disconnect(disposition) {
      guard.end();
      await connection.disconnect(disposition === 'leave' ? 'unpower' : disposition);
    },
    status: () => connection.status(),
    async control(code, data) {
      const pin = PIN_IDS.find((id) => id === toAscii(data));
      if (code !== LAST_TRY_CONSENT || !pin) throw new SmartCardError('unsupported-feature');
      guard.allowLastTry(pin);
      return new Uint8Array(0);
    },
  };
}

/** The data of a consent. */
export function consentData(pin: PinId): Uint8Array {
  return fromAscii(pin);
}
