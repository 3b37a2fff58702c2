import { createRequire } from 'node:module';
import type Sqlite from 'better-sqlite3';
import { JournalError } from '../../src/journal/journal-error.ts';

let loaded: typeof Sqlite | undefined;

/** Throws `module-missing`. Optional like pcsclite: nobody needs a compiler for a page without a journal. */
export function loadSqlite(): typeof Sqlite {
  loaded ??= load();
  return loaded;
}

function load(): typeof Sqlite {
  try {
    const module = createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
    // Only now its native part is loaded, which may be missing or of another Node.js.
    new module(':memory:').close();
    return module;
  } catch (cause) {
    throw new JournalError('module-missing', { cause });
  }
}
