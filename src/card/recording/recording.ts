import type { PinId } from '../applications.ts';

/** First line of every file. The number grows when a reader of the older format would misunderstand a file. */
export const RECORDING_TITLE = 'myna-pin recording 1';

/** What happened between a program and a card: see `fixtures/recordings/README.md` for the text form and its grammar. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly entries: readonly RecordingEntry[];
}

export interface RecordingHeader {
  /** The situation, in one sentence. */
  readonly shows: string;
  /** Kind of card, as far as the recorded commands tell; free text. */
  readonly card: string;
  /** Name of the reader without its serial number. */
  readonly reader: string;
  /** Answer To Reset in hexadecimal, or empty. */
  readonly atr: string;
  /** YYYY-MM-DD; without the time of day, which would tell more about a person than anybody needs. */
  readonly date: string;
  /** Name and version of what recorded it. */
  readonly product: string;
  /** What a person reads when it is replayed, line by line; none where nobody wrote it down yet. */
  readonly expect: readonly string[];
}

/**
 * Stands for a PIN with its Lc byte: the text of a recording has neither its bytes nor, for 署名用, its length. The same
 * `role` and `number` of one PIN mean the same value throughout a recording, different ones different values.
 */
export interface PinPlaceholder {
  readonly kind: 'pin';
  /** `undefined`: sent to a file that is none of the four PINs. */
  readonly pin: PinId | undefined;
  readonly role: 'current' | 'new';
  /** From 1; above where more than one value was presented in this role. */
  readonly number: number;
}

/** Stands for data of the card that is nobody's business; the same `name` means the same bytes throughout a recording. */
export interface MaskedData {
  readonly kind: 'masked';
  /** Small letters, digits, spaces and hyphens, such as `serial 1`. */
  readonly name: string;
  /** Bytes. */
  readonly length: number;
}

/** A command or an answer: bytes with holes. */
export type RecordedBytes = readonly (Uint8Array | PinPlaceholder | MaskedData)[];

interface Timed {
  /** Milliseconds since the line before; 0 where that does not matter. */
  readonly delayMs: number;
  /** Comment lines before it, without `#`. */
  readonly comments: readonly string[];
  /** Where it stands in the file, from 1; 0 for one that was not read from a file. */
  readonly line: number;
}

export interface RecordedCommand extends Timed {
  readonly kind: 'command';
  readonly bytes: RecordedBytes;
}

export interface RecordedAnswer extends Timed {
  readonly kind: 'answer';
  /** Response data ‖ SW1 SW2, or the Web Smart Card response code with which the exchange failed. */
  readonly answer: RecordedBytes | { readonly failure: string };
}

/**
 * What a program did beside exchanging APDUs: `connect` (detail: nothing, or the response code with which it failed),
 * `disconnect`, `last-try` (detail: the PIN whose last try a person agreed to spend).
 */
export const PROGRAM_EVENTS = ['connect', 'disconnect', 'last-try'] as const;

/** What happened around it: to the card, the reader and the PC/SC service. */
export const WORLD_EVENTS = [
  'card removed',
  'card inserted',
  'reader gone',
  'reader back',
  'service lost',
  'service back',
] as const;

export type ProgramEvent = (typeof PROGRAM_EVENTS)[number];
export type WorldEvent = (typeof WORLD_EVENTS)[number];

export interface RecordedEvent extends Timed {
  readonly kind: 'event';
  readonly event: ProgramEvent | WorldEvent;
  /** Empty where there is none. */
  readonly detail: string;
}

export type RecordingEntry = RecordedCommand | RecordedAnswer | RecordedEvent;
