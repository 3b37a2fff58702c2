import type { ShippingProblem, ShippingState } from '../../../src/journal/shipping-problem.ts';
import { type Link, sameHash } from '../chain.ts';
import type { Journal } from '../journal.ts';
import type { Outbox } from './outbox.ts';
import { connectPostgres, type Destination } from './postgres.ts';
import { ShippingError, shippingError } from './shipping-error.ts';

export interface ShipperOptions {
  /** Told when attempts begin to fail, fail in another way, or succeed again. */
  readonly tell?: (error: ShippingProblem | undefined) => void;
  readonly connect?: (url: string, signal: AbortSignal) => Promise<Destination>;
  readonly pauses?: Pauses;
  readonly now?: () => Date;
}

export interface Pauses {
  /** From an entry to its shipping, so that a beginning and its end may go together, in milliseconds. */
  readonly collectMs: number;
  /** After the first failure; doubled after each further one. */
  readonly firstMs: number;
  readonly longestMs: number;
}

const PAUSES: Pauses = { collectMs: 500, firstMs: 1_000, longestMs: 300_000 };
/** Entries in one transaction. */
const BATCH = 500;
const URL_VARIABLE = 'MYNA_PIN_JOURNAL_URL';

/**
 * The URL of the database that this environment names, with the variable taken out of it: a browser that is started from here
 * has no use for the password.
 */
export function takeJournalUrl(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const url = env[URL_VARIABLE];
  delete env[URL_VARIABLE];
  return url === '' ? undefined : url;
}

/**
 * Copies a journal to PostgreSQL, in its order, at least once, and each entry there once. Owns: when that is tried. Does not
 * own: the journal, which never waits for it. The other database says how far the copy is, so a lost answer costs nothing.
 */
export class Shipper {
  readonly #journal: Journal;
  readonly #outbox: Outbox;
  readonly #url: string;
  readonly #connect: (url: string, signal: AbortSignal) => Promise<Destination>;
  readonly #tell: (error: ShippingProblem | undefined) => void;
  readonly #pauses: Pauses;
  readonly #now: () => Date;
  readonly #stopping = new AbortController();
  readonly #unwatch: () => void;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #failures = 0;
  #error: ShippingProblem | undefined;

  constructor(journal: Journal, url: string, options: ShipperOptions = {}) {
    this.#journal = journal;
    this.#outbox = journal.outbox;
    this.#url = url;
    this.#connect = options.connect ?? connectPostgres;
    this.#tell = options.tell ?? (() => {});
    this.#pauses = options.pauses ?? PAUSES;
    this.#now = options.now ?? (() => new Date());
    this.#unwatch = journal.watch(() => this.#appended());
    // Not all kiosks of a city at once when its power is back.
    this.#after(this.#jitter(this.#pauses.firstMs));
  }

  get state(): ShippingState {
    return this.#journal.shipping;
  }

  /** From then on the journal is left alone. Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#unwatch();
    clearTimeout(this.#timer);
    await this.#running;
  }

  #appended(): void {
    // Also while attempts fail: the one that is running may succeed, and have looked before.
    if (this.#running) this.#again = true;
    // While attempts fail the next one has its time already.
    else if (!this.#timer) this.#after(this.#pauses.collectMs);
  }

  #after(pause: number): void {
    if (this.#stopping.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#attempt().finally(() => {
        this.#running = undefined;
      });
    }, pause);
    // A bridge that ends does not wait for it.
    this.#timer.unref();
  }

  async #attempt(): Promise<void> {
    this.#again = false;
    try {
      await this.#ship();
      if (this.#stopping.signal.aborted) return;
      this.#failures = 0;
      this.#note(undefined);
      if (this.#again) this.#after(this.#pauses.collectMs);
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      this.#failures++;
      this.#note(shippingError(error).code);
      const { firstMs, longestMs } = this.#pauses;
      this.#after(this.#jitter(Math.min(longestMs, firstMs * 2 ** (this.#failures - 1))));
    }
  }

  async #ship(): Promise<void> {
    const { kiosk } = this.#journal;
    const destination = await this.#connect(this.#url, this.#stopping.signal);
    try {
      const there = await destination.head(kiosk);
      if (this.#stopping.signal.aborted) return;
      this.#requireSame(there);
      let through = there?.sequence ?? 0;
      this.#outbox.noteShipped(through, this.#now());
      for (;;) {
        const entries = this.#outbox.after(through, BATCH);
        const last = entries.at(-1);
        if (!last) return;
        await destination.add(kiosk, entries);
        if (this.#stopping.signal.aborted) return;
        through = last.sequence;
        this.#outbox.noteShipped(through, this.#now());
      }
    } finally {
      await destination.close();
    }
  }

  /** Throws `conflict` where this journal was set back, or another one says that it is this kiosk. */
  #requireSame(there: Link | undefined): void {
    const here = there && this.#outbox.link(there.sequence);
    if (here === 'never-written') throw new ShippingError('conflict');
    if (here && !sameHash(here.hash, there.hash)) throw new ShippingError('conflict');
  }

  #note(error: ShippingProblem | undefined): void {
    if (error !== undefined) {
      try {
        this.#outbox.noteError(error, this.#now());
      } catch {
        // A disk that is full has its own message.
      }
    }
    if (error === this.#error) return;
    this.#error = error;
    this.#tell(error);
  }

  /** Between half of a pause and all of it. */
  #jitter(pause: number): number {
    return pause * (0.5 + Math.random() / 2);
  }
}
