/**
 * Why no answer came from the card. Whether the last command was executed is not known: a lost answer is not a
 * command that was not carried out.
 */
export type CardErrorCode =
  | 'card-removed'
  | 'card-reset'
  | 'reader-gone'
  | 'service-gone'
  | 'in-use'
  | 'unresponsive'
  | 'bad-answer'
  /** The guard did not let the command through; nothing reached the card. */
  | 'refused-by-guard'
  | 'failed';

export class CardError extends Error {
  readonly code: CardErrorCode;

  constructor(code: CardErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'CardError';
    this.code = code;
  }
}

/** The code of anything a `Transmit` may reject with. */
export function cardErrorCode(error: unknown): CardErrorCode {
  return error instanceof CardError ? error.code : 'failed';
}
