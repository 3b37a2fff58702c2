import { PIN_IDS } from '../../card/applications.ts';
import { toAscii, toHex } from '../../card/bytes.ts';
import { GuardRefusal } from '../../card/guard-refusal.ts';
import { Disguise } from '../../card/recording/disguise.ts';
import { kindInRecording } from '../../card/recording/kind-of-card.ts';
import type { Recording, RecordingEntry, WorldEvent } from '../../card/recording/recording.ts';
import { LAST_TRY_CONSENT } from '../guard-controls.ts';
import { responseCodeOf } from '../web-smart-card/errors.ts';
import type {
  SmartCardConnection,
  SmartCardContext,
  SmartCardReaderStateOut,
  SmartCardResourceManager,
} from '../web-smart-card/types.ts';

export interface RecorderOptions {
  /** Name and version of what records. */
  readonly product: string;
  /** YYYY-MM-DD */
  readonly date: string;
  /** The situation, in one sentence. */
  readonly shows: string;
  /** Keeps what would be masked, on cards that say themselves to be virtual ones of this product. */
  readonly keepTestData?: boolean;
  /** Milliseconds from any moment on. */
  readonly now?: () => number;
}

/** An entry with the reader it belongs to (none: all of them) and when it was made. */
interface Noted {
  readonly reader: string | undefined;
  readonly at: number;
  readonly entry: Content;
}

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;
type Content = DistributiveOmit<RecordingEntry, 'delayMs' | 'comments' | 'line'>;

/** A reader's name often ends with its serial number, in brackets or as a long run of digits. */
const SERIAL_NUMBER = /\(?[0-9A-Fa-f]*\d[0-9A-Fa-f]{5,}\)?/g;

/**
 * Writes down what happens on any readers it is put around, without a PIN and without data of the card (`Disguise`).
 * Owns: the entries between `start` and `finish`. Does not own: the readers; it hands every call on unchanged, and when it
 * does not record it does nothing else.
 *
 * A recording is about one reader: the one with which most was exchanged, since a program looks into all of them for the
 * card it works with.
 */
export class Recorder {
  #options: RecorderOptions | undefined;
  #disguise = new Disguise({ keepTestData: false });
  #noted: Noted[] = [];
  /** What came while an answer was awaited; it belongs behind that answer. */
  #waiting: Noted[] = [];
  #exchanging = false;
  #serviceLost = false;
  readonly #states = new Map<string, SmartCardReaderStateOut>();

  /** Records from the beginning where there are options, otherwise after `start`. */
  constructor(options?: RecorderOptions) {
    if (options) this.start(options);
  }

  get recording(): boolean {
    return this.#options !== undefined;
  }

  /** Lines so far. */
  get length(): number {
    return this.#noted.length;
  }

  start(options: RecorderOptions): void {
    if (this.recording) this.finish();
    this.#options = options;
    this.#disguise = new Disguise({ keepTestData: options.keepTestData ?? false });
    this.#serviceLost = false;
  }

  /** Ends the recording and forgets every secret. Throws `Error` when nothing is being recorded. */
  finish(): Recording {
    const options = this.#options;
    if (!options) throw new Error('nothing is being recorded');
    const reader = this.#busiestReader();
    const mine = [...this.#noted, ...this.#waiting].filter(
      (note) => note.reader === reader || note.reader === undefined,
    );
    const entries = mine.map(({ at, entry }, i): RecordingEntry => {
      const before = mine[i - 1]?.at ?? at;
      return { ...entry, delayMs: Math.max(0, Math.round(at - before)), comments: [], line: 0 };
    });
    const answerToReset = this.#states.get(reader ?? '')?.answerToReset ?? new ArrayBuffer();
    this.#options = undefined;
    this.#disguise.forget();
    this.#noted = [];
    this.#waiting = [];
    return {
      header: {
        shows: options.shows,
        card: kindInRecording(entries),
        reader: (reader ?? '').replace(SERIAL_NUMBER, '').replace(/\s+/g, ' ').trim(),
        atr: toHex(new Uint8Array(answerToReset)),
        date: options.date,
        product: options.product,
        expect: [],
      },
      entries,
    };
  }

  /** The same readers, with this recorder around them. */
  record(manager: SmartCardResourceManager): SmartCardResourceManager {
    return {
      establishContext: async () => {
        const context = await this.#watchingService(manager.establishContext());
        if (this.#serviceLost) {
          this.#serviceLost = false;
          this.#noteWorld(undefined, 'service back');
        }
        return this.#context(context);
      },
    };
  }

  #context(context: SmartCardContext): SmartCardContext {
    return {
      listReaders: () => this.#watchingService(context.listReaders()),
      getStatusChange: async (...args) => {
        const states = await this.#watchingService(context.getStatusChange(...args));
        for (const state of states) this.#noteState(state);
        return states;
      },
      connect: async (readerName, ...rest) => {
        const session = this.#options;
        try {
          const connected = await this.#watchingService(context.connect(readerName, ...rest));
          this.#disguise.powerOff(false);
          this.#note(readerName, { kind: 'event', event: 'connect', detail: '' });
          return { ...connected, connection: this.#connection(readerName, connected.connection, session) };
        } catch (error) {
          this.#note(readerName, { kind: 'event', event: 'connect', detail: failureOf(error) });
          throw error;
        }
      },
    };
  }

  /** `session`: what was being recorded when it began; a recording that began later has nothing of it. */
  #connection(
    reader: string,
    connection: SmartCardConnection,
    session: RecorderOptions | undefined,
  ): SmartCardConnection {
    const records = () => session !== undefined && session === this.#options;
    return {
      transmit: async (command, options) => {
        if (!records()) return connection.transmit(command, options);
        this.#exchanging = true;
        this.#note(reader, { kind: 'command', bytes: this.#disguise.command(command) });
        try {
          const answer = await connection.transmit(command, options);
          this.#note(reader, { kind: 'answer', answer: this.#disguise.answer(new Uint8Array(answer)) });
          return answer;
        } catch (error) {
          this.#note(reader, { kind: 'answer', answer: { failure: failureOf(error) } });
          throw error;
        } finally {
          this.#exchanging = false;
          this.#noted.push(...this.#waiting.splice(0));
        }
      },
      disconnect: async (...args) => {
        if (records()) this.#note(reader, { kind: 'event', event: 'disconnect', detail: '' });
        await connection.disconnect(...args);
      },
      control: async (code, data) => {
        const pin = PIN_IDS.find((id) => id === toAscii(data));
        if (records() && code === LAST_TRY_CONSENT && pin) {
          this.#note(reader, { kind: 'event', event: 'last-try', detail: pin });
        }
        return connection.control(code, data);
      },
      status: () => connection.status(),
      startTransaction: (...args) => connection.startTransaction(...args),
      getAttribute: (...args) => connection.getAttribute(...args),
      setAttribute: (...args) => connection.setAttribute(...args),
    };
  }

  async #watchingService<T>(operation: Promise<T>): Promise<T> {
    try {
      return await operation;
    } catch (error) {
      if (responseCodeOf(error) === 'no-service' && !this.#serviceLost) {
        this.#serviceLost = true;
        this.#noteWorld(undefined, 'service lost');
      }
      throw error;
    }
  }

  #noteState(state: SmartCardReaderStateOut): void {
    const { readerName, eventState, eventCount } = state;
    const before = this.#states.get(readerName);
    this.#states.set(readerName, {
      ...state,
      answerToReset: state.answerToReset ?? before?.answerToReset ?? new ArrayBuffer(),
    });
    if (!before || eventState.ignore) return;
    for (const event of eventsBetween(before, state)) this.#noteWorld(readerName, event);
    if (before.eventCount !== eventCount) this.#disguise.powerOff(true);
  }

  #busiestReader(): string | undefined {
    const lines = new Map<string, number>();
    for (const { reader, entry } of this.#noted) {
      if (reader && isProgram(entry)) lines.set(reader, (lines.get(reader) ?? 0) + 1);
    }
    return [...lines].toSorted(([, a], [, b]) => b - a)[0]?.[0];
  }

  #noteWorld(reader: string | undefined, event: WorldEvent): void {
    this.#note(reader, { kind: 'event', event, detail: '' });
  }

  #note(reader: string | undefined, entry: Content): void {
    if (!this.#options) return;
    const at = (this.#options.now ?? (() => performance.now()))();
    const world = entry.kind === 'event' && !isProgram(entry);
    (world && this.#exchanging ? this.#waiting : this.#noted).push({ reader, at, entry });
  }
}

function isProgram(entry: Content): boolean {
  return entry.kind !== 'event' || ['connect', 'disconnect', 'last-try'].includes(entry.event);
}

function eventsBetween(before: SmartCardReaderStateOut, after: SmartCardReaderStateOut): WorldEvent[] {
  const was = before.eventState;
  const is = after.eventState;
  if (is.unknown) return was.unknown ? [] : [...(was.present ? ['card removed' as const] : []), 'reader gone'];
  if (was.unknown) return ['reader back', ...(is.present ? ['card inserted' as const] : [])];
  if (was.present !== is.present) return [is.present ? 'card inserted' : 'card removed'];
  if (is.present && before.eventCount !== after.eventCount) return ['card removed', 'card inserted'];
  return [];
}

/** Why a call failed, as a code. Nothing else of an error is kept. */
function failureOf(error: unknown): string {
  if (error instanceof GuardRefusal) return `refused-by-guard/${error.reason}`;
  return responseCodeOf(error) ?? 'not-transacted';
}
