import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Journal, openJournal } from '../../bridge/journal/journal.ts';
import { readJournal } from '../../bridge/journal/journal-reader.ts';
import { BEGUN, ended } from '../../bridge/testing/journal-bench.ts';
import { builtWriter } from './built-writer.ts';

/** As small a disk as a journal with its reserve fits on. */
const DISK_BYTES = 8 * 1024 * 1024;
const PAGE_BYTES = 4096;

const folder = mkdtempSync(join(tmpdir(), 'myna-pin-disk-'));
const disk = join(folder, 'disk');
const file = join(disk, 'journal', 'journal.sqlite');
const ballast = join(disk, 'ballast');

let journal: Journal;
beforeEach(() => {
  mkdirSync(disk);
  mount('-t', 'tmpfs', '-o', `size=${DISK_BYTES},mode=700`, 'tmpfs', disk);
  journal = openJournal(file);
});
afterEach(() => {
  journal.close();
  execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function mount(...args: string[]): void {
  execFileSync('mount', args);
}

/** Leaves so many bytes free, in whole pages. */
function leaveFree(bytes: number): void {
  rmSync(ballast, { force: true });
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - bytes), 1));
}

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};
const entries = () => journal.entries({ limit: 1_000_000 }).map(({ sequence }) => sequence);

describe('a disk that becomes full', () => {
  it('stops new changes while there is still room for the end of the one that is going on', () => {
    const { sequence } = journal.append(BEGUN);
    leaveFree(1024 * 1024);
    expect(journal.trouble()).toBe('disk-full');
    expect(codeOf(() => journal.append(BEGUN))).toBe('disk-full');
    journal.append(ended(sequence));
    expect(entries()).toEqual([2, 1]);
    rmSync(ballast);
    expect(journal.trouble()).toBeUndefined();
    journal.append(BEGUN);
  });

  it('with any number of free pages: an entry is there, or it is refused and nothing of it is', () => {
    const outcomes = new Set<string | undefined>();
    for (let pages = 0; pages < 24; pages++) {
      rmSync(ballast, { force: true });
      const { sequence } = journal.append(BEGUN);
      leaveFree(pages * PAGE_BYTES);
      let code: string | undefined;
      // Until the disk is full, or what is written ahead begins anew in its place.
      for (let tries = 0; tries < 60 && code === undefined; tries++) {
        const before = journal.head?.sequence ?? 0;
        code = codeOf(() => journal.append({ event: 'accepted', occasion: { documents: [] } }));
        expect(journal.head?.sequence).toBe(code === undefined ? before + 1 : before);
      }
      outcomes.add(code);
      const end = codeOf(() => journal.append(ended(sequence)));
      expect(journal.verify()).toMatchObject({ ok: true });
      rmSync(ballast, { force: true });
      expect(codeOf(() => journal.append(ended(sequence)))).toBe(end === undefined ? 'not-open' : undefined);
    }
    expect(outcomes).toContain('disk-full');
    for (const code of outcomes) expect([undefined, 'disk-full']).toContain(code);
    const before = entries();
    journal.close();
    journal = openJournal(file);
    expect(entries()).toEqual(before);
    expect(journal.verify()).toMatchObject({ ok: true });
  });

  it('refuses to delete what it could not say that it deleted', () => {
    for (let change = 0; change < 200; change++) journal.append(ended(journal.append(BEGUN).sequence));
    leaveFree(0);
    const before = entries();
    // What is written ahead has room inside its own file for a while.
    const codes = new Set<string | undefined>();
    for (let tries = 0; tries < 100 && !codes.has('disk-full'); tries++) {
      codes.add(codeOf(() => journal.append({ event: 'accepted', occasion: { documents: [] } })));
    }
    expect(codes).toContain('disk-full');
    const kept = entries().length;
    expect(kept).toBeGreaterThanOrEqual(before.length);
    expect(codeOf(() => journal.prune(0, new Date(Date.now() + 10 * 86_400_000)))).toBe('disk-full');
    expect(entries()).toHaveLength(kept);
    expect(journal.verify()).toMatchObject({ ok: true });
  });

  it('is said when a journal is made or opened, too', () => {
    journal.append(BEGUN);
    journal.close();
    leaveFree(0);
    expect(codeOf(() => openJournal(file))).toBe('disk-full');
    expect(codeOf(() => openJournal(join(disk, 'another.sqlite')))).toBe('disk-full');
    rmSync(ballast);
    journal = openJournal(file);
    expect(journal.entries({ limit: 1 })[0]?.event).toEqual({ event: 'interrupted', of: 1 });
  });
});

describe('a disk that cannot be written', () => {
  beforeEach(() => {
    journal.append(BEGUN);
    journal.append(ended(1));
    journal.close();
    mount('-o', 'remount,ro', disk);
  });
  afterEach(() => {
    mount('-o', 'remount,rw', disk);
    journal = openJournal(file);
    expect(entries()).toEqual([2, 1]);
  });

  it('gives a coded error when the journal is opened, or made', () => {
    expect(codeOf(() => openJournal(file))).toBe('read-only');
    expect(codeOf(() => openJournal(join(disk, 'another', 'journal.sqlite')))).toBe('read-only');
    expect(readdirSync(disk)).toEqual(['journal']);
  });

  it('can be read, and verified', () => {
    const reader = readJournal(file);
    expect(reader.verify()).toMatchObject({ ok: true, entries: 2 });
    expect([...reader.csv({})]).toHaveLength(3);
    reader.close();
  });
});

describe('a disk that fails', () => {
  let writer: string;
  beforeAll(async () => {
    writer = await builtWriter();
  });
  afterAll(() => rmSync(dirname(writer), { recursive: true, force: true }));

  // Errors that the kernel gives to the writer, from some call on.
  it.each([
    ['does not keep what it is told to', 'fsync:error=EIO:when=12+'],
    ['takes nothing any more', 'pwrite64:error=EIO:when=60+'],
    ['is full of a sudden', 'pwrite64:error=ENOSPC:when=60+'],
    ['is made read-only by the kernel', 'pwrite64:error=EROFS:when=60+'],
    ['is over its quota', 'pwrite64:error=EDQUOT:when=60+'],
  ])('%s: the writer stops with a coded error, and what it told of is there', (_, fault) => {
    journal.close();
    const [call = ''] = fault.split(':');
    const { status, stdout, stderr } = spawnSync(
      'strace',
      ['-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${fault}`, process.execPath, writer, file],
      { encoding: 'utf8', timeout: 30_000 },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/code: '(failed|disk-full)'/);
    const told = stdout.trimEnd().split('\n');
    expect(told.length).toBeGreaterThan(2);
    journal = openJournal(file);
    expect(journal.verify()).toMatchObject({ ok: true });
    const there = new Map(journal.entries({ limit: 1_000 }).map(({ sequence, hash }) => [sequence, hash]));
    for (const line of told) expect(there.get(Number(line.split(' ')[0]))).toBe(line.split(' ')[1]);
  });
});

it('a file that was cut short says that it is damaged', () => {
  for (let change = 0; change < 50; change++) journal.append(ended(journal.append(BEGUN).sequence));
  journal.close();
  truncateSync(file, 5 * PAGE_BYTES);
  expect(codeOf(() => readJournal(file))).toBe('damaged');
  expect(codeOf(() => openJournal(file))).toBe('damaged');
  truncateSync(file, 0);
  journal = openJournal(file);
});
