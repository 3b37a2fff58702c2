import type { PinId } from '../card/applications.ts';
import type { PinReport } from '../card/pin-job.ts';
import type { JournalErrorCode } from '../journal/journal-error.ts';

/** Where changes are recorded for the office. Whatever rejects here rejects with `JournalError`. */
export interface ChangeJournal {
  /** Why nothing can be recorded now, as far as it is known. */
  readonly problem: JournalErrorCode | undefined;
  /** How an earlier change ended could not be written yet. It is tried again, and nothing new begins before it is there. */
  readonly unwritten: boolean;
  /**
   * Resolves when it is on the disk that these PINs are about to be presented, or, with `recovery`, about to be asked for.
   * Rejects where that cannot be recorded: nothing may be sent to the card then.
   */
  begin(pins: readonly PinId[], options: { readonly recovery: boolean }): Promise<BegunChange>;
  /** `changed` is called whenever one of them is another. */
  watch(changed: () => void): void;
}

export interface BegunChange {
  /**
   * Resolves when it is on the disk how it went; without reports nothing with a PIN was sent to the card. Never rejects: what
   * could not be written is `unwritten`.
   */
  end(reports: readonly PinReport[]): Promise<void>;
}
