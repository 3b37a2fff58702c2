import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelBench } from '../../test/support/model-bench.ts';
import { wish } from '../../test/support/wishes.ts';
import { cardWith } from '../readers/virtual/profiles.ts';
import { VirtualCard } from '../readers/virtual/virtual-card.ts';

let bench: ModelBench;
beforeEach(() => {
  bench = new ModelBench();
});
afterEach(() => bench.model.stop());

async function confirming(triesLeft = 3): Promise<void> {
  await bench.ready(new VirtualCard(cardWith({ pins: { auth: { pin: '1234', triesLeft } } })));
  bench.model.toggle('auth', true);
  bench.model.goTo('type');
  bench.model.submit([wish('auth')]);
}

describe('a page that nobody does anything with', () => {
  it('counts nothing before something was typed', async () => {
    await bench.ready();
    bench.model.toggle('auth', true);
    bench.model.goTo('type');
    expect(bench.clock.waiting).toBe(0);
    bench.model.noteTyping(true);
    expect(bench.model.idle.state.kind).toBe('counting');
    bench.model.noteTyping(false);
    expect(bench.clock.waiting).toBe(0);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'type',
      async () => {
        await bench.ready();
        bench.model.toggle('auth', true);
        bench.model.goTo('type');
        bench.model.noteTyping(true);
      },
    ],
    ['confirm', () => confirming()],
    ['last-try', () => confirming(1).then(() => bench.model.change())],
  ])('at %s clears what was typed, goes back to the choice and says so', async (step, arrange) => {
    await arrange();
    expect(bench.model.step).toBe(step);
    const typed = bench.model.wishOf('auth');
    bench.clock.pass(540);
    expect([bench.model.idle.state, bench.model.step]).toEqual([{ kind: 'warning', secondsLeft: 60 }, step]);
    bench.clock.pass(60);
    expect([bench.model.step, bench.model.notice]).toEqual(['choose', 'cleared-while-idle']);
    expect([bench.model.chosenPins, bench.model.wishOf('auth')]).toEqual([['auth'], undefined]);
    expect([...(typed?.current ?? []), ...(typed?.next ?? [])].some(Boolean)).toBe(false);
    expect([bench.model.idle.state.kind, bench.clock.waiting]).toEqual(['off', 0]);
    bench.model.goTo('type');
    expect(bench.model.notice).toBeUndefined();
  });

  it('says so where the card is put back too', async () => {
    await confirming();
    const card = bench.readers.cardIn('reader') as VirtualCard;
    bench.readers.remove('reader');
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('none'));
    bench.clock.pass(600);
    expect([bench.model.step, bench.model.notice]).toEqual(['prepare', 'cleared-while-idle']);
    bench.readers.insert('reader', card);
    await bench.step('choose');
    expect(bench.model.notice).toBe('cleared-while-idle');
  });

  it('is given its time again by one action', async () => {
    await confirming();
    for (let i = 0; i < 5; i++) {
      bench.clock.pass(599);
      bench.model.noteActivity();
    }
    expect([bench.model.step, bench.model.idle.state.kind]).toEqual(['confirm', 'counting']);
  });

  it('never clears what a card in doubt has to be asked for', async () => {
    await confirming();
    bench.readers.fault = (command) => (command[1] === 0x24 ? 'removed-after' : undefined);
    await bench.model.change();
    expect(bench.model.step).toBe('recover');
    bench.clock.pass(100_000);
    expect([bench.model.step, bench.model.wishOf('auth')?.current.some(Boolean)]).toEqual(['recover', true]);
  });

  it('never clears anything while the card is worked with, however long that takes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 8, maxLength: 8 }), async (waits) => {
        const own = new ModelBench();
        try {
          const card = await own.ready();
          own.model.toggle('auth', true);
          own.model.goTo('type');
          own.model.submit([wish('auth')]);
          own.clock.pass((waits[0] as number) % 540);
          let at = 0;
          own.readers.fault = () => {
            own.clock.pass(waits[at++ % waits.length] as number);
            expect(own.model.step).toBe('working');
            return undefined;
          };
          await own.model.change();
          expect(own.model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed' }]);
          expect(card.pinOf('auth')).toBe('5172');
        } finally {
          own.model.stop();
        }
      }),
      { numRuns: 30 },
    );
  });
});
