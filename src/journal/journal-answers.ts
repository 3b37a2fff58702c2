import * as v from 'valibot';
import { APPLICATION_KINDS } from '../office/schema.ts';
import { CHAIN_FAULTS } from './chain-fault.ts';
import { EntryHash, JournalEvent, Sequence } from './entry.ts';
import { JOURNAL_CODES, JOURNAL_PROBLEMS } from './journal-error.ts';
import type { OutcomeClass } from './outcome-class.ts';
import { ShippingState } from './shipping-problem.ts';

/** Where the bridge answers what is asked of its journal. Nothing there changes anything. */
export const JOURNAL_PATHS = {
  overview: '/journal/overview',
  entries: '/journal/entries',
  totals: '/journal/totals',
  verification: '/journal/verification',
  csv: '/journal/csv',
} as const;

/** `off`: nothing is recorded here. `ready`: it can be written. Otherwise why not, and no PIN can be changed. */
export const JournalState = v.picklist(['off', 'ready', ...JOURNAL_PROBLEMS]);
export type JournalState = v.InferOutput<typeof JournalState>;

/** `YYYY-MM-DD`, in Japan. */
const Day = v.pipe(v.string(), v.isoDate());

/** Search parameters of `entries`, `totals` and `csv`, both days inclusive. A change's end is found by its beginning. */
export const JournalFilter = v.strictObject({
  from: v.exactOptional(Day),
  to: v.exactOptional(Day),
  event: v.exactOptional(v.picklist(['change-begun', 'change-ended', 'accepted', 'refused', 'interrupted', 'deleted'])),
  application: v.exactOptional(v.picklist(APPLICATION_KINDS)),
  place: v.exactOptional(v.pipe(v.string(), v.maxLength(80))),
  operator: v.exactOptional(v.pipe(v.string(), v.maxLength(80))),
});
export type JournalFilter = v.InferOutput<typeof JournalFilter>;

/** Entries at most in one answer. */
export const MAX_LISTED = 200;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Head = v.object({ sequence: Sequence, hash: EntryHash });

export const JournalOverview = v.object({
  state: JournalState,
  /** Days that entries are kept; for ever where there is none. */
  days: v.exactOptional(count),
  /** Of the virtual card: nobody's card was changed. */
  practice: v.boolean(),
  /** Where entries are shipped to a database. */
  shipping: v.exactOptional(ShippingState),
});
export type JournalOverview = v.InferOutput<typeof JournalOverview>;

/** Newest first. */
export const ListedEntries = v.object({
  entries: v.array(
    v.object({
      sequence: Sequence,
      at: v.string(),
      event: JournalEvent,
      hash: EntryHash,
      /** The beginning that it belongs to. */
      begun: v.exactOptional(JournalEvent),
    }),
  ),
  /** Where the next page begins: to be asked for as `before`. */
  before: v.exactOptional(Sequence),
});
export type ListedEntries = v.InferOutput<typeof ListedEntries>;

export const JournalTotals = v.array(
  v.object({
    day: Day,
    application: v.optional(v.picklist(APPLICATION_KINDS)),
    outcome: v.picklist([
      'changed',
      'partly-changed',
      'unchanged',
      'unknown',
      'open',
      'accepted',
      'refused',
    ] satisfies OutcomeClass[]),
    recovery: v.boolean(),
    count,
  }),
);
export type JournalTotals = v.InferOutput<typeof JournalTotals>;

export const JournalVerification = v.variant('ok', [
  v.object({ ok: v.literal(true), entries: count, head: v.optional(Head) }),
  v.object({
    ok: v.literal(false),
    sequence: count,
    why: v.picklist(CHAIN_FAULTS),
  }),
]);
export type JournalVerification = v.InferOutput<typeof JournalVerification>;

/** With a status of 503. */
export const JournalUnreadable = v.object({ code: v.picklist(JOURNAL_CODES) });
