import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Why the journal could not be written or read. `texts/journal-words.ts` has their sentences. */
export type JournalErrorCode =
  /** The npm package better-sqlite3 is not installed, or was not built for this Node.js. */
  | 'module-missing'
  | 'disk-full'
  /** The disk, the folder or the file may not be written. */
  | 'read-only'
  /** There is no such file, to whoever only reads. */
  | 'not-found'
  /** Another program is writing this journal. */
  | 'in-use'
  /** The file is no database any more, or its contents make no sense. */
  | 'damaged'
  /** A database, but none of this program. */
  | 'not-a-journal'
  /** Written by a later version of this program. */
  | 'newer-version'
  /** The end of a change that was not begun, or that has ended before. */
  | 'not-open'
  /** More than the journal may say. */
  | 'not-an-event'
  /** The disk failed. */
  | 'failed';

export class JournalError extends Error {
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'JournalError';
    this.code = code;
  }
}

/** Result codes of SQLite, the longest that fits first, and errors of the system. */
const CODES: readonly (readonly [prefix: string, code: JournalErrorCode])[] = [
  ['SQLITE_FULL', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['SQLITE_BUSY', 'in-use'],
  ['SQLITE_LOCKED', 'in-use'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_CONSTRAINT', 'damaged'],
  // A table that is not there, or JSON that is none.
  ['SQLITE_ERROR', 'damaged'],
];

/** What came from SQLite or the file system while `file` was used, as a coded error. */
export function journalError(error: unknown, file: string): JournalError {
  if (error instanceof JournalError) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  const known = CODES.find(([prefix]) => code.startsWith(prefix))?.[1];
  return new JournalError(known ?? stateOfDisk(dirname(file)), { cause: error });
}

/** An I/O error, or a file that cannot be opened, does not say why. */
function stateOfDisk(folder: string): JournalErrorCode {
  // The nearest one that there is.
  if (!existsSync(folder) && dirname(folder) !== folder) return stateOfDisk(dirname(folder));
  try {
    if (statfsSync(folder).bavail === 0) return 'disk-full';
    accessSync(folder, constants.W_OK);
    return 'failed';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return CODES.find(([prefix]) => prefix === code)?.[1] ?? 'failed';
  }
}
