import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOURNAL_PATHS } from '../src/journal/journal-answers.ts';
import { OFFICE_PATH } from '../src/office/office-answer.ts';
import { SESSION_PATH, SOCKET_PATH } from '../src/readers/bridge/protocol.ts';
import { VirtualReaders } from '../src/readers/virtual/virtual-readers.ts';
import { type BridgeServer, startBridgeServer } from './server.ts';
import { FOREIGN_HOSTS, FOREIGN_ORIGINS, FOREIGN_SITES, forPort } from './testing/hostile-tables.ts';
import { ask, UPGRADE } from './testing/http-request.ts';
import { OfficeJournalBench } from './testing/office-journal-bench.ts';
import { PageInNode } from './testing/page-in-node.ts';
import { SpyDriver } from './testing/spy-driver.ts';

const READER = 'Virtual Reader 0';
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('a request from somebody else', () => {
  const bench = new OfficeJournalBench();
  let server: BridgeServer;
  let spy: SpyDriver;
  let page: PageInNode;
  /** Everything an honest page sends, the right cookie included: each test spoils one thing. */
  let honest: Record<string, string>;

  const fill = (text: string) => forPort(text, server.port);
  const upgrade = (headers: Record<string, string | string[] | undefined>) =>
    ask(server.port, { path: SOCKET_PATH, headers: withoutUndefined({ ...honest, ...UPGRADE, ...headers }) });
  const post = (headers: Record<string, string | string[] | undefined>, body = JSON.stringify({ secret: 'x' })) =>
    ask(server.port, {
      method: 'POST',
      path: SESSION_PATH,
      headers: withoutUndefined({ ...honest, ...JSON_TYPE, ...headers }),
      body,
    });

  beforeAll(async () => {
    const readers = new VirtualReaders();
    readers.plugIn(READER);
    spy = new SpyDriver(readers);
    server = await startBridgeServer({
      driver: spy,
      describe: () => ({ pcsc: 'available' }),
      office: async () => ({ problems: [] }),
      journal: bench.office,
    });
    page = new PageInNode(server);
    const connection = await page.connect();
    connection.close();
    await connection.closed;
    const host = `127.0.0.1:${server.port}`;
    honest = { Host: host, Origin: `http://${host}`, Cookie: page.cookie };
  });

  // The point of all the rows above it: nobody of them moved a reader, and the owner still can.
  afterAll(async () => {
    expect(spy.calls).toEqual([]);
    const { resourceManager, close } = await page.connect();
    expect(await (await resourceManager.establishContext()).listReaders()).toEqual([READER]);
    close();
    await server.close();
    await bench.end();
  });

  it('is told apart from one of the page itself', async () => {
    expect(await upgrade({})).toMatchObject({ status: 101 });
    expect(await upgrade({ 'Sec-Fetch-Site': 'same-origin' })).toMatchObject({ status: 101 });
    expect(await post({})).toMatchObject({ status: 401, body: '{"code":"wrong"}' });
  });

  it.each(FOREIGN_ORIGINS)('is refused with the origin %j', async (origin) => {
    expect(await upgrade({ Origin: fill(origin) })).toMatchObject({ status: 403 });
    expect(await post({ Origin: fill(origin) })).toMatchObject({ status: 403 });
    for (const path of [OFFICE_PATH, ...Object.values(JOURNAL_PATHS)]) {
      const query = { path, headers: { ...honest, Origin: fill(origin) } };
      expect(await ask(server.port, query)).toMatchObject({ status: 403 });
    }
  });

  it('is refused without an origin, or with two', async () => {
    const origins = [undefined, [honest['Origin'] as string, 'https://evil.example']];
    for (const Origin of origins) {
      expect(await upgrade({ Origin })).toMatchObject({ status: 403 });
      expect(await post({ Origin })).toMatchObject({ status: 403 });
    }
  });

  it.each(FOREIGN_HOSTS)('is refused with the host %j, for everything', async (host) => {
    const Host = fill(host);
    for (const Origin of [honest['Origin'], `http://${Host}`]) {
      expect(await upgrade({ Host, Origin })).toMatchObject({ status: 421 });
      expect(await post({ Host, Origin })).toMatchObject({ status: 421 });
    }
    for (const path of ['/', SESSION_PATH, OFFICE_PATH, ...Object.values(JOURNAL_PATHS)]) {
      expect(await ask(server.port, { path, headers: { Host } })).toMatchObject({ status: 421 });
    }
  });

  it('is refused without a host, or with two', async () => {
    expect((await upgrade({ Host: undefined })).status).toBeGreaterThanOrEqual(400);
    const { Host, Origin } = honest;
    for (const hosts of [`Host: ${Host}\r\nHost: evil.example`, `Host: evil.example\r\nHost: ${Host}`]) {
      const socket = connect(server.port, '127.0.0.1');
      socket.end(`GET / HTTP/1.1\r\n${hosts}\r\nOrigin: ${Origin}\r\nConnection: close\r\n\r\n`);
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 4/);
    }
  });

  it.each(FOREIGN_SITES)('is refused with Sec-Fetch-Site %j', async (site) => {
    expect(await upgrade({ 'Sec-Fetch-Site': site })).toMatchObject({ status: 403 });
    expect(await post({ 'Sec-Fetch-Site': site })).toMatchObject({ status: 403 });
    for (const path of [SESSION_PATH, OFFICE_PATH, ...Object.values(JOURNAL_PATHS)]) {
      const query = { path, headers: { ...honest, 'Sec-Fetch-Site': site } };
      expect(await ask(server.port, query)).toMatchObject({ status: 403 });
    }
  });

  it.each([
    ['no cookie', () => undefined],
    ['an empty one', () => `myna-pin-${server.port}=`],
    ['a truncated one', () => page.cookie.slice(0, -1)],
    ['a longer one', () => `${page.cookie}A`],
    ['one of another bridge', () => page.cookie.replace(`${server.port}`, `${server.port + 1}`)],
    ['the secret of the address as cookie', () => `myna-pin-${server.port}=${page.secret}`],
    ['one that somebody else put before it', () => `myna-pin-${server.port}=x; ${page.cookie}`],
  ])('is refused with %s', async (_, cookie) => {
    expect(await upgrade({ Cookie: cookie() })).toMatchObject({ status: 401 });
    for (const path of [SESSION_PATH, ...Object.values(JOURNAL_PATHS)]) {
      const query = { path, headers: withoutUndefined({ ...honest, Cookie: cookie() }) };
      expect(await ask(server.port, query)).toMatchObject({ status: 401, body: '{"code":"missing"}' });
    }
  });

  it.each([
    ['wrong', () => 'A'.repeat(43)],
    ['wrong', () => page.secret.slice(0, -1)],
    ['wrong', () => `${page.secret}A`],
    ['wrong', () => page.secret.toLowerCase()],
    ['missing', () => ''],
    ['used', () => page.secret],
  ])('is refused as %s with such a secret', async (code, secret) => {
    const answer = await post({}, JSON.stringify({ secret: secret() }));
    expect(answer).toMatchObject({ status: 401, body: JSON.stringify({ code }) });
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it.each([
    ['a form', 415, { 'Content-Type': 'text/plain' }, JSON.stringify({ secret: 'x' })],
    ['no type', 415, { 'Content-Type': undefined }, JSON.stringify({ secret: 'x' })],
    ['no JSON', 400, {}, 'secret=x'],
    ['other JSON', 400, {}, JSON.stringify({ secret: ['x'] })],
    ['more JSON', 400, {}, JSON.stringify({ secret: 'x', more: 1 })],
    ['too much', 413, {}, JSON.stringify({ secret: 'x'.repeat(2_000) })],
  ] as const)('is refused with %s as body', async (_, status, headers, body) => {
    expect(await post(headers, body)).toMatchObject({ status });
  });

  it.each([
    [404, `${SOCKET_PATH}/`],
    [404, `${SOCKET_PATH}?secret=x`],
    [404, '/'],
    [404, SESSION_PATH],
    [400, `http://127.0.0.1${SOCKET_PATH}`],
  ])('gets %i for a socket at %s', async (status, path) => {
    expect(await ask(server.port, { path, headers: { ...honest, ...UPGRADE } })).toMatchObject({ status });
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'HEAD'])('cannot %s a session', async (method) => {
    const answer = await ask(server.port, { method, path: SESSION_PATH, headers: honest });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } });
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD'])(
    'cannot %s anything of the journal',
    async (method) => {
      for (const path of Object.values(JOURNAL_PATHS)) {
        const answer = await ask(server.port, { method, path, headers: honest });
        expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET' } });
      }
    },
  );
});

function withoutUndefined(headers: Record<string, string | string[] | undefined>): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
    string,
    string | string[]
  >;
}
