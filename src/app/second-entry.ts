import { equalBytes, wipe } from '../card/bytes.ts';

/**
 * What was entered first, of a form that is entered twice from the same paper: a slip of the hand costs no try then. Owns: the
 * bytes of the first entries until they are dropped, then it wipes them. Does not own: fields, or what is typed second.
 */
export class SecondEntry<Key> {
  readonly #first = new Map<Key, Uint8Array>();

  /** Whether a first entry is there, and the second is to be made. */
  get begun(): boolean {
    return this.#first.size > 0;
  }

  /** Takes over what was entered first; a copy is kept, and `typed` wiped. */
  keep(key: Key, typed: Uint8Array): void {
    wipe(this.#first.get(key));
    this.#first.set(key, typed.slice());
    wipe(typed);
  }

  /** What was entered first; a view. */
  first(key: Key): Uint8Array | undefined {
    return this.#first.get(key);
  }

  /**
   * Whether it was entered as before. Where it was not, nobody can tell which of the two is right: this one is kept in place of
   * the other, so that the next has to agree with it. `typed` is wiped.
   */
  agrees(key: Key, typed: Uint8Array): boolean {
    const first = this.#first.get(key);
    const same = first !== undefined && equalBytes(first, typed);
    if (same) wipe(typed);
    else this.keep(key, typed);
    return same;
  }

  forget(): void {
    wipe(...this.#first.values());
    this.#first.clear();
  }
}
