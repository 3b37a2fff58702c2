import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '../src/card/bytes.ts';
import { RAW_ACCESS } from '../src/readers/guard-controls.ts';
import { VirtualCard } from '../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../src/readers/virtual/virtual-readers.ts';
import type { SmartCardConnection, SmartCardContext } from '../src/readers/web-smart-card/types.ts';
import { type BridgeServer, type BridgeServerOptions, startBridgeServer } from './server.ts';
import { CARD_AT_RISK, FORBIDDEN_COMMANDS } from './testing/forbidden-commands.ts';
import { PageInNode } from './testing/page-in-node.ts';

const READER = 'Virtual Reader 0';
const SELECT_JPKI = fromHex('00A4040C0AD392F000260100000001');
const SELECT_AUTH_PIN = fromHex('00A4020C020018');
const VERIFY_1234 = fromHex('002000800431323334');
const FREE = { readerName: READER, currentState: { present: true, exclusive: true, inuse: true } };

describe('a bridge for developers', () => {
  let readers: VirtualReaders;
  let card: VirtualCard;
  let server: BridgeServer;
  let page: PageInNode;
  let context: SmartCardContext;

  beforeEach(() => {
    readers = new VirtualReaders();
    card = new VirtualCard(CARD_AT_RISK);
    readers.insert(READER, card);
  });
  afterEach(() => server.close());

  async function start(options: Partial<BridgeServerOptions> = {}): Promise<void> {
    server = await startBridgeServer({
      driver: readers,
      describe: () => ({ pcsc: 'available' }),
      developer: true,
      ...options,
    });
    page = new PageInNode(server);
    context = await (await page.connect()).resourceManager.establishContext();
  }
  const connect = async (): Promise<SmartCardConnection> => (await context.connect(READER, 'exclusive')).connection;
  async function connectRaw(): Promise<SmartCardConnection> {
    const connection = await connect();
    await connection.control(RAW_ACCESS, new Uint8Array(0));
    return connection;
  }

  it.each(FORBIDDEN_COMMANDS)(
    '$what: reaches the card where raw access was asked for, and nowhere else',
    async (row) => {
      await start();
      const command = fromHex(row.command);
      const refused = { code: 'refused-by-guard', reason: row.reason };
      const before = await connect();
      for (const earlier of row.before) await before.transmit(fromHex(earlier));
      await expect(before.transmit(command)).rejects.toMatchObject(refused);
      expect(card.log).toHaveLength(row.before.length);
      await before.control(RAW_ACCESS, new Uint8Array(0));
      expect((await before.transmit(command)).byteLength).toBeGreaterThanOrEqual(2);
      expect(card.log).toHaveLength(row.before.length + 1);
      await before.disconnect('unpower');

      // The same page, the next connection, a card on which nothing has happened yet.
      card = new VirtualCard(CARD_AT_RISK);
      readers.insert(READER, card);
      const after = await connect();
      for (const earlier of row.before) await after.transmit(fromHex(earlier));
      await expect(after.transmit(command)).rejects.toMatchObject(refused);
      expect(card.log).toHaveLength(row.before.length);
    },
  );

  it('takes the power off the card when the page leaves in the middle', async () => {
    await start();
    card = new VirtualCard({ ...CARD_AT_RISK, pins: { auth: { pin: '1234' } } });
    readers.insert(READER, card);
    const connection = await connectRaw();
    for (const command of [SELECT_JPKI, SELECT_AUTH_PIN, VERIFY_1234]) await connection.transmit(command);
    expect(card.verified).toBe(true);
    page.socket?.terminate();
    await readers.getStatusChange([FREE], {});
    expect(card).toMatchObject({ powered: false, verified: false });
  });

  it('gives the next page no raw access that the one before had asked for', async () => {
    await start();
    await connectRaw();
    page.socket?.terminate();
    await readers.getStatusChange([FREE], {});
    context = await (await page.connect()).resourceManager.establishContext();
    await expect((await connect()).transmit(VERIFY_1234)).rejects.toMatchObject({ reason: 'no-pin-file-selected' });
    expect(card.log).toEqual([]);
  });

  it('takes the power off a card with which nothing happens, and raw access with it', async () => {
    await start({ idleMs: 500 });
    const raw = await connectRaw();
    await readers.getStatusChange([FREE], {});
    expect(card.powered).toBe(false);
    await expect(raw.transmit(SELECT_JPKI)).rejects.toMatchObject({ responseCode: 'reset-card' });
    await expect(raw.control(RAW_ACCESS, new Uint8Array(0))).rejects.toMatchObject({ responseCode: 'reset-card' });
    await expect((await connect()).transmit(VERIFY_1234)).rejects.toMatchObject({ code: 'refused-by-guard' });
    expect(card.log).toEqual([]);
  });

  it.each(['shared', 'direct'] as const)('shares no card with others: %s', async (mode) => {
    await start();
    await expect(context.connect(READER, mode)).rejects.toMatchObject({ responseCode: 'unsupported-feature' });
    expect(card.powered).toBe(false);
  });

  it('passes on no command of extended length, and says so', async () => {
    await start();
    const raw = await connectRaw();
    const extended = raw.transmit(fromHex(`00B00000000100${'00'.repeat(256)}`));
    await expect(extended).rejects.toMatchObject({ responseCode: 'unsupported-feature' });
    await raw.transmit(SELECT_JPKI);
    expect(card.log).toHaveLength(1);
  });
});
