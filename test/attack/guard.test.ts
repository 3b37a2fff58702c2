import { afterAll, beforeAll, expect, it } from 'vitest';
import { CARD_AT_RISK, FORBIDDEN_COMMANDS } from '../../bridge/testing/forbidden-commands.ts';
import { fromHex } from '../../src/card/bytes.ts';
import { RAW_ACCESS } from '../../src/readers/guard-controls.ts';
import type { SmartCardContext } from '../../src/readers/web-smart-card/types.ts';
import { READERS } from '../support/pcscd.ts';
import { Station } from '../support/station.ts';

let station: Station;
let context: SmartCardContext;
beforeAll(async () => {
  station = await Station.start();
  await station.insert(CARD_AT_RISK);
  context = await station.context();
});
afterAll(() => station?.stop());

it.each(FORBIDDEN_COMMANDS)('on a real PC/SC service: $what never arrives', async (row) => {
  await station.card.forgetLog();
  const { connection } = await context.connect(READERS[0], 'exclusive');
  try {
    const raw = connection.control(RAW_ACCESS, new Uint8Array(0));
    await expect(raw, 'raw access for a page that asks').rejects.toMatchObject({ responseCode: 'unsupported-feature' });
    for (const command of row.before) await connection.transmit(fromHex(command));
    const refused = connection.transmit(fromHex(row.command));
    await expect(refused).rejects.toMatchObject({ code: 'refused-by-guard', reason: row.reason });
  } finally {
    await connection.disconnect('unpower');
  }
  const { log, tries } = await station.card.look();
  expect(log).toHaveLength(row.before.length);
  expect(tries).toEqual({ sign: 0, auth: 1, juki: 3, common: 3, text: 3 });
});
