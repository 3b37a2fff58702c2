import { readFileSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../src/journal/entry.ts';
import { AT_COUNTER, BEGUN, ended, JournalBench } from '../testing/journal-bench.ts';
import { openJournal } from './journal.ts';
import { readJournal } from './journal-reader.ts';

let bench: JournalBench;
beforeEach(() => {
  bench = new JournalBench();
});
afterEach(() => bench.end());

const all = () => bench.journal.entries({ limit: 1_000 });

describe('appending', () => {
  it('numbers entries from 1 and gives back what it keeps', () => {
    const begun = bench.journal.append(BEGUN);
    const end = bench.journal.append(ended(1));
    expect([begun.sequence, end.sequence]).toEqual([1, 2]);
    expect(begun).toEqual({
      sequence: 1,
      at: '2026-12-01T01:00:00.000Z',
      event: BEGUN,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(all()).toEqual([{ ...end, begun: BEGUN }, begun]);
    expect(bench.journal.head).toEqual({ sequence: 2, hash: end.hash });
  });

  it('goes on after a restart, as the same kiosk', () => {
    bench.changes(2);
    const { kiosk } = bench.journal;
    expect(bench.restart().append(BEGUN).sequence).toBe(5);
    expect(bench.journal.kiosk).toBe(kiosk);
    expect(bench.journal.verify()).toMatchObject({ ok: true, entries: 5 });
  });

  it('never goes back in time when the clock is set back', () => {
    bench.journal.append(BEGUN);
    bench.now = new Date('2026-11-30T00:00:00.000Z');
    expect(bench.journal.append(ended(1)).at).toBe('2026-12-01T01:00:00.000Z');
  });

  it.each([
    ['the end of a change that there is not', ended(7)],
    ['a second end', ended(1)],
    ['an interruption after the end', { event: 'interrupted', of: 1 }],
    ['the end of an end', ended(2)],
  ] satisfies [string, JournalEvent][])('refuses %s', (_, event) => {
    bench.changes(1);
    expect(() => bench.journal.append(event)).toThrow(expect.objectContaining({ code: 'not-open' }));
    expect(all()).toHaveLength(2);
  });

  it.each([
    ['a PIN', { ...BEGUN, pin: '1234' }],
    ['a number of a card in the occasion', { ...BEGUN, occasion: { ...AT_COUNTER, card: '123456789012' } }],
    ['a text in the place of an id', { ...BEGUN, occasion: { documents: ['運転免許証 番太郎'] } }],
    [
      'the PIN itself among the outcomes',
      { ...ended(1), outcomes: [{ pin: '1234', outcome: 'changed', tries: 'all' }] },
    ],
  ])('keeps nothing with %s', (_, event) => {
    expect(() => bench.journal.append(event as JournalEvent)).toThrow(
      expect.objectContaining({ code: 'not-an-event' }),
    );
    expect(all()).toEqual([]);
  });

  it('lets a page that comes back write the end after the interruption, once', () => {
    bench.journal.append(BEGUN);
    bench.restart();
    bench.journal.append(ended(1));
    expect(() => bench.journal.append(ended(1))).toThrow(expect.objectContaining({ code: 'not-open' }));
    expect(bench.journal.totals({})).toMatchObject([{ outcome: 'changed', count: 1 }]);
  });
});

describe('opening', () => {
  it('ends what an earlier life left open, once', () => {
    bench.journal.append(BEGUN);
    bench.changes(1);
    bench.journal.append(BEGUN);
    bench.restart();
    bench.restart();
    const interrupted = all().filter(({ event }) => event.event === 'interrupted');
    expect(interrupted.map(({ event }) => event)).toEqual([
      { event: 'interrupted', of: 4 },
      { event: 'interrupted', of: 1 },
    ]);
  });

  it('lets one writer in, and readers beside it', () => {
    bench.changes(1);
    expect(() => openJournal(bench.file)).toThrow(expect.objectContaining({ code: 'in-use' }));
    const reader = readJournal(bench.file);
    bench.changes(1);
    expect(reader.verify()).toMatchObject({ ok: true, entries: 4 });
    reader.close();
    bench.changes(1);
  });

  it('makes files that nobody else can read', () => {
    bench.changes(1);
    for (const name of ['', '-wal', '-shm', '-lock']) expect(statSync(bench.file + name).mode & 0o077, name).toBe(0);
  });

  it('does not touch a database of another program, nor of a later version', () => {
    const other = `${bench.file}-other`;
    const database = new Sqlite(other);
    database.exec('CREATE TABLE mine (x)');
    database.close();
    const before = readFileSync(other);
    expect(() => openJournal(other)).toThrow(expect.objectContaining({ code: 'not-a-journal' }));
    expect(() => readJournal(other)).toThrow(expect.objectContaining({ code: 'not-a-journal' }));
    expect(readFileSync(other).subarray(100)).toEqual(before.subarray(100));
    bench.journal.close();
    bench.tamper('PRAGMA user_version = 99');
    expect(() => bench.restart()).toThrow(expect.objectContaining({ code: 'newer-version' }));
    bench.tamper('PRAGMA user_version = 1');
    bench.restart();
  });

  it('tells apart what is no database and what is not there', () => {
    expect(() => readJournal(`${bench.file}-none`)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(() => readJournal('/etc/passwd')).toThrow(expect.objectContaining({ code: 'damaged' }));
  });
});

describe('the triggers', () => {
  it.each([
    [`UPDATE entry SET body = '{}' WHERE sequence = 1`],
    ['UPDATE entry SET hash = zeroblob(32)'],
    ['UPDATE entry SET sequence = 9 WHERE sequence = 4'],
    ['DELETE FROM entry WHERE sequence = 4'],
    ['DELETE FROM entry'],
    [`INSERT INTO entry (sequence, body, hash) VALUES (9, '{}', zeroblob(32))`],
    [`INSERT OR REPLACE INTO entry (sequence, body, hash) VALUES (2, '{}', zeroblob(32))`],
    ['UPDATE chain SET head = 2'],
    ['UPDATE chain SET head = head + 2'],
    ['UPDATE chain SET deleted = 9'],
    [`UPDATE chain SET kiosk = 'another'`],
    ['DELETE FROM chain'],
  ])('refuse %s', (sql) => {
    bench.changes(2);
    const database = new Sqlite(bench.file);
    expect(() => database.exec(sql)).toThrow(/constraint|entries|chain/i);
    database.close();
    expect(bench.journal.verify()).toMatchObject({ ok: true, entries: 4 });
  });
});

describe('the time that entries are kept', () => {
  beforeEach(() => {
    bench.changes(2);
    // Midnight in Japan is between the beginning and the end.
    bench.now = new Date('2026-12-01T14:59:59.000Z');
    bench.journal.append(BEGUN);
    bench.now = new Date('2026-12-01T15:00:01.000Z');
    bench.journal.append(ended(5));
    bench.now = new Date('2026-12-03T03:00:00.000Z');
    bench.changes(1);
  });

  it('deletes what is past it, says so, and the chain still holds', () => {
    const { hash } = all().find(({ sequence }) => sequence === 4) ?? {};
    expect(bench.journal.prune(1)).toBe(4);
    expect(all().map(({ sequence }) => sequence)).toEqual([9, 8, 7, 6, 5]);
    expect(all()[0]?.event).toEqual({ event: 'deleted', through: 4, count: 4, hash });
    expect(bench.journal.verify()).toMatchObject({ ok: true, entries: 5, head: { sequence: 9 } });
    bench.restart();
    expect(bench.journal.append(BEGUN).sequence).toBe(10);
    expect(bench.journal.verify()).toMatchObject({ ok: true, entries: 6 });
  });

  it('never keeps the end of a change without its beginning', () => {
    expect(bench.journal.prune(1)).toBe(4);
    expect(bench.journal.prune(0)).toBe(2);
    expect(all().at(-1)).toMatchObject({ sequence: 7 });
  });

  it('keeps a change that is not over', () => {
    bench.journal.append(BEGUN);
    bench.now = new Date('2027-12-03T03:00:00.000Z');
    expect(bench.journal.prune(1)).toBe(8);
    expect(all().map(({ sequence }) => sequence)).toEqual([10, 9]);
    bench.journal.append(ended(9));
  });

  it('deletes nothing where nothing is past it, nor its own notes alone', () => {
    expect(bench.journal.prune(30)).toBe(0);
    expect(bench.journal.prune(0, new Date('2026-12-10T00:00:00Z'))).toBe(8);
    bench.now = new Date('2026-12-20T00:00:00Z');
    expect(bench.journal.prune(0)).toBe(0);
    bench.changes(1);
    bench.now = new Date('2026-12-21T00:00:00Z');
    expect(bench.journal.prune(0)).toBe(3);
    expect(bench.journal.verify()).toMatchObject({ ok: true, entries: 1 });
  });

  it('leaves no byte of what was deleted in the files', () => {
    const before = readFileSync(bench.file, 'utf8') + readFileSync(`${bench.file}-wal`, 'utf8');
    expect(before).toContain('見本 花子');
    bench.journal.prune(0, new Date('2027-12-03T03:00:00.000Z'));
    expect(readFileSync(bench.file, 'utf8') + readFileSync(`${bench.file}-wal`, 'utf8')).not.toContain('見本 花子');
  });
});

it('keeps what is not shipped for longer, but not for ever', () => {
  bench.end();
  bench = new JournalBench({ shipping: true });
  bench.changes(2);
  bench.now = new Date('2026-12-20T01:00:00.000Z');
  expect(bench.journal.prune(10)).toBe(0);
  bench.now = new Date('2027-03-10T01:00:00.000Z');
  expect(bench.journal.prune(10)).toBe(0);
  bench.now = new Date('2027-03-13T01:00:00.000Z');
  expect(bench.journal.prune(10)).toBe(4);
});

it('does not grow while it is written and pruned', () => {
  for (let day = 1; day <= 25; day++) {
    bench.now = new Date(Date.UTC(2027, 0, day));
    bench.changes(4);
    bench.journal.prune(2);
  }
  // Two hundred entries were written, and twenty or so are kept.
  expect(statSync(bench.file).size).toBeLessThan(100_000);
  expect(statSync(`${bench.file}-wal`).size).toBeLessThanOrEqual(1_200_000);
}, 30_000);

it('says that it can be written, without an entry', () => {
  expect(bench.journal.trouble()).toBeUndefined();
  expect(all()).toEqual([]);
  expect(bench.journal.verify()).toEqual({ ok: true, entries: 0, head: undefined });
});
