import type { SmartCardResponseCode } from './types.ts';

/** Web Smart Card API, `SmartCardError`: a `DOMException` that names the PC/SC response. */
export class SmartCardError extends DOMException {
  readonly responseCode: SmartCardResponseCode;

  constructor(responseCode: SmartCardResponseCode, message: string = responseCode) {
    super(message, 'SmartCardError');
    this.responseCode = responseCode;
  }
}

/** The response code of a `SmartCardError`, this module's or the browser's own; `undefined` for any other value. */
export function responseCodeOf(error: unknown): SmartCardResponseCode | undefined {
  if (!(error instanceof DOMException) || error.name !== 'SmartCardError') return undefined;
  return (error as Partial<SmartCardError>).responseCode;
}

export function invalidState(message: string): DOMException {
  return new DOMException(message, 'InvalidStateError');
}
