import { invalidState, SmartCardError } from './errors.ts';
import type {
  SmartCardAccessMode,
  SmartCardConnection,
  SmartCardConnectionStatus,
  SmartCardConnectResult,
  SmartCardContext,
  SmartCardDisposition,
  SmartCardGetStatusChangeOptions,
  SmartCardProtocol,
  SmartCardReaderStateIn,
  SmartCardReaderStateOut,
  SmartCardResourceManager,
} from './types.ts';

/**
 * What a way to a card has to provide; the rules of the API that are the same for all of them are kept below. Failures
 * are `SmartCardError`s.
 */
export interface ReaderDriver {
  /** Called once a context. Rejects with `no-service` when there is nothing to talk to. */
  open(): Promise<void>;
  listReaders(): Promise<string[]>;
  getStatusChange(
    states: readonly SmartCardReaderStateIn[],
    options: SmartCardGetStatusChangeOptions,
  ): Promise<SmartCardReaderStateOut[]>;
  connect(
    readerName: string,
    accessMode: SmartCardAccessMode,
    preferredProtocols: readonly SmartCardProtocol[],
  ): Promise<{ connection: DriverConnection; activeProtocol?: SmartCardProtocol }>;
}

export interface DriverConnection {
  /** Response data ‖ SW1 SW2. Never hangs after the card left: rejects with `removed-card` or `reset-card`. */
  transmit(sendBuffer: Uint8Array): Promise<Uint8Array>;
  disconnect(disposition: SmartCardDisposition): Promise<void>;
  status(): Promise<SmartCardConnectionStatus>;
  /** Left out where there is nothing to control. */
  control?(controlCode: number, data: Uint8Array): Promise<Uint8Array>;
}

/** The Web Smart Card API over a driver. */
export function createResourceManager(driver: ReaderDriver): SmartCardResourceManager {
  return {
    async establishContext() {
      await driver.open();
      return new Context(driver);
    },
  };
}

class Context implements SmartCardContext {
  readonly #driver: ReaderDriver;
  #busy = false;

  constructor(driver: ReaderDriver) {
    this.#driver = driver;
  }

  listReaders(): Promise<string[]> {
    return this.exclusively(() => this.#driver.listReaders());
  }

  getStatusChange(
    readerStates: readonly SmartCardReaderStateIn[],
    options: SmartCardGetStatusChangeOptions = {},
  ): Promise<SmartCardReaderStateOut[]> {
    return this.exclusively(() => this.#driver.getStatusChange(readerStates, options));
  }

  connect(
    readerName: string,
    accessMode: SmartCardAccessMode,
    { preferredProtocols = ['t0', 't1'] }: { preferredProtocols?: readonly SmartCardProtocol[] } = {},
  ): Promise<SmartCardConnectResult> {
    return this.exclusively(async () => {
      const { connection, activeProtocol } = await this.#driver.connect(readerName, accessMode, preferredProtocols);
      return {
        connection: new Connection(this, connection),
        ...(activeProtocol ? { activeProtocol } : {}),
      };
    });
  }

  /** "If there is an operation in progress, reject with InvalidStateError." (index.bs, every method of a context) */
  async exclusively<T>(operation: () => Promise<T>): Promise<T> {
    if (this.#busy) throw invalidState('another operation of this context is in progress');
    this.#busy = true;
    try {
      return await operation();
    } finally {
      this.#busy = false;
    }
  }
}

class Connection implements SmartCardConnection {
  readonly #context: Context;
  #driver: DriverConnection | undefined;

  constructor(context: Context, driver: DriverConnection) {
    this.#context = context;
    this.#driver = driver;
  }

  transmit(sendBuffer: Uint8Array): Promise<ArrayBuffer> {
    return this.#use(async (driver) => {
      // Copied into a buffer of its own length: the answer may be a view of a larger one.
      return new Uint8Array(await driver.transmit(sendBuffer)).buffer;
    });
  }

  disconnect(disposition: SmartCardDisposition = 'leave'): Promise<void> {
    return this.#use(async (driver) => {
      this.#driver = undefined;
      await driver.disconnect(disposition);
    });
  }

  status(): Promise<SmartCardConnectionStatus> {
    return this.#use((driver) => driver.status());
  }

  startTransaction(): Promise<void> {
    return unsupported();
  }

  control(controlCode: number, data: Uint8Array): Promise<ArrayBuffer> {
    return this.#use(async (driver) => {
      if (!driver.control) throw new SmartCardError('unsupported-feature');
      const answer = await driver.control(controlCode, data);
      return answer.slice().buffer;
    });
  }

  getAttribute(): Promise<ArrayBuffer> {
    return unsupported();
  }

  setAttribute(): Promise<void> {
    return unsupported();
  }

  async #use<T>(operation: (driver: DriverConnection) => Promise<T>): Promise<T> {
    return this.#context.exclusively(() => {
      if (!this.#driver) throw invalidState('this connection was closed');
      return operation(this.#driver);
    });
  }
}

function unsupported(): Promise<never> {
  return Promise.reject(new SmartCardError('unsupported-feature'));
}
