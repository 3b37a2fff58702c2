import * as v from 'valibot';
import { JOURNAL_PROBLEMS } from './journal-error.ts';

/** An entry's place in its journal, from 1. */
export const Sequence = v.pipe(v.number(), v.integer(), v.minValue(1));

/** SHA-256 in hexadecimal. */
export const EntryHash = v.pipe(v.string(), v.hexadecimal(), v.length(64));

/** `off`: nothing is recorded here. `ready`: it can be written. Otherwise why not, and no PIN can be changed. */
export const JournalState = v.picklist(['off', 'ready', ...JOURNAL_PROBLEMS]);
export type JournalState = v.InferOutput<typeof JournalState>;
