import * as v from 'valibot';
import { PIN_IDS } from '../card/applications.ts';
import { APPLICATION_KINDS } from '../office/schema.ts';

/**
 * What the journal of a counter says, and all that it can say: no PIN, no name of a resident, no number of a card. Written by
 * the bridge, asked for by the page; `at` and the number of an entry are the bridge's.
 */

/** An id of the office's settings, or a name of an operator from there. */
const SettingsId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));
const OperatorName = v.pipe(v.string(), v.minLength(1), v.maxLength(80));

/** An entry's place in its journal, from 1. */
export const Sequence = v.pipe(v.number(), v.integer(), v.minValue(1));

/** SHA-256 in hexadecimal. */
export const EntryHash = v.pipe(v.string(), v.hexadecimal(), v.length(64));

/** Where, who and what for. Without an operator and an application somebody served themselves. */
const Occasion = v.strictObject({
  place: v.exactOptional(SettingsId),
  operator: v.exactOptional(OperatorName),
  application: v.exactOptional(v.picklist(APPLICATION_KINDS)),
  /** Ids of the documents ticked. */
  documents: v.pipe(v.array(SettingsId), v.maxLength(50)),
});
export type Occasion = v.InferOutput<typeof Occasion>;

const Pins = v.pipe(v.array(v.picklist(PIN_IDS)), v.minLength(1), v.maxLength(PIN_IDS.length));

/** What became of one PIN; the tries left as a class, as on the receipt. */
const Outcome = v.strictObject({
  pin: v.picklist(PIN_IDS),
  outcome: v.picklist(['changed', 'unchanged', 'half-changed', 'unknown']),
  tries: v.picklist(['all', 'some', 'one', 'none', 'not-known']),
});
export type JournalOutcome = v.InferOutput<typeof Outcome>;

/** What a page asks for. */
export const PageEvent = v.variant('event', [
  /** Before anything is sent to the card: without it nothing is changed. `recovery`: an earlier one is being found out. */
  v.strictObject({ event: v.literal('change-begun'), occasion: Occasion, pins: Pins, recovery: v.boolean() }),
  /**
   * Before the screen says how it went. `of` is the number of its beginning. Without outcomes it could not begin: nothing that
   * could change a PIN, or cost a try, was sent to the card.
   */
  v.strictObject({
    event: v.literal('change-ended'),
    of: Sequence,
    outcomes: v.pipe(v.array(Outcome), v.maxLength(PIN_IDS.length)),
  }),
  /** The first visit of a proxy: taken in, and nothing done with a card. */
  v.strictObject({ event: v.literal('accepted'), occasion: Occasion }),
  v.strictObject({
    event: v.literal('refused'),
    occasion: Occasion,
    why: v.picklist(['place-declines', 'documents-missing']),
  }),
]);
export type PageEvent = v.InferOutput<typeof PageEvent>;

/** What the bridge writes of its own accord. */
const BridgeEvent = v.variant('event', [
  /**
   * The page of a change that was begun went away without its end: what became of the PINs is not known here. A page that
   * comes back and does know may still write the end.
   */
  v.strictObject({ event: v.literal('interrupted'), of: Sequence }),
  /** Everything up to an entry was deleted when its time was over; `hash` is that entry's, so that the chain goes on from it. */
  v.strictObject({
    event: v.literal('deleted'),
    through: Sequence,
    count: v.pipe(v.number(), v.integer(), v.minValue(1)),
    hash: EntryHash,
  }),
]);
export type BridgeEvent = v.InferOutput<typeof BridgeEvent>;

export const JournalEvent = v.variant('event', [PageEvent, BridgeEvent]);
export type JournalEvent = v.InferOutput<typeof JournalEvent>;

export interface JournalEntry {
  readonly sequence: number;
  /** UTC, ISO 8601 with milliseconds; never before the entry that goes before. */
  readonly at: string;
  readonly event: JournalEvent;
  /** SHA-256 in hexadecimal over the hash of the entry before and the bytes of this one. */
  readonly hash: string;
}
