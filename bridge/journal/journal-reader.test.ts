import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../src/journal/entry.ts';
import { AT_COUNTER, BEGUN, ended, JournalBench } from '../testing/journal-bench.ts';

let bench: JournalBench;
const append = (event: JournalEvent) => bench.journal.append(event).sequence;

/** Two days at a counter, and somebody at the kiosk. */
beforeEach(() => {
  bench = new JournalBench();
  append(BEGUN);
  append(ended(1));
  append({
    event: 'accepted',
    occasion: { ...AT_COUNTER, application: 'proxy-first', documents: ['licence', 'card'] },
  });
  append({
    event: 'refused',
    occasion: { ...AT_COUNTER, place: 'branch', application: 'proxy-first' },
    why: 'place-declines',
  });
  // The next day in Japan, the same day in UTC.
  bench.now = new Date('2026-12-01T15:00:00.000Z');
  append({ ...BEGUN, occasion: { ...AT_COUNTER, operator: '=1+1' }, pins: ['auth', 'text'] } as JournalEvent);
  append(ended(5));
  append({ event: 'change-begun', occasion: { documents: [] }, pins: ['sign'], recovery: false });
  append({ event: 'change-ended', of: 7, outcomes: [{ pin: 'sign', outcome: 'unknown', tries: 'not-known' }] });
  append({ event: 'change-begun', occasion: { documents: [] }, pins: ['sign'], recovery: true });
  append({ event: 'change-ended', of: 9, outcomes: [{ pin: 'sign', outcome: 'changed', tries: 'all' }] });
  append(BEGUN);
});
afterEach(() => bench.end());

describe('entries', () => {
  it.each([
    [{}, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
    [{ from: '2026-12-02' }, [11, 10, 9, 8, 7, 6, 5]],
    [{ to: '2026-12-01' }, [4, 3, 2, 1]],
    [{ from: '2026-12-01', to: '2026-12-01', event: 'refused' }, [4]],
    [{ from: '2026-12-03' }, []],
    [{ operator: '=1+1' }, [6, 5]],
    [{ place: 'branch' }, [4]],
    [{ application: 'self' }, [11, 6, 5, 2, 1]],
    [{ event: 'change-ended', application: 'self' }, [6, 2]],
  ] as const)('by %j', (filter, sequences) => {
    expect(bench.journal.entries({ ...filter, limit: 100 }).map(({ sequence }) => sequence)).toEqual(sequences);
  });

  it('come in pages', () => {
    expect(bench.journal.entries({ limit: 3 }).map(({ sequence }) => sequence)).toEqual([11, 10, 9]);
    expect(bench.journal.entries({ limit: 3, before: 9 }).map(({ sequence }) => sequence)).toEqual([8, 7, 6]);
  });

  it('of a day that there is not', () => {
    expect(() => bench.journal.entries({ from: '2026-02-31', limit: 1 })).toThrow(RangeError);
  });

  it('with quotation marks in a name are a name', () => {
    expect(bench.journal.entries({ operator: `' OR true --`, limit: 1 })).toEqual([]);
  });
});

it('totals are by day in Japan, application and outcome', () => {
  const row = (day: string, application: string | undefined, outcome: string, recovery = false) => ({
    day,
    application,
    outcome,
    recovery,
    count: 1,
  });
  expect(bench.journal.totals({})).toEqual([
    row('2026-12-01', 'proxy-first', 'accepted'),
    row('2026-12-01', 'proxy-first', 'refused'),
    row('2026-12-01', 'self', 'changed'),
    row('2026-12-02', undefined, 'changed', true),
    row('2026-12-02', undefined, 'unknown'),
    row('2026-12-02', 'self', 'open'),
    row('2026-12-02', 'self', 'partly-changed'),
  ]);
  bench.restart();
  bench.changes(2);
  expect(bench.journal.totals({ application: 'self', from: '2026-12-02' })).toEqual([
    { ...row('2026-12-02', 'self', 'changed'), count: 2 },
    row('2026-12-02', 'self', 'partly-changed'),
    row('2026-12-02', 'self', 'unknown'),
  ]);
});

describe('the table for spreadsheets', () => {
  const table = (...given: Parameters<typeof bench.journal.csv>) => [...bench.journal.csv(...given)];

  it('begins with a byte order mark and the names of its columns, in Japanese', () => {
    const [head] = table({});
    expect(head).toBe(
      '\uFEFF番号,日付,時刻,内容,場所,職員,申請者,確認した書類,署名用電子証明書暗証番号,利用者証明用電子証明書暗証番号,' +
        '住民基本台帳用暗証番号,券面事項入力補助用暗証番号,備考,開始の番号,ハッシュ値\r\n',
    );
  });

  it('has a line for each entry, with the occasion of the change that it ends', () => {
    const names = {
      place: (id: string) => ({ main: '1番窓口, 本庁' })[id],
      document: (id: string) => ({ licence: '運転免許証' })[id],
    };
    const hashes = bench.journal.entries({ limit: 100 }).map(({ hash }) => hash);
    const lines = table({ from: '2026-12-01', to: '2026-12-01' }, { names });
    expect(lines.slice(1)).toEqual([
      `1,2026-12-01,10:00:00,変更の開始,"1番窓口, 本庁",見本 花子,本人,card,,対象,,,,,${hashes.at(-1)}\r\n`,
      `2,2026-12-01,10:00:00,変更の結果,"1番窓口, 本庁",見本 花子,本人,card,,変更しました / 残り回数：減っていない,,,,1,${hashes.at(-2)}\r\n`,
      `3,2026-12-01,10:00:00,受付,"1番窓口, 本庁",見本 花子,任意代理人（1回目）,運転免許証、card,,,,,,,${hashes.at(-3)}\r\n`,
      `4,2026-12-01,10:00:00,お断り,branch,見本 花子,任意代理人（1回目）,card,,,,,この場所では受け付けていない,,${hashes.at(-4)}\r\n`,
    ]);
  });

  it('is computed by no spreadsheet', () => {
    expect(table({ operator: '=1+1' })[1]).toContain(`,"'=1+1",`);
  });

  it('can be read slowly while the journal is written', () => {
    const lines = bench.journal.csv({})[Symbol.iterator]();
    lines.next();
    lines.next();
    append(ended(11));
    bench.journal.prune(0, new Date('2027-01-01'));
    expect([...{ [Symbol.iterator]: () => lines }].length).toBeGreaterThan(0);
  });

  it('is in English too', () => {
    expect(table({ event: 'refused' }, { language: 'en' })[1]).toContain('refused');
  });
});
