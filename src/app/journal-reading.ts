import * as v from 'valibot';
import type { JournalEvent } from '../journal/entry.ts';
import { dayInJapan, daysAfter } from '../journal/japan-time.ts';
import {
  JOURNAL_PATHS,
  type JournalFilter,
  JournalOverview,
  JournalTotals,
  JournalUnreadable,
  JournalVerification,
  ListedEntries,
} from '../journal/journal-answers.ts';
import type { JournalErrorCode } from '../journal/journal-error.ts';

export type ListedEntry = ListedEntries['entries'][number];

export const PERIODS = ['today', 'week', 'month', 'days'] as const;
/** `week` and `month`: the last 7 and 31 days, with today. `days`: from one day to another. */
export type Period = (typeof PERIODS)[number];

/** `undefined` is all of them. */
export interface JournalSearch {
  readonly period: Period;
  /** Of the period `days`. */
  readonly from: string;
  readonly to: string;
  readonly application?: JournalFilter['application'] | undefined;
  readonly event?: JournalFilter['event'] | undefined;
  readonly operator?: string | undefined;
  readonly place?: string | undefined;
}

export interface ReadingDependencies {
  readonly fetch: (path: string) => Promise<Response>;
  readonly now: () => Date;
  readonly onChange: () => void;
}

const PERIOD_DAYS: Readonly<Record<Exclude<Period, 'days'>, number>> = { today: 1, week: 7, month: 31 };
/** So many days are drawn at least, so that today has something to be compared with. */
const LEAST_DRAWN = 14;

/**
 * What staff read in the journal. Owns: what was asked for, and the answers to the last question alone. Does not own: what the
 * journal is, or who may read it.
 */
export class JournalReading {
  search: JournalSearch;
  overview: JournalOverview | undefined;
  /** Newest first. */
  entries: readonly ListedEntry[] = [];
  /** Where there are more of them. */
  before: number | undefined;
  /** By day, for `drawn`. */
  totals: JournalTotals = [];
  verification: JournalVerification | 'asked' | undefined;
  /** Why nothing could be read. */
  problem: JournalErrorCode | undefined;
  /** When all of this was so. */
  at: Date;
  /** Something was asked for that is not there yet. */
  waiting = false;

  readonly #dependencies: ReadingDependencies;
  /** Counts the questions: what answers an earlier one is not shown. */
  #question = 0;

  constructor(dependencies: ReadingDependencies) {
    this.#dependencies = dependencies;
    this.at = dependencies.now();
    const today = dayInJapan(this.at);
    this.search = { period: 'today', from: today, to: today };
  }

  /** The days of the search, both inclusive. */
  get days(): { readonly from: string; readonly to: string } {
    const { period, from, to } = this.search;
    if (period === 'days') return from <= to ? { from, to } : { from: to, to: from };
    const today = dayInJapan(this.at);
    return { from: daysAfter(today, 1 - PERIOD_DAYS[period]), to: today };
  }

  /** The days that are drawn, oldest first. */
  get drawn(): readonly string[] {
    const { from, to } = this.days;
    const first = daysAfter(to, 1 - LEAST_DRAWN);
    const days = [to];
    for (let day = to; day > (from < first ? from : first); ) {
      day = daysAfter(day, -1);
      days.push(day);
    }
    return days.reverse();
  }

  /** Of the days of the search. */
  get totalsOfSearch(): JournalTotals {
    const { from, to } = this.days;
    return this.totals.filter(({ day }) => day >= from && day <= to);
  }

  /** The address of the table for spreadsheets, with what is searched for. */
  get csv(): string {
    return `${JOURNAL_PATHS.csv}?${this.#parameters()}`;
  }

  /** Asks for all of it, with something in the search changed. Never rejects. */
  async look(changes: Partial<JournalSearch> = {}): Promise<void> {
    this.search = { ...this.search, ...changes };
    this.at = this.#dependencies.now();
    const { event: _, ...filter } = this.#filter();
    const [from = this.days.from] = this.drawn;
    await this.#ask(async () => {
      const [overview, listed, totals] = await Promise.all([
        this.#get(JournalOverview, JOURNAL_PATHS.overview),
        this.#get(ListedEntries, `${JOURNAL_PATHS.entries}?${this.#parameters()}`),
        this.#get(JournalTotals, `${JOURNAL_PATHS.totals}?${new URLSearchParams({ ...filter, from })}`),
      ]);
      return () => {
        this.overview = overview;
        this.entries = listed.entries;
        this.before = listed.before;
        this.totals = totals;
      };
    });
  }

  /** The next page of the list. */
  async more(): Promise<void> {
    const { before } = this;
    if (before === undefined) return;
    await this.#ask(async () => {
      const listed = await this.#get(ListedEntries, `${JOURNAL_PATHS.entries}?${this.#parameters()}&before=${before}`);
      return () => {
        this.entries = [...this.entries, ...listed.entries];
        this.before = listed.before;
      };
    });
  }

  /** Every hash of it. Never rejects. */
  async verify(): Promise<void> {
    if (this.verification === 'asked') return;
    this.verification = 'asked';
    this.#dependencies.onChange();
    try {
      this.verification = await this.#get(JournalVerification, JOURNAL_PATHS.verification);
    } catch (error) {
      this.verification = undefined;
      this.problem = codeOf(error);
    }
    this.#dependencies.onChange();
  }

  async #ask(question: () => Promise<() => void>): Promise<void> {
    const mine = ++this.#question;
    this.waiting = true;
    this.#dependencies.onChange();
    let take: () => void;
    try {
      const answer = await question();
      take = () => {
        answer();
        this.problem = undefined;
      };
    } catch (error) {
      take = () => {
        this.problem = codeOf(error);
      };
    }
    if (mine !== this.#question) return;
    take();
    this.waiting = false;
    this.#dependencies.onChange();
  }

  #filter(): JournalFilter {
    const { period: _, from: __, to: ___, ...rest } = this.search;
    const given = Object.entries(rest).filter(([, value]) => value !== undefined);
    return { ...Object.fromEntries(given), ...this.days };
  }

  #parameters(): string {
    return new URLSearchParams({ ...this.#filter() }).toString();
  }

  async #get<Schema extends v.GenericSchema>(schema: Schema, path: string): Promise<v.InferOutput<Schema>> {
    const response = await this.#dependencies.fetch(path);
    if (response.ok) return v.parse(schema, await response.json());
    throw new Unreadable(v.parse(JournalUnreadable, await response.json()).code);
  }
}

class Unreadable extends Error {
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode) {
    super(code);
    this.code = code;
  }
}

/** Without an answer, or with one of somebody else, there is no bridge. */
function codeOf(error: unknown): JournalErrorCode {
  return error instanceof Unreadable ? error.code : 'no-bridge';
}

/** A line of the list: what was begun is told once, with its end. */
export interface JournalRow {
  readonly sequence: number;
  readonly at: Date;
  readonly event: JournalEvent;
  /** That of its beginning, where it is the end of a change. */
  readonly begun: Extract<JournalEvent, { event: 'change-begun' }> | undefined;
}

/** The lines of entries that are listed newest first. A beginning is a line of its own where nothing came of it yet. */
export function rowsOf(entries: readonly ListedEntry[]): readonly JournalRow[] {
  const ended = new Set<number>();
  return entries.flatMap(({ sequence, at, event, begun }) => {
    if ('of' in event) ended.add(event.of);
    if (event.event === 'change-begun' && ended.has(sequence)) return [];
    return [{ sequence, at: new Date(at), event, begun: begun?.event === 'change-begun' ? begun : undefined }];
  });
}
