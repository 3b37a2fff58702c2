import { CardError } from './card-error.ts';

/** Why a command was not let through. Nothing of it reached the card. */
export const REFUSAL_REASONS = [
  'malformed',
  'command-not-allowed',
  'application-not-listed',
  'file-not-listed',
  'no-pin-file-selected',
  'no-readable-file-selected',
  'pin-format',
  'tries-unknown',
  'locked',
  'last-try-without-consent',
  'pin-already-refused',
  'not-verified',
  'instruction-not-for-this-pin',
  'answer-lost',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** A command that the guard did not let through. */
export class GuardRefusal extends CardError {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super('refused-by-guard');
    this.message = reason;
    this.reason = reason;
  }
}
