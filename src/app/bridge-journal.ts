import * as v from 'valibot';
import { type JournalOutcome, type Occasion, PageEvent } from '../journal/entry.ts';
import { JournalError, type JournalErrorCode } from '../journal/journal-error.ts';
import type { JournalState } from '../journal/journal-values.ts';
import type { Office } from '../office/schema.ts';
import type { BridgeConnection, JournalLink } from '../readers/bridge/bridge-client.ts';
import type { BegunChange, ChangeJournal } from './change-journal.ts';
import { triesClass } from './receipt.ts';

type Ended = Extract<PageEvent, { event: 'change-ended' }>;
type RefusedWhy = Extract<PageEvent, { event: 'refused' }>['why'];

export interface BridgeJournalOptions {
  readonly office: Office;
  /** Outlives a reload of this tab: how a change ended, while that is not written. Never a PIN. */
  readonly storage: { get(): string | null; set(entry: string): void };
}

/** How soon it is tried again, while nothing can be recorded, in milliseconds. */
const RETRY_MS = 5_000;

/**
 * The journal that the bridge keeps, as the page writes in it. Owns: the link to it, whether it can be written, and the end of
 * a change that could not be, which is tried again until it is there, also after a reload. Does not own: the occasion, which
 * whoever leads the visit tells.
 */
export class BridgeJournal implements ChangeJournal {
  /** Where, who and what for, asked at each entry. A resident by themselves unless told otherwise. */
  occasion: () => Occasion;
  problem: JournalErrorCode | undefined = 'no-bridge';
  readonly #storage: BridgeJournalOptions['storage'];
  #link: JournalLink | undefined;
  #unwritten: Ended | undefined;
  #writing: Promise<void> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #changed: () => void = () => {};

  constructor({ office, storage }: BridgeJournalOptions) {
    const place = office.kiosk?.place;
    this.occasion = () => ({ ...(place ? { place } : {}), documents: [] });
    this.#storage = storage;
    this.#unwritten = parseEnded(storage.get());
  }

  get unwritten(): boolean {
    return this.#unwritten !== undefined;
  }

  watch(changed: () => void): void {
    this.#changed = changed;
  }

  /** Finds out whether it can be written now. The bridge hears by it that this page is alive. */
  async look(): Promise<void> {
    if (this.#unwritten) return this.#write();
    try {
      this.#note(this.#link ? problemOf(await this.#link.state()) : 'no-bridge');
    } catch {
      this.#note('no-bridge');
    }
  }

  /** The bridge is there, until it is not. */
  attach({ journal, hello, closed }: Pick<BridgeConnection, 'journal' | 'hello' | 'closed'>): void {
    this.#link = journal;
    this.#note(problemOf(hello.journal));
    void closed.then(() => {
      if (this.#link !== journal) return;
      this.#link = undefined;
      this.#note('no-bridge');
    });
    void this.#write();
  }

  async begin(pins: Parameters<ChangeJournal['begin']>[0], { recovery }: { recovery: boolean }): Promise<BegunChange> {
    const of = await this.#append({ event: 'change-begun', occasion: this.occasion(), pins: [...pins], recovery });
    return {
      end: async (reports) => {
        const outcomes = reports.map(
          ({ pin, outcome, triesLeft }): JournalOutcome => ({ pin, outcome, tries: triesClass(pin, triesLeft) }),
        );
        this.#keep({ event: 'change-ended', of, outcomes });
        await this.#write();
      },
    };
  }

  /** The first visit of a proxy was taken in. */
  async accepted(): Promise<void> {
    await this.#append({ event: 'accepted', occasion: this.occasion() });
  }

  /** Somebody was sent away, and why. */
  async refused(why: RefusedWhy): Promise<void> {
    await this.#append({ event: 'refused', occasion: this.occasion(), why });
  }

  /** Nothing is written before what came before it. */
  async #append(event: PageEvent): Promise<number> {
    await this.#write();
    if (this.#unwritten) throw new JournalError(this.problem ?? 'failed');
    return this.#send(event);
  }

  async #send(event: PageEvent): Promise<number> {
    try {
      if (!this.#link) throw new JournalError('no-bridge');
      const sequence = await this.#link.append(event);
      this.#note(undefined);
      return sequence;
    } catch (error) {
      const code = error instanceof JournalError ? error.code : 'failed';
      if (code !== 'not-open') this.#note(code);
      throw error;
    }
  }

  /** Writes what could not be written, if there is any. Never rejects. */
  #write(): Promise<void> {
    if (!this.#unwritten) return Promise.resolve();
    this.#writing ??= this.#tryToWrite(this.#unwritten).finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async #tryToWrite(ended: Ended): Promise<void> {
    try {
      await this.#send(ended);
    } catch (error) {
      // Otherwise it was written although its answer got lost.
      if (!(error instanceof JournalError && error.code === 'not-open')) return;
    }
    this.#keep(undefined);
  }

  #keep(ended: Ended | undefined): void {
    this.#unwritten = ended;
    this.#storage.set(ended ? JSON.stringify(ended) : '');
    this.#changed();
  }

  #note(problem: JournalErrorCode | undefined): void {
    clearTimeout(this.#retry);
    // Without a bridge there is nobody to ask; whoever connects the next one attaches it.
    if (problem && this.#link) this.#retry = setTimeout(() => void this.look(), RETRY_MS);
    if (problem === this.problem) return;
    this.problem = problem;
    this.#changed();
  }
}

/** A page whose office wants a journal, at a bridge that knows of no such office, has loaded other settings. */
function problemOf(state: JournalState): JournalErrorCode | undefined {
  if (state === 'ready') return undefined;
  return state === 'off' ? 'not-kept' : state;
}

function parseEnded(stored: string | null): Ended | undefined {
  try {
    const event = v.parse(PageEvent, JSON.parse(stored || 'null'));
    return event.event === 'change-ended' ? event : undefined;
  } catch {
    return undefined;
  }
}
