import { createHash } from 'node:crypto';
import type { ChainFault } from '../../src/journal/chain-fault.ts';

/** An entry as it is stored: `body` is JSON, and the very text that `hash` covers. */
export interface StoredEntry {
  readonly sequence: number;
  readonly body: string;
  /** 32 bytes. */
  readonly hash: Uint8Array;
}

/** A place in a chain. Sequence 0 is the place before the first entry. */
export interface Link {
  readonly sequence: number;
  /** 32 bytes. */
  readonly hash: Uint8Array;
}

/** What the first entry goes on from: the chain of one kiosk is not that of another. */
export function chainStart(kiosk: string): Link {
  return { sequence: 0, hash: createHash('sha256').update(`myna-pin journal 1 ${kiosk}`).digest() };
}

/** SHA-256 over the hash before and the bytes of `body`, 32 bytes. */
export function chainHash(previous: Uint8Array, body: string): Uint8Array {
  return createHash('sha256').update(previous).update(body, 'utf8').digest();
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/**
 * Follows a chain, entry by entry in ascending order.
 *
 * What it cannot show: whoever can write the file can also compute hashes, and could write everything anew from some entry
 * on, with the head. Only what is kept outside shows that: the copy in PostgreSQL, an exported list, or the last hash on a
 * piece of paper.
 */
export class ChainWalk {
  #at: Link;

  /** `from`: the link before the first entry that is to come. */
  constructor(from: Link) {
    this.#at = from;
  }

  /** The last link that holds. */
  get at(): Link {
    return this.#at;
  }

  /** The sequence that the next entry has to have. */
  get expected(): number {
    return this.#at.sequence + 1;
  }

  next(entry: StoredEntry): ChainFault | undefined {
    if (entry.sequence !== this.expected) return 'missing';
    if (!sameHash(chainHash(this.#at.hash, entry.body), entry.hash)) return 'altered';
    this.#at = { sequence: entry.sequence, hash: entry.hash };
    return undefined;
  }
}
