import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { JournalError } from '../../src/journal/journal-error.ts';
import { chainStart } from './chain.ts';

/** `PRAGMA application_id`: "mynj". */
const APPLICATION_ID = 0x6d79_6e6a;

/**
 * What leads from one version of the schema to the next; `PRAGMA user_version` counts them. A migration that was published
 * is never changed: the next one is added below.
 *
 * `body` is the text that the hash covers. What is searched by is generated from it, so that it cannot say something else.
 * The triggers keep a mistake in this program, or in a tool, from altering what was written. They keep out nobody who means it:
 * for that there is the chain.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE entry (
    sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
    body TEXT NOT NULL CHECK (json_valid(body)),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    at TEXT NOT NULL AS (body ->> '$.at'),
    event TEXT NOT NULL AS (body ->> '$.event.event'),
    begun INTEGER AS (body ->> '$.event.of'),
    place TEXT AS (body ->> '$.event.occasion.place'),
    operator TEXT AS (body ->> '$.event.occasion.operator'),
    application TEXT AS (body ->> '$.event.occasion.application')
  ) STRICT;
  CREATE INDEX entry_at ON entry (at);
  CREATE INDEX entry_begun ON entry (begun) WHERE begun IS NOT NULL;
  CREATE INDEX entry_change ON entry (sequence) WHERE event = 'change-begun';

  -- One row: whose journal it is, the last entry written, and the last one deleted, from which the chain goes on.
  CREATE TABLE chain (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    kiosk TEXT NOT NULL,
    head INTEGER NOT NULL,
    head_hash BLOB NOT NULL CHECK (length(head_hash) = 32),
    deleted INTEGER NOT NULL CHECK (deleted <= head),
    deleted_hash BLOB NOT NULL CHECK (length(deleted_hash) = 32)
  ) STRICT;

  -- Not part of the chain: how far the copy in another database is (shipping), and a place to write to when only that is asked.
  CREATE TABLE shipping (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    through INTEGER NOT NULL,
    at TEXT,
    error TEXT,
    error_at TEXT
  ) STRICT;
  INSERT INTO shipping VALUES (1, 0, NULL, NULL, NULL);
  CREATE TABLE probe (only INTEGER PRIMARY KEY CHECK (only = 1), count INTEGER NOT NULL) STRICT;
  INSERT INTO probe VALUES (1, 0);

  CREATE TRIGGER entry_appended BEFORE INSERT ON entry
    WHEN NEW.sequence IS NOT (SELECT head + 1 FROM chain)
    BEGIN SELECT raise(ABORT, 'entries are appended one after the other'); END;
  CREATE TRIGGER entry_unaltered BEFORE UPDATE ON entry
    BEGIN SELECT raise(ABORT, 'entries are never altered'); END;
  CREATE TRIGGER entry_kept BEFORE DELETE ON entry
    WHEN OLD.sequence > (SELECT deleted FROM chain)
    BEGIN SELECT raise(ABORT, 'entries are deleted by prune alone'); END;
  CREATE TRIGGER chain_goes_on BEFORE UPDATE ON chain
    WHEN NEW.kiosk IS NOT OLD.kiosk OR NEW.head < OLD.head OR NEW.head > OLD.head + 1 OR NEW.deleted < OLD.deleted
    BEGIN SELECT raise(ABORT, 'the chain goes on by one entry at a time'); END;
  CREATE TRIGGER chain_kept BEFORE DELETE ON chain
    BEGIN SELECT raise(ABORT, 'the chain is never deleted'); END;
  `,
];

/** Makes what is missing. Throws `JournalError` or what SQLite throws; then the file is as it was. */
export function migrate(database: Database): void {
  const { version, isEmpty } = readVersion(database);
  if (version === MIGRATIONS.length) return;
  const upgrade = database.transaction(() => {
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    if (isEmpty) {
      const kiosk = randomUUID();
      const { sequence, hash } = chainStart(kiosk);
      database.prepare('INSERT INTO chain VALUES (1, ?, ?, ?, ?, ?)').run(kiosk, sequence, hash, sequence, hash);
    }
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${MIGRATIONS.length}`);
  });
  upgrade.immediate();
}

/** Throws `not-a-journal` or `newer-version` where this program should not touch the file. */
export function readVersion(database: Database): { version: number; isEmpty: boolean } {
  const pragma = (name: string) => Number(database.pragma(name, { simple: true }));
  const version = pragma('user_version');
  const isEmpty = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (isEmpty) return { version: 0, isEmpty };
  if (pragma('application_id') !== APPLICATION_ID) throw new JournalError('not-a-journal');
  if (version > MIGRATIONS.length) throw new JournalError('newer-version');
  return { version, isEmpty };
}
