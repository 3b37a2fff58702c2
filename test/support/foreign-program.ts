import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * It keeps its service worker: whenever that is gone, it registers it again, from the browser's HTTP cache, and has it take
 * charge of pages that were loaded meanwhile.
 */
const PAGE = `<!doctype html><title>another program</title><script>
const { serviceWorker } = navigator;
const keep = async () => {
  const { active } = await serviceWorker.register('/worker.js', { updateViaCache: 'all' });
  active?.postMessage('claim');
};
setInterval(() => keep().catch(() => {}), 20);
</script>`;

/** It takes charge of every page at once, and everything that they ask for passes through it. */
const WORKER = `
addEventListener('install', (event) => event.waitUntil(skipWaiting()));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));
`;

/** Some other program that had a port of this machine before the bridge, and left a service worker in the browser. */
export class ForeignProgram {
  readonly #server: Server;
  readonly port: number;

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  static async start(): Promise<ForeignProgram> {
    const server = createServer(({ url }, response) => {
      const isWorker = url === '/worker.js';
      response.setHeader('Content-Type', isWorker ? 'text/javascript' : 'text/html');
      response.setHeader('Cache-Control', isWorker ? 'max-age=3600' : 'no-store');
      response.writeHead(200).end(isWorker ? WORKER : PAGE);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ForeignProgram(server);
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
