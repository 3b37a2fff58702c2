import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageEvent } from '../../src/journal/entry.ts';
import type { JournalProblem } from '../../src/journal/journal-error.ts';
import { openJournal } from '../journal/journal.ts';
import { COUNTER_OFFICE, OfficeJournalBench } from '../testing/office-journal-bench.ts';
import { OfficeJournal } from './office-journal.ts';

const BEGUN: PageEvent = { event: 'change-begun', occasion: { documents: [] }, pins: ['auth'], recovery: false };
const endOf = (of: number): PageEvent => ({
  event: 'change-ended',
  of,
  outcomes: [{ pin: 'auth', outcome: 'changed', tries: 'all' }],
});

let bench: OfficeJournalBench;
beforeEach(() => {
  bench = new OfficeJournalBench();
});
afterEach(() => bench.end());

describe('a change of a page', () => {
  it('may present PINs from when its beginning is written until its end is', () => {
    const page = bench.office.page();
    expect(page.recorded).toBe(false);
    const { sequence } = page.append(BEGUN);
    expect(page.recorded).toBe(true);
    page.append(endOf(sequence));
    expect(page.recorded).toBe(false);
    expect(bench.events.map(({ event }) => event)).toEqual(['change-begun', 'change-ended']);
  });

  it('is not begun where that could not be written', () => {
    bench.office.open();
    const undo = bench.fail('disk-full');
    const page = bench.office.page();
    expect(() => page.append(BEGUN)).toThrow(expect.objectContaining({ code: 'disk-full' }));
    expect([page.recorded, bench.told]).toEqual([false, [undefined, 'disk-full']]);
    undo();
    page.append(BEGUN);
    expect([page.recorded, bench.told]).toEqual([true, [undefined, 'disk-full', undefined]]);
  });

  it('is one at a time', () => {
    const page = bench.office.page();
    page.append(BEGUN);
    expect(() => page.append(BEGUN)).toThrow(expect.objectContaining({ code: 'change-open' }));
  });

  it('lets no other page present PINs, nor does its end take that from another', () => {
    const [one, other] = [bench.office.page(), bench.office.page()];
    const first = one.append(BEGUN).sequence;
    expect(other.recorded).toBe(false);
    other.append(BEGUN);
    other.append(endOf(first));
    expect(other.recorded).toBe(true);
  });

  it.each<[string, (page: ReturnType<OfficeJournalBench['office']['page']>) => void]>([
    ['that nobody began', (page) => page.append(endOf(1))],
    [
      'that has ended',
      (page) => {
        const { sequence } = page.append(BEGUN);
        page.append(endOf(sequence));
        page.append(endOf(sequence));
      },
    ],
  ])('%s is not ended, and nobody is told of trouble', (_, end) => {
    expect(() => end(bench.office.page())).toThrow(expect.objectContaining({ code: 'not-open' }));
    expect(bench.told).toEqual([undefined]);
  });

  it('whose page goes away is interrupted, and may still be ended by the page that comes back', () => {
    const page = bench.office.page();
    const { sequence } = page.append(BEGUN);
    page.end();
    expect(bench.events.at(-1)).toEqual({ event: 'interrupted', of: sequence });
    const back = bench.office.page();
    expect(back.recorded).toBe(false);
    back.append(endOf(sequence));
    expect(bench.events.at(-1)).toEqual(endOf(sequence));
    back.end();
    expect(bench.events).toHaveLength(3);
  });

  it('whose page goes away while the disk is full is interrupted before anything else is written', () => {
    const page = bench.office.page();
    const { sequence } = page.append(BEGUN);
    const undo = bench.fail('disk-full');
    page.end();
    const next = bench.office.page();
    expect(() => next.append(BEGUN)).toThrow(expect.objectContaining({ code: 'disk-full' }));
    undo();
    next.append(BEGUN);
    expect(bench.events.map((event) => [event.event, 'of' in event ? event.of : 0])).toEqual([
      ['change-begun', 0],
      ['interrupted', sequence],
      ['change-begun', 0],
    ]);
  });

  it('of a bridge that ended is interrupted by the next one', async () => {
    const { sequence } = bench.office.page().append(BEGUN);
    await bench.office.close();
    const next = openJournal(bench.file);
    expect(next.entries({ limit: 9 }).map(({ event }) => event)[0]).toEqual({ event: 'interrupted', of: sequence });
    next.close();
  });
});

describe('the copy in another database', () => {
  it('begins when the journal is opened, is said to staff, and ends before the journal is closed', async () => {
    const seen: string[] = [];
    const office = new OfficeJournal({
      open: () => openJournal(bench.file),
      ship: (journal) => ({
        get state() {
          return { through: 0, waiting: journal.head?.sequence ?? 0 };
        },
        stop: async () => {
          seen.push(`stopped, with the journal ${journal.trouble() ?? 'open'}`);
        },
      }),
      settings: () => COUNTER_OFFICE,
      tell: () => {},
    });
    office.page().append(BEGUN);
    expect(office.overview()).toEqual({ state: 'ready', practice: false, shipping: { through: 0, waiting: 1 } });
    await office.close();
    expect(seen).toEqual(['stopped, with the journal open']);
  });
});

it('of an office whose settings nobody can read, no PIN is presented unrecorded', () => {
  bench.settings = undefined;
  const page = bench.office.page();
  expect([page.recorded, bench.office.check()]).toEqual([false, 'ready']);
});

describe('an office without a kiosk', () => {
  beforeEach(() => {
    bench.settings = { name: '見本市' };
  });

  it('records nothing, opens nothing, and lets PINs be presented', () => {
    const page = bench.office.page();
    expect(page.recorded).toBe(true);
    expect(() => page.append(BEGUN)).toThrow(expect.objectContaining({ code: 'not-kept' }));
    expect(() => bench.office.open()).toThrow(expect.objectContaining({ code: 'not-kept' }));
    expect([bench.office.check(), bench.journals, bench.told]).toEqual(['off', [], []]);
  });

  it('records from the moment that it has one, and a change that was begun is ended after it had one', () => {
    const page = bench.office.page();
    bench.settings = COUNTER_OFFICE;
    expect(page.recorded).toBe(false);
    const { sequence } = page.append(BEGUN);
    bench.settings = { name: '見本市' };
    expect(page.recorded).toBe(true);
    page.append(endOf(sequence));
    expect(bench.events).toHaveLength(2);
  });
});

describe('a journal that cannot be opened', () => {
  it.each<[JournalProblem, () => void]>([
    ['not-a-journal', () => new Sqlite(bench.file).exec('CREATE TABLE other (id)').close()],
    ['damaged', () => writeFileSync(bench.file, 'no database, but longer than the header of one. '.repeat(20))],
    ['failed', () => mkdirSync(bench.file)],
  ])('says why, keeps PINs from being presented, and is there once that is put right: %s', (problem, spoil) => {
    spoil();
    expect(bench.office.check()).toBe(problem);
    const page = bench.office.page();
    expect(() => page.append(BEGUN)).toThrow(expect.objectContaining({ code: problem }));
    expect([page.recorded, bench.told]).toEqual([false, [problem]]);
    rmSync(bench.file, { recursive: true });
    expect([bench.office.check(), bench.told]).toEqual(['ready', [problem, undefined]]);
    page.append(BEGUN);
    expect(page.recorded).toBe(true);
  });

  it('for a reason that has no code is a failure of the disk', () => {
    bench.open = () => {
      throw new Error('what is this');
    };
    expect(bench.office.check()).toBe('failed');
  });
});

describe('what is older than the office wants', () => {
  const day = (index: number) => new Date(Date.UTC(2026, 11, index, 1));

  it('is deleted when the journal is opened, and once a day while the bridge runs', async () => {
    vi.useFakeTimers();
    try {
      const running = new OfficeJournalBench();
      running.settings = { ...COUNTER_OFFICE, journal: { days: 2 } };
      running.now = day(1);
      const page = running.office.page();
      page.append(endOf(page.append(BEGUN).sequence));
      for (let hour = 0; hour < 24 * 4; hour++) {
        running.now = new Date(running.now.getTime() + 3_600_000);
        vi.advanceTimersByTime(3_600_000);
      }
      expect(running.events).toMatchObject([{ event: 'deleted', through: 2, count: 2 }]);
      expect(running.office.open().verify()).toMatchObject({ ok: true });
      await running.end();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is kept where the office says nothing of that', async () => {
    bench.now = day(1);
    const page = bench.office.page();
    page.append(endOf(page.append(BEGUN).sequence));
    await bench.office.close();
    bench.now = new Date('2036-12-01T00:00:00Z');
    expect(bench.events).toHaveLength(2);
  });
});
