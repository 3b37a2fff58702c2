import { createHash } from 'node:crypto';
import { closeSync, cpSync, existsSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../../bridge/journal/journal.ts';
import { readJournal } from '../../../bridge/journal/journal-reader.ts';
import { loadSqlite } from '../../../bridge/journal/sqlite-module.ts';
import type { PageEvent } from '../../../src/journal/entry.ts';
import type { Effort, Figure, Section } from '../figure.ts';
import { exactly } from '../figure.ts';
import { interleaved, pairwise, percentile, ratio, spreadOf } from '../statistics.ts';

/** A year and more of a busy counter. */
const ENTRIES = 100_000;
const FEW = 1_000;

/** As long as an entry in its file, roughly: its text, its hash, what it is found by. */
const ENTRY_BYTES = 512;

/**
 * The journal of a counter with a hundred thousand entries, on the disk of this machine. An entry is on the disk before anybody
 * hears of it, so beside it a plain file is written and synced in turn.
 */
export const journal: Section = {
  id: 'journal',
  title: 'The journal of a counter',
  async measure(effort) {
    const folder = await mkdtemp(join(tmpdir(), 'myna-pin-journal-'));
    try {
      effort.say('filling it');
      const entries = effort.runs(ENTRIES, ENTRIES / 10);
      const many = await filled(join(folder, 'many'), entries);
      const few = await filled(join(folder, 'few'), FEW);
      effort.say('writing and reading');
      const size = `${entries.toLocaleString('en')} entries`;
      return [
        ...appending(effort, many, few, join(folder, 'plain'), size),
        ...(await opening(effort, many, few, size)),
        ...(await reading(effort, many, size)),
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Written where syncing costs nothing, with the real journal, then put onto the disk. */
async function filled(file: string, entries: number): Promise<string> {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = await mkdtemp(join(memory, 'myna-pin-journal-'));
  try {
    const made = join(folder, 'journal');
    let instant = Date.UTC(2026, 0, 1);
    const open = openJournal(made, { now: () => new Date(instant) });
    let last = 0;
    for (const event of events(() => last)) {
      instant += 60_000;
      last = open.append(event).sequence;
      if (last === entries) break;
    }
    open.close();
    cpSync(made, file);
    return file;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const OCCASION = {
  place: 'main',
  operator: '見本 花子',
  application: 'self',
  documents: ['card', 'photo-id'],
} as const;

/** Changes, one after the other. `last` is the number of the entry before. */
function* events(last: () => number): Generator<PageEvent> {
  for (;;) {
    const occasion = { ...OCCASION, documents: [...OCCASION.documents] };
    yield { event: 'change-begun', occasion, pins: ['auth', 'juki', 'text'], recovery: false };
    const outcomes = (['auth', 'juki', 'text'] as const).map((pin) => ({
      pin,
      outcome: 'changed' as const,
      tries: 'all' as const,
    }));
    yield { event: 'change-ended', of: last(), outcomes };
  }
}

function appending(effort: Effort, many: string, few: string, plain: string, size: string): Figure[] {
  const writers = [many, few].map((file) => {
    const open = openJournal(file);
    let last = 0;
    const next = events(() => last);
    return {
      write: () => {
        const { value } = next.next();
        last = open.append(value).sequence;
      },
      close: () => open.close(),
    };
  });
  const bytes = Buffer.alloc(ENTRY_BYTES);
  const file = openSync(plain, 'a');
  const contenders = [
    ...writers.map(({ write }) => write),
    () => {
      writeSync(file, bytes);
      fdatasyncSync(file);
    },
  ];
  const times: number[][] = contenders.map(() => []);
  const rounds = effort.runs(1_500, 200);
  for (let round = -20; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const place = (turn + round + 20) % contenders.length;
      const begun = performance.now();
      contenders[place]?.();
      if (round >= 0) times[place]?.push(performance.now() - begun);
    }
  }
  closeSync(file);
  for (const { close } of writers) close();
  const [ours, small, theirs] = times as [number[], number[], number[]];
  const inPlain = { name: 'the same bytes to a plain file', unit: 'ms' };
  return [
    {
      name: `an entry after ${size}`,
      unit: 'ms',
      value: spreadOf(ours),
      baseline: { name: inPlain.name, value: spreadOf(theirs) },
      comparison: { unit: '×', value: pairwise(ours, theirs, ratio) },
    },
    {
      name: `the slowest of a hundred (p99) after ${size}`,
      unit: 'ms',
      value: exactly(percentile(ours, 0.99)),
      baseline: { name: inPlain.name, value: exactly(percentile(theirs, 0.99)) },
    },
    {
      name: `an entry after ${size}, beside a small journal`,
      unit: 'ms',
      value: spreadOf(ours),
      baseline: { name: `after ${FEW.toLocaleString('en')}`, value: spreadOf(small) },
      comparison: { unit: '×', value: pairwise(ours, small, ratio) },
    },
  ];
}

async function opening(effort: Effort, many: string, few: string, size: string): Promise<Figure[]> {
  const timed = (file: string) => async () => {
    const begun = performance.now();
    const open = openJournal(file);
    const took = performance.now() - begun;
    open.close();
    return took;
  };
  const { ours, theirs } = await interleaved(effort.runs(15, 3), 1, { ours: timed(many), theirs: timed(few) });
  return [
    {
      name: `opening a journal of ${size}`,
      unit: 'ms',
      value: spreadOf(ours),
      baseline: { name: `of ${FEW.toLocaleString('en')}`, value: spreadOf(theirs) },
    },
  ];
}

async function reading(effort: Effort, file: string, size: string): Promise<Figure[]> {
  const open = readJournal(file);
  const database = new (loadSqlite())(file, { readonly: true });
  const timed = (work: () => void) => async () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  };
  const rows = () =>
    database.prepare('SELECT body, hash FROM entry ORDER BY sequence').iterate() as Iterable<{
      body: string;
      hash: Uint8Array;
    }>;
  try {
    const times = await interleaved(effort.runs(5, 1), 1, {
      csv: timed(() => {
        for (const line of open.csv({})) void line;
      }),
      verify: timed(() => {
        const { ok } = open.verify();
        if (!ok) throw new Error('the journal does not hold');
      }),
      rows: timed(() => {
        for (const row of rows()) void row;
      }),
      hashes: timed(() => {
        for (const { body, hash } of rows()) createHash('sha256').update(hash).update(body).digest();
      }),
    });
    const beside = (name: string, ours: number[], baseline: string, theirs: number[]): Figure => ({
      name,
      unit: 'ms',
      value: spreadOf(ours),
      baseline: { name: baseline, value: spreadOf(theirs) },
      comparison: { unit: '×', value: pairwise(ours, theirs, ratio) },
    });
    return [
      beside(`exporting ${size} as CSV`, times.csv, 'reading the rows', times.rows),
      beside(`verifying the chain of ${size}`, times.verify, 'reading the rows and a SHA-256 of each', times.hashes),
    ];
  } finally {
    database.close();
    open.close();
  }
}
