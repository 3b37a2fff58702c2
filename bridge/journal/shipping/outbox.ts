import type { Database } from 'better-sqlite3';
import type { ShippingProblem, ShippingState } from '../../../src/journal/shipping-problem.ts';
import type { Link, StoredEntry } from '../chain.ts';
import { CHAIN_ROW, type ChainRow } from '../verify.ts';

interface ShippingRow {
  readonly through: number;
  readonly at: string | null;
  readonly error: ShippingProblem | null;
  readonly error_at: string | null;
}

/** What a journal keeps about its copy elsewhere. All throw what SQLite throws. */
export class Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Entries after `sequence`, oldest first. */
  after(sequence: number, limit: number): StoredEntry[] {
    const rows = this.#database.prepare(
      'SELECT sequence, body, hash FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?',
    );
    return rows.all(sequence, limit) as StoredEntry[];
  }

  /** What is known here of an entry that is said to be elsewhere; undefined where nothing is, since it was deleted. */
  link(sequence: number): Link | 'never-written' | undefined {
    const { head, deleted, deleted_hash } = this.#database.prepare(CHAIN_ROW).get() as ChainRow;
    if (sequence > head) return 'never-written';
    if (sequence === deleted) return { sequence, hash: deleted_hash };
    return this.#database.prepare('SELECT sequence, hash FROM entry WHERE sequence = ?').get(sequence) as
      | Link
      | undefined;
  }

  state(): ShippingState {
    const row = this.#database.prepare('SELECT through, at, error, error_at FROM shipping').get() as ShippingRow;
    const { head } = this.#database.prepare(CHAIN_ROW).get() as ChainRow;
    const { through, at, error, error_at } = row;
    return {
      through,
      waiting: Math.max(0, head - through),
      ...(at === null ? {} : { at }),
      ...(error === null || error_at === null ? {} : { error: { code: error, since: error_at } }),
    };
  }

  /** Less than before where the other database lost some. */
  noteShipped(through: number, at: Date): void {
    this.#database
      .prepare('UPDATE shipping SET through = ?, at = ?, error = NULL, error_at = NULL')
      .run(through, at.toISOString());
  }

  /** Written once for a time of failures: a disk is not worn out by a network that is away. */
  noteError(code: ShippingProblem, at: Date): void {
    this.#database
      .prepare('UPDATE shipping SET error = :code, error_at = coalesce(error_at, :at) WHERE error IS NOT :code')
      .run({ code, at: at.toISOString() });
  }
}
