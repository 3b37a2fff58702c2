import { PIN_IDS, type PinId } from '../applications.ts';
import { type ExplainedEntry, explainEntries, type SessionState } from '../explain.ts';
import type { AnswerMeaning, CommandMeaning, FileMeaning, Outcome } from '../explain-meanings.ts';
import { type RecordedEvent, type RecordingEntry, WORLD_EVENTS, type WorldEvent } from './recording.ts';

/**
 * A session as a picture, without any drawing. Positions are units along the line of time: how long something took shows,
 * but an exchange is never too narrow to be seen, and a long wait is shortened and says so (`pauses`).
 */
export interface Timeline {
  /** Units. */
  readonly width: number;
  /** From the first to the last entry. */
  readonly durationMs: number;
  /** The recording has no times: all exchanges are equally long. */
  readonly evenlySpaced: boolean;
  readonly sessions: readonly Band[];
  readonly applications: readonly Span<{ readonly state: SessionState }>[];
  readonly files: readonly Span<{ readonly file: FileMeaning }>[];
  readonly lanes: readonly Lane[];
  readonly events: readonly WorldMark[];
  readonly pauses: readonly Span<{ readonly ms: number }>[];
}

type Span<T> = T & { readonly start: number; readonly end: number };
type Growing<T> = T & { start: number; end: number };

/** From connect to disconnect. `failure`: no connection came about. */
export type Band = Span<{ readonly failure: string | undefined }>;

/** One for the application, one for files, and one for each PIN that something was asked of. */
export type Lane =
  | { readonly kind: 'application' | 'file'; readonly marks: readonly Mark[] }
  | { readonly kind: 'pin'; readonly pin: PinId; readonly marks: readonly Mark[] };

/** One exchange. */
export type Mark = Span<{
  /** Indices of its entries. */
  readonly command: number;
  readonly answer: number | undefined;
  readonly meaning: CommandMeaning;
  readonly said: AnswerMeaning | undefined;
  readonly outcome: Outcome;
  readonly startMs: number;
  readonly endMs: number;
  /** What an answer about a PIN says of its tries. */
  readonly triesLeft: number | undefined;
}>;

export interface WorldMark {
  readonly at: number;
  readonly atMs: number;
  readonly entry: number;
  readonly event: WorldEvent;
}

/** Units of an exchange and of the time before an entry; `perMs` between the two limits. */
const EXCHANGE = { min: 20, max: 60, perMs: 0.3, even: 22 } as const;
const BEFORE = { min: 4, max: 52, perMs: 0.1, even: 6 } as const;

/** A wait that was shortened is told from here on, in milliseconds. */
const PAUSE_MS = BEFORE.max / BEFORE.perMs;

export function timelineOf(entries: readonly RecordingEntry[]): Timeline {
  const evenlySpaced = entries.every(({ delayMs }) => delayMs === 0);
  const plot = new Plot(evenlySpaced);
  for (const [i, explained] of explainEntries(entries).entries()) plot.add(explained, i);
  return plot.finish();
}

function scaled(ms: number, { min, max, perMs }: typeof EXCHANGE | typeof BEFORE): number {
  return Math.min(max, Math.max(min, ms * perMs));
}

class Plot {
  readonly #even: boolean;
  /** Here, and the same in milliseconds. */
  #at = 0;
  #ms = 0;
  #command: { index: number; start: number; startMs: number; meaning: CommandMeaning } | undefined;
  #connectedAt: number | undefined;
  #application: Growing<{ state: SessionState }> | undefined;
  #file: Growing<{ file: FileMeaning }> | undefined;
  readonly #sessions: Band[] = [];
  readonly #applications: Span<{ state: SessionState }>[] = [];
  readonly #files: Span<{ file: FileMeaning }>[] = [];
  readonly #marks = new Map<'application' | 'file' | PinId, Mark[]>();
  readonly #events: WorldMark[] = [];
  readonly #pauses: Span<{ ms: number }>[] = [];

  constructor(even: boolean) {
    this.#even = even;
  }

  add(explained: ExplainedEntry, index: number): void {
    const { kind, entry, after } = explained;
    switch (kind) {
      case 'command':
        this.#wait(entry.delayMs);
        this.#command = { index, start: this.#at, startMs: this.#ms, meaning: explained.meaning };
        break;
      case 'answer':
        this.#at += this.#even ? EXCHANGE.even : scaled(entry.delayMs, EXCHANGE);
        this.#ms += entry.delayMs;
        this.#mark(index, explained.meaning);
        break;
      case 'event':
        this.#wait(entry.delayMs);
        this.#event(explained.entry, index);
    }
    this.#follow(after);
  }

  finish(): Timeline {
    this.#endSession();
    this.#at += BEFORE.even;
    const lanes: Lane[] = [
      { kind: 'application', marks: this.#marks.get('application') ?? [] },
      { kind: 'file', marks: this.#marks.get('file') ?? [] },
      ...PIN_IDS.flatMap((pin): Lane[] => {
        const marks = this.#marks.get(pin);
        return marks ? [{ kind: 'pin', pin, marks }] : [];
      }),
    ];
    return {
      width: this.#at,
      durationMs: this.#ms,
      evenlySpaced: this.#even,
      sessions: this.#sessions,
      applications: this.#applications,
      files: this.#files,
      lanes,
      events: this.#events,
      pauses: this.#pauses,
    };
  }

  #wait(ms: number): void {
    const start = this.#at;
    this.#at += this.#even ? BEFORE.even : scaled(ms, BEFORE);
    this.#ms += ms;
    if (ms > PAUSE_MS) this.#pauses.push({ start, end: this.#at, ms });
  }

  #mark(index: number, said: AnswerMeaning): void {
    const command = this.#command;
    this.#command = undefined;
    if (!command) return;
    const lane = laneOf(command.meaning);
    const marks = this.#marks.get(lane) ?? [];
    this.#marks.set(lane, marks);
    marks.push({
      start: command.start,
      end: this.#at,
      command: command.index,
      answer: index,
      meaning: command.meaning,
      said,
      outcome: said.outcome,
      startMs: command.startMs,
      endMs: this.#ms,
      triesLeft: triesIn(said),
    });
  }

  #event({ event, detail }: RecordedEvent, index: number): void {
    const world = WORLD_EVENTS.find((name) => name === event);
    if (world) this.#events.push({ at: this.#at, atMs: this.#ms, entry: index, event: world });
    else if (event === 'disconnect') this.#endSession();
    else if (event === 'connect' && detail === '') this.#connectedAt = this.#at;
    else if (event === 'connect')
      this.#sessions.push({ start: this.#at, end: this.#at + BEFORE.even, failure: detail });
  }

  #endSession(): void {
    if (this.#connectedAt === undefined) return;
    this.#sessions.push({ start: this.#connectedAt, end: this.#at, failure: undefined });
    this.#connectedAt = undefined;
  }

  /** What is selected, from when to when. */
  #follow(state: SessionState): void {
    const here = { start: this.#at, end: this.#at };
    const selected = state.application ?? state.otherApplication;
    if (selected === undefined) this.#application = undefined;
    else if (selected !== (this.#application?.state.application ?? this.#application?.state.otherApplication)) {
      this.#application = { ...here, state };
      this.#applications.push(this.#application);
    } else if (this.#application) this.#application.end = this.#at;

    if (state.file === undefined) this.#file = undefined;
    else if (state.file !== this.#file?.file) {
      this.#file = { ...here, file: state.file };
      this.#files.push(this.#file);
    } else this.#file.end = this.#at;
  }
}

function laneOf(command: CommandMeaning): 'application' | 'file' | PinId {
  switch (command.kind) {
    case 'select-application':
      return 'application';
    case 'ask-tries':
    case 'verify':
    case 'change':
      return command.file.kind === 'pin' ? command.file.pin : 'file';
    default:
      return 'file';
  }
}

function triesIn(said: AnswerMeaning): number | undefined {
  if (said.kind !== 'status') return undefined;
  switch (said.sense.kind) {
    case 'tries':
    case 'tries-or-wrong-pin':
    case 'wrong-pin':
      return said.sense.left;
    case 'locked-now':
    case 'already-locked':
      return 0;
    default:
      return undefined;
  }
}
