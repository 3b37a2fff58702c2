/** What a chain shows when somebody was at it. `texts/journal-texts.ts` has the sentences. */
export const CHAIN_FAULTS = [
  /** This entry, or the one before, is not what was written; or entries were put in, or changed places. */
  'altered',
  /** It is not there, though later ones are. */
  'missing',
  /** It was the last one, or one of the last, and is not there. */
  'cut-off',
  /** It goes beyond the last one that was written, or comes before the first. */
  'added',
  /** Earlier ones were deleted, and no entry says so. */
  'deletion-unrecorded',
  /** It is not what somebody noted down elsewhere. */
  'not-as-noted',
  /** The file itself is damaged there. */
  'damaged',
] as const;
export type ChainFault = (typeof CHAIN_FAULTS)[number];
