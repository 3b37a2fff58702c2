import type { ShippingProblem } from '../../../src/journal/shipping-problem.ts';

/** Why entries could not be shipped. */
export class ShippingError extends Error {
  readonly code: ShippingProblem;

  constructor(code: ShippingProblem, options?: ErrorOptions) {
    super(code, options);
    this.name = 'ShippingError';
    this.code = code;
  }
}

/**
 * SQLSTATE (appendix A of the PostgreSQL manual; a class where it is shorter), and errors of the system and of TLS, by their
 * beginning; the longest that fits stands first.
 */
const CODES: readonly (readonly [prefix: string, code: ShippingProblem])[] = [
  ['08', 'unreachable'],
  ['57P01', 'unreachable'],
  ['57P02', 'unreachable'],
  ['57P03', 'not-writable'],
  ['25006', 'not-writable'],
  ['53', 'not-writable'],
  ['28', 'refused'],
  ['3D', 'no-such-database'],
  ['42501', 'not-permitted'],
  ['3F', 'not-permitted'],
  ['42', 'table-differs'],
  ['22', 'table-differs'],
  ['23', 'table-differs'],
  ['ECONN', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['EAI_', 'unreachable'],
  ['ETIMEDOUT', 'unreachable'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EPIPE', 'unreachable'],
  ['ENOENT', 'unreachable'],
  ['ERR_TLS', 'not-trusted'],
  ['CERT_', 'not-trusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'not-trusted'],
  ['SELF_SIGNED_CERT', 'not-trusted'],
  ['UNABLE_TO_', 'not-trusted'],
];

/** The package says some things with a sentence alone. */
const SENTENCES: readonly (readonly [RegExp, ShippingProblem])[] = [
  [/does not support SSL/, 'not-trusted'],
  [/password must be a string|no password supplied/i, 'refused'],
  [/timeout|terminated|not queryable|connection (was )?(closed|ended)/i, 'unreachable'],
];

/** What came from the package pg or from the network, as a coded error. */
export function shippingError(error: unknown): ShippingError {
  if (error instanceof ShippingError) return error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  const byCode = CODES.find(([prefix]) => typeof code === 'string' && code.startsWith(prefix))?.[1];
  const bySentence = SENTENCES.find(([pattern]) => pattern.test(String(message)))?.[1];
  return new ShippingError(byCode ?? bySentence ?? 'failed', { cause: error });
}
