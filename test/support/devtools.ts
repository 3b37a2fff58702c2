import { WebSocket } from 'ws';
import { until } from './wait.ts';

interface Target {
  readonly id: string;
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

/** What Chromium has open, besides parts of its own. */
export async function targets(port: number): Promise<Target[]> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  return (await response.json()) as Target[];
}

/**
 * One page of a browser that somebody else has started, through the Chrome DevTools Protocol: Playwright sees no windows that
 * are incognito from the start. Owns: the socket.
 */
export class Devtools {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  readonly #listeners = new Map<string, Set<(params: never) => void>>();
  #lastId = 0;
  readonly closed: Promise<void>;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => {});
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))));
    void this.closed.then(() => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the page is gone'));
      this.#waiting.clear();
    });
  }

  /** Waits for a page of this bridge, or any, in the browser that is to be debugged at `port`. */
  static async attach(port: number, timeout = 60_000): Promise<Devtools> {
    return until(
      'a page in the browser',
      async () => {
        try {
          const page = (await targets(port)).find(
            ({ type, url }) => type === 'page' && url.startsWith('http://127.0.0.1:'),
          );
          if (!page) return undefined;
          const socket = new WebSocket(page.webSocketDebuggerUrl, { maxPayload: 1_000_000_000 });
          await new Promise((resolve, reject) => {
            socket.once('open', resolve);
            socket.once('error', reject);
          });
          return new Devtools(socket);
        } catch {
          // It is not there yet, or not any more.
          return undefined;
        }
      },
      timeout,
    );
  }

  send<T = unknown>(method: string, params: object = {}): Promise<T> {
    const id = ++this.#lastId;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.#socket.send(JSON.stringify({ id, method, params }), (error) => {
        if (!error) return;
        this.#waiting.delete(id);
        reject(error);
      });
    });
  }

  /** Returns what ends it. */
  on<T>(event: string, listener: (params: T) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener as (params: never) => void));
    return () => void listeners.delete(listener as (params: never) => void);
  }

  /** Of an expression in the page, what it comes to, as JSON. Rejects with what it throws. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send<{
      result: { value: T };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  close(): void {
    this.#socket.terminate();
  }

  #receive(message: { id?: number; result?: unknown; error?: { message: string }; method?: string; params?: never }) {
    if (message.id === undefined) {
      for (const listener of this.#listeners.get(message.method ?? '') ?? []) listener(message.params as never);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(message.error.message));
    else waiting?.resolve(message.result);
  }
}
