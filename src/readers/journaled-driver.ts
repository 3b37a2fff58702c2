import { mayCarryPin } from '../card/apdu.ts';
import { JournalError } from '../journal/journal-error.ts';
import type { DriverConnection, ReaderDriver } from './web-smart-card/resource-manager.ts';

/**
 * The readers of `driver`, where no PIN is presented and none is changed unless that is recorded: a command that may carry
 * one rejects with `no-change-begun`, and goes no further, as long as `recorded` says no. It is asked anew for each of them.
 *
 * Stands before the guard, so that it holds for a connection with raw access too, and so that the guard has seen nothing of
 * what is refused here.
 */
export function journaledDriver(driver: ReaderDriver, recorded: () => boolean): ReaderDriver {
  return {
    open: () => driver.open(),
    listReaders: () => driver.listReaders(),
    getStatusChange: (states, options) => driver.getStatusChange(states, options),
    async connect(readerName, accessMode, preferredProtocols) {
      const connected = await driver.connect(readerName, accessMode, preferredProtocols);
      return { ...connected, connection: journaled(connected.connection, recorded) };
    },
  };
}

function journaled(connection: DriverConnection, recorded: () => boolean): DriverConnection {
  const { control } = connection;
  return {
    async transmit(command) {
      if (mayCarryPin(command) && !recorded()) throw new JournalError('no-change-begun');
      return connection.transmit(command);
    },
    disconnect: (disposition) => connection.disconnect(disposition),
    status: () => connection.status(),
    ...(control ? { control: (code, data) => control.call(connection, code, data) } : {}),
  };
}
