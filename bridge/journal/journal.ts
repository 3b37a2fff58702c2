import type { JournalEntry, JournalEvent } from '../../src/journal/entry.ts';
import type { JournalErrorCode } from '../../src/journal/journal-error.ts';

export interface Journal {
  /** On disk when it returns. Throws `JournalError`; then nothing was appended. */
  append(event: JournalEvent): JournalEntry;
  /** Deletes what is older than so many days; resolves with how many entries. */
  prune(days: number, now: Date): number;
  /** Why nothing could be appended now; undefined where it could. */
  trouble(): JournalErrorCode | undefined;
  close(): void;
}
