import { carriesPin } from '../apdu.ts';
import { PIN_IDS } from '../applications.ts';
import { fromHex } from '../bytes.ts';
import { parsePlaceholder } from './placeholders.ts';
import {
  PROGRAM_EVENTS,
  type ProgramEvent,
  RECORDING_TITLE,
  type RecordedAnswer,
  type RecordedBytes,
  type RecordedEvent,
  type Recording,
  type RecordingEntry,
  type RecordingHeader,
  WORLD_EVENTS,
} from './recording.ts';

/** What is wrong with the text of a recording. Each has its sentence in every language. */
export const RECORDING_PROBLEMS = [
  'not-a-recording',
  'newer-format',
  'unknown-header',
  'header-twice',
  'header-missing',
  'bad-date',
  'unknown-line',
  'bad-hex',
  'half-a-byte',
  'brace-not-closed',
  'unknown-placeholder',
  'placeholder-misplaced',
  'pin-in-the-open',
  'command-too-short',
  'status-word-missing',
  'unknown-event',
  'bad-failure',
  'bad-delay',
  'answer-missing',
  'answer-without-command',
  'not-connected',
  'already-connected',
] as const;
export type RecordingProblem = (typeof RECORDING_PROBLEMS)[number];

/** A text that is no recording. `line` and `column` count from 1, in UTF-16 code units. */
export class RecordingSyntaxError extends Error {
  readonly code: RecordingProblem;
  readonly line: number;
  readonly column: number;

  constructor(code: RecordingProblem, line: number, column: number) {
    super(`${line}:${column}: ${code}`);
    this.name = 'RecordingSyntaxError';
    this.code = code;
    this.line = line;
    this.column = column;
  }
}

/** Where in the text, for errors. */
class Place {
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number) {
    this.line = line;
    this.column = column;
  }

  /** The place `characters` further on. */
  after(characters: number): Place {
    return new Place(this.line, this.column + characters);
  }

  fail(code: RecordingProblem): never {
    throw new RecordingSyntaxError(code, this.line, this.column);
  }
}

const HEADERS = ['shows', 'card', 'reader', 'atr', 'date', 'product'] as const;
const EXPECT = 'expect';

/**
 * Reads the text form of a recording (grammar: `fixtures/recordings/README.md`). Windows line ends, a byte order mark and
 * comments at the end of a line are accepted; `formatRecording` writes none of them. Throws `RecordingSyntaxError`.
 *
 * Refuses a VERIFY or CHANGE whose PIN stands there in bytes: a recording is safe to send because of what it is.
 */
export function parseRecording(text: string): Recording {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  checkTitle(lines[0] ?? '');
  const { header, end } = parseHeader(lines);
  const entries: RecordingEntry[] = [];
  let comments: string[] = [];
  for (let i = end; i < lines.length; i++) {
    const { content, comment } = splitComment(lines[i] as string);
    if (comment !== undefined) comments.push(comment);
    if (content.trim() === '') continue;
    entries.push(parseEntry(content, i + 1, comments));
    comments = [];
  }
  checkOrder(entries);
  return { header, entries };
}

function checkTitle(line: string): void {
  if (line.trimEnd() === RECORDING_TITLE) return;
  new Place(1, 1).fail(/^myna-pin recording \d+\s*$/.test(line) ? 'newer-format' : 'not-a-recording');
}

function parseHeader(lines: readonly string[]): { header: RecordingHeader; end: number } {
  const values = new Map<string, string>();
  const expect: string[] = [];
  let i = 1;
  for (; i < lines.length; i++) {
    const line = (lines[i] as string).trimEnd();
    if (line === '') break;
    if (line.startsWith('#')) continue;
    const [, name, value] = /^([a-z]+):\s*(.*)$/.exec(line) ?? [];
    const place = new Place(i + 1, 1);
    if (name === undefined || value === undefined) return place.fail('unknown-header');
    if (name === EXPECT) {
      expect.push(value);
      continue;
    }
    if (!HEADERS.some((known) => known === name)) place.fail('unknown-header');
    if (values.has(name)) place.fail('header-twice');
    if (name === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)) place.after(line.length - value.length).fail('bad-date');
    values.set(name, value);
  }
  const header = Object.fromEntries(
    HEADERS.map((name) => [name, values.get(name) ?? new Place(i + 1, 1).fail('header-missing')]),
  ) as Record<(typeof HEADERS)[number], string>;
  return { header: { ...header, expect }, end: i };
}

/** What follows `#`; there is none inside braces, nor in hexadecimal. */
function splitComment(line: string): { content: string; comment: string | undefined } {
  const at = line.indexOf('#');
  if (at < 0) return { content: line, comment: undefined };
  return { content: line.slice(0, at), comment: line.slice(at + 1).trim() };
}

function parseEntry(line: string, number: number, comments: readonly string[]): RecordingEntry {
  const start = line.length - line.trimStart().length;
  const place = new Place(number, start + 1);
  const { content, delayMs } = splitDelay(line.trim(), place);
  const timed = { delayMs, comments, line: number };
  const rest = content.slice(2);
  const restPlace = place.after(2);
  if (content.startsWith('=>')) return { kind: 'command', bytes: parseCommand(rest, restPlace), ...timed };
  if (content.startsWith('<=')) return { kind: 'answer', answer: parseAnswer(rest, restPlace), ...timed };
  if (content.startsWith('!')) return { kind: 'event', ...parseEvent(content.slice(1).trim(), place), ...timed };
  return place.fail('unknown-line');
}

function splitDelay(content: string, place: Place): { content: string; delayMs: number } {
  const at = content.indexOf('+');
  if (at < 0) return { content, delayMs: 0 };
  const [, digits] = /^\+(\d{1,9}) ms$/.exec(content.slice(at)) ?? [];
  if (digits === undefined) return place.after(at).fail('bad-delay');
  return { content: content.slice(0, at).trimEnd(), delayMs: Number(digits) };
}

function parseCommand(text: string, place: Place): RecordedBytes {
  const parts = parseBytes(text, place);
  const [header, ...rest] = parts;
  if (!(header instanceof Uint8Array) || header.length < 4) return place.fail('command-too-short');
  const [hole] = rest;
  if (hole === undefined) {
    if (carriesPin(header)) place.fail('pin-in-the-open');
    return parts;
  }
  // A PIN brings its Lc along and is all that follows the header.
  const pinAlone = rest.length === 1 && !(hole instanceof Uint8Array) && hole.kind === 'pin' && header.length === 4;
  return pinAlone ? parts : place.after(text.indexOf('{')).fail('placeholder-misplaced');
}

function parseAnswer(text: string, place: Place): RecordedAnswer['answer'] {
  const content = text.trimStart();
  const start = place.after(text.length - content.length);
  if (content.startsWith('!')) {
    const failure = content.slice(1).trim();
    return /^[a-z]+(-[a-z]+)*(\/[a-z]+(-[a-z]+)*)?$/.test(failure) ? { failure } : start.fail('bad-failure');
  }
  const parts = parseBytes(text, place);
  const last = parts.at(-1);
  if (!(last instanceof Uint8Array) || last.length < 2) return start.fail('status-word-missing');
  if (parts.some((part) => !(part instanceof Uint8Array) && part.kind === 'pin')) {
    place.after(text.indexOf('{')).fail('placeholder-misplaced');
  }
  return parts;
}

function parseBytes(text: string, place: Place): RecordedBytes {
  const parts: (Uint8Array | Exclude<ReturnType<typeof parsePlaceholder>, undefined>)[] = [];
  let hex = '';
  const flush = (at: number) => {
    if (hex.length % 2 !== 0) place.after(at).fail('half-a-byte');
    if (hex !== '') parts.push(fromHex(hex));
    hex = '';
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string;
    if (/\s/.test(character)) continue;
    if (character === '{') {
      flush(i);
      const close = text.indexOf('}', i);
      if (close < 0) return place.after(i).fail('brace-not-closed');
      parts.push(parsePlaceholder(text.slice(i + 1, close)) ?? place.after(i).fail('unknown-placeholder'));
      i = close;
    } else if (/[0-9A-Fa-f]/.test(character)) hex += character;
    else place.after(i).fail('bad-hex');
  }
  flush(text.length);
  return parts;
}

function parseEvent(text: string, place: Place): Pick<RecordedEvent, 'event' | 'detail'> {
  const world = WORLD_EVENTS.find((name) => name === text);
  if (world) return { event: world, detail: '' };
  const [name = '', detail = ''] = text.split(/\s+(.*)/s);
  const event = PROGRAM_EVENTS.find((known) => known === name);
  if (!event || !fits(event, detail)) return place.fail('unknown-event');
  return { event, detail };
}

function fits(event: ProgramEvent, detail: string): boolean {
  switch (event) {
    case 'connect':
      return /^([a-z]+(-[a-z]+)*)?$/.test(detail);
    case 'disconnect':
      return detail === '';
    case 'last-try':
      return PIN_IDS.some((pin) => pin === detail);
  }
}

/** Every command has its answer right behind it, and only a connected program sends any. */
function checkOrder(entries: readonly RecordingEntry[]): void {
  let connected = false;
  let asked: RecordingEntry | undefined;
  for (const entry of entries) {
    const place = new Place(entry.line, 1);
    if (asked && entry.kind !== 'answer') new Place(asked.line, 1).fail('answer-missing');
    if (entry.kind === 'answer') {
      if (!asked) place.fail('answer-without-command');
      asked = undefined;
    } else if (entry.kind === 'command') {
      if (!connected) place.fail('not-connected');
      asked = entry;
    } else if (entry.event === 'connect') {
      if (connected) place.fail('already-connected');
      connected = entry.detail === '';
    } else if (entry.event === 'disconnect' || entry.event === 'last-try') {
      if (!connected) place.fail('not-connected');
      if (entry.event === 'disconnect') connected = false;
    }
  }
  if (asked) new Place(asked.line, 1).fail('answer-missing');
}
