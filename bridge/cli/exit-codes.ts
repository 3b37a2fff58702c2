/** What a command says to the program that started it. */
export const EXIT = {
  /** All was changed, or done. */
  done: 0,
  /** Refused, or not all was changed. */
  refused: 1,
  usage: 2,
  /** No service, no reader, no card, or none that can be used. */
  unreachable: 3,
  /** What the card holds is not known. */
  unknown: 4,
} as const;
