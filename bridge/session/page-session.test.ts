import { EventEmitter, once } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeAnswer, encodeExchange } from '../../src/readers/bridge/protocol.ts';
import { ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../src/readers/virtual/virtual-readers.ts';
import type { ReaderDriver } from '../../src/readers/web-smart-card/resource-manager.ts';
import { SpyDriver } from '../testing/spy-driver.ts';
import { PageSession } from './page-session.ts';

const READER = 'Virtual Reader 0';
const SELECT = Uint8Array.of(0x00, 0xa4, 0x04, 0x0c, 0x0a, 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01);
const SELECT_PIN = Uint8Array.of(0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, 0x18);
const VERIFY = Uint8Array.of(0x00, 0x20, 0x00, 0x80, 0x04, 0x31, 0x32, 0x33, 0x34);
const CONNECT = { type: 'connect', readerName: READER, accessMode: 'exclusive', preferredProtocols: ['t1', 't0'] };

describe('a page with a card', () => {
  let readers: VirtualReaders;
  let card: VirtualCard;
  let spy: SpyDriver;

  beforeEach(() => {
    readers = new VirtualReaders();
    card = new VirtualCard(ORDINARY_CARD);
    readers.insert(READER, card);
    spy = new SpyDriver(readers);
  });

  function start(driver: ReaderDriver = spy, idleMs = 30_000) {
    const answers = new EventEmitter();
    const session = new PageSession({
      driver,
      idleMs,
      send: (message) => {
        if (typeof message !== 'string') {
          const answer = decodeAnswer(message);
          answers.emit(`${answer?.id}`, Buffer.from(answer?.response ?? []).toString('hex'));
          return;
        }
        const { id, type, value, code } = JSON.parse(message);
        answers.emit(`${id}`, type === 'result' ? value : code);
      },
    });
    let lastId = 0;
    const ask = async (request: object) => {
      const id = ++lastId;
      const answered = once(answers, `${id}`);
      session.receiveText(JSON.stringify({ id, ...request }));
      return (await answered)[0];
    };
    const exchange = async (connection: number, command: Uint8Array) => {
      const id = ++lastId;
      const answered = once(answers, `${id}`);
      session.receiveBinary(encodeExchange(id, connection, command));
      return (await answered)[0];
    };
    return { session, ask, exchange };
  }

  async function verified(idleMs?: number) {
    const page = start(spy, idleMs);
    expect(await page.ask(CONNECT)).toEqual({ connection: 1, activeProtocol: 't1' });
    for (const command of [SELECT, SELECT_PIN, VERIFY]) expect(await page.exchange(1, command)).toBe('9000');
    expect(card.verified).toBe(true);
    return page;
  }

  it('has its card powered down the moment it leaves', async () => {
    const { session } = await verified();
    await session.end();
    expect(card).toMatchObject({ powered: false, verified: false });
    expect(spy.calls.at(-1)).toBe('disconnect unpower');
  });

  it('has it powered down once, even if it asked for that before it left', async () => {
    const { session, ask } = await verified();
    expect(await ask({ type: 'disconnect', connection: 1, disposition: 'unpower' })).toBeNull();
    await session.end();
    expect(spy.calls.filter((call) => call.startsWith('disconnect'))).toEqual(['disconnect unpower']);
  });

  it('leaves during an exchange: the card is powered down after it, and nothing is sent twice', async () => {
    const { session } = await verified();
    readers.latency = 20;
    const exchanges = readers.exchanges;
    session.receiveBinary(encodeExchange(99, 1, VERIFY));
    await session.end();
    expect(readers.exchanges).toBe(exchanges + 1);
    expect(spy.calls.slice(-2)).toEqual(['transmit', 'disconnect unpower']);
    expect(card).toMatchObject({ powered: false, verified: false });
  });

  it('leaves while a card is being connected: the card is given back as soon as it is', async () => {
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const slow: ReaderDriver = {
      open: () => spy.open(),
      listReaders: () => spy.listReaders(),
      getStatusChange: (...args) => spy.getStatusChange(...args),
      connect: async (...args) => {
        await gate;
        return spy.connect(...args);
      },
    };
    const { session } = start(slow);
    session.receiveText(JSON.stringify({ id: 1, ...CONNECT }));
    const ended = session.end();
    letGo();
    await ended;
    expect(spy.calls).toEqual(['connect', 'disconnect unpower']);
    expect(card.powered).toBe(false);
  });

  it('ends what it waited for when it leaves', async () => {
    const { session } = start();
    const waiting = { type: 'get-status-change', states: [{ readerName: READER, currentState: { ignore: true } }] };
    session.receiveText(JSON.stringify({ id: 1, ...waiting }));
    await session.end();
    expect(spy.calls).toEqual(['getStatusChange']);
  });

  it('loses a card with which nothing happens, and is told that it did', async () => {
    const { ask, exchange } = await verified(20);
    const free = { readerName: READER, currentState: { present: true, exclusive: true, inuse: true } };
    await readers.getStatusChange([free], {});
    expect(card).toMatchObject({ powered: false, verified: false });
    expect(await exchange(1, VERIFY)).toBe('reset-card');
    expect(await ask({ type: 'status', connection: 1 })).toBe('reset-card');
    expect(await ask({ type: 'disconnect', connection: 1, disposition: 'unpower' })).toBeNull();
    expect(await ask(CONNECT)).toEqual({ connection: 2, activeProtocol: 't1' });
  });

  it('keeps its card as long as something happens', async () => {
    const { exchange } = await verified(60);
    readers.latency = 30;
    for (let i = 0; i < 4; i++) expect(await exchange(1, VERIFY)).toBe('9000');
  });

  it('does one thing at a time with a card', async () => {
    const { exchange } = await verified();
    readers.latency = 10;
    const first = exchange(1, VERIFY);
    expect(await exchange(1, VERIFY)).toBe('invalid-state');
    expect(await first).toBe('9000');
  });

  it('cannot take more cards than there are readers for', async () => {
    const { ask } = start();
    for (let i = 0; i < 16; i++) {
      readers.insert(`Reader ${i}`, new VirtualCard(ORDINARY_CARD));
      await ask({ ...CONNECT, readerName: `Reader ${i}` });
    }
    expect(await ask(CONNECT)).toBe('server-too-busy');
  });

  it.each([
    ['that is answered', 1],
    ['with a card that it does not have', 2],
  ])('leaves no PIN behind in the message of an exchange %s', async (_, connection) => {
    const { session } = await verified();
    const frame = encodeExchange(50, connection, VERIFY);
    session.receiveBinary(frame);
    await session.end();
    expect([...frame]).toEqual(Array(frame.length).fill(0));
  });

  it('leaves no PIN behind in a message that is refused', async () => {
    const { session } = start();
    const frames = [encodeExchange(0, 1, VERIFY), encodeExchange(1, 1, new Uint8Array(300).fill(0x31))];
    for (const frame of frames) session.receiveBinary(frame);
    for (const frame of frames) expect(frame.every((byte) => byte === 0)).toBe(true);
  });
});
