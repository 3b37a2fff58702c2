import { createRequire } from 'node:module';
import type Sqlite from 'better-sqlite3';
import { JournalError } from './journal-error.ts';

/** Throws `module-missing`. Optional like pcsclite: nobody needs a compiler for a page without a journal. */
export function loadSqlite(): typeof Sqlite {
  try {
    return createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
  } catch (cause) {
    throw new JournalError('module-missing', { cause });
  }
}
