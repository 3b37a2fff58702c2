import * as v from 'valibot';
import { type JournalOutcome, type Occasion, PageEvent } from '../journal/entry.ts';
import { JournalError, type JournalErrorCode } from '../journal/journal-error.ts';
import type { Office } from '../office/schema.ts';
import type { BridgeConnection } from '../readers/bridge/bridge-client.ts';
import type { BegunChange, ChangeJournal } from './change-journal.ts';
import { triesClass } from './receipt.ts';

type Ended = Extract<PageEvent, { event: 'change-ended' }>;
type RefusedWhy = Extract<PageEvent, { event: 'refused' }>['why'];

export interface BridgeJournalOptions {
  readonly office: Office;
  /** Outlives a reload of this tab: how a change ended, while that is not written. Never a PIN. */
  readonly storage: { get(): string | null; set(entry: string): void };
}

/** How soon it is tried again to write what could not be written, in milliseconds. */
const RETRY_MS = 5_000;

/**
 * The journal that the bridge keeps, as the page writes in it. Owns: the link to it, and the end of a change that could not
 * be written, which is tried again until it is there, also after a reload. Does not own: the occasion, which whoever leads
 * the visit tells (`occasion`).
 */
export class BridgeJournal implements ChangeJournal {
  /** Where, who and what for, asked at the beginning of each entry. A resident by themselves unless told otherwise. */
  occasion: () => Occasion;
  readonly #storage: BridgeJournalOptions['storage'];
  #link: Pick<BridgeConnection, 'appendToJournal'> | undefined;
  #unwritten: Ended | undefined;
  /** Why it could not be written the last time. */
  #problem: JournalErrorCode = 'no-bridge';
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

  /** The bridge is there, until it is not. */
  attach(link: Pick<BridgeConnection, 'appendToJournal' | 'closed'>): void {
    this.#link = link;
    void link.closed.then(() => {
      if (this.#link === link) this.#link = undefined;
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
    if (this.#unwritten) throw new JournalError(this.#problem);
    if (!this.#link) throw new JournalError('no-bridge');
    return this.#link.appendToJournal(event);
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
    clearTimeout(this.#retry);
    try {
      if (!this.#link) throw new JournalError('no-bridge');
      await this.#link.appendToJournal(ended);
    } catch (error) {
      this.#problem = error instanceof JournalError ? error.code : 'failed';
      // It was written although its answer got lost, or the bridge has noted for itself how it ended.
      if (this.#problem !== 'not-open') {
        this.#retry = setTimeout(() => void this.#write(), RETRY_MS);
        return;
      }
    }
    this.#keep(undefined);
  }

  #keep(ended: Ended | undefined): void {
    this.#unwritten = ended;
    this.#storage.set(ended ? JSON.stringify(ended) : '');
    this.#changed();
  }
}

function parseEnded(stored: string | null): Ended | undefined {
  try {
    const event = v.parse(PageEvent, JSON.parse(stored || 'null'));
    return event.event === 'change-ended' ? event : undefined;
  } catch {
    return undefined;
  }
}
