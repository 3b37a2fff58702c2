import * as v from 'valibot';
import { wipe } from '../../card/bytes.ts';
import type { PageEvent } from '../../journal/entry.ts';
import type { JournalState } from '../../journal/journal-answers.ts';
import { JournalError } from '../../journal/journal-error.ts';
import { SmartCardError } from '../web-smart-card/errors.ts';
import type { DriverConnection, ReaderDriver } from '../web-smart-card/resource-manager.ts';
import type {
  SmartCardAccessMode,
  SmartCardConnectionStatus,
  SmartCardDisposition,
  SmartCardGetStatusChangeOptions,
  SmartCardProtocol,
  SmartCardReaderStateIn,
  SmartCardReaderStateOut,
} from '../web-smart-card/types.ts';
import { errorOf } from './failures.ts';
import {
  CLOSE_BAD_MESSAGE,
  decodeAnswer,
  encodeExchange,
  fitsExchange,
  MAX_TIMEOUT_MS,
  type Request,
  Results,
  ServerMessage,
} from './protocol.ts';

type RequestOf<Type extends Request['type']> = Omit<Extract<Request, { type: Type }>, 'id' | 'type'>;

interface Pending {
  readonly settle: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The readers and the journal of a bridge, over an open WebSocket with `binaryType` `arraybuffer`. Owns: request ids and the
 * calls that wait for an answer. Does not own: opening the socket, the session. Once the socket is closed every call, waiting or
 * new, rejects with `no-service`; none is ever sent a second time.
 */
export class BridgeDriver implements ReaderDriver {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    socket.addEventListener('close', () => {
      for (const { reject } of this.#pending.values()) reject(new SmartCardError('no-service'));
      this.#pending.clear();
    });
  }

  async open(): Promise<void> {
    await this.#request('establish-context', {});
  }

  listReaders(): Promise<string[]> {
    return this.#request('list-readers', {});
  }

  async getStatusChange(
    states: readonly SmartCardReaderStateIn[],
    { timeout, signal }: SmartCardGetStatusChangeOptions,
  ): Promise<SmartCardReaderStateOut[]> {
    const message = { states: [...states], ...(timeout === undefined ? {} : { timeout: clampTimeout(timeout) }) };
    const changed = await this.#request('get-status-change', message, signal);
    return changed.map(withBuffer);
  }

  async connect(
    readerName: string,
    accessMode: SmartCardAccessMode,
    preferredProtocols: readonly SmartCardProtocol[],
  ): Promise<{ connection: DriverConnection; activeProtocol?: SmartCardProtocol }> {
    const { connection, activeProtocol } = await this.#request('connect', {
      readerName,
      accessMode,
      preferredProtocols: [...preferredProtocols],
    });
    return {
      connection: {
        transmit: (command) => this.#exchange(connection, command),
        disconnect: async (disposition: SmartCardDisposition) => {
          await this.#request('disconnect', { connection, disposition });
        },
        status: async (): Promise<SmartCardConnectionStatus> =>
          withBuffer(await this.#request('status', { connection })),
        control: async (controlCode, data) =>
          new Uint8Array(await this.#request('control', { connection, controlCode, data: [...data] })),
      },
      ...(activeProtocol ? { activeProtocol } : {}),
    };
  }

  /** Resolves when the entry is on the disk. Rejects with `JournalError`: `no-bridge` where no answer came. */
  async appendToJournal(event: PageEvent): Promise<v.InferOutput<(typeof Results)['journal-append']>> {
    try {
      return await this.#request('journal-append', { event });
    } catch (cause) {
      throw cause instanceof JournalError ? cause : new JournalError('no-bridge', { cause });
    }
  }

  /** Whether something can be recorded now. Rejects as above. */
  async journalState(): Promise<JournalState> {
    try {
      return await this.#request('journal-state', {});
    } catch (cause) {
      throw new JournalError('no-bridge', { cause });
    }
  }

  async #request<Type extends keyof typeof Results>(
    type: Type,
    fields: RequestOf<Type>,
    signal?: AbortSignal,
  ): Promise<v.InferOutput<(typeof Results)[Type]>> {
    const answer = await this.#call((id) => this.#socket.send(JSON.stringify({ id, type, ...fields })), signal);
    return v.parse(Results[type], answer) as v.InferOutput<(typeof Results)[Type]>;
  }

  async #exchange(connection: number, command: Uint8Array): Promise<Uint8Array> {
    // The bridge cannot read such a frame, nor say which call it was: the caller would wait for ever.
    if (!fitsExchange(command.length)) throw new SmartCardError('unsupported-feature');
    const answer = await this.#call((id) => {
      const frame = encodeExchange(id, connection, command);
      try {
        this.#socket.send(frame);
      } finally {
        wipe(frame);
      }
    });
    if (!(answer instanceof Uint8Array)) throw new SmartCardError('not-transacted');
    return answer;
  }

  async #call(send: (id: number) => void, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    if (this.#socket.readyState !== this.#socket.OPEN) throw new SmartCardError('no-service');
    const id = ++this.#lastId;
    const cancel = () => {
      this.#pending.get(id)?.reject(signal?.reason);
      this.#pending.delete(id);
      if (this.#socket.readyState !== this.#socket.OPEN) return;
      this.#socket.send(JSON.stringify({ id: ++this.#lastId, type: 'cancel', request: id }));
    };
    try {
      return await new Promise((settle, reject) => {
        this.#pending.set(id, { settle, reject });
        signal?.addEventListener('abort', cancel, { once: true });
        send(id);
      });
    } finally {
      this.#pending.delete(id);
      signal?.removeEventListener('abort', cancel);
    }
  }

  #receive(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      const answer = decodeAnswer(new Uint8Array(data));
      if (answer) this.#pending.get(answer.id)?.settle(answer.response);
      else this.#socket.close(CLOSE_BAD_MESSAGE);
      return;
    }
    const message = parseServerMessage(data);
    if (!message) this.#socket.close(CLOSE_BAD_MESSAGE);
    else if (message.type === 'result') this.#pending.get(message.id)?.settle(message.value);
    else if (message.type === 'failure' && message.id !== null) {
      this.#pending.get(message.id)?.reject(errorOf(message.code));
    }
  }
}

/** `undefined` for anything that is not a message of a bridge. */
export function parseServerMessage(data: unknown): ServerMessage | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return v.parse(ServerMessage, JSON.parse(data));
  } catch {
    return undefined;
  }
}

function clampTimeout(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, 0), MAX_TIMEOUT_MS);
}

function withBuffer<T extends { answerToReset?: number[] }>(
  value: T,
): Omit<T, 'answerToReset'> & { answerToReset?: ArrayBuffer } {
  const { answerToReset, ...rest } = value;
  return { ...rest, ...(answerToReset ? { answerToReset: new Uint8Array(answerToReset).buffer } : {}) };
}
