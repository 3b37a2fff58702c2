import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEvent } from '../../src/journal/entry.ts';
import { JournalError, type JournalProblem } from '../../src/journal/journal-error.ts';
import type { ShippingState } from '../../src/journal/shipping-problem.ts';
import type { OfficeSettings } from '../../src/office/schema.ts';
import { type Journal, openJournal } from '../journal/journal.ts';
import { OfficeJournal } from '../office/office-journal.ts';
import { tamperWith } from './journal-bench.ts';

export const COUNTER_OFFICE: OfficeSettings = { name: '見本市', kiosk: { mode: 'counter' } };

/** The journal of an office, in a folder of its own. The settings may change, and opening it may fail. */
export class OfficeJournalBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'myna-pin-journal-'));
  readonly file = join(this.folder, 'journal.sqlite');
  settings: OfficeSettings | undefined = COUNTER_OFFICE;
  now = new Date('2026-12-01T01:00:00.000Z');
  /** How far it is copied, where it is; before it is opened. */
  shipping: ShippingState | undefined;
  readonly told: (JournalProblem | undefined)[] = [];
  /** Those that were opened. */
  readonly journals: Journal[] = [];
  open: () => Journal = () => openJournal(this.file, { now: () => this.now });
  readonly office = new OfficeJournal({
    open: () => {
      const journal = this.open();
      this.journals.push(journal);
      return journal;
    },
    ship: () => this.shipping && { state: this.shipping, stop: async () => {} },
    settings: () => this.settings,
    now: () => this.now,
    tell: (problem) => this.told.push(problem),
  });

  /** Oldest first. */
  get events(): JournalEvent[] {
    const entries = this.office.open().entries({ limit: 1_000 });
    return entries.map(({ event }) => event).reverse();
  }

  /** The disk takes nothing more, until what is returned is called. */
  fail(problem: JournalProblem): () => void {
    const journal = this.office.open();
    const broken = {
      append: () => {
        throw new JournalError(problem);
      },
      trouble: () => problem,
    };
    Object.assign(journal, broken);
    return () => {
      for (const name of Object.keys(broken)) Reflect.deleteProperty(journal, name);
    };
  }

  tamper(sql: string): void {
    tamperWith(this.file, sql);
  }

  async end(): Promise<void> {
    await this.office.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
