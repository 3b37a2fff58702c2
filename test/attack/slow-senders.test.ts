import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../bridge/testing/http-request.ts';
import { SESSION_PATH } from '../../src/readers/bridge/protocol.ts';
import { READERS } from '../support/pcscd.ts';
import { BridgeUnderAttack } from './bridge-under-attack.ts';
import { frame, openRawWebSocket, openSocket, requestHead, upgradeHead } from './raw-socket.ts';

const MEGABYTE = 1_024 * 1_024;
const TRICKLE_MS = 100;

describe('senders that take their time', () => {
  let bridge: BridgeUnderAttack;
  const sockets: Socket[] = [];
  const stops: (() => void)[] = [];

  beforeAll(async () => {
    bridge = await BridgeUnderAttack.start();
  });
  afterAll(() => bridge?.stop());
  afterEach(async () => {
    for (const stop of stops.splice(0)) stop();
    for (const socket of sockets.splice(0)) socket.destroy();
    await bridge.atRest(0);
    await bridge.expectUnharmed();
  });

  /** Says `text` one byte at a time, then zeros for ever. */
  function trickle(socket: Socket, text: string): void {
    let sent = 0;
    const timer = setInterval(() => socket.write(text[sent++] ?? '0'), TRICKLE_MS);
    stops.push(() => clearInterval(timer));
  }

  const WAYS: Readonly<Record<string, (socket: Socket) => Promise<void>>> = {
    'says nothing': async () => {},
    'says its headers byte by byte': async (socket) => trickle(socket, 'GET / HTTP/1.1\r\nX-Long: '),
    'says its body byte by byte': async (socket) => {
      const own = `127.0.0.1:${bridge.port}`;
      const headers = {
        Host: own,
        Origin: `http://${own}`,
        'Content-Type': 'application/json',
        'Content-Length': 1_000,
      };
      socket.write(requestHead(`POST ${SESSION_PATH}`, headers));
      trickle(socket, '{"secret":"');
    },
    'asks for everything and reads nothing': async (socket) => {
      const { body } = await ask(bridge.port, { path: '/', headers: { Host: `127.0.0.1:${bridge.port}` } });
      const files = [...body.matchAll(/(?:src|href)="\.?(\/[^"]+)"/g)].map(([, path]) => path);
      socket.pause();
      const heads = files.map((path) => requestHead(`GET ${path}`, { Host: `127.0.0.1:${bridge.port}` }));
      socket.write(heads.join('').repeat(100));
    },
    'was refused a WebSocket, and stays': async (socket) => {
      socket.write(upgradeHead(bridge.port, { Origin: 'https://evil.example' }));
    },
    'asks in plain text for TLS': async (socket) => {
      socket.write(Buffer.from('16030100c8010000c40303', 'hex'));
    },
  };

  // All at once: each of them lasts as long as the bridge's patience with it.
  it(`are dropped, while the page works: ${Object.keys(WAYS).join('; ')}`, async () => {
    const page = await bridge.page.connect();
    for (const way of Object.values(WAYS)) {
      for (let count = 0; count < 9; count++) {
        const socket = await openSocket(bridge.port);
        sockets.push(socket);
        await way(socket);
      }
    }
    await bridge.expectHonestWork(page);
    const own = await ask(bridge.port, { path: '/', headers: { Host: `127.0.0.1:${bridge.port}` } });
    expect(own.status).toBe(200);
    // None of them closes its side.
    await bridge.atRest(1, 30_000);
    page.close();
    await page.closed;
    await bridge.card.forgetLog();
  });

  it('who have taken every place give it back, and the page gets in', async () => {
    for (let count = 0; count < 80; count++) sockets.push(await openSocket(bridge.port));
    await expect(bridge.page.connect()).rejects.toMatchObject({ code: 'unreachable' });
    await bridge.atRest(0);
    (await bridge.page.connect()).close();
  });

  it('a WebSocket whose frame comes byte by byte keeps no page out', async () => {
    const socket = await openRawWebSocket(bridge.port, bridge.page.cookie);
    sockets.push(socket);
    const bytes = Buffer.concat([Buffer.from([0x81, 0xfe, 0xff, 0xff]), Buffer.alloc(70_000)]);
    let sent = 0;
    const timer = setInterval(() => socket.write(bytes.subarray(sent, ++sent)), TRICKLE_MS);
    stops.push(() => clearInterval(timer));
    const page = await bridge.page.connect();
    await bridge.expectHonestWork(page);
    page.close();
    await page.closed;
    await bridge.card.forgetLog();
  });

  it.each([
    ['requests', Array.from({ length: 200 }, (_, index) => frame('text', askForStates(index + 1)))],
    ['pings', Array<Buffer>(20_000).fill(frame('ping', 'x'.repeat(125)))],
  ])('a WebSocket that floods %s and reads no answer is dropped before it fills the memory', async (_, frames) => {
    const before = await bridge.vitals();
    const socket = await openRawWebSocket(bridge.port, bridge.page.cookie);
    sockets.push(socket);
    socket.pause();
    const gone = new Promise((resolve) => socket.once('close', resolve));
    // The kernel takes some megabytes as well before anything is left to the bridge.
    const flood = Buffer.concat(frames);
    while (!socket.destroyed) {
      const written = new Promise((resolve) => socket.write(flood, resolve));
      await Promise.race([written, gone]);
    }
    await gone;
    expect((await bridge.vitals()).highestRss - before.highestRss).toBeLessThan(100 * MEGABYTE);
  });
});

/** A question whose answer is many times as long. */
function askForStates(id: number): string {
  const states = Array(100).fill({ readerName: READERS[0], currentState: { unaware: true } });
  return JSON.stringify({ id, type: 'get-status-change', states });
}
