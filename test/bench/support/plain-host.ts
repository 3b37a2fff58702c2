import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer to whatever is asked, and files by their path: a web server, as far as a baseline needs one. */
export class PlainHost {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(
    html: string,
    files: ReadonlyMap<string, { readonly type: string; readonly content: Buffer }> = new Map(),
  ) {
    const server = createServer(({ url = '/' }, response) => {
      const file = files.get(url);
      response.setHeader('Content-Type', file?.type ?? 'text/html; charset=utf-8');
      response.end(file?.content ?? html);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PlainHost(server);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
