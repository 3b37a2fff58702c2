import { PIN_IDS } from '../card/applications.ts';
import { toAscii } from '../card/bytes.ts';
import { ApduGuard } from '../card/guard.ts';
import { LAST_TRY_CONSENT, RAW_ACCESS } from './guard-controls.ts';
import { SmartCardError } from './web-smart-card/errors.ts';
import type { DriverConnection, ReaderDriver } from './web-smart-card/resource-manager.ts';

export interface GuardOptions {
  /** Whether `RAW_ACCESS` is granted to those who ask for it. */
  readonly rawAccess?: boolean;
}

/**
 * The readers of `driver`, each connection behind an APDU guard of its own: what the guard refuses rejects with its
 * `GuardRefusal` and does not reach the card. Every way to a card is guarded here, or at its far end like the bridge.
 *
 * Exclusive access only: with a card that others may use, a SELECT of theirs could come between two commands that the
 * guard let through, and aim a VERIFY at another PIN. And no card is left with power, as it could stay verified. Both
 * hold with `rawAccess` too, which takes the guard off one connection, from when it is asked for to its end.
 */
export function guardedDriver(driver: ReaderDriver, { rawAccess = false }: GuardOptions = {}): ReaderDriver {
  return {
    open: () => driver.open(),
    listReaders: () => driver.listReaders(),
    getStatusChange: (states, options) => driver.getStatusChange(states, options),
    async connect(readerName, accessMode, preferredProtocols) {
      if (accessMode !== 'exclusive') throw new SmartCardError('unsupported-feature');
      const connected = await driver.connect(readerName, accessMode, preferredProtocols);
      return { ...connected, connection: guarded(connected.connection, rawAccess) };
    },
  };
}

function guarded(connection: DriverConnection, rawAccess: boolean): DriverConnection {
  const guard = new ApduGuard();
  let raw = false;
  let fault: unknown;
  const send = async (command: Uint8Array): Promise<Uint8Array> => {
    // What the card did with a command whose answer was lost is not known: nothing follows it, raw or not.
    if (fault) throw fault;
    try {
      return await connection.transmit(command);
    } catch (error) {
      fault = error;
      throw error;
    }
  };
  return {
    transmit: (command) => (raw ? send(command) : guard.pass(command, send)),
    async disconnect(disposition) {
      guard.end();
      await connection.disconnect(disposition === 'leave' ? 'unpower' : disposition);
    },
    status: () => connection.status(),
    async control(code, data) {
      if (code === RAW_ACCESS && rawAccess && data.length === 0) {
        raw = true;
        // It judges nothing any more, and need not keep the PINs that were refused.
        guard.end();
        return new Uint8Array(0);
      }
      const pin = PIN_IDS.find((id) => id === toAscii(data));
      if (code !== LAST_TRY_CONSENT || !pin) throw new SmartCardError('unsupported-feature');
      guard.allowLastTry(pin);
      return new Uint8Array(0);
    },
  };
}
