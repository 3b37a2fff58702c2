import * as v from 'valibot';
import { wipe } from '../../src/card/bytes.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import { failureCodeOf } from '../../src/readers/bridge/failures.ts';
import {
  decodeExchange,
  encodeAnswer,
  type FailureCode,
  type Hello,
  PROTOCOL_VERSION,
  Request,
  type Results,
} from '../../src/readers/bridge/protocol.ts';
import { journaledDriver } from '../../src/readers/journaled-driver.ts';
import { invalidState, SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import type { DriverConnection, ReaderDriver } from '../../src/readers/web-smart-card/resource-manager.ts';
import type { PageJournal } from '../office/office-journal.ts';
import { HeldConnection } from './held-connection.ts';

/** Far more than a page needs: one call a context, one connection a reader. */
const MAX_CALLS = 100;
const MAX_CONNECTIONS = 16;

export interface PageSessionOptions {
  readonly driver: ReaderDriver;
  /** A card with which nothing happens for so long, in milliseconds, is given back without power. */
  readonly idleMs: number;
  readonly send: (message: string | Uint8Array) => void;
  /** Left out where nothing can ever be recorded. */
  readonly journal?: PageJournal | undefined;
}

/** Whatever a request is answered with; the types of `Results`. */
type Result = v.InferOutput<(typeof Results)[keyof typeof Results]>;

/**
 * One page and what it does with the readers. Owns: its calls and the cards it holds, which are all given back without
 * power at its end, when the journal learns of it too. Does not own: the socket. The rule of one operation a context is kept on the page's side; here each
 * card does one thing at a time.
 */
export class PageSession {
  readonly #driver: ReaderDriver;
  readonly #idleMs: number;
  readonly #send: (message: string | Uint8Array) => void;
  readonly #journal: PageJournal | undefined;
  readonly #calls = new Map<number, { readonly abort: AbortController; readonly done: Promise<void> }>();
  readonly #held = new Map<number, HeldConnection>();
  #connecting = 0;
  #lastConnection = 0;
  #ended = false;

  constructor({ driver, idleMs, send, journal }: PageSessionOptions) {
    this.#driver = journal ? journaledDriver(driver, () => journal.recorded) : driver;
    this.#journal = journal;
    this.#idleMs = idleMs;
    this.#send = send;
  }

  greet(hello: Omit<Hello, 'type' | 'version'>): void {
    this.#reply({ type: 'hello', version: PROTOCOL_VERSION, ...hello });
  }

  /** One text message. Anything but a known request is answered with `bad-message`, and nothing is done. */
  receiveText(text: string): void {
    const message = parseJson(text);
    // The first thing that is wrong is enough: a list of all of them costs its sender nothing, and us a lot.
    const request = v.safeParse(Request, message, { abortEarly: true });
    if (!request.success) {
      this.#fail(idOf(message), 'bad-message');
    } else if (request.output.type === 'cancel') {
      this.#calls.get(request.output.request)?.abort.abort();
    } else {
      const { id, ...rest } = request.output;
      this.#call(id, async (signal) => {
        const value = await this.#perform(rest, signal);
        this.#reply({ type: 'result', id, value });
      });
    }
  }

  /** One exchange with a card. The frame is wiped in the end, as it may carry a PIN. */
  receiveBinary(frame: Uint8Array): void {
    const exchange = decodeExchange(frame);
    if (!exchange || exchange.id === 0) {
      wipe(frame);
      this.#fail(null, 'bad-message');
      return;
    }
    const { id, connection, command } = exchange;
    const exchanged = this.#call(id, async () => {
      const answer = await this.#connection(connection).use((card) => card.transmit(command));
      if (!this.#ended) this.#send(encodeAnswer(id, answer));
    });
    void exchanged.finally(() => wipe(frame));
  }

  /** Aborts what waits and gives every card back. Resolves once all have lost their power. Never rejects. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#journal?.end();
    const calls = [...this.#calls.values()];
    for (const { abort } of calls) abort.abort();
    const released = [...this.#held.values()].map((connection) => connection.release());
    this.#held.clear();
    await Promise.all([...released, ...calls.map(({ done }) => done)]);
  }

  /** Resolves, and never rejects, once the call was answered. */
  async #call(id: number, operation: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#calls.has(id)) return this.#fail(id, 'bad-message');
    if (this.#calls.size >= MAX_CALLS) return this.#fail(id, 'server-too-busy');
    const abort = new AbortController();
    const done = operation(abort.signal)
      .catch((error) => this.#fail(id, failureCodeOf(error)))
      .finally(() => this.#calls.delete(id));
    this.#calls.set(id, { abort, done });
    await done;
  }

  async #perform(
    request: DistributiveOmit<Exclude<Request, { type: 'cancel' }>, 'id'>,
    signal: AbortSignal,
  ): Promise<Result> {
    switch (request.type) {
      case 'establish-context':
        await this.#driver.open();
        return null;
      case 'list-readers':
        return this.#driver.listReaders();
      case 'get-status-change': {
        const { states, timeout } = request;
        const options = { signal, ...(timeout === undefined ? {} : { timeout }) };
        return (await this.#driver.getStatusChange(states, options)).map(withBytes);
      }
      case 'connect':
        return this.#connect(request);
      case 'disconnect': {
        const connection = this.#connection(request.connection);
        try {
          await connection.disconnect(request.disposition);
        } finally {
          if (!connection.held) this.#held.delete(request.connection);
        }
        return null;
      }
      case 'status':
        return withBytes(await this.#connection(request.connection).use((card) => card.status()));
      case 'control': {
        const { connection, controlCode, data } = request;
        return [...(await this.#connection(connection).use((card) => control(card, controlCode, data)))];
      }
      case 'journal-state':
        return this.#journal?.check() ?? 'off';
      case 'journal-append': {
        if (!this.#journal) throw new JournalError('not-kept');
        const { sequence, hash } = this.#journal.append(request.event);
        return { sequence, hash };
      }
    }
  }

  async #connect({
    readerName,
    accessMode,
    preferredProtocols,
  }: Omit<Extract<Request, { type: 'connect' }>, 'id'>): Promise<v.InferOutput<typeof Results.connect>> {
    if (this.#held.size + this.#connecting >= MAX_CONNECTIONS) throw new SmartCardError('server-too-busy');
    this.#connecting++;
    try {
      const { connection, activeProtocol } = await this.#driver.connect(readerName, accessMode, preferredProtocols);
      const held = new HeldConnection(connection, this.#idleMs);
      // The page left while the card was still being powered up.
      if (this.#ended) {
        await held.release();
        throw new DOMException('the page is gone', 'AbortError');
      }
      const id = ++this.#lastConnection;
      this.#held.set(id, held);
      return { connection: id, ...(activeProtocol ? { activeProtocol } : {}) };
    } finally {
      this.#connecting--;
    }
  }

  #connection(id: number): HeldConnection {
    const connection = this.#held.get(id);
    if (!connection) throw invalidState('there is no such connection');
    return connection;
  }

  #fail(id: number | null, code: FailureCode): void {
    this.#reply({ type: 'failure', id, code });
  }

  #reply(message: object): void {
    if (!this.#ended) this.#send(JSON.stringify(message));
  }
}

async function control(card: DriverConnection, controlCode: number, data: readonly number[]): Promise<Uint8Array> {
  if (!card.control) throw new SmartCardError('unsupported-feature');
  return card.control(controlCode, new Uint8Array(data));
}

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The id of a message that is otherwise not understood, so that its sender learns which one it was. */
function idOf(message: unknown): number | null {
  const id = (message as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'number' && Number.isInteger(id) && id >= 1 && id <= 0xffffffff ? id : null;
}

function withBytes<T extends { answerToReset?: ArrayBuffer }>(
  value: T,
): Omit<T, 'answerToReset'> & { answerToReset?: number[] } {
  const { answerToReset, ...rest } = value;
  return { ...rest, ...(answerToReset ? { answerToReset: [...new Uint8Array(answerToReset)] } : {}) };
}
