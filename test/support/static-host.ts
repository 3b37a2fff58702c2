import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PageFile, readPageFiles } from '../../bridge/http/page-files.ts';

/** Any web server: it knows nothing of the page but its files, which it has in `base`, `/` or a folder such as `/pin/`. */
export class StaticHost {
  readonly #base: string;
  readonly #requests: string[] = [];
  #server: Server | undefined;
  #files: ReadonlyMap<string, PageFile>;
  #port = 0;

  private constructor(base: string, files: ReadonlyMap<string, PageFile>) {
    this.#base = base;
    this.#files = files;
  }

  static async start(folder: string, base = '/'): Promise<StaticHost> {
    const host = new StaticHost(base, readPageFiles(folder));
    await host.#listen();
    return host;
  }

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}${this.#base}`;
  }

  /** What was asked for since this was last called, `METHOD path`. */
  takeRequests(): readonly string[] {
    return this.#requests.splice(0);
  }

  /** Another version appears at the same address; `changed` is put over single files of it. */
  publish(folder: string, changed: Readonly<Record<string, string>> = {}): void {
    const files = new Map(readPageFiles(folder));
    for (const [path, text] of Object.entries(changed)) {
      files.set(path, { type: files.get(path)?.type ?? 'text/plain', content: Buffer.from(text) });
    }
    this.#files = files;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  #listen(): Promise<void> {
    const server = createServer(({ method, url = '' }, response) => {
      const path = url.split('?', 1)[0] ?? '';
      this.#requests.push(`${method} ${path}`);
      const file = path.startsWith(this.#base) ? this.#files.get(path.slice(this.#base.length - 1)) : undefined;
      if (!file) return response.writeHead(404).end();
      return response.writeHead(200, { 'Content-Type': file.type }).end(file.content);
    });
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', () => {
        this.#port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  }
}
