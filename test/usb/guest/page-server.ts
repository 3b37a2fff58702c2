import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PageFile, readPageFiles } from '../../../bridge/http/page-files.ts';

/** A static host, as anybody may have one. Owns: the server. */
export class PageServer {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** `what`: files by path as in a request, or the folder of a built page. */
  static async start(what: ReadonlyMap<string, PageFile> | string): Promise<PageServer> {
    const files = typeof what === 'string' ? readPageFiles(what) : what;
    const server = createServer(({ url = '/' }, response) => {
      const file = files.get(new URL(url, 'http://page').pathname);
      response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain', 'cache-control': 'no-cache' });
      response.end(file?.content);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PageServer(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
