import { closeSync, fsyncSync, mkdirSync, openSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import * as v from 'valibot';
import { type JournalEntry, JournalEvent } from '../../src/journal/entry.ts';
import { JournalError, type JournalErrorCode } from '../../src/journal/journal-error.ts';
import { chainHash, hex } from './chain.ts';
import { journalError } from './journal-error.ts';
import { JournalReader } from './journal-reader.ts';
import { daysBefore, parseBody } from './query.ts';
import { migrate } from './schema.ts';
import { Outbox } from './shipping/outbox.ts';
import { loadSqlite } from './sqlite-module.ts';
import { createPrivately, lockForWriting } from './writer-lock.ts';

export interface JournalOptions {
  readonly now?: () => Date;
  /** Whether entries go to another database: then those that are not there yet are kept longer. */
  readonly shipping?: boolean;
}

/** What waits to be shipped is kept so many days longer than the rest; a database that is away for longer will not come back. */
const UNSHIPPED_DAYS = 90;

/** No change is begun with less room than this, in bytes, so that there is room for its end. */
const RESERVE_BYTES = 4_194_304;

/** 4 KiB pages after which what was written ahead goes into the database itself, and the longest that this file stays. */
const CHECKPOINT_PAGES = 256;
const MAX_IDLE_WAL_BYTES = 1_048_576;
/** How long a statement waits for another process, in milliseconds: nothing else happens in this one meanwhile. */
const BUSY_MS = 2_000;

/**
 * Opens the journal, makes it where there is none, and ends with `interrupted` what an earlier life left open. One process
 * at a time writes it. Throws `JournalError`; `module-missing` where better-sqlite3 is not installed.
 */
export function openJournal(file: string, options: JournalOptions = {}): Journal {
  const Sqlite = loadSqlite();
  let lock: { release(): void } | undefined;
  let database: Database | undefined;
  try {
    makeFolder(dirname(file));
    lock = lockForWriting(file);
    createPrivately(file);
    database = new Sqlite(file, { timeout: BUSY_MS });
    prepare(database);
    migrate(database);
    syncFolder(dirname(file));
    return new Journal(database, file, lock, options);
  } catch (error) {
    database?.close();
    lock?.release();
    throw journalError(error, file);
  }
}

/**
 * The journal of a counter, for the one process that writes it. Owns: the order and the time of entries, that each is on the
 * disk before anybody hears of it, and their deletion. Does not own: what may be written when; that is the bridge's.
 */
export class Journal extends JournalReader {
  readonly #listeners = new Set<() => void>();
  readonly #now: () => Date;
  readonly #shipping: boolean;

  constructor(database: Database, file: string, lock: { release(): void }, options: JournalOptions) {
    super(database, file, () => lock.release());
    this.#now = options.now ?? (() => new Date());
    this.#shipping = options.shipping ?? false;
    this.#endInterrupted();
  }

  /**
   * Appends an entry; it is on the disk when this returns. Throws `JournalError`, and then nothing was appended. One caveat:
   * where the disk failed while it was told to keep what it had been given, and the power goes before the next entry, the
   * entry may be there nevertheless.
   */
  append(event: JournalEvent): JournalEntry {
    if (!v.is(JournalEvent, event)) throw new JournalError('not-an-event');
    const entry = this.coded(() => {
      if (event.event === 'change-begun' && this.#freeBytes() < RESERVE_BYTES) throw new JournalError('disk-full');
      return this.database.transaction(() => this.#append(event)).immediate();
    });
    for (const listener of this.#listeners) listener();
    return entry;
  }

  /** Calls `listener` after each entry that was appended, until the function that is returned is called. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get outbox(): Outbox {
    return new Outbox(this.database);
  }

  /** Why nothing could be appended now; undefined where it could. Writes to the disk to find out. */
  trouble(): JournalErrorCode | undefined {
    try {
      this.coded(() => {
        if (this.#freeBytes() < RESERVE_BYTES) throw new JournalError('disk-full');
        // What the next entry goes on from has to be readable.
        this.#nextInstant();
        this.database.prepare('UPDATE probe SET count = count + 1').run();
      });
      return undefined;
    } catch (error) {
      return (error as JournalError).code;
    }
  }

  /**
   * Deletes the entries from before the day in Japan that is `days` before today, never the beginning of a change without
   * its end, and appends `deleted`, so that the chain still holds. What is not shipped yet stays `UNSHIPPED_DAYS` longer.
   * Returns how many were deleted. The bytes are overwritten. Throws `JournalError`, and then nothing was deleted.
   */
  prune(days: number, now: Date = this.#now()): number {
    return this.coded(() => {
      const count = this.database.transaction(() => this.#prune(days, now)).immediate();
      // They are still in what was written ahead, until it is written over.
      if (count > 0) this.database.pragma('wal_checkpoint(TRUNCATE)');
      return count;
    });
  }

  /** Within a transaction. */
  #append(event: JournalEvent): JournalEntry {
    if ('of' in event) this.#requireOpen(event);
    const { head, head_hash } = this.chain();
    const sequence = head + 1;
    const at = this.#nextInstant();
    const body = JSON.stringify({ sequence, at, event });
    const hash = chainHash(head_hash, body);
    this.database.prepare('INSERT INTO entry (sequence, body, hash) VALUES (?, ?, ?)').run(sequence, body, hash);
    this.database.prepare('UPDATE chain SET head = ?, head_hash = ?').run(sequence, hash);
    return { sequence, at, event, hash: hex(hash) };
  }

  /** A change ends once; after it was interrupted too, since its page may know more. */
  #requireOpen({ event, of }: Extract<JournalEvent, { of: number }>): void {
    const endings = event === 'interrupted' ? ['change-ended', 'interrupted'] : ['change-ended', 'change-ended'];
    const open = this.database
      .prepare(`
        SELECT 1 FROM entry AS e WHERE e.sequence = ? AND e.event = 'change-begun'
        AND NOT EXISTS (SELECT 1 FROM entry AS x WHERE x.begun = e.sequence AND x.event IN (?, ?))`)
      .get(of, ...endings);
    if (!open) throw new JournalError('not-open');
  }

  /** By the clock, which may have been set back since the last entry. */
  #nextInstant(): string {
    const now = this.#now().toISOString();
    const last = this.database.prepare('SELECT body FROM entry ORDER BY sequence DESC LIMIT 1').pluck().get();
    const before = typeof last === 'string' ? parseBody(last).at : now;
    return now < before ? before : now;
  }

  #endInterrupted(): void {
    this.coded(() => {
      const open = this.database.prepare(`
        SELECT sequence FROM entry AS e WHERE event = 'change-begun'
        AND NOT EXISTS (SELECT 1 FROM entry AS x WHERE x.begun = e.sequence) ORDER BY sequence`);
      const end = this.database.transaction(() => {
        for (const of of open.pluck().all() as number[]) this.#append({ event: 'interrupted', of });
      });
      end.immediate();
    });
  }

  #prune(days: number, now: Date): number {
    const { deleted } = this.chain();
    const through = this.#wholeThrough(this.#pastTime(days, now));
    // Yesterday's note of a deletion alone would be deleted every day, with a new one.
    const anything = this.database
      .prepare(`SELECT 1 FROM entry WHERE sequence <= ? AND event <> 'deleted' LIMIT 1`)
      .get(through);
    if (!anything) return 0;
    const hash = this.database.prepare('SELECT hash FROM entry WHERE sequence = ?').pluck().get(through) as Uint8Array;
    const count = through - deleted;
    this.#append({ event: 'deleted', through, count, hash: hex(hash) });
    this.database.prepare('UPDATE chain SET deleted = ?, deleted_hash = ?').run(through, hash);
    this.database.prepare('DELETE FROM entry WHERE sequence <= ?').run(through);
    return count;
  }

  /** The last entry whose time is over; 0 where there is none. */
  #pastTime(days: number, now: Date): number {
    const before = (instant: string) =>
      (this.database.prepare('SELECT max(sequence) FROM entry WHERE at < ?').pluck().get(instant) ?? 0) as number;
    const past = before(daysBefore(days, now));
    if (!this.#shipping) return past;
    const shipped = this.database.prepare('SELECT through FROM shipping').pluck().get() as number;
    return Math.max(Math.min(past, shipped), before(daysBefore(days + UNSHIPPED_DAYS, now)));
  }

  /** `through`, or what is before it so that no change is cut in two. */
  #wholeThrough(through: number): number {
    const cut = this.database.prepare(`
      SELECT min(e.sequence) FROM entry AS e WHERE e.event = 'change-begun' AND e.sequence <= :through AND (
        EXISTS (SELECT 1 FROM entry AS x WHERE x.begun = e.sequence AND x.sequence > :through)
        OR NOT EXISTS (SELECT 1 FROM entry AS x WHERE x.begun = e.sequence))`);
    for (;;) {
      const first = cut.pluck().get({ through }) as number | null;
      if (first === null) return through;
      through = first - 1;
    }
  }

  #freeBytes(): number {
    const { bavail, bsize } = statfsSync(dirname(this.file));
    return bavail * bsize;
  }
}

function prepare(database: Database): void {
  database.pragma('journal_mode = WAL');
  // With NORMAL, the default of this package, an entry could be lost with the power.
  database.pragma('synchronous = FULL');
  // On macOS, where fsync does not reach the disk.
  database.pragma('fullfsync = ON');
  database.pragma('checkpoint_fullfsync = ON');
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  database.pragma(`journal_size_limit = ${MAX_IDLE_WAL_BYTES}`);
  // What was deleted is gone.
  database.pragma('secure_delete = ON');
}

function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) syncFolder(dirname(made));
}

/** So that a new file is still there when the power goes. Where folders cannot be opened (Windows) there is no need. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
