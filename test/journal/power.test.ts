import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../bridge/journal/journal.ts';
import { builtWriter } from './built-writer.ts';
import { type DiskEvent, readDiskRecord, straceArguments } from './disk-record.ts';
import { type Luck, PowerCut } from './power-cut.ts';
import { expectNothingOpen, Told } from './told.ts';

/*
 * The power itself cannot be cut here. What the writer asked of the system is recorded (strace), and from that what any disk
 * that keeps fsync may hold, had the power gone at a moment. The kernel, its file system and the disk are believed.
 */

const ENTRIES = 60;
const CUTS = 200;

/** In memory where that can be had: what a disk keeps is computed here, and no disk has to be waited for. */
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'myna-pin-power-'));
let writer: string;
let events: DiskEvent[];

beforeAll(async () => {
  writer = await builtWriter();
  events = [...recordedLife('first', ENTRIES / 2), ...recordedLife('second', ENTRIES)];
});
afterAll(() => {
  rmSync(dirname(writer), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** Of two, since a journal is also opened again. */
function recordedLife(name: string, entries: number): DiskEvent[] {
  const record = join(folder, `${name}.strace`);
  const journal = join(folder, 'recorded');
  mkdirSync(journal, { recursive: true });
  const command = [process.execPath, writer, join(journal, 'journal.sqlite'), String(entries)];
  execFileSync('strace', [...straceArguments(record), ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  return readDiskRecord(record, journal);
}

/** The first `moment` of what happened, then no power. */
function cut(moment: number, luck: Luck, happened = events): { told: Told; back: string } {
  const disk = new PowerCut(join(folder, 'recorded'));
  const told = new Told();
  for (const event of happened.slice(0, moment)) {
    disk.apply(event);
    if (event.kind === 'said') told.add(event.line);
  }
  const back = mkdtempSync(join(folder, 'back-'));
  disk.writeTo(back, luck);
  return { told, back };
}

function expectAllIn({ told, back }: { told: Told; back: string }): void {
  const journal = openJournal(join(back, 'journal.sqlite'));
  try {
    told.expectIn(journal);
    expectNothingOpen(journal);
    journal.append({ event: 'accepted', occasion: { documents: [] } });
    expect(journal.verify()).toMatchObject({ ok: true });
  } finally {
    journal.close();
    rmSync(back, { recursive: true, force: true });
  }
}

const justSaid = () => events.flatMap(({ kind }, index) => (kind === 'said' ? [index + 1] : []));

describe('the power goes', () => {
  it('right after an entry was told of, and nothing is left that the disk was not told to keep', () => {
    const moments = justSaid();
    expect(moments.length).toBeGreaterThanOrEqual(ENTRIES);
    for (const moment of moments) expectAllIn(cut(moment, () => false));
  });

  it('at any moment, and any part of what the disk was not told to keep is left', () => {
    fc.assert(
      fc.property(fc.nat(events.length), fc.infiniteStream(fc.boolean()), (moment, stream) => {
        expectAllIn(cut(moment, () => stream.next().value));
      }),
      { numRuns: CUTS },
    );
  });

  it('and a journal that did not tell the disk to keep entries is found out by this test', () => {
    const forgetful = events.filter(({ kind }) => kind !== 'sync');
    expect(() => expectAllIn(cut(forgetful.length, () => false, forgetful))).toThrow();
  });

  it('and one that told it so for the database alone, too', () => {
    const forgetful = events.filter((event) => event.kind !== 'sync' || !event.path.endsWith('-wal'));
    const lost = justSaid().filter((moment) => {
      const happened = events.slice(0, moment).filter((event) => forgetful.includes(event));
      try {
        expectAllIn(cut(happened.length, () => false, happened));
        return false;
      } catch {
        return true;
      }
    });
    expect(lost.length).toBeGreaterThan(ENTRIES / 2);
  });
});
