import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { dayInJapan } from '../../src/journal/japan-time.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import { changeClass, type OutcomeClass } from '../../src/journal/outcome-class.ts';
import type { ShippingState } from '../../src/journal/shipping-problem.ts';
import type { ApplicationKind } from '../../src/office/schema.ts';
import { type CsvOptions, csvLines } from './csv.ts';
import { journalError } from './journal-error.ts';
import { condition, type JournalFilter, type ListedEntry, type ListedRow, listed, parseBody } from './query.ts';
import { readVersion } from './schema.ts';
import { Outbox } from './shipping/outbox.ts';
import { loadSqlite } from './sqlite-module.ts';
import { CHAIN_ROW, type ChainRow, type Head, headOf, type Verification, verification } from './verify.ts';

export interface JournalQuery extends JournalFilter {
  /** Only entries with a smaller sequence: the next page of a list. */
  readonly before?: number;
  readonly limit: number;
}

/** How many applications of a kind went how on a day. */
export interface JournalTotal {
  /** In Japan, `YYYY-MM-DD`. */
  readonly day: string;
  /** Undefined where people served themselves. */
  readonly application: ApplicationKind | undefined;
  readonly outcome: OutcomeClass;
  /** An earlier change was found out: no application of its own. */
  readonly recovery: boolean;
  readonly count: number;
}

/** A year of a busy counter has some hundred thousand entries: nothing holds them all. */
const CHUNK = 1_000;

const LISTED = `
  SELECT e.sequence, e.body, e.hash, b.body AS begun FROM entry AS e LEFT JOIN entry AS b ON b.sequence = e.begun`;

/** What can be read of a journal. All throw `JournalError`. */
export class JournalReader {
  protected readonly database: Database;
  protected readonly file: string;
  readonly #afterwards: () => void;

  constructor(database: Database, file: string, afterwards: () => void = () => {}) {
    this.database = database;
    this.file = file;
    this.#afterwards = afterwards;
  }

  /** The id of this kiosk, a UUID: made once with the file. */
  get kiosk(): string {
    return this.chain().kiosk;
  }

  /** The last entry ever written; undefined where none was. */
  get head(): Head | undefined {
    return headOf(this.chain());
  }

  /** How many entries there are, and when the first and the last of them were written; undefined where there is none. */
  get extent(): { readonly entries: number; readonly first: string; readonly last: string } | undefined {
    return this.coded(() => {
      const row = this.database
        .prepare('SELECT count(*) AS entries, min(at) AS first, max(at) AS last FROM entry')
        .get();
      const { entries, first, last } = row as { entries: number; first: string | null; last: string | null };
      return first === null || last === null ? undefined : { entries, first, last };
    });
  }

  /** How far the copy in another database is. */
  get shipping(): ShippingState {
    return this.coded(() => new Outbox(this.database).state());
  }

  /** Newest first. */
  entries(query: JournalQuery): ListedEntry[] {
    return this.coded(() => {
      const { where, values } = condition(query);
      const { before = Number.MAX_SAFE_INTEGER, limit } = query;
      const rows = this.database.prepare(
        `${LISTED} WHERE ${where} AND e.sequence < ? ORDER BY e.sequence DESC LIMIT ?`,
      );
      return (rows.all(...values, before, limit) as ListedRow[]).map(listed);
    });
  }

  /** By day, application and outcome, in this order. A change counts on the day on which it was begun. `event` does not matter. */
  totals({ event: _, ...filter }: JournalFilter): JournalTotal[] {
    return this.coded(() => {
      const { where, values } = condition(filter);
      const rows = this.database.prepare(`
        SELECT e.body, (
          SELECT x.body FROM entry AS x WHERE x.begun = e.sequence ORDER BY x.event = 'change-ended' DESC LIMIT 1
        ) AS ending
        FROM entry AS e LEFT JOIN entry AS b ON b.sequence = e.begun
        WHERE ${where} AND e.event IN ('change-begun', 'accepted', 'refused')`);
      const totals = new Map<string, JournalTotal>();
      for (const row of rows.iterate(...values) as Iterable<{ body: string; ending: string | null }>) {
        const total = countedAs(row.body, row.ending);
        if (!total) continue;
        const key = JSON.stringify([total.day, total.application ?? '', total.outcome, total.recovery]);
        totals.set(key, { ...total, count: (totals.get(key)?.count ?? 0) + 1 });
      }
      return [...totals].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, total]) => total);
    });
  }

  /** Every hash, and that nothing is missing; `ChainWalk` says what that does not show. */
  verify(noted?: Head): Verification {
    return this.coded(() => {
      const steps = verification(this.database, noted);
      for (;;) {
        const { done, value } = steps.next();
        if (done) return value;
      }
    });
  }

  /** The same, while this process goes on with its work: a card may be waiting for it. Rejects with `JournalError`. */
  async verifyBeside(): Promise<Verification> {
    const reader = readJournal(this.file);
    try {
      const steps = verification(reader.database);
      for (;;) {
        const { done, value } = steps.next();
        if (done) return value;
        await setImmediate();
      }
    } catch (error) {
      throw journalError(error, this.file);
    } finally {
      reader.close();
    }
  }

  /**
   * Lines of a table for spreadsheets, oldest first, each with its line end; the first one with a byte order mark. They are
   * read as they are asked for, so that they can be sent slowly while the journal is written.
   */
  csv(filter: JournalFilter, options: CsvOptions = {}): Iterable<string> {
    return csvLines(this.#ascending(filter), options);
  }

  close(): void {
    this.database.close();
    this.#afterwards();
  }

  protected chain(): ChainRow {
    return this.coded(() => this.database.prepare(CHAIN_ROW).get() as ChainRow);
  }

  protected coded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw journalError(error, this.file);
    }
  }

  *#ascending(filter: JournalFilter): Generator<ListedEntry> {
    const { where, values } = condition(filter);
    let after = 0;
    for (;;) {
      const rows = this.coded(() => {
        const sql = `${LISTED} WHERE ${where} AND e.sequence > ? ORDER BY e.sequence LIMIT ${CHUNK}`;
        return (this.database.prepare(sql).all(...values, after) as ListedRow[]).map(listed);
      });
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < CHUNK) return;
      after = last.sequence;
    }
  }
}

/** For whoever only looks, also while a bridge writes it. Throws `JournalError`. */
export function readJournal(file: string): JournalReader {
  if (!existsSync(file)) throw new JournalError('not-found');
  try {
    return new JournalReader(openToRead(file), file);
  } catch (error) {
    const coded = journalError(error, file);
    if (coded.code !== 'read-only') throw coded;
    return readCopy(file);
  }
}

function openToRead(file: string): Database {
  const database = new (loadSqlite())(file, { readonly: true, fileMustExist: true });
  try {
    if (readVersion(database).isEmpty) throw new JournalError('not-a-journal');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite reads no database with a log where it cannot write beside it. Where it cannot, nobody else is writing either. */
function readCopy(file: string): JournalReader {
  const folder = mkdtempSync(join(tmpdir(), 'myna-pin-journal-'));
  try {
    for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, join(folder, `copy${end}`));
    // The mode of the original may forbid even this.
    chmodSync(join(folder, 'copy'), 0o600);
    return new JournalReader(openToRead(join(folder, 'copy')), file, () => rmSync(folder, { recursive: true }));
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw journalError(error, folder);
  }
}

function countedAs(body: string, ending: string | null): Omit<JournalTotal, 'count'> | undefined {
  const { at, event } = parseBody(body);
  if (!('occasion' in event)) return undefined;
  const isChange = event.event === 'change-begun';
  return {
    day: dayInJapan(new Date(at)),
    application: event.occasion.application,
    outcome: isChange ? changeClass(event.pins, ending === null ? undefined : parseBody(ending).event) : event.event,
    recovery: isChange && event.recovery,
  };
}
