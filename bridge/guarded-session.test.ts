import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '../src/card/bytes.ts';
import { LAST_TRY_CONSENT, RAW_ACCESS } from '../src/readers/guard-controls.ts';
import { VirtualCard } from '../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../src/readers/virtual/virtual-readers.ts';
import type { SmartCardConnection, SmartCardContext } from '../src/readers/web-smart-card/types.ts';
import { type BridgeServer, startBridgeServer } from './server.ts';
import { CARD_AT_RISK, FORBIDDEN_COMMANDS } from './testing/forbidden-commands.ts';
import { PageInNode } from './testing/page-in-node.ts';

const READER = 'Virtual Reader 0';

describe('an honest session that asks for what it must not', () => {
  const readers = new VirtualReaders();
  let server: BridgeServer;
  let context: SmartCardContext;
  let card: VirtualCard;
  let connection: SmartCardConnection;

  beforeAll(async () => {
    server = await startBridgeServer({ driver: readers, describe: () => ({ pcsc: 'available' }) });
    const { resourceManager } = await new PageInNode(server).connect();
    context = await resourceManager.establishContext();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    card = new VirtualCard(CARD_AT_RISK);
    readers.insert(READER, card);
    connection = (await context.connect(READER, 'exclusive')).connection;
    return async () => {
      await connection.disconnect('unpower');
    };
  });

  it.each(FORBIDDEN_COMMANDS)('$what: $reason, and the card knows nothing of it', async (row) => {
    for (const command of row.before) await connection.transmit(fromHex(command));
    const { length } = card.log;
    expect(length).toBe(row.before.length);
    const refused = connection.transmit(fromHex(row.command));
    await expect(refused).rejects.toMatchObject({ code: 'refused-by-guard', reason: row.reason });
    expect(card.log).toHaveLength(length);
  });

  it.each(FORBIDDEN_COMMANDS)('$what: just the same for a page that asks for raw access', async (row) => {
    const askForRawAccess = () =>
      expect(connection.control(RAW_ACCESS, new Uint8Array(0))).rejects.toMatchObject({
        responseCode: 'unsupported-feature',
      });
    await askForRawAccess();
    for (const command of row.before) await connection.transmit(fromHex(command));
    await askForRawAccess();
    const refused = connection.transmit(fromHex(row.command));
    await expect(refused).rejects.toMatchObject({ code: 'refused-by-guard', reason: row.reason });
    expect(card.log).toHaveLength(row.before.length);
  });

  it.each([
    ['another control code', 0x42000c00, 'auth'],
    ['a PIN that there is not', LAST_TRY_CONSENT, 'all'],
    ['nothing', LAST_TRY_CONSENT, ''],
  ])('a consent with %s is none, and reaches no reader', async (_, code, pin) => {
    const asked = connection.control(code, new TextEncoder().encode(pin));
    await expect(asked).rejects.toMatchObject({ responseCode: 'unsupported-feature' });
    const last = FORBIDDEN_COMMANDS.find(({ reason }) => reason === 'last-try-without-consent');
    for (const command of last?.before ?? []) await connection.transmit(fromHex(command));
    await expect(connection.transmit(fromHex(last?.command ?? ''))).rejects.toMatchObject({ code: 'refused-by-guard' });
    expect(card.triesLeftOf('auth')).toBe(1);
  });

  it('a consent of an earlier connection does not last', async () => {
    await connection.control(LAST_TRY_CONSENT, new TextEncoder().encode('auth'));
    await connection.disconnect('leave');
    connection = (await context.connect(READER, 'exclusive')).connection;
    const last = FORBIDDEN_COMMANDS.find(({ reason }) => reason === 'last-try-without-consent');
    for (const command of last?.before ?? []) await connection.transmit(fromHex(command));
    const refused = connection.transmit(fromHex(last?.command ?? ''));
    await expect(refused).rejects.toMatchObject({ reason: 'last-try-without-consent' });
    expect(card.triesLeftOf('auth')).toBe(1);
  });
});
