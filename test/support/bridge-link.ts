import { WebSocket } from 'ws';
import { type BridgeConnection, connectBridge } from '../../src/readers/bridge/bridge-client.ts';
import type { BridgeProcess } from './bridge-process.ts';

/**
 * A browser as far as the bridge sees one: it keeps the cookie of the session and says where its page came from. Node has
 * neither, so the client of the page is given a `fetch` and a `WebSocket` that do.
 */
export class BrowserStandIn {
  readonly #origin: string;
  #secret: string | undefined;
  #cookie = '';

  constructor(bridge: BridgeProcess) {
    const { origin, hash } = new URL(bridge.address);
    this.#origin = origin;
    this.#secret = hash.slice(1);
  }

  async connect(): Promise<BridgeConnection> {
    const secret = this.#secret;
    this.#secret = undefined;
    const headers = () => ({ Origin: this.#origin, ...(this.#cookie ? { Cookie: this.#cookie } : {}) });
    return connectBridge({
      secret,
      origin: this.#origin,
      fetch: async (input, init) => {
        const response = await fetch(input, { ...init, headers: { ...init?.headers, ...headers() } });
        const [cookie] = response.headers.getSetCookie();
        if (cookie) this.#cookie = cookie.slice(0, cookie.indexOf(';'));
        return response;
      },
      WebSocket: class extends WebSocket {
        constructor(url: string) {
          super(url, { headers: headers() });
        }
      } as unknown as typeof globalThis.WebSocket,
    });
  }
}
