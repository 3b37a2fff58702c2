import * as v from 'valibot';
import { REFUSAL_REASONS } from '../../card/guard.ts';
import { EntryHash, PageEvent, Sequence } from '../../journal/entry.ts';
import { JournalState } from '../../journal/journal-answers.ts';
import { JOURNAL_CODES } from '../../journal/journal-error.ts';
import { RESPONSE_CODES } from '../web-smart-card/types.ts';

/**
 * What the page and the bridge say to one another over the WebSocket: the Web Smart Card API as messages, and what the page
 * has to record, each request with an `id` that its answer repeats.
 *
 * Everything is JSON but the exchange with the card, which is binary in both directions so that a PIN never becomes a
 * string on its way: `id` (4 bytes, big-endian) ‖ `connection` (4 bytes) ‖ command APDU, answered by `id` ‖ response.
 */
export const PROTOCOL_VERSION = 3;

/** Longest message the bridge reads, in bytes: a status request for a hundred readers fits. */
export const MAX_MESSAGE_BYTES = 65_536;

/** Longest time a page may ask `get-status-change` to wait, in milliseconds: a day. */
export const MAX_TIMEOUT_MS = 86_400_000;

/** Shortest and longest command APDU the bridge passes on, in bytes: the header alone, and a short one of case 4. */
const MIN_COMMAND_BYTES = 4;
const MAX_COMMAND_BYTES = 261;

/** Paths of the bridge beside the page's own files. */
export const SESSION_PATH = '/session';
export const SOCKET_PATH = '/card';

/** Answers under `SESSION_PATH` carry this header, by which a page tells a bridge from any other host of its files. */
export const BRIDGE_HEADER = 'X-Myna-Pin';
export const BRIDGE_HEADER_VALUE = 'bridge';

/** `POST /session`: the secret of the address bar's fragment, exchanged once for a cookie. */
export const SessionRequest = v.strictObject({ secret: v.pipe(v.string(), v.maxLength(256)) });

/** Why there is no session (status 401). `missing`: neither a secret nor a valid cookie. */
export const SessionFailure = v.strictObject({ code: v.picklist(['missing', 'wrong', 'used']) });
export type SessionFailureCode = v.InferOutput<typeof SessionFailure>['code'];

/** WebSocket close codes of ours (4000–4999 are for applications). */
export const CLOSE_IN_USE = 4409;
export const CLOSE_BAD_MESSAGE = 4400;

const id = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffffffff));
const readerName = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const protocol = v.picklist(['t0', 't1', 'raw']);
const flag = v.exactOptional(v.boolean());

const readerState = v.strictObject({
  readerName,
  currentState: v.strictObject({
    unaware: flag,
    ignore: flag,
    unavailable: flag,
    empty: flag,
    present: flag,
    exclusive: flag,
    inuse: flag,
    mute: flag,
    unpowered: flag,
  }),
  currentCount: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

const bytes = v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)));

/** What the page may ask. Anything else is answered with `bad-message` and does nothing. */
export const Request = v.variant('type', [
  v.strictObject({ id, type: v.literal('establish-context') }),
  v.strictObject({ id, type: v.literal('list-readers') }),
  v.strictObject({
    id,
    type: v.literal('get-status-change'),
    states: v.pipe(v.array(readerState), v.maxLength(100)),
    timeout: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_TIMEOUT_MS))),
  }),
  // Has no answer of its own: the request that it ends is answered with `aborted`.
  v.strictObject({ id, type: v.literal('cancel'), request: id }),
  v.strictObject({
    id,
    type: v.literal('connect'),
    readerName,
    accessMode: v.picklist(['shared', 'exclusive', 'direct']),
    preferredProtocols: v.pipe(v.array(protocol), v.maxLength(3)),
  }),
  v.strictObject({
    id,
    type: v.literal('disconnect'),
    connection: id,
    disposition: v.picklist(['leave', 'reset', 'unpower', 'eject']),
  }),
  v.strictObject({ id, type: v.literal('status'), connection: id }),
  v.strictObject({
    id,
    type: v.literal('control'),
    connection: id,
    controlCode: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
    data: v.pipe(bytes, v.maxLength(MAX_COMMAND_BYTES)),
  }),
  // Answered when the entry is on the disk.
  v.strictObject({ id, type: v.literal('journal-append'), event: PageEvent }),
  v.strictObject({ id, type: v.literal('journal-state') }),
]);
export type Request = v.InferOutput<typeof Request>;

const stateOut = v.strictObject({
  readerName: v.string(),
  eventState: v.strictObject({
    ignore: v.boolean(),
    changed: v.boolean(),
    unavailable: v.boolean(),
    unknown: v.boolean(),
    empty: v.boolean(),
    present: v.boolean(),
    exclusive: v.boolean(),
    inuse: v.boolean(),
    mute: v.boolean(),
    unpowered: v.boolean(),
  }),
  eventCount: v.number(),
  answerToReset: v.exactOptional(bytes),
});

/** What each request is answered with, when it succeeds. */
export const Results = {
  'establish-context': v.null(),
  'list-readers': v.array(v.string()),
  'get-status-change': v.array(stateOut),
  connect: v.strictObject({ connection: id, activeProtocol: v.exactOptional(protocol) }),
  disconnect: v.null(),
  status: v.strictObject({
    readerName: v.string(),
    state: v.picklist(['absent', 'present', 'swallowed', 'powered', 'negotiable', 't0', 't1', 'raw']),
    answerToReset: v.exactOptional(bytes),
  }),
  control: bytes,
  'journal-append': v.strictObject({ sequence: Sequence, hash: EntryHash }),
  'journal-state': JournalState,
} as const;

/** Why PC/SC is or is not there. `off`: the bridge was started with `--virtual`. */
export const PcscAvailability = v.picklist(['available', 'module-missing', 'off']);
export type PcscAvailability = v.InferOutput<typeof PcscAvailability>;

/**
 * The first message of the bridge. `installCommand` is what a person types in a terminal to get PC/SC. `developer`: it was
 * started for developers, and grants raw access (`RAW_ACCESS`) to a page that asks for it.
 */
export const Hello = v.strictObject({
  type: v.literal('hello'),
  version: v.literal(PROTOCOL_VERSION),
  pcsc: PcscAvailability,
  installCommand: v.exactOptional(v.string()),
  developer: v.boolean(),
  journal: JournalState,
});
export type Hello = v.InferOutput<typeof Hello>;

/** `invalid-state`, `timeout` and `aborted` become the `DOMException`s of the same meaning. */
export const FAILURE_CODES = [
  ...RESPONSE_CODES,
  'invalid-state',
  'timeout',
  'aborted',
  'bad-message',
  'internal',
  ...REFUSAL_REASONS.map((reason) => `refused-by-guard/${reason}` as const),
  ...JOURNAL_CODES.map((code) => `journal/${code}` as const),
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

export const ServerMessage = v.variant('type', [
  Hello,
  v.strictObject({ type: v.literal('result'), id, value: v.unknown() }),
  v.strictObject({ type: v.literal('failure'), id: v.nullable(id), code: v.picklist(FAILURE_CODES) }),
]);
export type ServerMessage = v.InferOutput<typeof ServerMessage>;

/** Bytes before the command in an exchange request, and before the response in its answer. */
const REQUEST_HEADER_BYTES = 8;
const ANSWER_HEADER_BYTES = 4;

export function encodeExchange(requestId: number, connection: number, command: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(REQUEST_HEADER_BYTES + command.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, requestId);
  view.setUint32(4, connection);
  frame.set(command, REQUEST_HEADER_BYTES);
  return frame;
}

/** Whether the bridge reads a command APDU of this many bytes. Extended ones are too long for it. */
export function fitsExchange(commandBytes: number): boolean {
  return commandBytes >= MIN_COMMAND_BYTES && commandBytes <= MAX_COMMAND_BYTES;
}

/** `undefined` when the frame cannot be an exchange. `command` is a view of the frame: wiping the frame wipes it. */
export function decodeExchange(frame: Uint8Array): { id: number; connection: number; command: Uint8Array } | undefined {
  if (!fitsExchange(frame.length - REQUEST_HEADER_BYTES)) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  return { id: view.getUint32(0), connection: view.getUint32(4), command: frame.subarray(REQUEST_HEADER_BYTES) };
}

export function encodeAnswer(requestId: number, response: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(ANSWER_HEADER_BYTES + response.length);
  new DataView(frame.buffer).setUint32(0, requestId);
  frame.set(response, ANSWER_HEADER_BYTES);
  return frame;
}

/** `undefined` when the frame is too short for a status word. */
export function decodeAnswer(frame: Uint8Array): { id: number; response: Uint8Array } | undefined {
  if (frame.length < ANSWER_HEADER_BYTES + 2) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  return { id: view.getUint32(0), response: frame.subarray(ANSWER_HEADER_BYTES) };
}
