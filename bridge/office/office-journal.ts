import type { JournalEntry, PageEvent } from '../../src/journal/entry.ts';
import type { JournalOverview } from '../../src/journal/journal-answers.ts';
import { JOURNAL_PROBLEMS, JournalError, type JournalProblem } from '../../src/journal/journal-error.ts';
import type { JournalState } from '../../src/journal/journal-values.ts';
import type { ShippingState } from '../../src/journal/shipping-problem.ts';
import type { OfficeSettings } from '../../src/office/schema.ts';
import type { Journal } from '../journal/journal.ts';

export interface OfficeJournalOptions {
  /** Opens it, or makes it. Throws `JournalError`. */
  readonly open: () => Journal;
  /** Where it is copied to another database: begins that with a journal that was opened. */
  readonly ship?: (journal: Journal) => Shipping | undefined;
  /** Those that hold now. */
  readonly settings: () => OfficeSettings | undefined;
  /** Hears whenever it is another one: why it cannot be written, or, with `undefined`, that it can. */
  readonly tell: (problem: JournalProblem | undefined) => void;
  readonly now?: () => Date;
  /** The card is the virtual one, and nobody's. */
  readonly practice?: boolean;
}

/** The copying of a journal to another database. */
export interface Shipping {
  readonly state: ShippingState;
  /** From then on the journal is left alone. */
  stop(): Promise<void>;
}

/** How often it is looked whether there is something to delete, in milliseconds; deleted is once a day. */
const LOOK_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What one page may do with the journal. */
export interface PageJournal {
  /** Whether a PIN may be presented by this page now. */
  readonly recorded: boolean;
  /** As of the office. */
  check(): JournalState;
  /** On disk when it returns. Throws `JournalError`; then nothing was appended. */
  append(event: PageEvent): JournalEntry;
  /** The page is gone: what it began is written down as interrupted. Never throws. */
  end(): void;
}

/**
 * The journal of an office, as far as its bridge is concerned. Owns: whether it is to be kept now (the settings may change
 * while the bridge runs), opening it when it is first needed, which changes are begun and by which page, their end when that
 * page goes away, and deleting what is older than the office wants. Does not own: the file, or what is in it.
 */
export class OfficeJournal {
  readonly #options: OfficeJournalOptions;
  readonly #looking: NodeJS.Timeout;
  #journal: Journal | undefined;
  #shipping: Shipping | undefined;
  /** Why the last attempt to open it or to write came to nothing. */
  #problem: JournalProblem | undefined;
  /** What was told last; `null` before the first time. */
  #told: JournalProblem | undefined | null = null;
  /** Changes whose page is gone, while that is not written. */
  readonly #abandoned = new Set<number>();
  #pruned = Number.NEGATIVE_INFINITY;

  constructor(options: OfficeJournalOptions) {
    this.#options = options;
    this.#looking = setInterval(() => this.#prune(), LOOK_MS);
    this.#looking.unref();
  }

  /** Whether a change has to be recorded: also while nobody knows what the office wants. */
  get required(): boolean {
    const { settings } = this;
    return !settings || settings.kiosk?.mode !== undefined;
  }

  /** Finds out whether it can be written now. Opens it where it is needed and is not open yet. */
  check(): JournalState {
    if (!this.required) return 'off';
    try {
      const journal = this.open();
      this.#noting(() => {
        const trouble = journal.trouble();
        if (trouble) throw new JournalError(trouble);
      });
      this.#writeAbandoned(journal);
    } catch {
      // Noted, with its reason.
    }
    return this.#problem ?? 'ready';
  }

  /** What staff are told of it. */
  overview(): JournalOverview {
    const { practice = false } = this.#options;
    const days = this.settings?.journal?.days;
    const state = this.check();
    const shipping = this.#shipping?.state;
    return { state, practice, ...(days === undefined ? {} : { days }), ...(shipping ? { shipping } : {}) };
  }

  /** Of the office, as they hold now. */
  get settings(): OfficeSettings | undefined {
    return this.#options.settings();
  }

  /** For whoever reads in it. Throws `JournalError`: `not-kept`, or why it cannot be opened. */
  open(): Journal {
    if (!this.#journal && !this.required) throw new JournalError('not-kept');
    if (!this.#journal) {
      this.#journal = this.#noting(this.#options.open);
      this.#shipping = this.#options.ship?.(this.#journal);
      this.#prune();
    }
    return this.#journal;
  }

  /** For the page that comes. */
  page(): PageJournal {
    let open: number | undefined;
    const office = this;
    return {
      get recorded() {
        return open !== undefined || !office.required;
      },
      check: () => this.check(),
      append: (event) => {
        if (event.event === 'change-begun' && open !== undefined) throw new JournalError('change-open');
        // What was begun is ended, even if the settings are others by now.
        if (event.event !== 'change-ended' && !this.required) throw new JournalError('not-kept');
        const journal = this.open();
        this.#writeAbandoned(journal);
        const entry = this.#noting(() => journal.append(event));
        if (event.event === 'change-begun') open = entry.sequence;
        else if (event.event === 'change-ended' && event.of === open) open = undefined;
        return entry;
      },
      end: () => {
        if (open !== undefined) this.#abandoned.add(open);
        open = undefined;
        try {
          if (this.#journal) this.#writeAbandoned(this.#journal);
        } catch {
          // Tried again before anything else is written; and whoever opens the file next finds it without its end.
        }
      },
    };
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    clearInterval(this.#looking);
    await this.#shipping?.stop();
    this.#shipping = undefined;
    this.#journal?.close();
    this.#journal = undefined;
  }

  #writeAbandoned(journal: Journal): void {
    for (const of of this.#abandoned) {
      try {
        this.#noting(() => journal.append({ event: 'interrupted', of }));
      } catch (error) {
        // Its page came back and told how it ended.
        if (!(error instanceof JournalError && error.code === 'not-open')) throw error;
      }
      this.#abandoned.delete(of);
    }
  }

  /** Once a day. Nothing is lost where it fails: there is more to delete the next time. */
  #prune(): void {
    const days = this.settings?.journal?.days;
    const now = this.#options.now?.() ?? new Date();
    const journal = this.#journal;
    if (!journal || days === undefined || now.getTime() - this.#pruned < DAY_MS) return;
    try {
      this.#noting(() => journal.prune(days, now));
      this.#pruned = now.getTime();
    } catch {
      // Noted, with its reason.
    }
  }

  /** Remembers and tells how it went. */
  #noting<T>(work: () => T): T {
    try {
      const result = work();
      this.#note(undefined);
      return result;
    } catch (error) {
      const code = error instanceof JournalError ? error.code : 'failed';
      const problem = JOURNAL_PROBLEMS.find((known) => known === code);
      if (problem) this.#note(problem);
      throw error instanceof JournalError ? error : new JournalError('failed', { cause: error });
    }
  }

  #note(problem: JournalProblem | undefined): void {
    this.#problem = problem;
    if (problem === this.#told) return;
    this.#told = problem;
    this.#options.tell(problem);
  }
}
