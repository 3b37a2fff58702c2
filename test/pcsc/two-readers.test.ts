import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePins } from '../../src/card/change.ts';
import { ORDINARY_CARD, PROFILES } from '../../src/readers/virtual/profiles.ts';
import { READERS } from '../support/pcscd.ts';
import { Station } from '../support/station.ts';
import { CURRENT, NEXT, wish } from '../support/wishes.ts';

describe('two readers', () => {
  let station: Station;
  beforeAll(async () => {
    station = await Station.start();
    await station.insert(ORDINARY_CARD, 0);
    await station.insert(PROFILES.locked, 1);
  });
  afterAll(() => station?.stop());

  it('lists both', async () => {
    expect((await (await station.context()).listReaders()).toSorted()).toEqual([...READERS]);
  });

  it('reads the card of the reader that was meant', async () => {
    const first = await station.overview(0);
    const second = await station.overview(1);
    expect(first.result.pins.auth).toEqual({ kind: 'ready', triesLeft: 3 });
    expect(second.result.pins.auth).toEqual({ kind: 'locked' });
    expect(first.result.fingerprint).not.toBe(second.result.fingerprint);
  });

  it('changes the card of the reader that was meant and sends nothing to the other', async () => {
    await station.card.forgetLog(1);
    const { result, card } = await station.work((session) => changePins(session, [wish('text')]), 0);
    expect(result).toMatchObject([{ outcome: 'changed' }]);
    expect(card.pins.text).toBe(NEXT.text);
    const other = await station.card.look(1);
    expect(other.log).toEqual([]);
    expect(other.pins.text).toBe(CURRENT.text);
  });

  it('keeps the other card in use while one is taken out', async () => {
    await station.takeOut(0);
    const { result } = await station.work((session) => changePins(session, [wish('juki')]), 1);
    expect(result).toMatchObject([{ outcome: 'changed' }]);
  });
});
