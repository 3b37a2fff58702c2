import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { PcscDriver } from '../../bridge/pcsc/pcsc-driver.ts';
import { type BridgeServer, startBridgeServer } from '../../bridge/server.ts';
import { CARD_AT_RISK, FORBIDDEN_COMMANDS } from '../../bridge/testing/forbidden-commands.ts';
import { PageInNode } from '../../bridge/testing/page-in-node.ts';
import { fromHex } from '../../src/card/bytes.ts';
import { withRawCard } from '../../src/readers/card-access.ts';
import { ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import type { SmartCardContext } from '../../src/readers/web-smart-card/types.ts';
import { CardProcess } from '../support/card-process.ts';
import { Pcscd, READERS } from '../support/pcscd.ts';
import { followReader } from '../support/reader-state.ts';
import { stopAll } from '../support/stop-all.ts';

const AUTH_VERIFIED = ['00A4040C0AD392F000260100000001', '00A4020C020018', '002000800431323334'];

let pcscd: Pcscd | undefined;
let card: CardProcess;
let driver: PcscDriver | undefined;
let server: BridgeServer | undefined;
let page: PageInNode;
let context: SmartCardContext;

beforeAll(async () => {
  pcscd = await Pcscd.start();
  card = await CardProcess.start();
  await card.insert(CARD_AT_RISK);
  driver = new PcscDriver();
  server = await startBridgeServer({ driver, describe: () => ({ pcsc: 'available' }), developer: true });
  page = new PageInNode(server);
  context = await (await page.connect()).resourceManager.establishContext();
  await followReader(context, READERS[0], 'present');
});
afterAll(async () => {
  await server?.close();
  await driver?.close();
  await stopAll(card, pcscd);
});
beforeEach(() => card.forgetLog());

it('for a developer, a forbidden command arrives as it is, and the card has no power afterwards', async () => {
  const getChallenge = fromHex('0084000008');
  const answer = await withRawCard(context, READERS[0], (transmit) => transmit(getChallenge));
  expect(answer).toEqual(fromHex('6D00'));
  const { log } = await card.atRest();
  expect(log).toEqual([{ command: '0084000008', sw: '6D00' }]);
});

it.each(FORBIDDEN_COMMANDS)(
  'after raw access, the next connection is guarded again: $what never arrives',
  async (row) => {
    await withRawCard(context, READERS[0], async () => {});
    const { connection } = await context.connect(READERS[0], 'exclusive');
    try {
      for (const command of row.before) await connection.transmit(fromHex(command));
      const refused = connection.transmit(fromHex(row.command));
      await expect(refused).rejects.toMatchObject({ code: 'refused-by-guard', reason: row.reason });
    } finally {
      await connection.disconnect('unpower');
    }
    const { log, tries } = await card.look();
    expect(log).toHaveLength(row.before.length);
    expect(tries).toEqual({ sign: 0, auth: 1, juki: 3, common: 3, text: 3 });
  },
);

it('a page that vanishes with raw access and a verified PIN leaves the card without power', async () => {
  await card.insert(ORDINARY_CARD, 1);
  await followReader(context, READERS[1], 'present');
  const gone = withRawCard(context, READERS[1], async (transmit) => {
    for (const command of AUTH_VERIFIED) expect(await transmit(fromHex(command))).toEqual(fromHex('9000'));
    expect(await card.look(1)).toMatchObject({ powered: true, verified: true });
    page.socket?.terminate();
    return transmit(fromHex('0084000008'));
  });
  await expect(gone).rejects.toMatchObject({ code: 'service-gone' });
  const { log } = await card.atRest(1);
  expect(log).toHaveLength(AUTH_VERIFIED.length);
});
