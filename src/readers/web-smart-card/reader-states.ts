import {
  PNP_NOTIFICATION,
  type SmartCardGetStatusChangeOptions,
  type SmartCardReaderStateFlagsOut,
  type SmartCardReaderStateIn,
  type SmartCardReaderStateOut,
} from './types.ts';

/** What a driver knows of one reader at this moment. */
export interface ReaderState {
  /** `unavailable`: somebody else has the reader, or it does not answer. */
  readonly card: 'empty' | 'present' | 'mute' | 'unavailable';
  /** Whether somebody holds the card exclusively. */
  readonly exclusive?: boolean;
  readonly inUse?: boolean;
  /** Grows whenever a card comes or goes. */
  readonly eventCount: number;
  readonly answerToReset?: Uint8Array;
}

/**
 * The readers of one driver and their states, with `getStatusChange` on top. Owns: the table and those who wait for it
 * to change. Does not own: finding readers or cards; a driver calls `set` and `delete` when it learns something.
 */
export class ReaderStates {
  readonly #readers = new Map<string, ReaderState>();
  readonly #waiting = new Set<() => void>();
  #failure: Error | undefined;

  names(): string[] {
    return [...this.#readers.keys()];
  }

  get(name: string): ReaderState | undefined {
    return this.#readers.get(name);
  }

  set(name: string, state: ReaderState): void {
    this.#readers.set(name, state);
    this.#wake();
  }

  delete(name: string): void {
    if (this.#readers.delete(name)) this.#wake();
  }

  /** The source of these states is gone: everybody who waits, now or later, is rejected with `error`. */
  fail(error: Error): void {
    this.#failure = error;
    this.#readers.clear();
    this.#wake();
  }

  /** Web Smart Card API, `getStatusChange`. */
  async getStatusChange(
    states: readonly SmartCardReaderStateIn[],
    { timeout, signal }: SmartCardGetStatusChangeOptions = {},
  ): Promise<SmartCardReaderStateOut[]> {
    signal?.throwIfAborted();
    const knownReaders = this.#readers.size;
    const answer = () => states.map((state) => this.#compare(state, knownReaders));
    const first = this.#settled(answer());
    if (first) return first;
    return new Promise((resolve, reject) => {
      const finish = (act: () => void) => {
        this.#waiting.delete(look);
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        act();
      };
      const look = () => {
        try {
          const changed = this.#settled(answer());
          if (changed) finish(() => resolve(changed));
        } catch (error) {
          finish(() => reject(error));
        }
      };
      const abort = () => finish(() => reject(signal?.reason));
      const timer =
        timeout === undefined
          ? undefined
          : setTimeout(() => finish(() => reject(new DOMException('no change in time', 'TimeoutError'))), timeout);
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.add(look);
    });
  }

  #settled(answer: SmartCardReaderStateOut[]): SmartCardReaderStateOut[] | undefined {
    if (this.#failure) throw this.#failure;
    return answer.some((state) => state.eventState.changed) ? answer : undefined;
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look();
  }

  #compare(
    { readerName, currentState, currentCount }: SmartCardReaderStateIn,
    knownReaders: number,
  ): SmartCardReaderStateOut {
    if (readerName === PNP_NOTIFICATION) {
      const flags = noFlags();
      // PC/SC hands the number of readers in the event count; a caller who passes it back loses no change in between.
      flags.changed = this.#readers.size !== (currentCount ?? knownReaders);
      return { readerName, eventState: flags, eventCount: this.#readers.size };
    }
    if (currentState.ignore) return { readerName, eventState: { ...noFlags(), ignore: true }, eventCount: 0 };
    const reader = this.#readers.get(readerName);
    const flags = reader ? flagsOf(reader) : { ...noFlags(), unknown: true, unavailable: true };
    const eventCount = reader?.eventCount ?? 0;
    flags.changed =
      currentState.unaware === true ||
      (currentCount !== undefined && currentCount !== eventCount) ||
      (['unavailable', 'empty', 'present', 'exclusive', 'inuse', 'mute', 'unpowered'] as const).some(
        (flag) => (currentState[flag] ?? false) !== flags[flag],
      );
    const out: SmartCardReaderStateOut = { readerName, eventState: flags, eventCount };
    if (reader?.answerToReset) out.answerToReset = new Uint8Array(reader.answerToReset).buffer;
    return out;
  }
}

function flagsOf(reader: ReaderState): SmartCardReaderStateFlagsOut {
  return {
    ...noFlags(),
    unavailable: reader.card === 'unavailable',
    empty: reader.card === 'empty',
    present: reader.card === 'present' || reader.card === 'mute',
    mute: reader.card === 'mute',
    exclusive: reader.exclusive ?? false,
    inuse: reader.inUse ?? false,
  };
}

function noFlags(): SmartCardReaderStateFlagsOut {
  return {
    ignore: false,
    changed: false,
    unavailable: false,
    unknown: false,
    empty: false,
    present: false,
    exclusive: false,
    inuse: false,
    mute: false,
    unpowered: false,
  };
}
