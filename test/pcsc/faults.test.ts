import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changePins } from '../../src/card/change.ts';
import { readOverview } from '../../src/card/overview.ts';
import type { PinReport } from '../../src/card/pin-job.ts';
import { withCard } from '../../src/readers/card-access.ts';
import { ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import { responseCodeOf } from '../../src/readers/web-smart-card/errors.ts';
import { pinCommands } from '../support/card-process.ts';
import { holdCard } from '../support/other-program.ts';
import { READERS } from '../support/pcscd.ts';
import { Station } from '../support/station.ts';
import { CURRENT, NEXT, wish } from '../support/wishes.ts';

/** The exchanges of a change of 利用者証明用 alone. */
const EXCHANGE = { selectApplication: 1, selectFile: 2, counter: 3, verify: 4, change: 5, proof: 6 } as const;

/** What each reference of the PIN may truly hold after an outcome. */
function expectTruth({ outcome }: PinReport, held: string | undefined): void {
  if (outcome === 'changed') expect(held).toBe(NEXT.auth);
  else if (outcome === 'unchanged') expect(held).toBe(CURRENT.auth);
  else expect([CURRENT.auth, NEXT.auth]).toContain(held);
}

describe('faults on the way to a card', () => {
  let station: Station;
  beforeAll(async () => {
    station = await Station.start();
  });
  afterAll(() => station?.stop());
  beforeEach(() => station.insert(ORDINARY_CARD));

  const changeAuth = () => station.work((session) => changePins(session, [wish('auth')]));

  it.each([
    ['before', 'selectApplication', 'unchanged', CURRENT.auth],
    ['before', 'verify', 'unchanged', CURRENT.auth],
    ['after', 'verify', 'unchanged', CURRENT.auth],
    ['before', 'change', 'unknown', CURRENT.auth],
    ['after', 'change', 'unknown', NEXT.auth],
    ['before', 'proof', 'unknown', NEXT.auth],
    ['after', 'proof', 'unknown', NEXT.auth],
  ] as const)('card removed %s %s: %s', async (when, exchange, outcome, held) => {
    await station.card.fault({ when, exchange: EXCHANGE[exchange] });
    const { result, card } = await changeAuth();
    expect(result).toMatchObject([{ pin: 'auth', outcome, reason: 'interrupted', error: 'card-removed' }]);
    expect(card.pins.auth).toBe(held);
    expect(card.log.length).toBe(EXCHANGE[exchange] - (when === 'before' ? 1 : 0));
    await station.putBack();
    const { result: overview } = await station.overview();
    expect(overview.pins.auth).toEqual({ kind: 'ready', triesLeft: 3 });
  });

  it('a card that was taken out between two pieces of work is a removed card, then as good as before', async () => {
    await station.takeOut();
    await expect(station.overview()).rejects.toMatchObject({ code: 'card-removed' });
    await station.putBack();
    const { result } = await changeAuth();
    expect(result).toMatchObject([{ outcome: 'changed' }]);
  });

  it('another program has the card: says so, sends nothing, works once it is released', async () => {
    const other = await holdCard();
    try {
      await expect(changeAuth()).rejects.toMatchObject({ code: 'in-use' });
      expect((await station.card.look()).log).toEqual([]);
    } finally {
      await other.release();
    }
    const { result } = await changeAuth();
    expect(result).toMatchObject([{ outcome: 'changed' }]);
  });

  it('the service dies while somebody waits for a card: no-service, and all is well after its return', async () => {
    const context = await station.link.resourceManager.establishContext();
    const [known] = await context.getStatusChange([{ readerName: READERS[0], currentState: { unaware: true } }]);
    expect(known?.eventState.present).toBe(true);
    const waiting = context.getStatusChange([
      { readerName: READERS[0], currentState: { present: true }, currentCount: known?.eventCount ?? 0 },
    ]);
    const [failure] = await Promise.all([waiting.catch((error) => error), station.pcscd.crash()]);
    expect(responseCodeOf(failure)).toBe('no-service');
    await station.restartService();
    const { result } = await changeAuth();
    expect(result).toMatchObject([{ outcome: 'changed' }]);
  });

  it('the service dies during a change: the report is true, no try is lost, nothing is sent twice', async () => {
    await station.card.latency(50);
    const result = await withCard(await station.context(), READERS[0], (session) =>
      changePins(session, [wish('auth')], (_pin, phase) => {
        if (phase === 'changing') void station.pcscd.crash();
      }),
    );
    expect(result).toMatchObject([{ pin: 'auth', outcome: 'unknown', reason: 'interrupted', error: 'service-gone' }]);
    const card = await station.card.look();
    expectTruth(result[0] as PinReport, card.pins.auth);
    expect(pinCommands(card).length).toBeLessThanOrEqual(2);
    await station.restartService();
    const { result: overview } = await station.overview();
    expect(overview.pins.auth).toEqual({ kind: 'ready', triesLeft: 3 });
  });

  it('the bridge outlives several deaths of the service', async () => {
    for (let i = 0; i < 3; i++) {
      await station.pcscd.crash();
      await station.restartService();
      expect((await station.overview()).result.kind).toBe('my-number-card');
    }
    expect(station.bridge.running).toBe(true);
  });

  it('the bridge ends: every call is told so, and the card loses its power', async () => {
    const own = await Station.startAnotherBridge();
    try {
      const context = await own.link.resourceManager.establishContext();
      const work = withCard(context, READERS[0], async (session) => {
        await readOverview(session);
        await own.bridge.stop();
        return readOverview(session);
      });
      await expect(work).rejects.toMatchObject({ code: 'service-gone' });
      await expect(own.link.closed).resolves.toBe('lost');
      await station.atRest();
    } finally {
      await own.bridge.stop();
    }
  });
});
