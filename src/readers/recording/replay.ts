import { carriesPin } from '../../card/apdu.ts';
import { PIN_IDS } from '../../card/applications.ts';
import { equalBytes, fromHex, toAscii, toHex, wipe } from '../../card/bytes.ts';
import { ApduGuard } from '../../card/guard.ts';
import { GuardRefusal } from '../../card/guard-refusal.ts';
import { formatEntry } from '../../card/recording/format-recording.ts';
import { canStandFor, fillerFor } from '../../card/recording/placeholders.ts';
import {
  type PinPlaceholder,
  PROGRAM_EVENTS,
  type RecordedAnswer,
  type RecordedBytes,
  type RecordedCommand,
  type RecordedEvent,
  type Recording,
  type RecordingEntry,
  type WorldEvent,
} from '../../card/recording/recording.ts';
import { LAST_TRY_CONSENT } from '../guard-controls.ts';
import { invalidState, SmartCardError } from '../web-smart-card/errors.ts';
import { ReaderStates } from '../web-smart-card/reader-states.ts';
import { createResourceManager, type DriverConnection, type ReaderDriver } from '../web-smart-card/resource-manager.ts';
import {
  RESPONSE_CODES,
  type SmartCardAccessMode,
  type SmartCardProtocol,
  type SmartCardResourceManager,
  type SmartCardResponseCode,
} from '../web-smart-card/types.ts';

export interface ReplayOptions {
  /** Of the recording, for messages. */
  readonly file?: string;
  /** Waits as long before each answer as the recording says. */
  readonly realTime?: boolean;
  /** Passes over recorded exchanges of a session to get to the one that matches. */
  readonly lenient?: boolean;
}

/** What was done is not what was recorded. Lines as in the file; no PIN is in them. */
export class ReplayMismatch extends Error {
  readonly file: string;
  /** From 1; the number of lines plus one at the end of the file. */
  readonly line: number;
  readonly expected: string;
  readonly received: string;

  constructor(file: string, line: number, expected: string, received: string) {
    super(`${file}:${line}: expected ${expected}, received ${received}`);
    this.name = 'ReplayMismatch';
    this.file = file;
    this.line = line;
    this.expected = expected;
    this.received = received;
  }
}

/** What a replay answers from now on. */
const END = 'the end of the recording';

/**
 * A reader that plays a recording, strictly: every call must be the recorded one, in order. The first that is not makes
 * `mismatch`, and from then on everything fails. Each connection is behind an APDU guard of its own, as on the way to a
 * real card. Whatever PIN is sent takes the place of its placeholder, and has to stay there.
 *
 * What happened around the recorded program (a card taken out, a service stopped) happens by itself where it is why an
 * exchange failed, and otherwise when `goOn` is called: only the caller knows when the person was ready for it.
 */
export class Replay implements ReaderDriver {
  readonly readerName: string;
  /** The first difference. */
  mismatch: ReplayMismatch | undefined;
  readonly #entries: readonly RecordingEntry[];
  readonly #file: string;
  readonly #realTime: boolean;
  readonly #answerToReset: Uint8Array;
  readonly #lenient: boolean;
  readonly #pins = new Map<string, { readonly placeholder: PinPlaceholder; readonly body: Uint8Array }>();
  #states = new ReaderStates();
  #next = 0;
  #connection: ReplayConnection | undefined;
  #eventCount = 0;
  #cardIn = true;
  #readerThere = true;
  #serviceThere = true;

  constructor(
    { header, entries }: Recording,
    { file = 'recording', realTime = false, lenient = false }: ReplayOptions = {},
  ) {
    this.#entries = entries;
    this.#file = file;
    this.#realTime = realTime;
    this.#lenient = lenient;
    this.readerName = header.reader || 'Replay';
    this.#answerToReset = header.atr === '' ? Uint8Array.of(0x3b, 0x00) : fromHex(header.atr);
    // What comes back first was away in the beginning.
    const first = (...events: WorldEvent[]) =>
      entries.find((e) => e.kind === 'event' && events.some((event) => event === e.event));
    const begins = (away: WorldEvent, back: WorldEvent) =>
      (first(away, back) as RecordedEvent | undefined)?.event !== back;
    this.#cardIn = begins('card removed', 'card inserted');
    this.#readerThere = begins('reader gone', 'reader back');
    this.#serviceThere = begins('service lost', 'service back');
    this.#publish();
  }

  get resourceManager(): SmartCardResourceManager {
    return createResourceManager(this);
  }

  /** The entry that is played next; `undefined` at the end. */
  get next(): RecordingEntry | undefined {
    return this.#entries[this.#next];
  }

  /** Lets the next thing happen that was recorded around the program. False when the program is expected to act. */
  goOn(): boolean {
    const { next } = this;
    if (!isWorldEvent(next)) return false;
    this.#next++;
    this.#happen(next.event as WorldEvent);
    return true;
  }

  /** Throws the first difference, or a `ReplayMismatch` when something of the recording is left. Forgets the PINs. */
  finish(): void {
    for (const { body } of this.#pins.values()) wipe(body);
    if (this.mismatch) throw this.mismatch;
    if (this.next) throw new ReplayMismatch(this.#file, this.next.line, formatEntry(this.next), 'nothing more');
  }

  async open(): Promise<void> {
    this.#checkService();
  }

  async listReaders(): Promise<string[]> {
    this.#checkService();
    return this.#states.names();
  }

  async getStatusChange(...[states, options]: Parameters<ReaderDriver['getStatusChange']>) {
    this.#checkService();
    return this.#states.getStatusChange(states, options);
  }

  async connect(readerName: string, mode: SmartCardAccessMode, preferred: readonly SmartCardProtocol[]) {
    // Where the recorded call failed, the service may have been what it failed for.
    if (!this.#failsToConnect()) this.#checkService();
    if (readerName !== this.readerName) throw new SmartCardError('unknown-reader');
    if (mode !== 'exclusive') throw new SmartCardError('unsupported-feature');
    if (this.#connection) throw new SmartCardError('sharing-violation');
    const event = this.#program('connect');
    if (event.detail !== '') throw errorOfFailure(event.detail);
    const activeProtocol: SmartCardProtocol = preferred.includes('t1') ? 't1' : 't0';
    this.#connection = new ReplayConnection(this);
    this.#publish();
    return { connection: this.#connection, activeProtocol };
  }

  /** For the connection: the recorded answer to a command, if that is the next one. */
  async exchange(command: Uint8Array, guard: ApduGuard): Promise<Uint8Array> {
    if (this.mismatch) throw new SmartCardError('not-transacted');
    this.#seek(command);
    const line = this.next as RecordedCommand;
    const recorded = this.#entries[this.#next + 1] as RecordedAnswer;
    this.#next += 2;
    if (this.#realTime) await new Promise((resolve) => setTimeout(resolve, line.delayMs + recorded.delayMs));
    try {
      const answer = await guard.pass(command, async () => answerOf(recorded));
      return answer;
    } catch (error) {
      const refusal = error instanceof GuardRefusal ? `refused-by-guard/${error.reason}` : undefined;
      const failure = 'failure' in recorded.answer ? recorded.answer.failure : undefined;
      if (refusal && refusal !== failure) {
        this.#next -= 1;
        this.#fail(`<= ! ${refusal}`);
      }
      this.#cause();
      throw error;
    }
  }

  /** For the connection: it is being closed. */
  release(): void {
    this.#connection = undefined;
    this.#program('disconnect');
    this.#publish();
  }

  consent(pin: string): void {
    const event = this.#program('last-try');
    if (event.detail !== pin) {
      this.#next -= 1;
      this.#fail(`! last-try ${pin}`);
    }
  }

  /** Finds the entry of a command: the next one, or with `lenient` one further on in the session. */
  #seek(command: Uint8Array): void {
    for (let i = this.#next; ; i++) {
      const entry = this.#entries[i];
      if (entry?.kind === 'command' && this.#matches(entry.bytes, command)) {
        this.#next = i;
        return;
      }
      const sessionGoesOn = entry && !(entry.kind === 'event' && entry.event === 'disconnect');
      if (!this.#lenient || !sessionGoesOn) break;
    }
    this.#fail(describe(command));
  }

  #failsToConnect(): boolean {
    const { next } = this;
    return next?.kind === 'event' && next.event === 'connect' && next.detail !== '';
  }

  #program(name: (typeof PROGRAM_EVENTS)[number]): RecordedEvent {
    if (this.mismatch) throw new SmartCardError('not-transacted');
    const { next } = this;
    if (next?.kind !== 'event' || next.event !== name) return this.#fail(`! ${name}`);
    this.#next++;
    return next;
  }

  #fail(received: string): never {
    const { next } = this;
    const last = this.#entries.at(-1);
    this.mismatch = new ReplayMismatch(
      this.#file,
      next?.line ?? (last?.line ?? 0) + 1,
      next ? formatEntry(next) : END,
      received,
    );
    throw new SmartCardError('not-transacted', this.mismatch.message);
  }

  #matches(recorded: RecordedBytes, command: Uint8Array): boolean {
    const [header, placeholder] = recorded;
    if (!(header instanceof Uint8Array)) return false;
    if (placeholder === undefined || placeholder instanceof Uint8Array) return equalBytes(header, command);
    const body = command.subarray(4);
    if (placeholder.kind !== 'pin' || !equalBytes(header, command.subarray(0, 4)) || !canStandFor(placeholder, body))
      return false;
    return this.#bind(placeholder, body);
  }

  /** The first PIN in the place of a placeholder stays; another placeholder of the same PIN stands for another one. */
  #bind(placeholder: PinPlaceholder, body: Uint8Array): boolean {
    const { pin, role, number } = placeholder;
    if (!pin) return true;
    const key = `${role} ${pin} ${number}`;
    const bound = this.#pins.get(key);
    if (bound) return equalBytes(bound.body, body);
    const taken = [...this.#pins.values()].some(
      (other) => other.placeholder.pin === pin && equalBytes(other.body, body),
    );
    if (!taken) this.#pins.set(key, { placeholder, body: new Uint8Array(body) });
    return !taken;
  }

  /** After a failed exchange: what was recorded right behind it is why. */
  #cause(): void {
    while (isWorldEvent(this.next) && ['card removed', 'reader gone', 'service lost'].includes(this.next.event))
      this.goOn();
  }

  #happen(event: WorldEvent): void {
    switch (event) {
      case 'card removed':
      case 'card inserted':
        this.#cardIn = event === 'card inserted';
        this.#eventCount++;
        break;
      case 'reader gone':
      case 'reader back':
        this.#readerThere = event === 'reader back';
        break;
      case 'service lost':
      case 'service back':
        this.#serviceThere = event === 'service back';
    }
    this.#publish();
  }

  #publish(): void {
    if (!this.#serviceThere) {
      this.#states.fail(new SmartCardError('no-service'));
      this.#states = new ReaderStates();
      return;
    }
    if (!this.#readerThere) {
      this.#states.delete(this.readerName);
      return;
    }
    this.#states.set(this.readerName, {
      card: this.#cardIn ? 'present' : 'empty',
      exclusive: this.#connection !== undefined,
      inUse: this.#connection !== undefined,
      eventCount: this.#eventCount,
      ...(this.#cardIn ? { answerToReset: this.#answerToReset } : {}),
    });
  }

  #checkService(): void {
    if (!this.#serviceThere) throw new SmartCardError('no-service');
  }

  get answerToReset(): Uint8Array {
    return this.#answerToReset;
  }
}

class ReplayConnection implements DriverConnection {
  readonly #replay: Replay;
  readonly #guard = new ApduGuard();
  #closed = false;

  constructor(replay: Replay) {
    this.#replay = replay;
  }

  async transmit(command: Uint8Array): Promise<Uint8Array> {
    this.#check();
    return this.#replay.exchange(command, this.#guard);
  }

  async disconnect(): Promise<void> {
    this.#check();
    this.#closed = true;
    this.#guard.end();
    this.#replay.release();
  }

  async status() {
    this.#check();
    return {
      readerName: this.#replay.readerName,
      state: 't1' as const,
      answerToReset: this.#replay.answerToReset.slice().buffer,
    };
  }

  async control(code: number, data: Uint8Array): Promise<Uint8Array> {
    const pin = PIN_IDS.find((id) => id === toAscii(data));
    if (code !== LAST_TRY_CONSENT || !pin) throw new SmartCardError('unsupported-feature');
    this.#replay.consent(pin);
    this.#guard.allowLastTry(pin);
    return new Uint8Array(0);
  }

  #check(): void {
    if (this.#closed) throw invalidState('this connection was closed');
  }
}

function isWorldEvent(entry: RecordingEntry | undefined): entry is RecordedEvent {
  return entry?.kind === 'event' && !PROGRAM_EVENTS.some((name) => name === entry.event);
}

function answerOf({ answer }: RecordedAnswer): Uint8Array {
  if ('failure' in answer) throw errorOfFailure(answer.failure);
  return Uint8Array.from(
    answer.flatMap((part) => [...(part instanceof Uint8Array ? part : part.kind === 'masked' ? fillerFor(part) : [])]),
  );
}

function errorOfFailure(failure: string): Error {
  const code = RESPONSE_CODES.find((known): known is SmartCardResponseCode => known === failure);
  return new SmartCardError(code ?? 'not-transacted');
}

/** A command as it may be shown: without a PIN, and without saying how long it was. */
function describe(command: Uint8Array): string {
  if (carriesPin(command)) return `=> ${toHex(command.subarray(0, 4))} {another PIN}`;
  return formatEntry({ kind: 'command', bytes: [command], delayMs: 0, comments: [], line: 0 });
}
