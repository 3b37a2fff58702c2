import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { FOREIGN_HOSTS, FOREIGN_ORIGINS, forPort } from '../../bridge/testing/hostile-tables.ts';
import { ask, UPGRADE } from '../../bridge/testing/http-request.ts';
import { CLOSE_IN_USE, MAX_MESSAGE_BYTES, SESSION_PATH, SOCKET_PATH } from '../../src/readers/bridge/protocol.ts';
import { BridgeUnderAttack, type Vitals } from './bridge-under-attack.ts';
import { crowd } from './crowd.ts';
import { hostileMessage } from './hostile-message.ts';
import { openSocket, requestHead, upgradeHead } from './raw-socket.ts';

const MEGABYTE = 1_024 * 1_024;
/** Less than the bridge has places. */
const AT_ONCE = 40;

describe('the real bridge in a storm of', () => {
  let bridge: BridgeUnderAttack;
  let before: Vitals;
  const url = () => `ws://127.0.0.1:${bridge.port}${SOCKET_PATH}`;
  const honest = () => ({ Origin: `http://127.0.0.1:${bridge.port}`, Cookie: bridge.page.cookie });

  beforeAll(async () => {
    bridge = await BridgeUnderAttack.start();
    // A process that has just started still grows for reasons of its own.
    await connections(500);
    await requests(500);
    await messages(2_000);
    await secondTabs(50);
    await bridge.expectUnharmed();
    before = await bridge.atRest(0);
  });
  afterAll(() => bridge?.stop());

  afterEach(async () => {
    await bridge.expectUnharmed();
    const after = await bridge.atRest(0);
    expect(after.heapUsed - before.heapUsed, 'memory in use').toBeLessThan(3 * MEGABYTE);
    expect(after.rss, 'memory of the process').toBeLessThan(1.5 * before.rss + 30 * MEGABYTE);
  });

  /** Opened and dropped in every way: with and without a word, in the middle of one, politely and not. */
  async function connections(count: number): Promise<void> {
    const openings = [
      '',
      'GET / HT',
      requestHead('GET /', { Host: `127.0.0.1:${bridge.port}` }),
      requestHead(`POST ${SESSION_PATH}`, { ...honest(), Host: `127.0.0.1:${bridge.port}`, 'Content-Length': 100 }),
      upgradeHead(bridge.port, { Origin: 'https://evil.example' }),
      '\u0016\u0003\u0001\u0002\u0000\u0001',
    ];
    await crowd(count, AT_ONCE, async (index) => {
      const socket = await openSocket(bridge.port);
      socket.write(openings[index % openings.length] as string);
      const closed = once(socket, 'close');
      if (index % 2) socket.resetAndDestroy();
      else socket.end().destroySoon();
      await closed;
    });
  }

  /** With the cookie of the session, and one thing that is not as it must be. */
  async function requests(count: number): Promise<void> {
    const Host = `127.0.0.1:${bridge.port}`;
    const upgrade = { path: SOCKET_PATH, headers: { Host, ...honest(), ...UPGRADE } };
    const session = {
      method: 'POST',
      path: SESSION_PATH,
      headers: { Host, ...honest(), 'Content-Type': 'application/json' },
      body: JSON.stringify({ secret: bridge.page.secret }),
    };
    const spoiled = [
      ...FOREIGN_ORIGINS.map((origin) => ({ Origin: forPort(origin, bridge.port) })),
      ...FOREIGN_HOSTS.map((host) => ({ Host: forPort(host, bridge.port) })),
    ].flatMap((headers) =>
      [upgrade, session].map((request) => ({ ...request, headers: { ...request.headers, ...headers } })),
    );
    const secrets = ['', 'x', bridge.page.secret, bridge.page.secret.slice(1), 'x'.repeat(300), 'x'.repeat(5_000)];
    const table = [
      ...spoiled,
      ...secrets.map((secret) => ({ ...session, body: JSON.stringify({ secret }) })),
      { ...session, headers: { ...session.headers, 'Content-Type': 'text/plain' } },
      { ...upgrade, headers: { ...upgrade.headers, Cookie: `${bridge.page.cookie.slice(0, -1)}_` } },
      { ...upgrade, path: '/' },
    ];
    await crowd(count, AT_ONCE, async (index) => {
      const row = table[index % table.length];
      if (!row) throw new RangeError();
      const { status, headers } = await ask(bridge.port, row);
      expect({ refused: status >= 400 && status < 500, row }).toEqual({ refused: true, row });
      expect(headers).not.toHaveProperty('set-cookie');
    });
  }

  /** Over a session of its own, as a page that was taken over would. Every one has to be answered, with a refusal. */
  async function messages(count: number): Promise<void> {
    const socket = new WebSocket(url(), { headers: honest() });
    await once(socket, 'message');
    let answered = 0;
    let wanted = 0;
    let enough = () => {};
    const accepted: string[] = [];
    socket.on('message', (data) => {
      answered++;
      const text = String(data);
      if (!text.startsWith('{"type":"failure",')) accepted.push(text);
      if (answered === wanted) enough();
    });
    for (let sent = 0; sent < count; ) {
      wanted = Math.min(sent + 500, count);
      const all = new Promise<void>((resolve) => {
        enough = resolve;
      });
      for (; sent < wanted; sent++) socket.send(hostileMessage(sent));
      await all;
    }
    expect(accepted).toEqual([]);
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  }

  async function secondTabs(count: number): Promise<void> {
    const first = await bridge.page.connect();
    // Few at once: the first page is in this very process, and must find the time to answer for itself.
    await crowd(count, 5, async () => {
      const socket = new WebSocket(url(), { headers: honest() });
      const admitted = once(socket, 'message').then(() => 'admitted');
      const [code] = await Promise.race([once(socket, 'close'), admitted.then((word) => [word])]);
      expect(code).toBe(CLOSE_IN_USE);
    });
    first.close();
    await first.closed;
  }

  it('10,000 connections, opened and dropped, while a page is at work', async () => {
    const page = await bridge.page.connect();
    const storm = connections(10_000);
    await bridge.expectHonestWork(page);
    await storm;
    page.close();
    await page.closed;
    await bridge.card.forgetLog();
  });

  it('more connections at once than it has places', async () => {
    const page = await bridge.page.connect();
    const sockets = await Promise.all(Array.from({ length: 300 }, () => openSocket(bridge.port)));
    await bridge.expectHonestWork(page);
    for (const socket of sockets) socket.destroy();
    page.close();
    await page.closed;
    await bridge.card.forgetLog();
  });

  it('5,000 hostile requests that carry the cookie of the session', async () => {
    await requests(5_000);
  });

  it('100,000 malformed, deeply nested and binary messages', async () => {
    await messages(100_000);
  });

  it('50 messages that are too long', async () => {
    for (let count = 0; count < 50; count++) {
      const socket = new WebSocket(url(), { headers: honest() });
      await once(socket, 'message');
      const closed = once(socket, 'close');
      socket.send(count % 2 ? 'x'.repeat(MAX_MESSAGE_BYTES + 1) : new Uint8Array(10 * MAX_MESSAGE_BYTES));
      expect((await closed)[0]).toBe(1009);
    }
  });

  it('200 second tabs', async () => {
    await secondTabs(200);
  });
});
