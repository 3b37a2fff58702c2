import type { Database } from 'better-sqlite3';
import type { ChainFault } from '../../src/journal/chain-fault.ts';
import { ChainWalk, hex, type Link, type StoredEntry, sameHash } from './chain.ts';

export interface Head {
  readonly sequence: number;
  /** In hexadecimal. */
  readonly hash: string;
}

export type Verification =
  | {
      readonly ok: true;
      /** How many there are. */
      readonly entries: number;
      /** The last one ever written; undefined where none was. */
      readonly head: Head | undefined;
    }
  /** `sequence` is the first that is not right. */
  | { readonly ok: false; readonly sequence: number; readonly why: ChainFault };

export interface ChainRow {
  readonly kiosk: string;
  readonly head: number;
  readonly head_hash: Uint8Array;
  readonly deleted: number;
  readonly deleted_hash: Uint8Array;
}

export const CHAIN_ROW = 'SELECT kiosk, head, head_hash, deleted, deleted_hash FROM chain';

/** Only a deletion has this in its text: a quotation mark within a name would be escaped. */
const DELETION = '"event":"deleted"';

/** Entries from one rest to the next. */
const STRIDE = 500;

/**
 * Verifies in steps, so that other things can be done in between, but not with this connection. `noted`: a link somebody kept
 * elsewhere, such as on paper; it has to be among the entries, or be the last deleted one.
 */
export function* verification(database: Database, noted?: Head): Generator<void, Verification> {
  const progress = { expected: 1 };
  try {
    // One state of the file, whoever writes meanwhile.
    database.exec('BEGIN');
    return yield* verifyState(database, noted, progress);
  } catch {
    // Pages that cannot be read, or text that is none.
    return { ok: false, sequence: progress.expected, why: 'damaged' };
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK');
  }
}

function* verifyState(
  database: Database,
  noted: Head | undefined,
  progress: { expected: number },
): Generator<void, Verification> {
  const chain = database.prepare(CHAIN_ROW).get() as ChainRow;
  const walk = new ChainWalk({ sequence: chain.deleted, hash: chain.deleted_hash });
  const broken = (why: ChainFault, sequence = walk.expected): Verification => ({ ok: false, sequence, why });
  let isNoted = noted === undefined || agrees(walk.at, noted);
  let deletion: { through: number; hash: string } | undefined;
  const rows = database.prepare('SELECT sequence, body, hash FROM entry ORDER BY sequence').iterate();
  for (const row of rows as Iterable<StoredEntry>) {
    progress.expected = walk.expected;
    if (walk.expected % STRIDE === 0) yield;
    if (row.sequence < walk.expected || row.sequence > chain.head) return broken('added', row.sequence);
    const fault = walk.next(row);
    if (fault) return broken(fault);
    if (noted && agrees(walk.at, noted)) isNoted = true;
    if (row.body.includes(DELETION)) deletion = JSON.parse(row.body).event;
  }
  if (walk.at.sequence < chain.head) return broken('cut-off');
  if (!sameHash(walk.at.hash, chain.head_hash)) return broken('altered', chain.head);
  if (chain.deleted !== (deletion?.through ?? 0)) return broken('deletion-unrecorded', chain.deleted + 1);
  if (deletion && deletion.hash !== hex(chain.deleted_hash)) return broken('deletion-unrecorded', chain.deleted + 1);
  if (!isNoted && noted) return broken('not-as-noted', noted.sequence);
  // What is searched by could still be wrong.
  if (database.pragma('integrity_check(1)', { simple: true }) !== 'ok') return broken('damaged', chain.head);
  return { ok: true, entries: chain.head - chain.deleted, head: headOf(chain) };
}

export function headOf({ head, head_hash }: ChainRow): Head | undefined {
  return head === 0 ? undefined : { sequence: head, hash: hex(head_hash) };
}

function agrees(link: Link, noted: Head): boolean {
  return link.sequence === noted.sequence && hex(link.hash) === noted.hash;
}
