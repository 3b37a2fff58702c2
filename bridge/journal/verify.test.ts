import { closeSync, openSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BEGUN, JournalBench } from '../testing/journal-bench.ts';
import { readJournal } from './journal-reader.ts';

let bench: JournalBench;
beforeEach(() => {
  bench = new JournalBench();
  bench.changes(5);
});
afterEach(() => bench.end());

const swap = `
  CREATE TEMP TABLE two AS SELECT * FROM entry WHERE sequence IN (4, 6);
  UPDATE entry SET body = (SELECT body FROM two WHERE sequence = 10 - entry.sequence),
    hash = (SELECT hash FROM two WHERE sequence = 10 - entry.sequence) WHERE sequence IN (4, 6)`;

const copied = (values: string) =>
  `INSERT INTO entry (sequence, body, hash) SELECT ${values} FROM entry WHERE sequence = 2`;

it.each([
  ['a line altered', `UPDATE entry SET body = replace(body, '花子', '太郎') WHERE sequence = 3`, 3, 'altered'],
  [
    'one letter of it',
    `UPDATE entry SET body = replace(body, '"changed"', '"unchanged"') WHERE sequence = 6`,
    6,
    'altered',
  ],
  ['a hash altered', 'UPDATE entry SET hash = zeroblob(32) WHERE sequence = 3', 3, 'altered'],
  ['a line removed', 'DELETE FROM entry WHERE sequence = 4', 4, 'missing'],
  [
    'a line removed and the others moved up',
    'DELETE FROM entry WHERE sequence = 4; UPDATE entry SET sequence = -sequence + 1 WHERE sequence > 4; UPDATE entry SET sequence = -sequence WHERE sequence < 0',
    4,
    'altered',
  ],
  ['the first lines removed', 'DELETE FROM entry WHERE sequence <= 2', 1, 'missing'],
  ['two lines that changed places', swap, 4, 'altered'],
  ['a line put in at the end', copied('11, body, hash'), 11, 'added'],
  ['a line put in before all', copied('0, body, hash'), 0, 'added'],
  ['the tail cut off', 'DELETE FROM entry WHERE sequence > 8', 9, 'cut-off'],
  ['everything removed', 'DELETE FROM entry', 1, 'cut-off'],
  ['the head set back with the tail', 'DELETE FROM entry WHERE sequence > 8; UPDATE chain SET head = 8', 8, 'altered'],
  [
    'lines removed as if their time were over',
    'UPDATE chain SET deleted = 2, deleted_hash = (SELECT hash FROM entry WHERE sequence = 2); DELETE FROM entry WHERE sequence <= 2',
    3,
    'deletion-unrecorded',
  ],
  ['the chain of another kiosk', `UPDATE chain SET deleted_hash = zeroblob(32)`, 1, 'altered'],
])('shows %s', (_, sql, sequence, why) => {
  // SQLite checks what a line has to be; whoever alters it would turn that off.
  bench.tamper(`PRAGMA ignore_check_constraints = ON; ${sql}`);
  expect(bench.journal.verify()).toEqual({ ok: false, sequence, why });
});

it('shows pages that were overwritten, also to whoever opens the journal', () => {
  bench.journal.close();
  const handle = openSync(bench.file, 'r+');
  writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, 4096);
  closeSync(handle);
  const reader = readJournal(bench.file);
  expect(reader.verify()).toEqual({ ok: false, sequence: 1, why: 'damaged' });
  expect(() => reader.entries({ limit: 1 })).toThrow(expect.objectContaining({ code: 'damaged' }));
  reader.close();
  bench.restart();
  expect(bench.journal.trouble()).toBe('damaged');
  expect(() => bench.journal.append(BEGUN)).toThrow(expect.objectContaining({ code: 'damaged' }));
});

it('goes on while the journal is written, and is of one moment', async () => {
  bench.changes(600);
  const verified = bench.journal.verifyBeside();
  bench.changes(1);
  expect(await verified).toMatchObject({ ok: true, entries: 1_210 });
  expect(bench.journal.verify()).toMatchObject({ ok: true, entries: 1_212 });
}, 30_000);

it('cannot show a chain written anew, but for what was noted outside', () => {
  const noted = bench.journal.head;
  expect(bench.journal.verify(noted)).toMatchObject({ ok: true });
  const another = new JournalBench();
  another.changes(6);
  expect(another.journal.verify()).toMatchObject({ ok: true });
  expect(another.journal.verify(noted)).toEqual({ ok: false, sequence: 10, why: 'not-as-noted' });
  another.end();
});

it('finds what was noted before more was written and part of it deleted', () => {
  const noted = bench.journal.head;
  bench.now = new Date('2026-12-05T00:00:00Z');
  bench.changes(1);
  expect(bench.journal.verify(noted)).toMatchObject({ ok: true });
  bench.journal.prune(1);
  expect(bench.journal.verify(noted)).toMatchObject({ ok: true, entries: 3 });
});
