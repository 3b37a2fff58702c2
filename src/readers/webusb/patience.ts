/** An end for a card that asks at once, again and again; one that takes its time meets the other first. */
const MOST_EXTENSIONS = 1000;
/**
 * Milliseconds. A hundred extensions of the longest wait that ISO/IEC 14443-4 knows, 4.95 s, are 8 minutes. Whoever does not
 * want to wait takes the card away.
 */
const LONGEST_WAIT_MS = 10 * 60_000;

/**
 * How much more time one command is given, whoever asks for it: a card by S(WTX), its reader by a time extension. Neither
 * standard sets an end to that. Once it has run out, the command counts as one of which nobody knows whether the card
 * executed it: nothing is sent again, and the card loses its power.
 */
export class Patience {
  readonly #now: () => number;
  readonly #end: number;
  #extensions = 0;

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(now = () => performance.now()) {
    this.#now = now;
    this.#end = now() + LONGEST_WAIT_MS;
  }

  /** What is left of the time in milliseconds, never below 0. */
  get leftMs(): number {
    return Math.max(this.#end - this.#now(), 0);
  }

  /** One extension more: whether it is still given. */
  extend(): boolean {
    return ++this.#extensions <= MOST_EXTENSIONS && this.leftMs > 0;
  }
}
