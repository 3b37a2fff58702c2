import { describe, expect, it } from 'vitest';
import { fromAscii } from '../../src/card/bytes.ts';
import { changePins } from '../../src/card/change.ts';
import type { PinReport } from '../../src/card/pin-job.ts';
import type { CardSession } from '../../src/card/session.ts';
import { withCard } from '../../src/readers/card-access.ts';
import { guardedDriver } from '../../src/readers/guarded-driver.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../src/readers/virtual/virtual-card.ts';
import { createResourceManager } from '../../src/readers/web-smart-card/resource-manager.ts';
import { FaultyReaders, READER } from './faulty-readers.ts';

function desk() {
  const card = new VirtualCard(cardWith({ pins: { auth: { pin: '8317', triesLeft: 1 } } }));
  const readers = new FaultyReaders(card);
  const manager = createResourceManager(guardedDriver(readers));
  return { card, readers, manager };
}

const changeAuth = (session: CardSession): Promise<readonly PinReport[]> =>
  changePins(session, [{ pin: 'auth', current: fromAscii('4906'), next: fromAscii('2758'), lastTryConsent: true }]);

describe('a session', () => {
  it('has the card to itself: no other program can select anything in between', async () => {
    const { readers, manager } = desk();
    await withCard(await manager.establishContext(), READER, async () => {
      await expect(readers.readers.connect(READER, 'shared', ['t1'])).rejects.toMatchObject({
        responseCode: 'sharing-violation',
      });
    });
  });

  it('is guarded: what a PIN change does not need does not reach the card', async () => {
    const { card, manager } = desk();
    const context = await manager.establishContext();
    const { connection } = await context.connect(READER, 'exclusive');
    await expect(connection.transmit(new Uint8Array([0x00, 0x84, 0x00, 0x00, 0x08]))).rejects.toMatchObject({
      code: 'refused-by-guard',
    });
    expect(card.log).toEqual([]);
  });

  it('does not inherit the consent to a last try from the one before', async () => {
    const { card, manager } = desk();
    const context = await manager.establishContext();
    await withCard(context, READER, async () => {}, ['auth']);
    const [report] = await withCard(context, READER, changeAuth);
    expect(report).toMatchObject({ outcome: 'unchanged', error: 'refused-by-guard' });
    expect(card.triesLeftOf('auth')).toBe(1);
    const [agreed] = await withCard(context, READER, changeAuth, ['auth']);
    expect(agreed).toMatchObject({ outcome: 'unchanged', reason: 'wrong-pin', triesLeft: 0 });
  });
});
