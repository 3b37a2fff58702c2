import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { encodeExchange, MAX_MESSAGE_BYTES, SOCKET_PATH } from '../src/readers/bridge/protocol.ts';
import { RAW_ACCESS } from '../src/readers/guarded-driver.ts';
import { ORDINARY_CARD } from '../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../src/readers/virtual/virtual-readers.ts';
import { type BridgeServer, startBridgeServer } from './server.ts';
import { PageInNode } from './testing/page-in-node.ts';
import { SpyDriver } from './testing/spy-driver.ts';

const READER = 'Virtual Reader 0';
const VERIFY = Uint8Array.of(0x00, 0x20, 0x00, 0x80, 0x04, 0x31, 0x32, 0x33, 0x34);
const states = [{ readerName: READER, currentState: {} }];

const BEGUN = { event: 'change-begun', occasion: { documents: [] }, pins: ['auth'], recovery: false };

/** Messages, and the id that the refusal repeats. */
const BAD_TEXTS: readonly (readonly [string, unknown, number | null])[] = [
  ['nothing', '', null],
  ['no JSON', '{"id":1,"type":"list-readers"', null],
  ['null', 'null', null],
  ['a list', '[{"id":1,"type":"list-readers"}]', null],
  ['depth', '['.repeat(30_000), null],
  ['no id', { type: 'list-readers' }, null],
  ['id 0', { id: 0, type: 'list-readers' }, null],
  ['a negative id', { id: -1, type: 'list-readers' }, null],
  ['a fraction as id', { id: 1.5, type: 'list-readers' }, null],
  ['an id of 33 bits', { id: 0x100000000, type: 'list-readers' }, null],
  ['a text as id', { id: '1', type: 'list-readers' }, null],
  ['no type', { id: 7 }, 7],
  ['an unknown type', { id: 7, type: 'transmit', connection: 1, bytes: [0, 0x20, 0, 0x80] }, 7],
  ['a method of objects as type', { id: 7, type: 'constructor' }, 7],
  ['a field too many', { id: 7, type: 'list-readers', more: 1 }, 7],
  ['a prototype', '{"id":7,"type":"list-readers","__proto__":{"x":1}}', 7],
  ['no reader', { id: 7, type: 'connect', accessMode: 'exclusive', preferredProtocols: [] }, 7],
  ['no name', { id: 7, type: 'connect', readerName: '', accessMode: 'exclusive', preferredProtocols: ['t1'] }, 7],
  [
    'a long name',
    { id: 7, type: 'connect', readerName: 'x'.repeat(257), accessMode: 'shared', preferredProtocols: ['t1'] },
    7,
  ],
  ['an unknown mode', { id: 7, type: 'connect', readerName: READER, accessMode: 'raw', preferredProtocols: ['t1'] }, 7],
  ['many readers', { id: 7, type: 'get-status-change', states: Array(101).fill(states[0]) }, 7],
  ['a negative time', { id: 7, type: 'get-status-change', states, timeout: -1 }, 7],
  ['no end of time', '{"id":7,"type":"get-status-change","states":[],"timeout":1e999}', 7],
  [
    'a wish for raw access',
    {
      id: 7,
      type: 'connect',
      readerName: READER,
      accessMode: 'exclusive',
      preferredProtocols: ['t1'],
      rawAccess: true,
    },
    7,
  ],
  ['a wish in the name of the bridge', { id: 7, type: 'hello', version: 3, pcsc: 'available', developer: true }, 7],
  [
    'a wish beside the control code of one',
    { id: 7, type: 'control', connection: 1, controlCode: RAW_ACCESS, data: [], developer: true },
    7,
  ],
  [
    'the control code as a text',
    { id: 7, type: 'control', connection: 1, controlCode: String(RAW_ACCESS), data: [] },
    7,
  ],
  ['an entry without what', { id: 7, type: 'journal-append', event: {} }, 7],
  ['an entry with a PIN in it', { id: 7, type: 'journal-append', event: { ...BEGUN, pin: '1234' } }, 7],
  [
    'an entry with a name for a document',
    { id: 7, type: 'journal-append', event: { ...BEGUN, occasion: { documents: ['見本 花子'] } } },
    7,
  ],
  ["an entry that is the bridge's own", { id: 7, type: 'journal-append', event: { event: 'interrupted', of: 1 } }, 7],
  ['an entry with a time of its own', { id: 7, type: 'journal-append', event: BEGUN, at: '2026-12-01T00:00:00Z' }, 7],
  ['a disposition that there is not', { id: 7, type: 'disconnect', connection: 1, disposition: 'burn' }, 7],
];

const BAD_FRAMES: readonly (readonly [string, Uint8Array])[] = [
  ['nothing', new Uint8Array()],
  ['a header alone', encodeExchange(7, 1, new Uint8Array())],
  ['a command of three bytes', encodeExchange(7, 1, VERIFY.subarray(0, 3))],
  ['a command that is too long', encodeExchange(7, 1, new Uint8Array(262))],
  ['id 0', encodeExchange(0, 1, VERIFY)],
];

describe('a message of a page gone wrong', () => {
  let server: BridgeServer;
  let readers: VirtualReaders;
  let spy: SpyDriver;
  let page: PageInNode;
  let socket: WebSocket;
  let received: unknown[];

  beforeEach(async () => {
    readers = new VirtualReaders();
    readers.plugIn(READER);
    spy = new SpyDriver(readers);
    server = await startBridgeServer({ driver: spy, describe: () => ({ pcsc: 'available' }) });
    page = new PageInNode(server);
    await page.connect();
    socket = page.socket as WebSocket;
    received = [];
    socket.on('message', (data) => received.push(JSON.parse(String(data))));
  });
  afterEach(() => server.close());

  const next = async () => {
    while (received.length === 0) await once(socket, 'message');
    return received.shift();
  };
  const honestRequestWorks = async () => {
    socket.send(JSON.stringify({ id: 9, type: 'list-readers' }));
    expect(await next()).toEqual({ type: 'result', id: 9, value: [READER] });
    expect(spy.calls).toEqual(['listReaders']);
  };

  it.each(BAD_TEXTS)('%s: is answered, and nothing is done', async (_, message, id) => {
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    expect(await next()).toEqual({ type: 'failure', id, code: 'bad-message' });
    await honestRequestWorks();
  });

  it.each(BAD_FRAMES)('%s as exchange: is answered, and nothing is done', async (_, frame) => {
    socket.send(frame);
    expect(await next()).toEqual({ type: 'failure', id: null, code: 'bad-message' });
    await honestRequestWorks();
  });

  it('an exchange with a card that was never connected reaches none', async () => {
    socket.send(encodeExchange(7, 1, VERIFY));
    expect(await next()).toEqual({ type: 'failure', id: 7, code: 'invalid-state' });
    await honestRequestWorks();
  });

  it.each([
    ['nothing', []],
    ['yes', [1]],
    ['a PIN by name', [...'auth'].map((letter) => letter.charCodeAt(0))],
    ['as much as there may be', Array(261).fill(0xff)],
  ])('raw access with %s as data is not granted, and reaches neither reader nor card', async (_, data) => {
    const card = new VirtualCard(ORDINARY_CARD);
    readers.insert(READER, card);
    const connect = { readerName: READER, accessMode: 'exclusive', preferredProtocols: ['t1'] };
    socket.send(JSON.stringify({ id: 1, type: 'connect', ...connect }));
    expect(await next()).toMatchObject({ type: 'result', value: { connection: 1 } });
    socket.send(JSON.stringify({ id: 2, type: 'control', connection: 1, controlCode: RAW_ACCESS, data }));
    expect(await next()).toEqual({ type: 'failure', id: 2, code: 'unsupported-feature' });
    socket.send(encodeExchange(3, 1, VERIFY));
    expect(await next()).toEqual({ type: 'failure', id: 3, code: 'refused-by-guard/no-pin-file-selected' });
    expect(spy.calls).toEqual(['connect']);
    expect(card.log).toEqual([]);
  });

  it('an id that is still in use is refused, and its first call goes on', async () => {
    const request = {
      id: 7,
      type: 'get-status-change',
      states: [{ readerName: READER, currentState: { empty: true } }],
    };
    socket.send(JSON.stringify(request));
    socket.send(JSON.stringify({ id: 7, type: 'list-readers' }));
    expect(await next()).toEqual({ type: 'failure', id: 7, code: 'bad-message' });
    socket.send(JSON.stringify({ id: 8, type: 'cancel', request: 7 }));
    expect(await next()).toEqual({ type: 'failure', id: 7, code: 'aborted' });
    expect(spy.calls).toEqual(['getStatusChange']);
  });

  it('a call that is not there can be cancelled without harm', async () => {
    socket.send(JSON.stringify({ id: 8, type: 'cancel', request: 7 }));
    await honestRequestWorks();
  });

  it('more calls at once than any page needs are refused', async () => {
    for (let id = 1; id <= 101; id++) {
      const waiting = [{ readerName: READER, currentState: { empty: true } }];
      socket.send(JSON.stringify({ id, type: 'get-status-change', states: waiting }));
    }
    expect(await next()).toEqual({ type: 'failure', id: 101, code: 'server-too-busy' });
  });

  it.each([
    ['text', 'x'.repeat(MAX_MESSAGE_BYTES + 1)],
    ['binary', new Uint8Array(MAX_MESSAGE_BYTES + 1)],
  ])('one that is too long (%s) ends the connection, and the page can come back', async (_, message) => {
    const closed = once(socket, 'close');
    socket.send(message);
    expect((await closed)[0]).toBe(1009);
    expect(spy.calls).toEqual([]);
    const { resourceManager } = await page.connect();
    expect(await (await resourceManager.establishContext()).listReaders()).toEqual([READER]);
  });

  it('a compressed connection is not agreed to', async () => {
    expect(socket.extensions).toBe('');
    const headers = { Origin: server.origin, Cookie: page.cookie };
    const other = new WebSocket(`${server.origin.replace('http', 'ws')}${SOCKET_PATH}`, {
      headers,
      perMessageDeflate: true,
    });
    await once(other, 'open');
    expect(other.extensions).toBe('');
    other.terminate();
  });
});
