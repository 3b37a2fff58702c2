import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { JournalEvent } from '../journal/entry.ts';
import { JOURNAL_PATHS } from '../journal/journal-answers.ts';
import { JournalReading, type ListedEntry, rowsOf } from './journal-reading.ts';

/** In the afternoon of a Wednesday in Japan; in Greenwich it is still Tuesday's evening for a part of the day before. */
const NOW = new Date('2026-07-01T06:40:00Z');
const HASH = 'a5'.repeat(32);
const BEGUN = { event: 'change-begun', occasion: { documents: [] }, pins: ['auth'], recovery: false } as const;

const entry = (sequence: number, event: object, begun?: object) => ({
  sequence,
  at: '2026-07-01T01:00:00.000Z',
  event,
  hash: HASH,
  ...(begun ? { begun } : {}),
});
const ended = (sequence: number, of: number) => entry(sequence, { event: 'change-ended', of, outcomes: [] }, BEGUN);

describe('reading the journal', () => {
  /** Answers by path, and what was asked for. */
  let answers: Record<string, (parameters: URLSearchParams) => { status?: number; body: unknown }>;
  let asked: string[];
  /** What an answer is waited for with. */
  let pause: (path: string) => Promise<void>;
  let reading: JournalReading;
  const onChange = vi.fn();

  beforeEach(() => {
    asked = [];
    pause = async () => {};
    onChange.mockClear();
    answers = {
      [JOURNAL_PATHS.overview]: () => ({ body: { state: 'ready', practice: false, days: 365 } }),
      [JOURNAL_PATHS.entries]: () => ({ body: { entries: [ended(2, 1), entry(1, BEGUN)] } }),
      [JOURNAL_PATHS.totals]: () => ({
        body: [
          { day: '2026-06-30', application: 'self', outcome: 'changed', recovery: false, count: 4 },
          { day: '2026-07-01', outcome: 'refused', recovery: false, count: 2 },
        ],
      }),
      [JOURNAL_PATHS.verification]: () => ({ body: { ok: true, entries: 2, head: { sequence: 2, hash: HASH } } }),
    };
    reading = new JournalReading({
      fetch: async (path) => {
        asked.push(decodeURIComponent(path));
        const { pathname, searchParams } = new URL(path, 'http://127.0.0.1');
        await pause(path);
        const { status = 200, body } = answers[pathname]?.(searchParams) ?? { status: 404, body: 'no' };
        return new Response(JSON.stringify(body), { status });
      },
      now: () => NOW,
      onChange,
    });
  });

  it('begins with today in Japan, and two weeks to compare it with', async () => {
    await reading.look();
    expect(asked).toEqual([
      '/journal/overview',
      '/journal/entries?from=2026-07-01&to=2026-07-01',
      '/journal/totals?from=2026-06-18&to=2026-07-01',
    ]);
    expect(reading.drawn).toHaveLength(14);
    expect([reading.drawn[0], reading.drawn.at(-1)]).toEqual(['2026-06-18', '2026-07-01']);
    expect(reading.totalsOfSearch).toMatchObject([{ day: '2026-07-01', outcome: 'refused', count: 2 }]);
    expect(reading.overview).toMatchObject({ state: 'ready', days: 365 });
    expect([reading.waiting, reading.problem]).toEqual([false, undefined]);
  });

  it.each([
    [{ period: 'week' }, '2026-06-25', '2026-07-01', 14],
    [{ period: 'month' }, '2026-06-01', '2026-07-01', 31],
    [{ period: 'days', from: '2026-02-27', to: '2026-03-02' }, '2026-02-27', '2026-03-02', 14],
    [{ period: 'days', from: '2026-03-02', to: '2026-02-27' }, '2026-02-27', '2026-03-02', 14],
  ] as const)('asks for %j', async (search, from, to, drawn) => {
    await reading.look(search);
    expect(asked[1]).toBe(`/journal/entries?from=${from}&to=${to}`);
    expect(reading.drawn).toHaveLength(drawn);
    expect(reading.csv).toBe(`/journal/csv?from=${from}&to=${to}`);
  });

  it('asks for what is searched for, in the list, the totals and the table alike; totals have all kinds of entries', async () => {
    await reading.look({ application: 'proxy-first', event: 'accepted', operator: '鈴木', place: 'main' });
    const rest = 'application=proxy-first&operator=鈴木&place=main';
    expect(asked[1]).toContain('event=accepted');
    for (const part of rest.split('&')) for (const path of asked.slice(1)) expect(path).toContain(part);
    expect(asked[2]).not.toContain('event=');
    expect(decodeURIComponent(reading.csv)).toContain('operator=鈴木');
    await reading.look({ application: undefined, event: undefined, operator: undefined, place: undefined });
    expect(asked.at(-2)).toBe('/journal/entries?from=2026-07-01&to=2026-07-01');
  });

  it('shows no answer to an earlier question', async () => {
    const letGo: (() => void)[] = [];
    pause = async (path) => {
      if (path.includes('operator')) await new Promise<void>((resolve) => letGo.push(resolve));
    };
    const slow = reading.look({ operator: '鈴木' });
    answers[JOURNAL_PATHS.entries] = (search) => ({
      body: { entries: [entry(search.has('operator') ? 7 : 9, { event: 'accepted', occasion: { documents: [] } })] },
    });
    await reading.look({ operator: undefined });
    for (const go of letGo) go();
    await slow;
    expect(reading.entries.map(({ sequence }) => sequence)).toEqual([9]);
    expect(reading.waiting).toBe(false);
  });

  it('goes on with the next page of the list', async () => {
    answers[JOURNAL_PATHS.entries] = (search) => ({
      body: search.has('before') ? { entries: [entry(1, BEGUN)] } : { entries: [ended(2, 1)], before: 2 },
    });
    await reading.look();
    expect(reading.before).toBe(2);
    await reading.more();
    expect(asked.at(-1)).toBe('/journal/entries?from=2026-07-01&to=2026-07-01&before=2');
    expect([reading.entries.length, reading.before]).toEqual([2, undefined]);
    await reading.more();
    expect(asked).toHaveLength(4);
  });

  it.each<[string, () => void, string]>([
    [
      'why it cannot be read',
      () => {
        answers[JOURNAL_PATHS.totals] = () => ({ status: 503, body: { code: 'damaged' } });
      },
      'damaged',
    ],
    [
      'that there is no session',
      () => {
        answers[JOURNAL_PATHS.entries] = () => ({ status: 401, body: { code: 'missing' } });
      },
      'no-bridge',
    ],
    [
      'nothing, since there is no bridge',
      () => {
        pause = () => Promise.reject(new TypeError('Failed to fetch'));
      },
      'no-bridge',
    ],
  ])('is told %s; what was read before stays', async (_, spoil, problem) => {
    await reading.look();
    spoil();
    await reading.look();
    expect([reading.problem, reading.entries.length, reading.waiting]).toEqual([problem, 2, false]);
  });

  it('verifies once at a time, and says what came of it', async () => {
    await Promise.all([reading.verify(), reading.verify()]);
    expect(asked).toEqual(['/journal/verification']);
    expect(reading.verification).toMatchObject({ ok: true, entries: 2 });
    answers[JOURNAL_PATHS.verification] = () => ({ body: { ok: false, sequence: 2, why: 'altered' } });
    await reading.verify();
    expect(reading.verification).toEqual({ ok: false, sequence: 2, why: 'altered' });
  });
});

describe('the lines of the list', () => {
  const lines = (...entries: object[]) =>
    rowsOf(entries as ListedEntry[]).map(({ sequence, event }) => [sequence, event.event]);
  const interrupted = (sequence: number, of: number) =>
    entry(sequence, { event: 'interrupted', of } satisfies JournalEvent, BEGUN);

  it.each([
    ['a change that is over', [ended(2, 1), entry(1, BEGUN)], [[2, 'change-ended']]],
    ['one that is being made', [entry(1, BEGUN)], [[1, 'change-begun']]],
    [
      'one whose page went away and came back',
      [ended(3, 1), interrupted(2, 1), entry(1, BEGUN)],
      [
        [3, 'change-ended'],
        [2, 'interrupted'],
      ],
    ],
    [
      'two of them',
      [entry(3, BEGUN), interrupted(2, 1), entry(1, BEGUN)],
      [
        [3, 'change-begun'],
        [2, 'interrupted'],
      ],
    ],
  ])('%s', (_, entries, expected) => {
    expect(lines(...entries)).toEqual(expected);
  });

  it('have the occasion of their beginning', () => {
    expect(rowsOf([ended(2, 1)] as ListedEntry[])[0]?.begun).toEqual(BEGUN);
  });
});
