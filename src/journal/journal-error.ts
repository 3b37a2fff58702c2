/** Why the journal cannot be written, or read. `texts/journal-words.ts` has their sentences. */
export const JOURNAL_PROBLEMS = [
  /** The npm package better-sqlite3 is not installed, or was not built for this Node.js. */
  'module-missing',
  'disk-full',
  /** The disk, the folder or the file may not be written. */
  'read-only',
  /** There is no such file, to whoever only reads. */
  'not-found',
  /** Another program is writing this journal. */
  'in-use',
  /** The file is no database any more, or its contents make no sense. */
  'damaged',
  /** A database, but none of this program. */
  'not-a-journal',
  /** Written by a later version of this program. */
  'newer-version',
  /** The disk failed. */
  'failed',
] as const;
export type JournalProblem = (typeof JOURNAL_PROBLEMS)[number];

/** Why something is not written although it could be. */
const JOURNAL_REFUSALS = [
  /** The end of a change that was not begun, or that has ended before. */
  'not-open',
  /** More than the journal may say. */
  'not-an-event',
  /** This office keeps no journal. */
  'not-kept',
  /** The page has not ended the change that it began before. */
  'change-open',
  /** A PIN was to be presented, and no change is begun. */
  'no-change-begun',
  /** The bridge that writes it is not there, or went away before it answered. */
  'no-bridge',
] as const;

export const JOURNAL_CODES = [...JOURNAL_PROBLEMS, ...JOURNAL_REFUSALS] as const;
export type JournalErrorCode = (typeof JOURNAL_CODES)[number];

export class JournalError extends Error {
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'JournalError';
    this.code = code;
  }
}
