import { createServer, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { type Hello, MAX_MESSAGE_BYTES, SOCKET_PATH } from '../src/readers/bridge/protocol.ts';
import { guardedDriver } from '../src/readers/guarded-driver.ts';
import type { ReaderDriver } from '../src/readers/web-smart-card/resource-manager.ts';
import type { PageFile } from './http/page-files.ts';
import { belongsToSomebodyElse } from './http/peer-user.ts';
import { findRefusal } from './http/request-guard.ts';
import { createRequestHandler, SOMEBODY_ELSE } from './http/request-handler.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { OfficeNow } from './office/office-file.ts';
import type { OfficeJournal } from './office/office-journal.ts';
import { PageSecret } from './session/page-secret.ts';
import { PageSlot } from './session/page-slot.ts';

export interface BridgeServerOptions {
  readonly driver: ReaderDriver;
  /** What a page is told of PC/SC, asked anew for every page. */
  readonly describe: () => Omit<Hello, 'type' | 'version' | 'developer' | 'journal'>;
  /** Whether a page may have a connection without the guard when it asks for one. False by default. */
  readonly developer?: boolean;
  /** The page's files by path; none in tests that need no page. */
  readonly files?: ReadonlyMap<string, PageFile>;
  /** The settings of the office, asked for whenever a page is loaded. */
  readonly office?: () => Promise<OfficeNow>;
  /** Where changes are recorded, if the office wants that. The caller closes it after the server. */
  readonly journal?: OfficeJournal | undefined;
  /** Told when a page begins to use the bridge, and when it has gone. */
  readonly onPage?: (there: boolean) => void;
  /** 0, the default, is any free one. */
  readonly port?: number;
  /** Times in milliseconds. */
  readonly heartbeatMs?: number;
  readonly takeoverMs?: number;
  readonly idleMs?: number;
}

export interface BridgeServer {
  readonly port: number;
  readonly origin: string;
  /** The address to open, with the secret in its fragment. Works once. */
  readonly address: string;
  /** Sends the page away and ends its session. Returns another address, for another browser, which works once too. */
  renewAddress(): string;
  /** Gives cards back and closes everything. */
  close(): Promise<void>;
}

/** Only this machine can reach it. */
const LOOPBACK = '127.0.0.1';
/** A browser opens a handful; more is somebody who wants to use them up. */
const MAX_SOCKETS = 64;
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** Somebody who asks for a file and does not read it. A page that was let in is looked after by its heartbeat instead. */
const SILENCE_TIMEOUT_MS = 10_000;

/**
 * The loopback server of the bridge: serves the page and lets that page alone, in one tab at a time, use the readers of
 * `driver`, through an APDU guard, which with `developer` it may take off a connection. Rejects with the error of `listen`, such as `EADDRINUSE`.
 */
export async function startBridgeServer({
  driver,
  describe,
  developer = false,
  files = new Map(),
  office,
  journal,
  onPage,
  port: wantedPort = 0,
  heartbeatMs = 10_000,
  takeoverMs = 1_000,
  idleMs = 30_000,
}: BridgeServerOptions): Promise<BridgeServer> {
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: 1_000,
  });
  server.maxConnections = MAX_SOCKETS;
  server.timeout = SILENCE_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wantedPort, LOOPBACK, resolve);
  });
  const { port } = server.address() as AddressInfo;

  const secret = new PageSecret(port);
  const slot = new PageSlot({
    driver: guardedDriver(driver, { rawAccess: developer }),
    journal,
    heartbeatMs,
    takeoverMs,
    idleMs,
    onPage,
  });
  const handle = createRequestHandler(port, secret, { files, office, journal });
  // A sender who goes away in the middle of a request gets no answer.
  server.on('request', (request, response) => void handle(request, response).catch(() => response.destroy()));

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refusal = findUpgradeRefusal(request, port, secret);
    if (refusal) return refuseUpgrade(socket, port, refusal.status, refusal.sentence);
    sockets.handleUpgrade(request, socket, head, (page) => {
      slot.admit(page)?.greet({ ...describe(), developer, journal: journal?.check() ?? 'off' });
    });
  });

  const origin = `http://${LOOPBACK}:${port}`;
  const address = () => `${origin}/#${secret.secret}`;
  return {
    port,
    origin,
    get address() {
      return address();
    },
    renewAddress: () => {
      secret.renew();
      void slot.close();
      return address();
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets.clients) socket.terminate();
      await slot.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function findUpgradeRefusal(
  request: IncomingMessage,
  port: number,
  secret: PageSecret,
): { status: number; sentence: string } | undefined {
  const refusal = findRefusal(request, 'action', port);
  if (refusal) return refusal;
  if (request.url !== SOCKET_PATH) return { status: 404, sentence: 'There is no such socket.' };
  if (!secret.accepts(request.headers.cookie)) return { status: 401, sentence: 'There is no session.' };
  if (belongsToSomebodyElse(request.socket)) return { status: 403, sentence: SOMEBODY_ELSE };
  return undefined;
}

function refuseUpgrade(socket: Duplex, port: number, status: number, sentence: string): void {
  const headers = {
    ...securityHeaders(port),
    Connection: 'close',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': sentence.length + 1,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  // An upgrade is no longer watched over by the HTTP server, and a sender who never closes would keep the socket for ever.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${sentence}\n`);
}
