import { beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '../card/bytes.ts';
import { withRawCard } from './card-access.ts';
import { guardedDriver } from './guarded-driver.ts';
import { journaledDriver } from './journaled-driver.ts';
import { ORDINARY_CARD } from './virtual/profiles.ts';
import { VirtualCard } from './virtual/virtual-card.ts';
import { VirtualReaders } from './virtual/virtual-readers.ts';
import { createResourceManager } from './web-smart-card/resource-manager.ts';
import type { SmartCardConnection, SmartCardContext } from './web-smart-card/types.ts';

const READING = ['00A4040C0AD392F000260100000001', '00A4020C020018', '00200080'].map(fromHex);
const VERIFY = fromHex('002000800431323334');
const CHANGE = fromHex('002401800435363738');
/** The instructions that carry a PIN, or what unlocks one, whatever else is in their headers. */
const WITH_A_PIN = [
  '002000800431323334',
  '002401800435363738',
  '803200800435363738',
  '102000800131',
  '002C02800435363738',
];

describe('where the journal has to know of every change', () => {
  let card: VirtualCard;
  let context: SmartCardContext;
  let connection: SmartCardConnection;
  let recorded: boolean;
  let asked: number;

  beforeEach(async () => {
    const readers = new VirtualReaders();
    card = new VirtualCard(ORDINARY_CARD);
    readers.plugIn('reader');
    readers.insert('reader', card);
    recorded = false;
    asked = 0;
    const driver = journaledDriver(guardedDriver(readers, { rawAccess: true }), () => {
      asked++;
      return recorded;
    });
    context = await createResourceManager(driver).establishContext();
    connection = (await context.connect('reader', 'exclusive')).connection;
    for (const command of READING) await connection.transmit(command);
  });

  it('the tries are read without an entry, and nobody asks for one', () => {
    expect(card.log).toHaveLength(READING.length);
    expect(asked).toBe(0);
  });

  it('a PIN is presented and changed while a change is begun, and neither before nor after', async () => {
    const refused = { code: 'no-change-begun' };
    await expect(connection.transmit(VERIFY)).rejects.toMatchObject(refused);
    expect(card.log).toHaveLength(READING.length);
    recorded = true;
    expect(new Uint8Array(await connection.transmit(VERIFY))).toEqual(fromHex('9000'));
    recorded = false;
    await expect(connection.transmit(CHANGE)).rejects.toMatchObject(refused);
    expect(card.pinOf('auth')).toBe('1234');
    recorded = true;
    expect(new Uint8Array(await connection.transmit(CHANGE))).toEqual(fromHex('9000'));
    expect(card.pinOf('auth')).toBe('5678');
  });

  it.each(WITH_A_PIN)('with raw access too, %s does not arrive', async (command) => {
    await connection.disconnect();
    const { length } = card.log;
    const sent = withRawCard(context, 'reader', (transmit) => transmit(fromHex(command)));
    await expect(sent).rejects.toMatchObject({ code: 'refused-by-guard', cause: { code: 'no-change-begun' } });
    expect(card.log).toHaveLength(length);
  });
});
