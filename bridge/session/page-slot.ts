import { WebSocket } from 'ws';
import { CLOSE_IN_USE } from '../../src/readers/bridge/protocol.ts';
import type { OfficeJournal } from '../office/office-journal.ts';
import { dropIfDead, dropIfNotReading, keepAlive } from './heartbeat.ts';
import { PageSession, type PageSessionOptions } from './page-session.ts';

export interface PageSlotOptions extends Omit<PageSessionOptions, 'send' | 'journal'> {
  /** Of the office, if it may keep one. */
  readonly journal?: OfficeJournal | undefined;
  readonly heartbeatMs: number;
  /** How long a page may be silent, in milliseconds, when another one wants its place. */
  readonly takeoverMs: number;
  /** Told when a page comes into the place, whenever it says something, and when it leaves. */
  readonly onPage?: ((there: boolean) => void) | undefined;
}

/** A page that was turned away gets this long to close its side, in milliseconds. */
const FAREWELL_MS = 1_000;

/**
 * The place for one page at a time: two pages with one card would disturb one another in the middle of a change. Owns:
 * who is in it, and that the card is given back when they leave. Anybody else is told "in use" and may try again.
 */
export class PageSlot {
  readonly #options: PageSlotOptions;
  #current: WebSocket | undefined;
  readonly #ending = new Set<Promise<void>>();

  constructor(options: PageSlotOptions) {
    this.#options = options;
  }

  /** Lets the page at the other end of `socket` in, or turns it away. `undefined` when it was turned away. */
  admit(socket: WebSocket): PageSession | undefined {
    // Failures of the connection; 'close' follows each of them.
    socket.on('error', () => {});
    if (this.#current?.readyState === WebSocket.OPEN) {
      dropIfDead(this.#current, this.#options.takeoverMs);
      socket.close(CLOSE_IN_USE);
      const farewell = setTimeout(() => socket.terminate(), FAREWELL_MS);
      socket.once('close', () => clearTimeout(farewell));
      return undefined;
    }
    this.#current = socket;
    this.#options.onPage?.(true);
    const session = new PageSession({
      ...this.#options,
      journal: this.#options.journal?.page(),
      send: (message) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(message);
      },
    });
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (this.#current === socket) this.#options.onPage?.(true);
      if (isBinary) session.receiveBinary(data);
      else session.receiveText(data.toString('utf8'));
    });
    socket.once('close', () => {
      // Another one may have it by then.
      if (this.#current === socket) this.#options.onPage?.(false);
      const ending = session.end().finally(() => this.#ending.delete(ending));
      this.#ending.add(ending);
    });
    keepAlive(socket, this.#options.heartbeatMs);
    dropIfNotReading(socket);
    return session;
  }

  /** Sends the page away and resolves once its cards have lost their power. */
  async close(): Promise<void> {
    const socket = this.#current;
    if (socket && socket.readyState !== WebSocket.CLOSED) {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.terminate();
      await closed;
    }
    await Promise.all(this.#ending);
  }
}
