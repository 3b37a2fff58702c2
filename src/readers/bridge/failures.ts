import { GuardRefusal, REFUSAL_REASONS } from '../../card/guard.ts';
import { JOURNAL_CODES, JournalError } from '../../journal/journal-error.ts';
import { invalidState, responseCodeOf, SmartCardError } from '../web-smart-card/errors.ts';
import { RESPONSE_CODES, type SmartCardResponseCode } from '../web-smart-card/types.ts';
import type { FailureCode } from './protocol.ts';

/** The code that stands for `error` on the wire. Nothing else of an error is ever sent. */
export function failureCodeOf(error: unknown): FailureCode {
  const responseCode = responseCodeOf(error);
  if (responseCode) return responseCode;
  if (error instanceof GuardRefusal) return `refused-by-guard/${error.reason}`;
  if (error instanceof JournalError) return `journal/${error.code}`;
  switch (error instanceof DOMException ? error.name : '') {
    case 'InvalidStateError':
      return 'invalid-state';
    case 'TimeoutError':
      return 'timeout';
    case 'AbortError':
      return 'aborted';
    default:
      return 'internal';
  }
}

/** The error that a caller of the Web Smart Card API gets for a code from the wire. */
export function errorOf(code: FailureCode): Error {
  if (isResponseCode(code)) return new SmartCardError(code);
  const refusal = REFUSAL_REASONS.find((reason) => code === `refused-by-guard/${reason}`);
  if (refusal) return new GuardRefusal(refusal);
  const journal = JOURNAL_CODES.find((known) => code === `journal/${known}`);
  if (journal) return new JournalError(journal);
  switch (code) {
    case 'invalid-state':
      return invalidState('refused by the bridge');
    case 'timeout':
      return new DOMException('no change in time', 'TimeoutError');
    case 'aborted':
      return new DOMException('aborted', 'AbortError');
    default:
      return new DOMException(code, 'OperationError');
  }
}

function isResponseCode(code: FailureCode): code is SmartCardResponseCode {
  return (RESPONSE_CODES as readonly string[]).includes(code);
}
