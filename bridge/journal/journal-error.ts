import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { JournalError, type JournalErrorCode } from '../../src/journal/journal-error.ts';

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
