import { WebSocket } from 'ws';
import { type BridgeConnection, connectBridge } from '../../src/readers/bridge/bridge-client.ts';
import type { BridgeServer } from '../server.ts';

/**
 * The page's client in Node.js, with what a browser adds by itself: `Origin`, `Sec-Fetch-Site` and the cookie. It is no
 * browser: it enforces nothing.
 */
export class PageInNode {
  readonly #origin: string;
  readonly secret: string;
  #cookie = '';
  /** The last socket that was opened. */
  socket: WebSocket | undefined;

  constructor({ address }: Pick<BridgeServer, 'address'>) {
    const { origin, hash } = new URL(address);
    this.#origin = origin;
    this.secret = hash.slice(1);
  }

  get cookie(): string {
    return this.#cookie;
  }

  get #headers(): Record<string, string> {
    return {
      Origin: this.#origin,
      'Sec-Fetch-Site': 'same-origin',
      ...(this.#cookie ? { Cookie: this.#cookie } : {}),
    };
  }

  /** With `secret` `undefined` the cookie alone has to do. */
  async connect(secret: string | undefined = this.#cookie ? undefined : this.secret): Promise<BridgeConnection> {
    const page = this;
    return connectBridge({
      secret,
      origin: this.#origin,
      fetch: async (input, init) => {
        const response = await fetch(input, {
          ...init,
          headers: { ...(init?.headers as Record<string, string>), ...this.#headers },
        });
        for (const cookie of response.headers.getSetCookie()) this.#cookie = cookie.split(';', 1)[0] ?? '';
        return response;
      },
      WebSocket: class extends WebSocket {
        constructor(url: string) {
          super(url, { headers: page.#headers });
          page.socket = this;
        }
      } as unknown as typeof globalThis.WebSocket,
    });
  }
}
