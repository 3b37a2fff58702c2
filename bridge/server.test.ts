import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { OFFICE_PATH } from '../src/office/office-answer.ts';
import { connectBridge } from '../src/readers/bridge/bridge-client.ts';
import { CLOSE_IN_USE, PROTOCOL_VERSION, SESSION_PATH, SOCKET_PATH } from '../src/readers/bridge/protocol.ts';
import { ORDINARY_CARD } from '../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../src/readers/virtual/virtual-readers.ts';
import { readPageFiles } from './http/page-files.ts';
import { type BridgeServer, type BridgeServerOptions, startBridgeServer } from './server.ts';
import { ask, UPGRADE } from './testing/http-request.ts';
import { PageInNode } from './testing/page-in-node.ts';

const READER = 'Virtual Reader 0';

describe('the bridge', () => {
  const open: BridgeServer[] = [];
  const folders: string[] = [];

  async function start(options: Partial<BridgeServerOptions> = {}): Promise<BridgeServer> {
    const server = await startBridgeServer({
      driver: new VirtualReaders(),
      describe: () => ({ pcsc: 'available' }),
      ...options,
    });
    open.push(server);
    return server;
  }
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  function page(): ReturnType<typeof readPageFiles> {
    const folder = mkdtempSync(join(tmpdir(), 'myna-pin-page-'));
    folders.push(folder);
    mkdirSync(join(folder, 'page/assets'), { recursive: true });
    writeFileSync(join(folder, 'page/index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'page/assets/app.js'), '/* app */');
    writeFileSync(join(folder, 'outside.txt'), 'not for pages');
    return readPageFiles(join(folder, 'page'));
  }

  describe('every answer', () => {
    it('has the headers that protect the page, and none that lets others read it', async () => {
      const server = await start({ files: page() });
      const Host = `127.0.0.1:${server.port}`;
      const answers = [
        await ask(server.port, { path: '/', headers: { Host } }),
        await ask(server.port, { path: '/nowhere', headers: { Host } }),
        await ask(server.port, { path: '/', headers: { Host: 'evil.example' } }),
        await ask(server.port, { path: SESSION_PATH, headers: { Host, Origin: 'https://evil.example' } }),
        await ask(server.port, { method: 'OPTIONS', path: SESSION_PATH, headers: { Host } }),
        await ask(server.port, { path: SOCKET_PATH, headers: { Host, ...UPGRADE } }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 404, 421, 403, 405, 403]);
      for (const { headers } of answers) {
        expect(headers).toMatchObject({
          'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self' ws://${Host}; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html`,
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
          'cross-origin-resource-policy': 'same-origin',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
          'x-myna-pin': 'bridge',
        });
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    });
  });

  describe('the page', () => {
    it('is served with its types, and nothing outside its folder is', async () => {
      const server = await start({ files: page() });
      const get = (path: string, more: { method?: string; Range?: string } = {}) => {
        const { method = 'GET', ...headers } = more;
        return ask(server.port, { method, path, headers: { Host: `127.0.0.1:${server.port}`, ...headers } });
      };
      expect(await get('/')).toMatchObject({ status: 200, body: '<!doctype html>' });
      expect((await get('/?x=1')).headers['content-type']).toBe('text/html; charset=utf-8');
      const script = await get('/assets/app.js');
      expect(script).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } });
      expect(await get('/assets/app.js', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
      expect(await get('/assets/app.js', { Range: 'bytes=5-2' })).toMatchObject({ status: 200, body: '/* app */' });
      for (const path of ['/../outside.txt', '/%2e%2e/outside.txt', '/assets/..%2f..%2foutside.txt', '//', '/assets']) {
        expect(await get(path)).toMatchObject({ status: 404 });
      }
      expect(await get('/', { method: 'POST' })).toMatchObject({ status: 405 });
    });
  });

  describe('the office', () => {
    const get = (server: BridgeServer, method = 'GET') =>
      ask(server.port, { method, path: OFFICE_PATH, headers: { Host: `127.0.0.1:${server.port}` } });

    it('is asked for anew by every page, before it has a session, and is no file of the page', async () => {
      let feeYen = 0;
      const office = async () => ({ settings: { name: '見本市', feeYen: feeYen++ }, problems: [] });
      const server = await start({ files: page(), office });
      for (const fee of [0, 1]) {
        const answer = await get(server);
        expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
        expect(JSON.parse(answer.body)).toEqual({ settings: { name: '見本市', feeYen: fee }, problems: [] });
      }
      expect(await get(server, 'HEAD')).toMatchObject({ status: 200, body: '' });
      expect(await get(server, 'POST')).toMatchObject({ status: 405 });
    });

    it('is none where the bridge was started without', async () => {
      expect(await get(await start({ files: page() }))).toMatchObject({ status: 204, body: '' });
    });
  });

  describe('the secret of the address', () => {
    it('works once, for one browser, which may come back as often as it likes', async () => {
      const server = await start();
      const first = new PageInNode(server);
      const connection = await first.connect();
      expect(first.cookie).toMatch(new RegExp(`^myna-pin-${server.port}=[\\w-]{43}$`));
      connection.close();
      await connection.closed;
      const reloaded = await first.connect();
      reloaded.close();
      await reloaded.closed;
      // From a bookmark: the same browser with the same address.
      (await first.connect(first.secret)).close();
      await expect(new PageInNode(server).connect()).rejects.toMatchObject({ code: 'secret-used' });
    });

    it('sets a cookie that no script and no other site gets', async () => {
      const server = await start();
      const { secret } = new PageInNode(server);
      const answer = await ask(server.port, {
        method: 'POST',
        path: SESSION_PATH,
        headers: { Host: `127.0.0.1:${server.port}`, Origin: server.origin, 'Content-Type': 'application/json' },
        body: JSON.stringify({ secret }),
      });
      expect(answer.status).toBe(204);
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^myna-pin-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
      expect(answer.headers['set-cookie']?.[0]).not.toContain(secret);
    });

    it('is another one when a new browser takes the place of the one before, which is sent away for good', async () => {
      const there: boolean[] = [];
      const server = await start({ onPage: (is) => there.push(is) });
      const before = new PageInNode(server);
      const link = await before.connect();
      const address = server.renewAddress();
      expect(await link.closed).toBe('lost');
      expect(address).toBe(server.address);
      await expect(before.connect()).rejects.toMatchObject({ code: 'secret-missing' });
      await expect(before.connect(before.secret)).rejects.toMatchObject({ code: 'secret-wrong' });
      const after = await new PageInNode({ address }).connect();
      expect(there).toEqual([true, false, true]);
      after.close();
      await expect.poll(() => there).toEqual([true, false, true, false]);
    });

    it('is another one at every start', async () => {
      const [one, other] = [await start(), await start()];
      expect(one.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/);
      await expect(new PageInNode(one).connect(new PageInNode(other).secret)).rejects.toMatchObject({
        code: 'secret-wrong',
      });
    });
  });

  describe('a page that cannot connect learns why', () => {
    it('no secret', async () => {
      const server = await start();
      const failure = connectBridge({ origin: server.origin, fetch, WebSocket: WebSocket as never });
      await expect(failure).rejects.toMatchObject({ code: 'secret-missing' });
    });

    it('another host of the same files', async () => {
      const host = createServer((_, response) => response.end('<!doctype html>')).listen(0, '127.0.0.1');
      await once(host, 'listening');
      const { port } = host.address() as AddressInfo;
      const failure = connectBridge({ origin: `http://127.0.0.1:${port}`, fetch, WebSocket: WebSocket as never });
      await expect(failure).rejects.toMatchObject({ code: 'not-a-bridge' });
      host.close();
      host.closeAllConnections();
    });

    it('nobody there', async () => {
      const server = await start();
      const page = new PageInNode(server);
      await server.close();
      await expect(page.connect()).rejects.toMatchObject({ code: 'unreachable' });
    });
  });

  it('tells the page what it knows of PC/SC', async () => {
    const installCommand = 'sudo apt-get install -y pcscd';
    const server = await start({ describe: () => ({ pcsc: 'module-missing', installCommand }) });
    const { hello } = await new PageInNode(server).connect();
    const said = { pcsc: 'module-missing', installCommand };
    expect(hello).toEqual({ type: 'hello', version: PROTOCOL_VERSION, ...said, developer: false, journal: 'off' });
  });

  it('tells the page whether it was started for developers', async () => {
    for (const developer of [true, false]) {
      const { hello } = await new PageInNode(await start({ developer })).connect();
      expect(hello.developer).toBe(developer);
    }
  });

  describe('one page at a time', () => {
    it('turns a second tab away and leaves the first alone', async () => {
      const readers = new VirtualReaders();
      readers.plugIn(READER);
      const server = await start({ driver: readers });
      const tab = new PageInNode(server);
      const first = await tab.connect();
      const context = await first.resourceManager.establishContext();
      await expect(tab.connect()).rejects.toMatchObject({ code: 'in-use' });
      expect(await context.listReaders()).toEqual([READER]);
      first.close();
      await first.closed;
      const { resourceManager } = await tab.connect();
      expect(await (await resourceManager.establishContext()).listReaders()).toEqual([READER]);
    });

    it('gives the place of a page that died to the next one, and takes its card away', async () => {
      const readers = new VirtualReaders();
      const card = new VirtualCard(ORDINARY_CARD);
      readers.insert(READER, card);
      const server = await start({ driver: readers, takeoverMs: 50 });
      const tab = new PageInNode(server);
      (await tab.connect()).close();
      const dead = await silentSocket(server, tab.cookie);
      dead.send(
        JSON.stringify({
          id: 1,
          type: 'connect',
          readerName: READER,
          accessMode: 'exclusive',
          preferredProtocols: ['t1'],
        }),
      );
      await readers.getStatusChange([{ readerName: READER, currentState: { present: true } }], {});
      expect(card.powered).toBe(true);
      const { resourceManager } = await tab.connect();
      const context = await resourceManager.establishContext();
      await context.connect(READER, 'exclusive');
      expect(dead.readyState).not.toBe(WebSocket.OPEN);
    });

    it('drops a page that stopped answering', async () => {
      const readers = new VirtualReaders();
      const card = new VirtualCard(ORDINARY_CARD);
      readers.insert(READER, card);
      const server = await start({ driver: readers, heartbeatMs: 30 });
      const tab = new PageInNode(server);
      (await tab.connect()).close();
      const dead = await silentSocket(server, tab.cookie);
      const closed = once(dead, 'close');
      dead.send(
        JSON.stringify({
          id: 1,
          type: 'connect',
          readerName: READER,
          accessMode: 'exclusive',
          preferredProtocols: ['t1'],
        }),
      );
      await closed;
      const held = { readerName: READER, currentState: { present: true, exclusive: true, inuse: true } };
      await readers.getStatusChange([held], {});
      expect(card.powered).toBe(false);
    });

    it('keeps a page that answers, however long it is silent', async () => {
      const server = await start({ heartbeatMs: 20 });
      const tab = new PageInNode(server);
      await tab.connect();
      const socket = tab.socket as WebSocket;
      for (let pings = 0; pings < 4; pings++) await once(socket, 'ping');
      expect(socket.readyState).toBe(WebSocket.OPEN);
    });
  });

  it('gives the card back when it stops', async () => {
    const readers = new VirtualReaders();
    const card = new VirtualCard(ORDINARY_CARD);
    readers.insert(READER, card);
    const server = await start({ driver: readers });
    const { resourceManager, closed } = await new PageInNode(server).connect();
    await (await resourceManager.establishContext()).connect(READER, 'exclusive');
    expect(card.powered).toBe(true);
    await server.close();
    expect(card.powered).toBe(false);
    expect(await closed).toBe('lost');
  });

  it('gives the card back when the page vanishes without a word', async () => {
    const readers = new VirtualReaders();
    const card = new VirtualCard(ORDINARY_CARD);
    readers.insert(READER, card);
    const tab = new PageInNode(await start({ driver: readers }));
    const { resourceManager } = await tab.connect();
    await (await resourceManager.establishContext()).connect(READER, 'exclusive');
    tab.socket?.terminate();
    const held = { readerName: READER, currentState: { present: true, exclusive: true, inuse: true } };
    await readers.getStatusChange([held], {});
    expect(card.powered).toBe(false);
  });

  it('is not on the network', async () => {
    const server = await start();
    await expect(ask(server.port, { path: '/', headers: {} })).resolves.toBeDefined();
    await expect(fetch(`http://127.0.0.2:${server.port}/`)).rejects.toBeDefined();
    await expect(fetch(`http://[::1]:${server.port}/`)).rejects.toBeDefined();
  });

  it('says so when its port is taken', async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

/** A page that answers no ping: its computer sleeps, or its browser hangs. */
async function silentSocket(server: BridgeServer, cookie: string): Promise<WebSocket> {
  const headers = { Origin: server.origin, Cookie: cookie };
  for (;;) {
    const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${SOCKET_PATH}`, { headers, autoPong: false });
    const settled = new EventEmitter();
    socket.once('message', () => settled.emit('settled', true));
    socket.once('close', (code) => settled.emit('settled', code !== CLOSE_IN_USE));
    const [admitted] = await once(settled, 'settled');
    if (admitted) return socket;
  }
}
