import type { PageEvent } from '../../journal/entry.ts';
import type { JournalState } from '../../journal/journal-answers.ts';
import { createResourceManager } from '../web-smart-card/resource-manager.ts';
import type { SmartCardResourceManager } from '../web-smart-card/types.ts';
import { BridgeDriver, parseServerMessage } from './bridge-driver.ts';
import { BridgeError } from './bridge-error.ts';
import { openSession } from './bridge-session.ts';
import { CLOSE_IN_USE, type Hello, SOCKET_PATH } from './protocol.ts';

export interface BridgeOptions {
  /** The secret from `location.hash`, without `#`. The caller takes it out of the address bar at once. */
  readonly secret?: string | undefined;
  /** Of the bridge; the page's own by default. */
  readonly origin?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly WebSocket?: new (url: string) => WebSocket;
}

export interface BridgeConnection {
  readonly resourceManager: SmartCardResourceManager;
  /** What the bridge says of PC/SC and of its journal. */
  readonly hello: Hello;
  readonly journal: JournalLink;
  /** Resolves once the bridge is gone: every call rejects with `no-service` from then on. */
  readonly closed: Promise<'in-use' | 'lost'>;
  /** Leaves the bridge; cards still connected are powered down. */
  close(): void;
}

/** The journal of the bridge. Both reject with `JournalError`; `no-bridge` where no answer came. */
export interface JournalLink {
  /** Resolves with the number of the entry once it is on the disk. After `no-bridge` it may be there too. */
  append(event: PageEvent): Promise<number>;
  /** Whether something can be recorded now. */
  state(): Promise<JournalState>;
}

/** A bridge on the same machine that takes longer than this is not there. */
const TIMEOUT_MS = 5_000;
/** The bridge takes about a second to find out that an earlier page is dead. */
const IN_USE_RETRY_MS = 1_500;

/**
 * Connects a page to the bridge that served it. Rejects with `BridgeError`; `not-a-bridge` is the ordinary answer of a
 * static host.
 */
export async function connectBridge({
  secret,
  origin = location.origin,
  fetch = globalThis.fetch.bind(globalThis),
  WebSocket = globalThis.WebSocket,
}: BridgeOptions = {}): Promise<BridgeConnection> {
  await openSession(origin, secret, fetch, TIMEOUT_MS);
  const url = `${origin.replace(/^http/, 'ws')}${SOCKET_PATH}`;
  try {
    return await openSocket(new WebSocket(url));
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code !== 'in-use') throw error;
    await new Promise((resolve) => setTimeout(resolve, IN_USE_RETRY_MS));
    return openSocket(new WebSocket(url));
  }
}

function openSocket(socket: WebSocket): Promise<BridgeConnection> {
  socket.binaryType = 'arraybuffer';
  const closed = new Promise<'in-use' | 'lost'>((resolve) => {
    socket.addEventListener('close', ({ code }) => resolve(code === CLOSE_IN_USE ? 'in-use' : 'lost'), { once: true });
  });
  return new Promise((resolve, reject) => {
    const fail = (error: BridgeError) => {
      clearTimeout(timer);
      reject(error);
      socket.close();
    };
    const timer = setTimeout(() => fail(new BridgeError('unreachable')), TIMEOUT_MS);
    // 'close' always follows and says more; without a listener some WebSocket implementations throw.
    socket.addEventListener('error', () => {});
    void closed.then((reason) => fail(new BridgeError(reason === 'in-use' ? 'in-use' : 'unreachable')));
    socket.addEventListener(
      'message',
      ({ data }) => {
        const hello = parseServerMessage(data);
        if (hello?.type !== 'hello') return fail(new BridgeError('not-a-bridge'));
        clearTimeout(timer);
        const driver = new BridgeDriver(socket);
        resolve({
          resourceManager: createResourceManager(driver),
          hello,
          journal: {
            append: async (event) => (await driver.appendToJournal(event)).sequence,
            state: () => driver.journalState(),
          },
          closed,
          close: () => socket.close(),
        });
      },
      { once: true },
    );
  });
}
