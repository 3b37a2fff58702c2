import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelBench } from '../../test/support/model-bench.ts';
import { wish } from '../../test/support/wishes.ts';
import { fromAscii, toAscii } from '../card/bytes.ts';
import { cardWith } from '../readers/virtual/profiles.ts';
import { VirtualCard } from '../readers/virtual/virtual-card.ts';
import type { FieldGroup } from './app-model.ts';
import type { FieldName } from './drafts.ts';

let bench: ModelBench;
beforeEach(() => {
  bench = new ModelBench();
});
afterEach(() => bench.model.stop());

const keep = (group: FieldGroup, name: FieldName, text: string) =>
  bench.model.keepDraft(group, name, new TextEncoder().encode(text));
const held = (group: FieldGroup, name: FieldName) => {
  const bytes = bench.model.draftOf(group, name);
  return bytes && new TextDecoder().decode(bytes);
};
const isWiped = (bytes: Uint8Array | undefined) => bytes !== undefined && bytes.length > 0 && !bytes.some(Boolean);

/** 利用者証明用 and 署名用 chosen, something typed for both, and back at the choice. */
async function back(): Promise<VirtualCard> {
  const card = await bench.ready();
  const { model } = bench;
  model.toggle('sign', true);
  model.toggle('auth', true);
  model.goTo('type');
  keep('sign', 'current', 'ABC123');
  keep('auth', 'current', '1234');
  keep('auth', 'next', '57');
  keep('auth', 'repeat', '');
  model.goTo('choose');
  return card;
}

describe('what was typed, when the person goes back to the choice', () => {
  it('is there when they come to the form again, finished or not', async () => {
    await back();
    bench.model.goTo('type');
    expect([held('sign', 'current'), held('auth', 'current'), held('auth', 'next')]).toEqual(['ABC123', '1234', '57']);
    expect([held('auth', 'repeat'), held('sign', 'next')]).toEqual([undefined, undefined]);
  });

  it('never fills a field that PINs share with the number of one of them', async () => {
    await bench.ready();
    const { model } = bench;
    model.toggle('auth', true);
    model.toggle('text', true);
    model.goTo('type');
    model.submit([
      { pin: 'auth', current: fromAscii('1111'), next: fromAscii('3333') },
      { pin: 'text', current: fromAscii('2222'), next: fromAscii('4444') },
    ]);
    model.goTo('type');
    // まとめて同じ番号にする is ticked: the form hands over what it holds, and asks for what the shared fields hold.
    for (const [pin, current, next] of [
      ['auth', '1111', '3333'],
      ['text', '2222', '4444'],
    ] as const) {
      keep(pin, 'current', current);
      keep(pin, 'next', next);
      keep(pin, 'repeat', next);
    }
    expect([held('combined', 'current'), held('combined', 'next'), held('combined', 'repeat')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    keep('auth', 'next', '');
    expect(held('auth', 'next')).toBeUndefined();
  });

  it('may be anything that can be typed', async () => {
    await back();
    keep('auth', 'next', '１２さ😀');
    expect(held('auth', 'next')).toBe('１２さ😀');
  });

  it('is wiped where it came from, and where something else takes its place', async () => {
    await back();
    const before = bench.model.draftOf('auth', 'next');
    const typed = fromAscii('5701');
    bench.model.keepDraft('auth', 'next', typed);
    expect([isWiped(typed), isWiped(before), held('auth', 'next')]).toEqual([true, true, '5701']);
  });

  it('is there as well after the confirmation, as it was to be sent', async () => {
    await bench.ready();
    const { model } = bench;
    model.toggle('auth', true);
    model.goTo('type');
    model.submit([wish('auth')]);
    const sent = model.wishOf('auth');
    model.goTo('type');
    expect([held('auth', 'current'), held('auth', 'next'), held('auth', 'repeat')]).toEqual(['1234', '5172', '5172']);
    model.goTo('choose');
    expect([model.wishOf('auth'), isWiped(sent?.current), isWiped(sent?.next)]).toEqual([undefined, true, true]);
    expect([held('auth', 'current'), held('auth', 'next'), held('auth', 'repeat')]).toEqual(['1234', '5172', '5172']);
  });

  it('is what the form handed over last, also where that is less than before', async () => {
    await bench.ready();
    const { model } = bench;
    model.toggle('auth', true);
    model.goTo('type');
    model.submit([wish('auth')]);
    model.goTo('type');
    keep('auth', 'current', '1234');
    keep('auth', 'next', '');
    keep('auth', 'repeat', '');
    model.goTo('choose');
    expect([held('auth', 'current'), held('auth', 'next')]).toEqual(['1234', undefined]);
  });

  it('goes with the choice of its PIN, at once, and alone', async () => {
    await back();
    const gone = bench.model.draftOf('auth', 'current');
    bench.model.toggle('auth', false);
    expect([isWiped(gone), held('auth', 'current'), held('sign', 'current')]).toEqual([true, undefined, 'ABC123']);
    bench.model.toggle('auth', true);
    expect(held('auth', 'current')).toBeUndefined();
  });

  it('for several PINs at once stays with those that are still chosen, and no current PIN reaches another', async () => {
    await bench.ready();
    const { model } = bench;
    model.form.combine = true;
    for (const pin of ['auth', 'juki'] as const) model.toggle(pin, true);
    model.goTo('type');
    keep('combined', 'current', '1234');
    keep('combined', 'next', '5678');
    model.goTo('choose');
    model.toggle('text', true);
    expect([held('combined', 'next'), held('combined', 'current')]).toEqual(['5678', undefined]);
    model.toggle('text', false);
    expect(held('combined', 'current')).toBe('1234');
    model.toggle('juki', false);
    expect([held('auth', 'next'), held('auth', 'current')]).toEqual(['5678', '1234']);
  });
});

describe('nothing typed is left in memory', () => {
  const exits: [string, (card: VirtualCard) => unknown][] = [
    ['the card leaves', () => bench.readers.remove('reader')],
    ['the reader is unplugged', () => bench.readers.unplug('reader')],
    ['another card lies there', () => bench.readers.insert('reader', new VirtualCard(cardWith({ serial: 'ANOTHER' })))],
    [
      'another reader is picked',
      () => {
        bench.readers.plugIn('second');
        bench.model.pick({ way: 'bridge', name: 'second' });
      },
    ],
    [
      'its PIN is locked meanwhile',
      () => {
        const pins = { auth: { pin: '1234', triesLeft: 0 }, sign: { pin: 'ABC123', triesLeft: 0 } };
        bench.readers.insert('reader', new VirtualCard(cardWith({ pins })));
      },
    ],
    ['the page goes', () => bench.model.stop()],
    ['nobody does anything', () => bench.clock.pass(600)],
  ];

  it.each(exits)('at the choice, when %s', async (_name, happens) => {
    const card = await back();
    const bytes = (['current', 'next'] as const).map((name) => bench.model.draftOf('auth', name));
    bytes.push(bench.model.draftOf('sign', 'current'));
    happens(card);
    await vi.waitFor(() => expect(bytes.map(isWiped)).toEqual([true, true, true]));
    expect(held('auth', 'current')).toBeUndefined();
  });

  it.each(exits.filter(([name]) => !/leaves|unplugged/.test(name)))('at the form, when %s', async (_name, happens) => {
    const card = await back();
    bench.model.goTo('type');
    const bytes = bench.model.draftOf('sign', 'current');
    happens(card);
    await vi.waitFor(() => expect(isWiped(bytes)).toBe(true));
  });

  it('once it was handed over to be sent, and after the change', async () => {
    await back();
    bench.model.goTo('type');
    const drafts = (['current', 'next'] as const).map((name) => bench.model.draftOf('auth', name));
    bench.model.toggle('sign', false);
    bench.model.submit([wish('auth')]);
    expect(drafts.map(isWiped)).toEqual([true, true]);
    const sent = bench.model.wishOf('auth');
    await bench.model.change();
    expect(bench.model.step).toBe('result');
    expect([isWiped(sent?.current), isWiped(sent?.next), held('auth', 'next')]).toEqual([true, true, undefined]);
  });

  it('a card lifted briefly while the form is open takes nothing with it', async () => {
    const card = await back();
    bench.model.goTo('type');
    bench.readers.remove('reader');
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('none'));
    bench.readers.insert('reader', card);
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('read'));
    expect(toAscii(bench.model.draftOf('sign', 'current') as Uint8Array)).toBe('ABC123');
  });
});
