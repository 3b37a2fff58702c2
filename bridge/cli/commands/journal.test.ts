import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHAIN_FAULTS } from '../../../src/journal/chain-fault.ts';
import { SHIPPING_PROBLEMS } from '../../../src/journal/shipping-problem.ts';
import { JOURNAL_TEXTS } from '../../../src/texts/journal-texts.ts';
import { SHIPPING_PROBLEMS as SENTENCES } from '../../../src/texts/shipping-problems.ts';
import { BEGUN, JournalBench } from '../../testing/journal-bench.ts';
import { ScriptedTerminal } from '../../testing/scripted-terminal.ts';
import { EXIT } from '../exit-codes.ts';
import { ResultJson } from '../json.ts';
import { runCommandLine } from '../program.ts';

let bench: JournalBench;
beforeEach(() => {
  bench = new JournalBench();
  bench.changes(2);
});
afterEach(() => bench.end());

async function journal(args: readonly string[], language: 'ja' | 'en' = 'ja') {
  const terminal = new ScriptedTerminal({ language });
  const exit = await runCommandLine(['journal', ...args], { terminal, pageFolder: '' });
  return { exit, out: terminal.outLines, err: terminal.errLines };
}

async function json(args: readonly string[]) {
  const { exit, out } = await journal([...args, '--json']);
  expect(out).toHaveLength(1);
  const object = v.parse(ResultJson, JSON.parse(out[0] ?? ''));
  expect(object.exitCode).toBe(exit);
  return object;
}

const last = () => `${bench.journal.head?.sequence}:${bench.journal.head?.hash}`;

describe('journal verify', () => {
  it('says that all is there, while the journal is being written', async () => {
    expect(await journal(['verify', bench.file])).toEqual({
      exit: EXIT.done,
      out: ['記録に書き換えや抜けはありません（4件）。', `最後の記録: ${last()}`],
      err: [],
    });
    expect(await json(['verify', bench.file])).toMatchObject({ entries: 4, head: bench.journal.head });
  });

  it('says what is wrong, and where', async () => {
    bench.tamper('DELETE FROM entry WHERE sequence = 3');
    expect(await journal(['verify', bench.file], 'en')).toEqual({
      exit: EXIT.refused,
      out: [],
      err: ['Entry 3 is missing.'],
    });
    expect(await json(['verify', bench.file])).toMatchObject({ sequence: 3, why: 'missing' });
  });

  it('compares with what was noted', async () => {
    const noted = last();
    bench.changes(1);
    expect(await journal(['verify', bench.file, '--noted', noted])).toMatchObject({ exit: EXIT.done });
    const other = noted.replace(/:.{4}/, ':0000');
    expect(await journal(['verify', bench.file, '--noted', other], 'en')).toEqual({
      exit: EXIT.refused,
      out: [],
      err: ['Entry 4 is not what was noted.'],
    });
    expect(await journal(['verify', bench.file, '--noted', '4'], 'en')).toMatchObject({ exit: EXIT.usage, out: [] });
  });

  it('has a sentence for everything that can be wrong', () => {
    for (const language of ['ja', 'en'] as const) {
      for (const why of CHAIN_FAULTS) expect(JOURNAL_TEXTS[language].faults[why](17)).toContain('17');
      for (const code of SHIPPING_PROBLEMS) expect(SENTENCES[language][code]).toMatch(/[.。]$/);
    }
  });
});

describe('journal status', () => {
  it('says what is there, and that nothing is shipped', async () => {
    expect(await journal(['status', bench.file])).toEqual({
      exit: EXIT.done,
      out: [
        `ファイル: ${bench.file}`,
        `この端末の ID: ${bench.journal.kiosk}`,
        '記録: 4件（2026-12-01 10:00:00 から 2026-12-01 10:00:00 まで）',
        `最後の記録: ${last()}`,
        'データベースには送っていません。',
      ],
      err: [],
    });
  });

  it('says how far it is shipped, and why it is not', async () => {
    bench.journal.outbox.noteShipped(3, new Date('2026-12-01T02:00:00Z'));
    bench.journal.outbox.noteError('refused', new Date('2026-12-01T03:00:00Z'));
    bench.journal.outbox.noteError('unreachable', new Date('2026-12-01T04:00:00Z'));
    const { out } = await journal(['status', bench.file], 'en');
    expect(out.slice(4)).toEqual([
      'Shipped up to entry 3 (2026-12-01 11:00:00); 1 waiting.',
      'Shipping has failed since 2026-12-01 12:00:00.',
      SENTENCES.en.unreachable,
    ]);
    expect(await json(['status', bench.file])).toMatchObject({
      entries: 4,
      shipping: { through: 3, waiting: 1, error: { code: 'unreachable', since: '2026-12-01T03:00:00.000Z' } },
    });
  });

  it('of a journal without an entry', async () => {
    const empty = new JournalBench();
    expect((await journal(['status', empty.file], 'en')).out).toContain('There is no entry yet.');
    expect(await json(['status', empty.file])).toMatchObject({ entries: 0, head: null });
    empty.end();
  });
});

describe('journal export', () => {
  it('prints the table, whole lines with the line end of CSV', async () => {
    const { exit, out } = await journal(['export', bench.file]);
    expect(exit).toBe(EXIT.done);
    expect(`${out.join('\n')}\n`).toBe([...bench.journal.csv({})].join(''));
  });

  it('writes a file that nobody else can read, and overwrites none by itself', async () => {
    const output = join(bench.folder, 'journal.csv');
    expect(await journal(['export', bench.file, '--output', output], 'en')).toEqual({
      exit: EXIT.done,
      out: [],
      err: [`4 entries written: ${output}`],
    });
    expect(readFileSync(output, 'utf8')).toBe([...bench.journal.csv({}, { language: 'en' })].join(''));
    expect(statSync(output).mode & 0o077).toBe(0);
    writeFileSync(output, 'mine');
    expect((await journal(['export', bench.file, '--output', output])).exit).toBe(EXIT.usage);
    expect(readFileSync(output, 'utf8')).toBe('mine');
    expect((await journal(['export', bench.file, '--output', output, '--force'])).exit).toBe(EXIT.done);
    expect((await journal(['export', bench.file, '--output', '/nowhere/x'])).exit).toBe(EXIT.usage);
  });

  it('of some days', async () => {
    bench.now = new Date('2026-12-02T01:00:00Z');
    bench.journal.append(BEGUN);
    expect((await journal(['export', bench.file, '--from', '2026-12-02'])).out).toHaveLength(2);
    expect((await journal(['export', bench.file, '--to', '2026-12-01'])).out).toHaveLength(5);
    expect(await journal(['export', bench.file, '--to', '2026-02-30'], 'en')).toMatchObject({
      exit: EXIT.usage,
      out: [],
    });
  });
});

it('journal sql prints what makes the table', async () => {
  const { exit, out } = await journal(['sql']);
  expect(exit).toBe(EXIT.done);
  expect(out.join('\n')).toMatch(/^CREATE TABLE myna_pin_journal/);
});

it.each(['verify', 'status', 'export'])('journal %s says why a file cannot be read', async (command) => {
  const nowhere = join(bench.folder, 'nowhere');
  expect(await journal([command, nowhere], 'en')).toEqual({
    exit: EXIT.usage,
    out: [],
    err: [`${nowhere}: There is no such journal.`],
  });
  expect(await journal([command, '/etc/passwd'])).toMatchObject({ exit: EXIT.usage, out: [] });
});

it('the file of this user is read where none is named', async () => {
  process.env['XDG_STATE_HOME'] = bench.folder;
  try {
    expect((await json(['verify'])).exitCode).toBe(EXIT.usage);
    expect((await journal(['verify'], 'en')).err.join()).toContain(join(bench.folder, 'myna-pin', 'journal.sqlite'));
  } finally {
    delete process.env['XDG_STATE_HOME'];
  }
});
