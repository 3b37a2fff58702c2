import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelBench } from '../../test/support/model-bench.ts';
import { NEXT, wish } from '../../test/support/wishes.ts';
import type { PinId } from '../card/applications.ts';
import type { PinReport } from '../card/pin-job.ts';
import { JournalError, type JournalErrorCode } from '../journal/journal-error.ts';
import { cardWith } from '../readers/virtual/profiles.ts';
import { VirtualCard } from '../readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../readers/virtual/virtual-readers.ts';
import type { AppModel } from './app-model.ts';
import type { ChangeJournal } from './change-journal.ts';

interface Entry {
  readonly pins: readonly PinId[];
  readonly recovery: boolean;
  readonly ended?: readonly PinReport[];
}

/** Takes its time where it is told to. */
class JournalStandIn implements ChangeJournal {
  readonly entries: Entry[] = [];
  unwritten = false;
  problem: JournalErrorCode | undefined;
  /** What is waited for before something is on the disk. */
  beforeBegin: () => Promise<void> = async () => {};
  beforeEnd: () => Promise<void> = async () => {};
  changed: () => void = () => {};

  watch(changed: () => void): void {
    this.changed = changed;
  }

  async begin(pins: readonly PinId[], { recovery }: { readonly recovery: boolean }) {
    await this.beforeBegin();
    if (this.problem) throw new JournalError(this.problem);
    const index = this.entries.push({ pins, recovery }) - 1;
    return {
      end: async (reports: readonly PinReport[]) => {
        await this.beforeEnd();
        if (this.problem) this.unwritten = true;
        else this.entries[index] = { pins, recovery, ended: reports };
      },
    };
  }

  get outcomes(): (readonly string[] | undefined)[] {
    return this.entries.map(({ ended }) => ended?.map(({ pin, outcome }) => `${pin} ${outcome}`));
  }
}

let journal: JournalStandIn;
let bench: ModelBench;
let model: AppModel;
beforeEach(() => {
  journal = new JournalStandIn();
  bench = new ModelBench({ journal });
  ({ model } = bench);
});
afterEach(() => model.stop());

function submit(...wishes: Parameters<typeof wish>[]): void {
  for (const [pin] of wishes) model.toggle(pin, true);
  model.goTo('type');
  model.submit(wishes.map((each) => wish(...each)));
}

const pinsSent = (card: VirtualCard) => card.log.filter(({ command }) => command.endsWith('(PIN)'));

/** What is awaited when `of` is called, until `go` is. */
function gate(): { of: () => Promise<void>; reached: Promise<void>; go: () => void } {
  let go = () => {};
  let reach = () => {};
  const opened = new Promise<void>((resolve) => {
    go = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return {
    of: () => {
      reach();
      return opened;
    },
    reached,
    go,
  };
}

describe('a change that has to be recorded', () => {
  it('sends nothing to the card before its beginning is on the disk', async () => {
    const card = await bench.ready();
    submit(['auth']);
    const { of, reached, go } = gate();
    journal.beforeBegin = of;
    const { exchanges } = bench.readers;
    const changing = model.change();
    await reached;
    // Longer than any command would take.
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect([model.step, bench.readers.exchanges]).toEqual(['working', exchanges]);
    go();
    await changing;
    expect([model.step, card.pinOf('auth')]).toEqual(['result', NEXT.auth]);
  });

  it('is told of only when its end is on the disk', async () => {
    await bench.ready();
    submit(['auth'], ['juki']);
    const { of, reached, go } = gate();
    journal.beforeEnd = of;
    const changing = model.change();
    await reached;
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect([model.step, journal.outcomes]).toEqual(['working', [undefined]]);
    go();
    await changing;
    expect(model.step).toBe('result');
    expect(journal.entries).toMatchObject([{ pins: ['auth', 'juki'], recovery: false }]);
    expect(journal.outcomes).toEqual([['auth changed', 'juki changed']]);
  });

  it('does not begin where it cannot be recorded: what was typed is kept, and it can be begun when it can', async () => {
    const card = await bench.ready();
    submit(['auth']);
    journal.problem = 'disk-full';
    const { exchanges } = bench.readers;
    await model.change();
    expect([model.step, model.startFailure]).toEqual(['confirm', 'journal-not-available']);
    expect([model.journalProblem, model.unfinished]).toEqual(['disk-full', []]);
    expect(bench.readers.exchanges).toBe(exchanges);
    expect(card.triesLeftOf('auth')).toBe(3);
    journal.problem = undefined;
    await model.change();
    expect([model.step, model.startFailure, model.journalProblem]).toEqual(['result', undefined, undefined]);
    expect(card.pinOf('auth')).toBe(NEXT.auth);
  });

  it('that is stopped by a wrong PIN is recorded as such, and so is the next attempt', async () => {
    await bench.ready();
    submit(['auth', { current: '1111' }]);
    await model.change();
    expect(journal.outcomes).toEqual([['auth unchanged']]);
    expect(journal.entries[0]?.ended).toMatchObject([{ triesLeft: 2 }]);
    model.retry();
    await bench.step('type');
    model.submit([wish('auth')]);
    await model.change();
    expect(journal.outcomes).toEqual([['auth unchanged'], ['auth changed']]);
  });

  it.each<[string, () => void]>([
    [
      'another card lies there',
      () => {
        const elsewhere = new VirtualReaders();
        elsewhere.plugIn('reader');
        elsewhere.insert('reader', new VirtualCard(cardWith({ serial: 'ANOTHER' })));
        bench.readers.connect = (...args) => elsewhere.connect(...args);
      },
    ],
    [
      'the card cannot be reached',
      () => {
        bench.readers.connect = () => Promise.reject(new Error('no'));
      },
    ],
  ])('that could not begin on the card ends with nothing done: %s', async (_, arrange) => {
    await bench.ready();
    submit(['auth']);
    arrange();
    await model.change();
    expect(model.step).not.toBe('result');
    expect(journal.outcomes).toEqual([[]]);
  });

  it('that cannot be recorded in the end is told as it is, and the person is told that too', async () => {
    const card = await bench.ready();
    submit(['auth']);
    journal.beforeEnd = async () => {
      journal.problem = 'disk-full';
    };
    await model.change();
    expect([model.step, model.unrecorded]).toEqual(['result', true]);
    expect(model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed' }]);
    expect(card.pinOf('auth')).toBe(NEXT.auth);
    const told = vi.fn();
    bench.follow = told;
    journal.unwritten = false;
    journal.changed();
    expect([model.unrecorded, told.mock.calls.length]).toEqual([false, 1]);
  });
});

describe('a change whose end is in doubt', () => {
  /** Cut off at its CHANGE, with the card back only when it is put back. */
  async function cutOff(): Promise<VirtualCard> {
    const card = await bench.ready();
    submit(['auth']);
    bench.readers.fault = (command) => (command[1] === 0x24 ? 'removed-after' : undefined);
    await model.change();
    bench.readers.fault = undefined;
    return card;
  }

  it('is recorded as unknown before the card is asked for again, and what was found out as another entry', async () => {
    const { of, reached, go } = gate();
    journal.beforeEnd = of;
    const cut = cutOff();
    await reached;
    expect(model.step).toBe('working');
    go();
    journal.beforeEnd = async () => {};
    const card = await cut;
    expect([model.step, model.recovery]).toEqual(['recover', 'waiting']);
    expect(journal.outcomes).toEqual([['auth unknown']]);
    bench.readers.insert('reader', card);
    await bench.step('result');
    expect(journal.entries).toMatchObject([
      { pins: ['auth'], recovery: false },
      { pins: ['auth'], recovery: true },
    ]);
    expect(journal.outcomes).toEqual([['auth unknown'], ['auth changed']]);
  });

  it('is told of only when what was found out is on the disk', async () => {
    const card = await cutOff();
    const { of, reached, go } = gate();
    journal.beforeEnd = of;
    bench.readers.insert('reader', card);
    await reached;
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect([model.step, model.recovery, model.openPins]).toEqual(['recover', 'asking', ['auth']]);
    go();
    await bench.step('result');
    expect(model.openPins).toEqual([]);
  });

  it('is not found out while that cannot be recorded; when it can, with the card put back or read again', async () => {
    const card = await cutOff();
    const sent = pinsSent(card).length;
    journal.problem = 'read-only';
    bench.readers.insert('reader', card);
    await vi.waitFor(() => expect(model.recovery).toBe('not-recorded'));
    expect([pinsSent(card).length, model.journalProblem, model.openPins]).toEqual([sent, 'read-only', ['auth']]);
    journal.problem = undefined;
    model.desk.readAgain();
    await bench.step('result');
    expect(journal.outcomes).toEqual([['auth unknown'], ['auth changed']]);
  });

  it('ends with nothing done where another card comes in its place', async () => {
    const card = await cutOff();
    const elsewhere = new VirtualReaders();
    elsewhere.plugIn('reader');
    elsewhere.insert('reader', new VirtualCard(cardWith({ serial: 'ANOTHER' })));
    const connect = bench.readers.connect.bind(bench.readers);
    let connections = 0;
    bench.readers.connect = (...args) => (++connections === 1 ? connect(...args) : elsewhere.connect(...args));
    bench.readers.insert('reader', card);
    await vi.waitFor(() => expect(model.recovery).toBe('another-card'));
    expect(journal.outcomes).toEqual([['auth unknown'], []]);
  });
});

it('the rest of a PIN of which half was changed is recorded as a change of its own', async () => {
  const card = await bench.ready();
  submit(['juki']);
  let changes = 0;
  // The second of the two references is not sent its CHANGE, nor asked anything before the card is back.
  bench.readers.fault = (command) => (command[1] === 0x32 && ++changes === 2 ? 'removed-before' : undefined);
  await model.change();
  bench.readers.fault = undefined;
  bench.readers.insert('reader', card);
  await bench.step('result');
  expect(model.reports).toMatchObject([{ outcome: 'half-changed' }]);
  const [report] = model.reports;
  await model.finish(report as PinReport);
  await bench.step('result');
  expect(journal.entries.map(({ recovery }) => recovery)).toEqual([false, true, false]);
  expect(journal.outcomes).toEqual([['juki unknown'], ['juki half-changed'], ['juki changed']]);
});
