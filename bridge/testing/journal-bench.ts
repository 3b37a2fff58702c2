import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { JournalEvent, Occasion } from '../../src/journal/entry.ts';
import { type Journal, type JournalOptions, openJournal } from '../journal/journal.ts';

export const AT_COUNTER: Occasion = {
  place: 'main',
  operator: '見本 花子',
  application: 'self',
  documents: ['card'],
};

export const BEGUN: JournalEvent = { event: 'change-begun', occasion: AT_COUNTER, pins: ['auth'], recovery: false };

export function ended(of: number, outcome: 'changed' | 'unchanged' | 'unknown' = 'changed'): JournalEvent {
  return { event: 'change-ended', of, outcomes: [{ pin: 'auth', outcome, tries: 'all' }] };
}

/** A journal in a folder of its own, with a clock that stands still until it is set. */
export class JournalBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'myna-pin-journal-'));
  readonly file = join(this.folder, 'journal.sqlite');
  now = new Date('2026-12-01T01:00:00.000Z');
  journal: Journal;
  readonly #options: JournalOptions;

  constructor(options: JournalOptions = {}) {
    this.#options = { now: () => this.now, ...options };
    this.journal = openJournal(this.file, this.#options);
  }

  /** Closes the journal and opens it again. */
  restart(): Journal {
    this.journal.close();
    this.journal = openJournal(this.file, this.#options);
    return this.journal;
  }

  /** So many changes, each with its end. */
  changes(count: number): void {
    for (let index = 0; index < count; index++) this.journal.append(ended(this.journal.append(BEGUN).sequence));
  }

  tamper(sql: string): void {
    tamperWith(this.file, sql);
  }

  end(): void {
    this.journal.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What somebody does with a tool for SQLite, past everything that this program keeps in the way. */
export function tamperWith(file: string, sql: string): void {
  const database = new Sqlite(file);
  try {
    const triggers = database
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
      .pluck()
      .all() as string[];
    for (const trigger of triggers) database.exec(`DROP TRIGGER ${trigger}`);
    database.exec(sql);
  } finally {
    database.close();
  }
}
