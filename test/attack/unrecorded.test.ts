import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { PageInNode } from '../../bridge/testing/page-in-node.ts';
import { fromAscii, fromHex, toHex } from '../../src/card/bytes.ts';
import { decodeAnswer, encodeExchange, SOCKET_PATH } from '../../src/readers/bridge/protocol.ts';
import { RAW_ACCESS } from '../../src/readers/guard-controls.ts';
import { ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import { BridgeProcess } from '../support/bridge-process.ts';
import { CardProcess, pinCommands } from '../support/card-process.ts';
import { Pcscd, READERS } from '../support/pcscd.ts';
import { followReader } from '../support/reader-state.ts';
import { stopAll } from '../support/stop-all.ts';

const READING = ['00A4040C0AD392F000260100000001', '00A4020C020018', '00200080'];
const VERIFY = '002000800431323334';
const CHANGE = '002401800435363738';
const BEGUN = { event: 'change-begun', occasion: { documents: [] }, pins: ['auth'], recovery: false };
const REFUSED = 'journal/no-change-begun';

let folder: string;
let pcscd: Pcscd | undefined;
let card: CardProcess;
let bridge: BridgeProcess | undefined;
let page: PageInNode;
let attacker: RawPage;

/** A page with the session that says what it likes: nothing of ours is between it and the bridge. */
class RawPage {
  readonly socket: WebSocket;
  readonly #answers = new Map<number, (answer: unknown) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer, isBinary) => {
      const exchanged = isBinary ? decodeAnswer(data) : undefined;
      if (exchanged) return this.#answers.get(exchanged.id)?.(toHex(exchanged.response));
      const { id, type, value, code } = JSON.parse(String(data));
      this.#answers.get(id)?.(type === 'result' ? value : code);
    });
  }

  static async open(address: string, cookie: string): Promise<RawPage> {
    const { origin } = new URL(address);
    const url = `${origin.replace('http', 'ws')}${SOCKET_PATH}`;
    const socket = new WebSocket(url, { headers: { Origin: origin, Cookie: cookie } });
    await once(socket, 'message');
    return new RawPage(socket);
  }

  /** Resolves with the result, or with the code of the failure. */
  say(message: object): Promise<unknown> {
    const id = ++this.#lastId;
    const answered = new Promise((resolve) => this.#answers.set(id, resolve));
    this.socket.send(JSON.stringify({ id, ...message }));
    return answered;
  }

  /** Resolves with the answer of the card in hexadecimal, or with the code of the failure. */
  exchange(connection: number, command: string): Promise<unknown> {
    const id = ++this.#lastId;
    const answered = new Promise((resolve) => this.#answers.set(id, resolve));
    this.socket.send(encodeExchange(id, connection, fromHex(command)));
    return answered;
  }

  append(event: object): Promise<unknown> {
    return this.say({ type: 'journal-append', event });
  }

  /** With the PIN file selected and its tries read. */
  async connect(): Promise<number> {
    const connected = await this.say({
      type: 'connect',
      readerName: READERS[0],
      accessMode: 'exclusive',
      preferredProtocols: ['t1', 't0'],
    });
    const { connection } = connected as { connection: number };
    for (const command of READING) await this.exchange(connection, command);
    return connection;
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'myna-pin-unrecorded-'));
  const office = join(folder, 'office.json');
  writeFileSync(office, JSON.stringify({ name: '見本市', kiosk: { mode: 'self-service' } }));
  pcscd = await Pcscd.start();
  card = await CardProcess.start();
  await card.insert(ORDINARY_CARD);
  const journal = join(folder, 'journal.sqlite');
  bridge = await BridgeProcess.start('--office', office, '--journal', journal, '--developer');
  page = new PageInNode(bridge);
  const link = await page.connect();
  // With settings that are refused there would be nothing to attack.
  expect(link.hello.journal).toBe('ready');
  await followReader(await link.resourceManager.establishContext(), READERS[0], 'present');
  link.close();
  await link.closed;
});
afterAll(async () => {
  await stopAll(bridge, card, pcscd);
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await card.forgetLog();
  attacker = await RawPage.open((bridge as BridgeProcess).address, page.cookie);
});
// Whatever it tried: no PIN reached the card, and no try is gone.
afterEach(async () => {
  const closed = once(attacker.socket, 'close');
  attacker.socket.close();
  await closed;
  const view = await card.atRest();
  expect(pinCommands(view)).toEqual([]);
  expect(view).toMatchObject({ tries: { auth: 3 }, pins: { auth: '1234' } });
});

it('a page that begins nothing presents and changes no PIN', async () => {
  const connection = await attacker.connect();
  expect(await attacker.exchange(connection, VERIFY)).toBe(REFUSED);
  expect(await attacker.exchange(connection, CHANGE)).toBe(REFUSED);
  // Its card is none the worse for it.
  expect(await attacker.exchange(connection, '00200080')).toBe('63C3');
});

it.each<[string, object]>([
  ['an entry that the journal does not know', { event: 'change-began' }],
  ['a beginning with a PIN in it', { ...BEGUN, pin: '1234' }],
  ['a beginning of no PIN', { ...BEGUN, pins: [] }],
  ['something else that is recorded', { event: 'accepted', occasion: { documents: [] } }],
  ['the end of a change', { event: 'change-ended', of: 1, outcomes: [] }],
  ['an entry in the name of the bridge', { event: 'interrupted', of: 1 }],
])('nor one that writes %s', async (_, event) => {
  const connection = await attacker.connect();
  await attacker.append(event);
  expect(await attacker.exchange(connection, VERIFY)).toBe(REFUSED);
});

it('nor one that sends the PIN first and begins right after it', async () => {
  const connection = await attacker.connect();
  const answers = [attacker.exchange(connection, VERIFY), attacker.append(BEGUN)];
  expect(await Promise.all(answers)).toMatchObject([REFUSED, { sequence: expect.any(Number) }]);
});

it('nor one whose change is over', async () => {
  const connection = await attacker.connect();
  const { sequence } = (await attacker.append(BEGUN)) as { sequence: number };
  const answers = [
    attacker.append({ event: 'change-ended', of: sequence, outcomes: [] }),
    attacker.exchange(connection, VERIFY),
  ];
  expect(await Promise.all(answers)).toMatchObject([{ sequence: sequence + 1 }, REFUSED]);
});

it('nor one that comes after a page with a change', async () => {
  await attacker.append(BEGUN);
  const closed = once(attacker.socket, 'close');
  attacker.socket.terminate();
  await closed;
  attacker = await RawPage.open((bridge as BridgeProcess).address, page.cookie);
  const connection = await attacker.connect();
  expect(await attacker.exchange(connection, VERIFY)).toBe(REFUSED);
});

it('nor a developer with raw access, in any form of these commands', async () => {
  const connection = await attacker.connect();
  const raw = { type: 'control', connection, controlCode: RAW_ACCESS, data: [] };
  expect(await attacker.say(raw)).toEqual([]);
  const pin = toHex(fromAscii('1234'));
  for (const header of [
    '00200080',
    '10200080',
    '80200080',
    '00210080',
    '00240180',
    '00250180',
    '80320080',
    '002C0380',
  ]) {
    expect(await attacker.exchange(connection, `${header}04${pin}`), header).toBe(REFUSED);
  }
});
