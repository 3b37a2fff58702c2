import { closeSync, openSync } from 'node:fs';
import { loadSqlite } from './sqlite-module.ts';

/**
 * Lets one process at a time write the journal `file`: what a second bridge finds open is not for it to end. The lock is
 * SQLite's, on an empty database beside the journal, since Node.js has none of its own; it goes with the process, however
 * that ends. Those who only read do not need it. Throws what SQLite or the system throws; `SQLITE_BUSY` where it is taken.
 */
export function lockForWriting(file: string): { release(): void } {
  const name = `${file}-lock`;
  createPrivately(name);
  const lock = new (loadSqlite())(name, { timeout: 0 });
  try {
    // Nothing is ever written to it, so there is nothing to undo after a crash either.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error;
  }
  return { release: () => void lock.close() };
}

/** Makes a file that only this user can read, if it is not there. SQLite gives the files beside it the same mode. */
export function createPrivately(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
}
