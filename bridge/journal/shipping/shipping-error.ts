/** Why entries could not be shipped. `texts/journal-words.ts` has their sentences. */
export type ShippingErrorCode =
  /** The npm package pg is not installed. */
  | 'module-missing'
  /** What was given is not the URL of a PostgreSQL database. */
  | 'bad-url'
  /** No server, no network, or it went away meanwhile. */
  | 'unreachable'
  /** Its certificate is not one that is trusted, or it has none. */
  | 'not-trusted'
  /** Wrong name or password, or the server does not let this computer in. */
  | 'refused'
  | 'no-such-database'
  /** There is no table, and this user may not make one; or may not write into it. */
  | 'not-permitted'
  /** There is a table of that name with other columns. */
  | 'table-differs'
  /** The server takes nothing now: it is full, starting or stopping, or a copy of another one. */
  | 'not-writable'
  /** It has another entry of this kiosk under the same number, or more of them. Nothing is overwritten; people have to look. */
  | 'conflict'
  | 'failed';

export class ShippingError extends Error {
  readonly code: ShippingErrorCode;

  constructor(code: ShippingErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'ShippingError';
    this.code = code;
  }
}

/**
 * SQLSTATE (appendix A of the PostgreSQL manual; a class where it is shorter), and errors of the system and of TLS, by their
 * beginning; the longest that fits stands first.
 */
const CODES: readonly (readonly [prefix: string, code: ShippingErrorCode])[] = [
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
const SENTENCES: readonly (readonly [RegExp, ShippingErrorCode])[] = [
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
