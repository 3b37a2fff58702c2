import { createHash } from 'node:crypto';
import type { JournalEntry, JournalEvent } from '../../src/journal/entry.ts';
import { JournalError, type JournalProblem } from '../../src/journal/journal-error.ts';
import type { Journal } from '../journal/journal.ts';

/** Keeps its entries as long as the test lasts, and can be told to fail. It is on no disk, and verifies nothing. */
export class MemoryJournal implements Pick<Journal, 'append' | 'trouble' | 'prune' | 'close'> {
  readonly written: JournalEntry[] = [];
  /** Why nothing can be written now. */
  problem: JournalProblem | undefined;
  readonly pruned: number[] = [];
  closed = false;

  get events(): JournalEvent[] {
    return this.written.map(({ event }) => event);
  }

  append(event: JournalEvent): JournalEntry {
    if (this.problem) throw new JournalError(this.problem);
    if ('of' in event && !this.#isOpen(event.of, event.event)) throw new JournalError('not-open');
    const sequence = this.written.length + 1;
    const hash = createHash('sha256')
      .update(JSON.stringify([this.written.at(-1)?.hash, event]))
      .digest('hex');
    const entry = { sequence, at: new Date().toISOString(), event, hash };
    this.written.push(entry);
    return entry;
  }

  trouble(): JournalProblem | undefined {
    return this.problem;
  }

  prune(days: number): number {
    this.pruned.push(days);
    return 0;
  }

  close(): void {
    this.closed = true;
  }

  #isOpen(of: number, by: 'change-ended' | 'interrupted'): boolean {
    const endings = this.events.filter((event) => 'of' in event && event.of === of).map(({ event }) => event);
    const over = endings.includes('change-ended') || (by === 'interrupted' && endings.length > 0);
    return this.events[of - 1]?.event === 'change-begun' && !over;
  }
}
