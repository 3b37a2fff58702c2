import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** When a connection is cut. */
export type Cut =
  /** After so many bytes from the kiosk, the last of them in part. */
  | { readonly kind: 'bytes'; readonly bytes: number }
  /** Once the server says that it has committed a batch, before the kiosk hears of it. */
  | { readonly kind: 'before-answer' }
  /** Nothing goes through any more, and nobody is told. */
  | { readonly kind: 'silence'; readonly bytes: number };

/** The tag of CommandComplete (PostgreSQL manual, "Message Formats"). */
const COMMITTED = Buffer.from('COMMIT\0');
const INSERTED = Buffer.from('INSERT 0 ');

/** A cable between kiosks and a server that can be cut. */
export class CutProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #cuts: Cut[] = [];
  /** How often something was cut. */
  cut = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async before(port: number): Promise<CutProxy> {
    const server = createServer();
    const proxy = new CutProxy(server);
    server.on('connection', (kiosk) => proxy.#connect(kiosk, port));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    const address = this.#server.address();
    if (typeof address !== 'object' || !address) throw new Error('not listening');
    return address.port;
  }

  /** Each connection takes the next of these; when there is none left they all go through. One `before-answer` is always met. */
  plan(...cuts: readonly Cut[]): void {
    this.#cuts.push(...cuts);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connect(kiosk: Socket, port: number): void {
    const server = createConnection(port, '127.0.0.1');
    const cut = this.#cuts.shift();
    let left = cut && 'bytes' in cut ? cut.bytes : Number.POSITIVE_INFINITY;
    let isBatch = false;
    let isSilent = false;
    let awaitsCommit = cut?.kind === 'before-answer';
    const end = () => {
      // On a slow machine a connection may be given up before it had come so far; the next one is cut then.
      if (cut && awaitsCommit) this.#cuts.unshift(cut);
      awaitsCommit = false;
      kiosk.destroy();
      server.destroy();
    };
    for (const socket of [kiosk, server]) {
      this.#sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        end();
      });
    }
    kiosk.on('data', (bytes) => {
      if (isSilent) return;
      server.write(bytes.subarray(0, left));
      left -= bytes.length;
      if (left > 0) return;
      this.cut++;
      if (cut?.kind === 'silence') isSilent = true;
      else end();
    });
    server.on('data', (bytes) => {
      if (isSilent) return;
      if (bytes.includes(INSERTED)) isBatch = true;
      if (awaitsCommit && isBatch && bytes.includes(COMMITTED)) {
        awaitsCommit = false;
        this.cut++;
        end();
      } else kiosk.write(bytes);
    });
  }
}
