import { joined } from '../joined.ts';
import { Patience } from '../patience.ts';
import type { EdcKind } from './edc.ts';
import {
  type BlockError,
  decodeBlock,
  encodeBlock,
  type SequenceBit,
  type Supervision,
  type T1Block,
} from './t1-block.ts';

/** What the card offered and what reader and card agreed on. Absent: the standard's default. */
export interface T1Parameters {
  /** Bytes of information that the card takes in one block, 1–254. Default 32. */
  readonly ifsc?: number;
  /** Bytes that the card may send in one block already, 1–254: 32, or what the reader has negotiated by itself. */
  readonly ifsd?: number;
  readonly edc?: EdcKind;
  /** Bytes that the reader can take to the card in one block. The card may offer more than that at any time. */
  readonly room?: number;
}

export interface T1ExchangeOptions {
  /** How many BWT to wait for the answer, 1–255. */
  readonly waitMultiplier: number;
}

/**
 * Sends one block and resolves with the block that came, whatever it is, `timeout` if none did. What a reader calls a
 * parity error is a block too: an empty one. A rejection ends the use of the card. The block is wiped once this settles.
 */
export type T1Exchange = (block: Uint8Array, options: T1ExchangeOptions) => Promise<Uint8Array | 'timeout'>;

/**
 * Whether the card executed the command is unknown after `no-answer` (nothing came, however often it was asked),
 * `protocol` (nothing that fits), `resynchronized` (the same, but the card agreed to begin anew), `aborted` (the card gave
 * up a chain) and `out-of-patience` (it asked for more time too often or for too long). Nothing was sent after `unusable`
 * (an earlier command failed: the card has to be reset) and `busy` (one is under way).
 */
export type T1ErrorCode =
  | 'no-answer'
  | 'protocol'
  | 'resynchronized'
  | 'aborted'
  | 'out-of-patience'
  | 'unusable'
  | 'busy';

export class T1Error extends Error {
  readonly code: T1ErrorCode;

  constructor(code: T1ErrorCode) {
    super(code);
    this.name = 'T1Error';
    this.code = code;
  }
}

/** Rules 7.4.1 and 7.4.2: the first attempt and two more. */
const MAX_ATTEMPTS = 3;
/** A card does not announce its IFSC, or chain nothing, more often than this in a row. */
const MAX_IDLE = 3;
/** An extended answer with its status word. */
const MAX_ANSWER = 65_538;
/** Source and destination addresses are not in use. */
const NAD = 0x00;

/** A block to send, and how many BWT to wait. It is answered with what came. */
interface Sending {
  readonly block: T1Block;
  readonly waitMultiplier: number;
}
type Heard = Uint8Array | 'timeout';
type Dialogue<Result> = Generator<Sending, Result, Heard>;

/**
 * The interface device's side of T=1 (ISO/IEC 7816-3:2006, 11; rules have their numbers from there), for one card from one
 * reset to the next.
 *
 * An I-block is sent again only when the card asks for that very one by its number, so a card that keeps the standard
 * executes a command once, however often it is sent. A lost answer is asked for with an R-block. When that fails three
 * times, the card is told to begin anew (RESYNCH), which leaves open whether it has executed the command, and numbers blocks
 * from 0 again, so that a late block of the old count would pass for one of the new. Therefore nothing is sent any more by
 * an instance that failed; the card has to be reset.
 */
export class T1 {
  readonly #edc: EdcKind;
  readonly #room: number;
  #ifsc: number;
  #ifsd: number;
  /** N(S) of the next I-block, or of the one that is not acknowledged yet. */
  #send: SequenceBit = 0;
  /** N(S) of the I-block that the card has to send next. */
  #receive: SequenceBit = 0;
  /** Whether the card has sent a single good block since its reset: before that, rule 7.4.1 knows no RESYNCH. */
  #heardCard = false;
  #state: 'ready' | 'busy' | 'unusable' = 'ready';

  constructor({ ifsc = 32, ifsd = 32, edc = 'lrc', room = 254 }: T1Parameters = {}) {
    this.#ifsc = informationFieldSize(ifsc);
    this.#ifsd = informationFieldSize(ifsd);
    this.#edc = edc;
    if (!(room >= 1)) throw new RangeError('a reader has room for at least 1 byte');
    this.#room = room;
  }

  /** Tells the card that it may send `ifsd` bytes (1–254) in one block. Rejects with `T1Error`. */
  async negotiateIfsd(ifsd: number, exchange: T1Exchange): Promise<void> {
    return this.#hold(this.#announceIfsd(informationFieldSize(ifsd)), exchange);
  }

  /**
   * Sends a command APDU, short or extended, and resolves with the answer, as long as the card made it. Rejects with
   * `T1Error`, or with what `exchange` rejected with; then it is unknown whether the card executed the command. `patience`
   * is for this command alone.
   */
  async transmit(command: Uint8Array, exchange: T1Exchange, patience = new Patience()): Promise<Uint8Array> {
    if (command.length < 4) throw new RangeError('not a command APDU');
    return this.#hold(this.#command(command, patience), exchange);
  }

  async #hold<Result>(dialogue: Dialogue<Result>, exchange: T1Exchange): Promise<Result> {
    if (this.#state !== 'ready') throw new T1Error(this.#state);
    this.#state = 'busy';
    try {
      let step = dialogue.next();
      while (!step.done) {
        const { block, waitMultiplier } = step.value;
        const bytes = encodeBlock(block, NAD, this.#edc);
        let heard: Heard;
        try {
          heard = await exchange(bytes, { waitMultiplier });
        } finally {
          // It may be a PIN's.
          bytes.fill(0);
        }
        step = dialogue.next(heard);
      }
      this.#state = 'ready';
      return step.value;
    } catch (error) {
      this.#state = 'unusable';
      throw error;
    }
  }

  *#command(command: Uint8Array, patience: Patience): Dialogue<Uint8Array> {
    const task: Task = { command, patience, start: 0, end: 0, copies: 0, idle: 0, answer: [], answerLength: 0 };
    let sending = this.#nextPart(task);
    let failures = 0;
    let silent = true;
    for (;;) {
      const heard = this.#read(yield sending);
      const reaction = typeof heard === 'string' ? 'unusable' : this.#react(task, heard);
      switch (reaction) {
        case 'complete':
          return joined(task.answer);
        case 'hopeless':
          return yield* this.#giveUp(false);
        case 'aborted':
          // Whatever the card says to that.
          yield once({ kind: 'S', supervision: 'abort', response: true, value: 0 });
          throw new T1Error('aborted');
        case 'out-of-patience':
          throw new T1Error(reaction);
        case 'unusable':
          failures++;
          silent &&= heard === 'timeout';
          if (failures === MAX_ATTEMPTS) return yield* this.#giveUp(silent);
          // Rules 7.1–7.3. Time that the card was granted is not taken back over some noise.
          sending = {
            block: { kind: 'R', sequence: this.#receive, error: heard === 'damaged' ? 'damaged' : 'other' },
            waitMultiplier: sending.waitMultiplier,
          };
          break;
        default:
          failures = 0;
          silent = true;
          sending = reaction;
      }
    }
  }

  #react(task: Task, heard: T1Block): Reaction {
    switch (heard.kind) {
      case 'I':
        return this.#takeInformation(task, heard);
      case 'R':
        return this.#takeReceiveReady(task, heard.sequence);
      case 'S':
        return this.#takeSupervisory(task, heard);
    }
  }

  #takeInformation(task: Task, { sequence, more, information }: T1Block & { kind: 'I' }): Reaction {
    if (sequence !== this.#receive || task.end < task.command.length) return 'unusable';
    // The first block of the answer acknowledges the last one of the command (rule 2.1).
    if (task.answer.length === 0) this.#send = other(this.#send);
    this.#receive = other(this.#receive);
    task.idle = information.length > 0 ? 0 : task.idle + 1;
    task.answer.push(information);
    task.answerLength += information.length;
    if (!more) return 'complete';
    if (task.answerLength > MAX_ANSWER || task.idle > MAX_IDLE) return 'hopeless';
    return once({ kind: 'R', sequence: this.#receive, error: 'none' });
  }

  #takeReceiveReady(task: Task, sequence: SequenceBit): Reaction {
    // Once there is an answer, the command has been received, whatever is said of it.
    if (task.answer.length > 0) return 'unusable';
    if (sequence === this.#send) return task.copies < MAX_ATTEMPTS ? this.#part(task) : 'hopeless';
    // Not an acknowledgement: there is nothing left to send. The card did not understand our R-block.
    if (task.end === task.command.length) return 'unusable';
    this.#send = other(this.#send);
    return this.#nextPart(task);
  }

  #takeSupervisory(task: Task, heard: T1Block & { kind: 'S' }): Reaction {
    if (heard.response) return 'unusable';
    const response = { ...heard, response: true };
    switch (heard.supervision) {
      case 'wtx':
        task.idle = 0;
        return task.patience.extend() ? { block: response, waitMultiplier: heard.value } : 'out-of-patience';
      case 'ifs':
        task.idle++;
        if (task.idle > MAX_IDLE) return 'hopeless';
        this.#ifsc = heard.value;
        return once(response);
      case 'abort':
        return 'aborted';
      case 'resynch':
        // Rule 6: not the card's to ask for.
        return 'unusable';
    }
  }

  /** The first part of the command, or the one after what the card has acknowledged. */
  #nextPart(task: Task): Sending {
    task.start = task.end;
    task.end = Math.min(task.start + Math.min(this.#ifsc, this.#room), task.command.length);
    task.copies = 0;
    task.idle = 0;
    return this.#part(task);
  }

  #part(task: Task): Sending {
    const { command, start, end } = task;
    task.copies++;
    const more = end < command.length;
    return once({ kind: 'I', sequence: this.#send, more, information: command.subarray(start, end) });
  }

  *#announceIfsd(ifsd: number): Dialogue<void> {
    let silent = true;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const heard = this.#read(yield once({ kind: 'S', supervision: 'ifs', response: false, value: ifsd }));
      silent &&= heard === 'timeout';
      if (!isResponse(heard, 'ifs') || heard.value !== ifsd) continue;
      this.#ifsd = ifsd;
      return;
    }
    return yield* this.#giveUp(silent);
  }

  /** Rule 7.4.2, and 7.4.1 for a card that has not yet been understood once. */
  *#giveUp(silent: boolean): Dialogue<never> {
    for (let attempt = 0; this.#heardCard && attempt < MAX_ATTEMPTS; attempt++) {
      const heard = this.#read(yield once({ kind: 'S', supervision: 'resynch', response: false, value: 0 }));
      if (isResponse(heard, 'resynch')) throw new T1Error('resynchronized');
      silent &&= heard === 'timeout';
    }
    throw new T1Error(silent ? 'no-answer' : 'protocol');
  }

  #read(heard: Heard): T1Block | Exclude<BlockError, 'none'> | 'timeout' {
    if (heard === 'timeout') return heard;
    const block = decodeBlock(heard, NAD, this.#edc);
    if (typeof block === 'string') return block;
    if (block.kind === 'I' && block.information.length > this.#ifsd) return 'other';
    this.#heardCard = true;
    return block;
  }
}

/** A command under way. */
interface Task {
  readonly command: Uint8Array;
  readonly patience: Patience;
  /** Bytes `start` to `end` of the command are in the I-block sent last. */
  start: number;
  end: number;
  /** How often that was sent. */
  copies: number;
  /** Good blocks of the card that brought the end no nearer, since it last went on. */
  idle: number;
  readonly answer: Uint8Array[];
  answerLength: number;
}

/** What follows from a good block. `unusable`: it is not one that can come now. `hopeless`: asking again is no use. */
type Reaction = Sending | 'complete' | 'aborted' | 'hopeless' | 'out-of-patience' | 'unusable';

/** With one BWT to wait. */
function once(block: T1Block): Sending {
  return { block, waitMultiplier: 1 };
}

function isResponse(heard: T1Block | string, supervision: Supervision): heard is T1Block & { kind: 'S' } {
  return typeof heard !== 'string' && heard.kind === 'S' && heard.response && heard.supervision === supervision;
}

function other(bit: SequenceBit): SequenceBit {
  return bit ? 0 : 1;
}

/** Throws `RangeError` on a size that no information field has. */
function informationFieldSize(size: number): number {
  if (!Number.isInteger(size) || size < 1 || size > 254) throw new RangeError('IFSC and IFSD must be 1 to 254');
  return size;
}
