import * as v from 'valibot';
import { type JournalEntry, JournalEvent } from '../../src/journal/entry.ts';
import { dayBegins, dayInJapan } from '../../src/journal/japan-time.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import type { ApplicationKind } from '../../src/office/schema.ts';
import { hex, type StoredEntry } from './chain.ts';

/** Which entries. A change's end is found by the occasion of its beginning. */
export interface JournalFilter {
  /** Days in Japan, `YYYY-MM-DD`, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly event?: JournalEvent['event'];
  readonly application?: ApplicationKind;
  readonly place?: string;
  readonly operator?: string;
}

/** An entry, and the beginning that it belongs to, where that is kept. */
export interface ListedEntry extends JournalEntry {
  readonly begun?: Extract<JournalEvent, { event: 'change-begun' }>;
}

export interface ListedRow extends StoredEntry {
  /** The body of its beginning. */
  readonly begun: string | null;
}

const DAY_MS = 86_400_000;

/** The beginning of the day in Japan that is so many days before that of `now`, as it compares with `at` of entries. */
export function daysBefore(days: number, now: Date): string {
  return new Date(dayBegins(dayInJapan(now)).getTime() - days * DAY_MS).toISOString();
}

/** For `entry AS e LEFT JOIN entry AS b`, its beginning. */
export function condition(filter: JournalFilter): { where: string; values: (string | number)[] } {
  const { from, to, event, application, place, operator } = filter;
  const terms: (readonly [sql: string, value: string | undefined])[] = [
    ['e.at >= ?', from === undefined ? undefined : dayBegins(from).toISOString()],
    ['e.at < ?', to === undefined ? undefined : new Date(dayBegins(to).getTime() + DAY_MS).toISOString()],
    ['e.event = ?', event],
    ['coalesce(e.application, b.application) = ?', application],
    ['coalesce(e.place, b.place) = ?', place],
    ['coalesce(e.operator, b.operator) = ?', operator],
  ];
  const given = terms.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  return { where: ['true', ...given.map(({ sql }) => sql)].join(' AND '), values: given.map(({ value }) => value) };
}

const Body = v.strictObject({
  sequence: v.pipe(v.number(), v.integer()),
  at: v.pipe(v.string(), v.isoTimestamp()),
  event: JournalEvent,
});

/** Throws `damaged` where a text is none that this program wrote. */
export function parseBody(text: string): v.InferOutput<typeof Body> {
  try {
    return v.parse(Body, JSON.parse(text));
  } catch (cause) {
    throw new JournalError('damaged', { cause });
  }
}

/** Throws `damaged`. */
export function listed({ body, hash, begun }: ListedRow): ListedEntry {
  const beginning = begun === null ? undefined : parseBody(begun).event;
  return {
    ...parseBody(body),
    hash: hex(hash),
    ...(beginning?.event === 'change-begun' ? { begun: beginning } : {}),
  };
}
