import type { Recording, RecordingEntry } from '../../../src/card/recording/recording.ts';
import type { Replay } from '../../../src/readers/recording/replay.ts';
import type { ReaderDriver } from '../../../src/readers/web-smart-card/resource-manager.ts';

/**
 * A replay for a command. A command looks at the readers only when it has to know, and the recorder noticed at these very
 * moments what had become of the card, the reader and the service: so that is when it happens again, in no time.
 * `nothingMore` is called when the command waits and nothing is left to happen.
 */
export class CuedReaders implements ReaderDriver {
  readonly #replay: Replay;
  readonly #entries: readonly RecordingEntry[];
  readonly #nothingMore: () => void;
  #looked = false;

  constructor(replay: Replay, { entries }: Recording, nothingMore: () => void) {
    this.#replay = replay;
    this.#entries = entries;
    this.#nothingMore = nothingMore;
  }

  async open(): Promise<void> {
    if (this.#isNext('service back')) this.#replay.goOn();
    this.#loseService();
    try {
      await this.#replay.open();
    } catch (error) {
      // Somebody who waits for the service asks for it again.
      if (!this.#isNext('service back')) this.#nothingMore();
      throw error;
    }
  }

  async listReaders(): Promise<string[]> {
    this.#loseService();
    return this.#replay.listReaders();
  }

  async getStatusChange(...[states, options]: Parameters<ReaderDriver['getStatusChange']>) {
    options.signal?.throwIfAborted();
    this.#loseService();
    // The recorder knew of no change before it had looked once.
    if (this.#looked) this.#cue();
    this.#looked = true;
    let settled = false;
    const settle = () => {
      settled = true;
    };
    const change = this.#replay.getStatusChange(states, options);
    change.then(settle, settle);
    for (;;) {
      // Whatever a replay can say at once it has said by then.
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return change;
      if (this.#cue()) continue;
      this.#nothingMore();
      return change;
    }
  }

  connect(...args: Parameters<ReaderDriver['connect']>): ReturnType<ReaderDriver['connect']> {
    if (this.#isNext('service lost')) this.#replay.goOn();
    return this.#replay.connect(...args);
  }

  /** What was found in one look: the next event, and what came with it. False when the command is expected to act. */
  #cue(): boolean {
    const happened = this.#replay.goOn();
    while (happened && isOfSameLook(this.#replay.next)) this.#replay.goOn();
    return happened;
  }

  /** Unless it was connecting that failed of it. */
  #loseService(): void {
    if (!this.#isNext('service lost')) return;
    const after = this.#entries[this.#entries.indexOf(this.#replay.next as RecordingEntry) + 1];
    if (!(after?.kind === 'event' && after.event === 'connect')) this.#replay.goOn();
  }

  #isNext(event: 'service lost' | 'service back'): boolean {
    const { next } = this.#replay;
    return next?.kind === 'event' && next.event === event;
  }
}

/** A card that was swapped is noticed as taken out and put in at once. */
function isOfSameLook(entry: RecordingEntry | undefined): boolean {
  return (
    entry?.kind === 'event' &&
    entry.delayMs === 0 &&
    (entry.event.startsWith('card ') || entry.event.startsWith('reader '))
  );
}
