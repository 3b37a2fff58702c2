import { beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '../card/bytes.ts';
import { guardedDriver } from './guarded-driver.ts';
import { ORDINARY_CARD } from './virtual/profiles.ts';
import { VirtualCard } from './virtual/virtual-card.ts';
import { VirtualReaders } from './virtual/virtual-readers.ts';
import { createResourceManager } from './web-smart-card/resource-manager.ts';
import type { SmartCardContext } from './web-smart-card/types.ts';

const VERIFY_AUTH = ['00A4040C0AD392F000260100000001', '00A4020C020018', '00200080', '002000800431323334'].map(fromHex);

describe('behind the guard', () => {
  let card: VirtualCard;
  let context: SmartCardContext;

  beforeEach(async () => {
    const readers = new VirtualReaders();
    card = new VirtualCard(ORDINARY_CARD);
    readers.plugIn('reader');
    readers.insert('reader', card);
    context = await createResourceManager(guardedDriver(readers)).establishContext();
  });

  it.each(['shared', 'direct'] as const)('no card is reached with %s access', async (mode) => {
    await expect(context.connect('reader', mode)).rejects.toMatchObject({ responseCode: 'unsupported-feature' });
    expect(card.powered).toBe(false);
  });

  it.each([undefined, 'leave', 'unpower', 'reset', 'eject'] as const)(
    'nothing stays verified: %s',
    async (disposition) => {
      const { connection } = await context.connect('reader', 'exclusive');
      for (const command of VERIFY_AUTH) await connection.transmit(command);
      expect(card.verified).toBe(true);
      await connection.disconnect(disposition);
      expect(card.verified).toBe(false);
    },
  );
});
