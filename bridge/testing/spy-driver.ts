import type { DriverConnection, ReaderDriver } from '../../src/readers/web-smart-card/resource-manager.ts';

/** Passes everything on to a driver and counts what reached it, so that a test can tell that nothing did. */
export class SpyDriver implements ReaderDriver {
  readonly #driver: ReaderDriver;
  readonly calls: string[] = [];

  constructor(driver: ReaderDriver) {
    this.#driver = driver;
  }

  open(): Promise<void> {
    this.calls.push('open');
    return this.#driver.open();
  }

  listReaders(): Promise<string[]> {
    this.calls.push('listReaders');
    return this.#driver.listReaders();
  }

  getStatusChange(...args: Parameters<ReaderDriver['getStatusChange']>) {
    this.calls.push('getStatusChange');
    return this.#driver.getStatusChange(...args);
  }

  async connect(...args: Parameters<ReaderDriver['connect']>) {
    this.calls.push('connect');
    const result = await this.#driver.connect(...args);
    const { connection } = result;
    const spied: DriverConnection = {
      transmit: (command) => {
        this.calls.push('transmit');
        return connection.transmit(command);
      },
      disconnect: (disposition) => {
        this.calls.push(`disconnect ${disposition}`);
        return connection.disconnect(disposition);
      },
      status: () => {
        this.calls.push('status');
        return connection.status();
      },
    };
    return { ...result, connection: spied };
  }
}
