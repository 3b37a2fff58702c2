import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/**
 * What is there beside the built page: a page that does nothing, for tests of the browser alone, and, unless the built page
 * brings its own, what makes an Isolated Web App of all this (WICG/isolated-web-apps) that may use every USB interface.
 */
const OWN: Record<string, string> = {
  '/probe.html': '<!doctype html><title>probe</title>',
  '/probe.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"><rect width="512" height="512"/></svg>',
  '/.well-known/manifest.webmanifest': JSON.stringify({
    id: '/',
    name: 'Test',
    version: '1.0.0',
    start_url: '/',
    scope: '/',
    icons: [{ src: '/probe.svg', sizes: '512x512', type: 'image/svg+xml' }],
    isolated_storage: true,
    permissions_policy: { 'cross-origin-isolated': ['self'], usb: ['self'], 'usb-unrestricted': ['self'] },
  }),
};

/** A static host of the built page, as anybody may have one. Owns: the server. */
export class PageServer {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(folder: string): Promise<PageServer> {
    const server = createServer(async ({ url = '/' }, response) => {
      const { pathname } = new URL(url, 'http://page');
      const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
      // `URL` has resolved every `..`.
      const body = await readFile(join(folder, decodeURIComponent(path))).catch(() => OWN[path]);
      response.writeHead(body === undefined ? 404 : 200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'no-store',
      });
      response.end(body);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PageServer(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
