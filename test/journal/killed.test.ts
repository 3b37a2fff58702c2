import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openJournal } from '../../bridge/journal/journal.ts';
import { readJournal } from '../../bridge/journal/journal-reader.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import { builtWriter } from './built-writer.ts';
import { expectNothingOpen, Told } from './told.ts';

/** Two journals at a time, since each waits for the disk. */
const JOURNALS = 2;
const LIVES = 100;
/** A life is killed after at most so many entries, and so many milliseconds later, or at some moment of its start. */
const MAX_ENTRIES = 9;
const MAX_PAUSE_MS = 4;
const START_MS = 250;

let writer: string;
const folder = mkdtempSync(join(tmpdir(), 'myna-pin-killed-'));
beforeAll(async () => {
  writer = await builtWriter();
});
afterAll(() => {
  rmSync(dirname(writer), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

it(`${JOURNALS * LIVES} times kill -9 at random moments: every entry that was told of is there, and the chain holds`, async () => {
  const journals = Array.from({ length: JOURNALS }, (_, index) => lives(join(folder, `journal-${index}.sqlite`)));
  for (const { signals, told } of await Promise.all(journals)) {
    expect(signals).toEqual(Array(LIVES).fill('SIGKILL'));
    expect(told.size).toBeGreaterThan(LIVES);
  }
});

async function lives(file: string) {
  const told = new Told();
  const signals: (NodeJS.Signals | null)[] = [];
  for (let life = 0; life < LIVES; life++) {
    signals.push(await live(file, told, Math.floor(Math.random() * (MAX_ENTRIES + 1))));
    const found = look(file);
    if (found) told.expectIn(found);
    else expect(told.size).toBe(0);
    found?.close();
  }
  const journal = openJournal(file);
  told.expectIn(journal);
  expectNothingOpen(journal);
  journal.close();
  return { signals, told };
}

/** Starts a writer and kills it once it told of so many entries. */
async function live(file: string, told: Told, entries: number): Promise<NodeJS.Signals | null> {
  const process_ = spawn(process.execPath, [writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = new Promise<NodeJS.Signals | null>((resolve) => process_.on('exit', (_, signal) => resolve(signal)));
  const kill = (pause: number) => after(pause).then(() => process_.kill('SIGKILL'));
  let heard = 0;
  if (entries === 0) void kill(Math.random() * START_MS);
  for await (const line of createInterface(process_.stdout)) {
    // The last line of one that was killed may be cut off.
    if (line.length < 66) continue;
    told.add(line);
    heard++;
    if (heard === entries) void kill(Math.random() * MAX_PAUSE_MS);
  }
  return exit;
}

/** Undefined where a life was too short to make a journal. */
function look(file: string) {
  try {
    return readJournal(file);
  } catch (error) {
    if (error instanceof JournalError && (error.code === 'not-found' || error.code === 'not-a-journal'))
      return undefined;
    throw error;
  }
}
