import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelBench } from '../../test/support/model-bench.ts';
import { wish } from '../../test/support/wishes.ts';
import { cardWith, ORDINARY_CARD } from '../readers/virtual/profiles.ts';
import { VirtualCard } from '../readers/virtual/virtual-card.ts';
import { officeRules } from './office-rules.ts';
import { type Leftover, Visit, type VisitDependencies, type VisitPhase } from './visit.ts';

let bench: ModelBench;
let visit: Visit;
let resets: number;
let left: (Leftover | undefined)[];

function open(more: Partial<VisitDependencies> = {}, card?: VirtualCard): void {
  resets = 0;
  left = [];
  bench = new ModelBench(officeRules({ kiosk: { mode: 'self-service' } }));
  visit = new Visit(
    bench.model,
    {
      severalLanguages: true,
      clock: bench.clock,
      reset: () => resets++,
      leave: (leftover) => left.push(leftover),
      ...more,
    },
    () => {},
  );
  bench.follow = () => visit.follow();
  if (card) bench.readers.insert('reader', card);
  bench.model.start();
}

const phase = (expected: VisitPhase) => vi.waitFor(() => expect(visit.phase).toBe(expected));
const ready = () => vi.waitFor(() => expect([visit.obstacle, visit.cardLeft]).toEqual([undefined, false]));
const insert = (card = new VirtualCard(ORDINARY_CARD)) => {
  bench.readers.insert('reader', card);
  return card;
};
const remove = async () => {
  bench.readers.remove('reader');
  await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('none'));
};

async function toChoose(card = new VirtualCard(ORDINARY_CARD)): Promise<VirtualCard> {
  await ready();
  visit.begin();
  visit.languageChosen();
  insert(card);
  await bench.step('choose');
  return card;
}

async function toConfirm(card?: VirtualCard): Promise<VirtualCard> {
  const here = await toChoose(card);
  bench.model.toggle('auth', true);
  bench.model.goTo('type');
  bench.model.submit([wish('auth')]);
  return here;
}

async function toResult(): Promise<VirtualCard> {
  const card = await toConfirm();
  await bench.model.change();
  expect(bench.model.step).toBe('result');
  return card;
}

async function toRecover(): Promise<VirtualCard> {
  const card = await toConfirm();
  bench.readers.fault = (command) => (command[1] === 0x24 ? 'removed-after' : undefined);
  await bench.model.change();
  await bench.step('recover');
  return card;
}

beforeEach(() => open());
afterEach(() => bench.model.stop());

it('does not begin where nobody knows the settings of the office', async () => {
  open({ outOfOrder: true }, new VirtualCard(ORDINARY_CARD));
  await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('read'));
  visit.begin();
  expect([visit.obstacle, visit.ready, visit.phase]).toEqual(['settings', false, 'attract']);
});

describe('a visit begins', () => {
  it('by a touch, asks for the language and goes on to the job', async () => {
    await ready();
    expect(visit.phase).toBe('attract');
    visit.begin();
    expect(visit.phase).toBe('language');
    visit.languageChosen();
    expect([visit.phase, bench.model.step]).toEqual(['job', 'prepare']);
  });

  it('without a question where there is one language', async () => {
    open({ severalLanguages: false });
    await ready();
    visit.begin();
    expect(visit.phase).toBe('job');
  });

  it('by a card that is laid down', async () => {
    await ready();
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('none'));
    insert();
    await phase('language');
  });

  it('by staff alone where they lead the way: they lay the card down whenever they like', async () => {
    open({ led: true });
    await ready();
    insert();
    await bench.step('choose');
    expect([visit.phase, visit.ready]).toEqual(['attract', true]);
    visit.begin();
    visit.languageChosen();
    expect([visit.phase, bench.model.step]).toEqual(['job', 'choose']);
  });

  it('not with a card that has lain there since before: it may be another person’s', async () => {
    open({}, new VirtualCard(ORDINARY_CARD));
    await bench.step('choose');
    expect(visit.cardLeft).toBe(true);
    visit.begin();
    expect(visit.phase).toBe('attract');
    await remove();
    expect(visit.cardLeft).toBe(false);
    visit.begin();
    expect(visit.phase).toBe('language');
  });

  it('not while nothing can be done, and by itself never with the virtual card', async () => {
    await ready();
    bench.readers.unplug('reader');
    await vi.waitFor(() => expect(visit.obstacle).toBe('no-reader'));
    visit.begin();
    expect([visit.phase, bench.model.desk.selected, bench.model.desk.trialOffered]).toEqual([
      'attract',
      undefined,
      false,
    ]);
    bench.readers.plugIn('reader');
    await ready();
    visit.begin();
    expect(visit.phase).toBe('language');
  });
});

describe('a visit ends', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['at the choice of the language', () => ready().then(() => visit.begin())],
    [
      'while a card is waited for',
      async () => {
        await ready();
        visit.begin();
        visit.languageChosen();
      },
    ],
    ['with nothing typed', () => toChoose()],
    ['with something typed', () => toConfirm()],
    ['with a result', () => toResult()],
    ['with a card that is away for a moment', () => toConfirm().then(remove)],
  ])('when nobody does anything %s; announced, and given again by one action', async (_, arrange) => {
    await arrange();
    bench.clock.pass(149);
    expect(visit.idle.state.kind).toBe('counting');
    bench.clock.pass(1);
    expect(visit.idle.state).toEqual({ kind: 'warning', secondsLeft: 30 });
    visit.noteActivity();
    bench.clock.pass(179);
    expect([visit.idle.state, resets]).toEqual([{ kind: 'warning', secondsLeft: 1 }, 0]);
    const typed = bench.model.wishOf('auth');
    bench.clock.pass(1);
    expect(resets).toBe(1);
    expect([...(typed?.current ?? []), ...(typed?.next ?? [])].some(Boolean)).toBe(false);
  });

  it('after the time that the office says', async () => {
    open({ idle: { limitSeconds: 90 } });
    await toConfirm();
    bench.clock.pass(60);
    expect(visit.idle.state.kind).toBe('warning');
    bench.clock.pass(30);
    expect(resets).toBe(1);
  });

  it('at its first screen never', async () => {
    await ready();
    bench.clock.pass(100_000);
    expect([resets, bench.clock.waiting]).toEqual([0, 0]);
  });

  it('soon after the card was taken with the result on the screen, announced, and later where it is still read', async () => {
    await toResult();
    expect(visit.cardTaken).toBe(false);
    await remove();
    expect(visit.cardTaken).toBe(true);
    bench.clock.pass(30);
    expect(visit.idle.state).toEqual({ kind: 'warning', secondsLeft: 30 });
    visit.noteActivity();
    bench.clock.pass(59);
    expect(resets).toBe(0);
    bench.clock.pass(1);
    expect(resets).toBe(1);
  });

  it('does not end by a card that is briefly lifted before anything was typed', async () => {
    const card = await toChoose();
    await remove();
    expect([visit.phase, bench.model.step]).toEqual(['job', 'prepare']);
    insert(card);
    await bench.step('choose');
    expect(resets).toBe(0);
  });

  it('by 終わる: asks for the card, and begins anew soon after it was taken', async () => {
    await toResult();
    visit.finish();
    expect(visit.phase).toBe('thanks');
    bench.clock.pass(60);
    expect(resets).toBe(0);
    await remove();
    bench.clock.pass(14);
    expect(resets).toBe(0);
    bench.clock.pass(1);
    expect(resets).toBe(1);
    bench.clock.pass(1_000);
    expect(resets).toBe(1);
  });

  it('with a card that nobody takes, when nobody does anything', async () => {
    await toResult();
    visit.finish();
    bench.clock.pass(180);
    expect(resets).toBe(1);
  });

  it('when somebody leaves it', async () => {
    await toConfirm();
    const typed = bench.model.wishOf('auth');
    visit.reset();
    expect([resets, left, [...(typed?.current ?? [])].some(Boolean)]).toEqual([1, [undefined], false]);
  });
});

describe('while the card is worked with', () => {
  it('no visit ends, whoever asks for it and however long it takes', async () => {
    const card = await toConfirm();
    let exchanges = 0;
    bench.readers.fault = () => {
      exchanges++;
      bench.clock.pass(1_000);
      visit.reset();
      visit.finish();
      expect([bench.model.step, resets, visit.phase]).toEqual(['working', 0, 'job']);
      return undefined;
    };
    await bench.model.change();
    bench.readers.fault = undefined;
    expect(exchanges).toBeGreaterThan(5);
    expect([card.pinOf('auth'), bench.model.reports[0]?.outcome]).toEqual(['5172', 'changed']);
  });

  it('a failure of the page waits until it is known what became of the PINs', async () => {
    const card = await toConfirm();
    bench.readers.fault = () => {
      visit.fail();
      bench.clock.pass(1_000);
      expect([visit.phase, resets]).toEqual(['failed', 0]);
      return undefined;
    };
    await bench.model.change();
    expect([card.pinOf('auth'), bench.model.reports[0]?.outcome]).toEqual(['5172', 'changed']);
    bench.clock.pass(59);
    expect(resets).toBe(0);
    bench.clock.pass(1);
    expect(resets).toBe(1);
  });
});

describe('what is in doubt', () => {
  it('is left for the person who comes back, by the names of PINs and the time, when nobody answers', async () => {
    await toRecover();
    bench.clock.pass(150);
    expect(visit.idle.state.kind).toBe('warning');
    bench.clock.pass(30);
    expect([resets, bench.model.reports[0]?.outcome]).toEqual([1, 'unknown']);
    expect(left).toEqual([{ pins: ['auth'], at: new Date(bench.clock.wall()) }]);
  });

  it('is left after a result that nobody has closed too, and not after one that somebody has', async () => {
    await toRecover();
    bench.model.giveUp();
    bench.clock.pass(60);
    expect([resets, left.length, left[0]?.pins]).toEqual([1, 1, ['auth']]);

    open();
    await toRecover();
    bench.model.giveUp();
    visit.finish();
    bench.clock.pass(15);
    expect([resets, left]).toEqual([1, [undefined]]);
  });

  it('is left by a failure of the page', async () => {
    await toRecover();
    visit.fail();
    bench.clock.pass(60);
    expect([resets, left[0]?.pins]).toEqual([1, ['auth']]);
  });

  it('is found out where the card comes back in time', async () => {
    const card = await toRecover();
    bench.readers.fault = undefined;
    insert(card);
    await bench.step('result');
    expect(bench.model.reports[0]?.outcome).toBe('changed');
    visit.reset();
    expect(left).toEqual([undefined]);
  });
});

describe('a failure of the page', () => {
  it('wipes what was typed, says so, and begins anew', async () => {
    const card = await toConfirm(new VirtualCard(cardWith({})));
    const typed = bench.model.wishOf('auth');
    visit.fail();
    expect([visit.phase, [...(typed?.current ?? []), ...(typed?.next ?? [])].some(Boolean)]).toEqual(['failed', false]);
    visit.finish();
    visit.begin();
    expect(visit.phase).toBe('failed');
    bench.clock.pass(60);
    expect([resets, card.pinOf('auth')]).toEqual([1, '1234']);
  });

  it('is one, however often it fails', async () => {
    await toChoose();
    visit.fail();
    bench.clock.pass(30);
    visit.fail();
    bench.clock.pass(30);
    expect(resets).toBe(1);
  });
});
