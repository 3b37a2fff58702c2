import * as v from 'valibot';

/** Why entries could not be shipped to the database. `texts/shipping-problems.ts` has the sentences. */
export const SHIPPING_PROBLEMS = [
  /** The npm package pg is not installed. */
  'module-missing',
  /** What was given is not the URL of a PostgreSQL database. */
  'bad-url',
  /** No server, no network, or it went away meanwhile. */
  'unreachable',
  /** Its certificate is not one that is trusted, or it has none. */
  'not-trusted',
  /** Wrong name or password, or the server does not let this computer in. */
  'refused',
  'no-such-database',
  /** There is no table, and this user may not make one; or may not write into it. */
  'not-permitted',
  /** There is a table of that name with other columns. */
  'table-differs',
  /** The server takes nothing now: it is full, starting or stopping, or a copy of another one. */
  'not-writable',
  /** It has another entry of this kiosk under the same number, or more of them. Nothing is overwritten; people have to look. */
  'conflict',
  'failed',
] as const;
export type ShippingProblem = (typeof SHIPPING_PROBLEMS)[number];

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How far the copy in the database is, as far as the kiosk knows. */
export const ShippingState = v.object({
  /** Every entry up to this one is there. */
  through: count,
  /** Entries that are not there yet. */
  waiting: count,
  /** When something was last found to be there; left out where that never was. */
  at: v.exactOptional(v.string()),
  /** Why the last attempt failed, and since when they all do. */
  error: v.exactOptional(v.object({ code: v.picklist(SHIPPING_PROBLEMS), since: v.string() })),
});
export type ShippingState = v.InferOutput<typeof ShippingState>;
