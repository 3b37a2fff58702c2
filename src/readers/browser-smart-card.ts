import { responseCodeOf, SmartCardError } from './web-smart-card/errors.ts';
import type { DriverConnection, ReaderDriver } from './web-smart-card/resource-manager.ts';
import type {
  SmartCardAccessMode,
  SmartCardConnection,
  SmartCardContext,
  SmartCardGetStatusChangeOptions,
  SmartCardProtocol,
  SmartCardReaderStateIn,
  SmartCardReaderStateOut,
  SmartCardResourceManager,
} from './web-smart-card/types.ts';

/** A browser that takes longer than this never answers: Chromium on Linux, where there is nothing behind the API. */
const TIMEOUT_MS = 5_000;

/**
 * The readers of the browser's own Web Smart Card API, `navigator.smartCard`; `undefined` where it is missing, refused to
 * this page, or does not answer. It is a driver so that the guard can stand before it. Never rejects.
 */
export async function findBrowserSmartCard(
  navigator: object,
  timeoutMs: number = TIMEOUT_MS,
): Promise<ReaderDriver | undefined> {
  const { smartCard } = navigator as { readonly smartCard?: SmartCardResourceManager };
  if (!smartCard) return undefined;
  const driver = new BrowserSmartCard(smartCard);
  const answers = driver.open().then(
    () => true,
    // The service may come later; anything else is a refusal.
    (error) => responseCodeOf(error) !== undefined,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const found = await Promise.race([answers, silence]);
  clearTimeout(timer);
  return found ? driver : undefined;
}

/**
 * The API behind itself, so that what is the same for all readers can come in between. A context of the browser does one
 * thing at a time, waiting for cards included, so each call takes one that is free and each connection keeps one.
 */
class BrowserSmartCard implements ReaderDriver {
  readonly #manager: SmartCardResourceManager;
  readonly #free: SmartCardContext[] = [];

  constructor(manager: SmartCardResourceManager) {
    this.#manager = manager;
  }

  async open(): Promise<void> {
    // A new one: those from before may belong to a service that has ended.
    this.#free.push(await this.#manager.establishContext());
  }

  listReaders(): Promise<string[]> {
    return this.#withContext((context) => context.listReaders());
  }

  getStatusChange(
    states: readonly SmartCardReaderStateIn[],
    options: SmartCardGetStatusChangeOptions,
  ): Promise<SmartCardReaderStateOut[]> {
    return this.#withContext((context) => context.getStatusChange(states, options));
  }

  async connect(
    readerName: string,
    accessMode: SmartCardAccessMode,
    preferredProtocols: readonly SmartCardProtocol[],
  ): Promise<{ connection: DriverConnection; activeProtocol?: SmartCardProtocol }> {
    const context = await this.#take();
    try {
      const { connection, activeProtocol } = await context.connect(readerName, accessMode, { preferredProtocols });
      return {
        connection: driverConnection(connection, () => this.#free.push(context)),
        ...(activeProtocol ? { activeProtocol } : {}),
      };
    } catch (error) {
      this.#giveBack(context, error);
      throw error;
    }
  }

  async #withContext<T>(use: (context: SmartCardContext) => Promise<T>): Promise<T> {
    const context = await this.#take();
    try {
      const result = await use(context);
      this.#giveBack(context);
      return result;
    } catch (error) {
      this.#giveBack(context, error);
      throw error;
    }
  }

  async #take(): Promise<SmartCardContext> {
    return this.#free.pop() ?? (await this.#manager.establishContext());
  }

  #giveBack(context: SmartCardContext, error?: unknown): void {
    if (responseCodeOf(error) === 'no-service') this.#free.length = 0;
    else this.#free.push(context);
  }
}

function driverConnection(connection: SmartCardConnection, ended: () => void): DriverConnection {
  return {
    async transmit(command) {
      try {
        return new Uint8Array(await connection.transmit(command));
      } catch (error) {
        // A connection whose card left is of no use to the browser, which then speaks of its state.
        if (error instanceof DOMException && error.name === 'InvalidStateError') throw new SmartCardError('reset-card');
        throw error;
      }
    },
    async disconnect(disposition) {
      try {
        await connection.disconnect(disposition);
      } finally {
        ended();
      }
    },
    status: () => connection.status(),
  };
}
