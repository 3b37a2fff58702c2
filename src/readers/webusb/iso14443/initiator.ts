import { Patience } from '../patience.ts';
import type { CardLimits } from './type-b.ts';

/** What the field brought back for one frame: a frame without its CRC, nothing in time, or something damaged. */
export type Received = Uint8Array | 'timeout' | 'corrupt';

/** Sends one frame (without CRC) and waits at most `timeoutMs` for what comes back. */
export type ExchangeFrame = (frame: Uint8Array, timeoutMs: number) => Promise<Received>;

/** What to do next: send a frame, hand over the response, or give the card up. */
export type Step =
  | { readonly do: 'send'; readonly frame: Uint8Array; readonly timeoutMs: number }
  | { readonly do: 'finish'; readonly response: Uint8Array }
  | { readonly do: 'give-up'; readonly cause: Loss };

/** `silent` when nothing came at the end, as from a card that left; `garbled` when something did that made no sense. */
export type Loss = 'silent' | 'garbled';

/** What became of the command in flight is unknown. The card must lose its field; nothing may be sent to it before. */
export class CardLostError extends Error {
  override readonly name = 'CardLostError';
  readonly loss: Loss;

  constructor(loss: Loss) {
    super(`the card was lost: ${loss}`);
    this.loss = loss;
  }
}

/** PCB of blocks without CID and NAD (ISO/IEC 14443-4, protocol control byte field); the block number is bit 1. */
const I_BLOCK = 0x02;
const CHAINING = 0x10;
const R_ACK = 0xa2;
const R_NAK = 0xb2;
const S_WTX = 0xf2;
const S_DESELECT = 0xc2;

/** PCB and CRC. */
const OVERHEAD = 3;
/** FSD 256 was announced with ATTRIB. */
const LARGEST_INF = 256 - OVERHEAD;
/** An extended response and its status word. */
const LARGEST_RESPONSE = 65_538;

/** FWT of FWI 14, which a waiting time extension does not exceed (ISO/IEC 14443-4), in milliseconds. */
const FWT_MAX_MS = 4950;
/** ΔFWT, 49152/fc (ISO/IEC 14443-4, frame waiting time): how much longer than the card the reader waits. */
const DELTA_FWT_MS = 49_152 / 13_560;
/** FWT of S(DESELECT), 65536/fc (ISO/IEC 14443-4, deactivation). */
const DESELECT_MS = 65_536 / 13_560 + DELTA_FWT_MS;

/**
 * The reader's side of the half-duplex block protocol (ISO/IEC 14443-4, 7) without CID and NAD, without I/O: each call
 * takes what came back and says what to send. Owns the block number, chaining both ways, recovery and time extension.
 *
 * The rules of the standard, which have its numbers here, make a block that is sent again distinguishable from a new one,
 * so that a card never executes a command twice. They hold only within one activation; hence after a `give-up` there is no
 * way on from here.
 */
export class Initiator {
  readonly #largestInf: number;
  readonly #waitMs: number;
  readonly #fwtMs: number;
  readonly #mostRecoveries: number;
  /** Of the next block, 0 at activation. */
  #number = 0;
  #state: 'idle' | 'sending' | 'receiving' | 'checking' | 'deselecting' | 'over' = 'idle';
  /** The command in flight. May hold a PIN. */
  #command = new Uint8Array(0);
  #sent = 0;
  #lastInf = 0;
  /** Whether the last frame was an R(NAK). */
  #asked = false;
  /** Whether a frame of before came in the place of an answer to the command in flight. */
  #stale = false;
  #response: number[] = [];
  #recoveries = 0;
  /** Of the command in flight. */
  #patience: Patience | undefined;

  constructor({ fsc, fwtMs }: CardLimits) {
    this.#largestInf = fsc - OVERHEAD;
    this.#fwtMs = fwtMs;
    this.#waitMs = fwtMs + DELTA_FWT_MS;
    // Two at least: to send a lost I-block again takes an R(NAK) and the R(ACK) it is answered with. More only for a card
    // that is quick, as somebody waits who took the card away. The measure is that of nfcpy tag/tt4.py.
    this.#mostRecoveries = Math.max(2, Math.min(5, Math.floor(1000 / fwtMs)));
  }

  /**
   * Begins a command; `command` is copied, `patience` is for it alone. Throws when another is in flight, and after a
   * `give-up` or `deselect`.
   */
  begin(command: Uint8Array, patience = new Patience()): Step {
    if (this.#state !== 'idle') throw new Error(`no command can begin: ${this.#state}`);
    this.#command = command.slice();
    this.#sent = 0;
    this.#stale = false;
    this.#response = [];
    this.#recoveries = 0;
    this.#patience = patience;
    return this.#sendBlock();
  }

  /**
   * Asks whether the card is there, by an R(NAK) that it can only acknowledge (rule 12; method 2 of the presence check of
   * ISO/IEC 14443-4): no command reaches it. What follows is the same as for a command, with an empty response.
   */
  check(): Step {
    if (this.#state !== 'idle') throw new Error(`no time to ask: ${this.#state}`);
    this.#state = 'checking';
    this.#recoveries = 0;
    return this.#recover('silent');
  }

  /** Ends the activation; what follows is the same as for a command, with an empty response. */
  deselect(): Step {
    if (this.#state !== 'idle') throw new Error(`not to be deselected: ${this.#state}`);
    this.#state = 'deselecting';
    this.#recoveries = 0;
    return send([S_DESELECT], DESELECT_MS);
  }

  /** Gives the card up: what came back will never be known. */
  abandon(): void {
    this.#end();
  }

  /** Takes what came back for the last frame. */
  received(received: Received): Step {
    if (this.#state === 'deselecting') return this.#deselected(received);
    if (this.#state === 'checking') return this.#checked(received);
    if (this.#state !== 'sending' && this.#state !== 'receiving') throw new Error('nothing was sent');
    if (typeof received === 'string') return this.#recover(received === 'timeout' ? 'silent' : 'garbled');
    const [pcb = 0] = received;
    const known = pcb & ~(CHAINING | 1);
    if (known === I_BLOCK) return this.#iBlock(pcb, received.subarray(1));
    if ((pcb & ~1) === R_ACK && received.length === 1) return this.#acknowledged(pcb & 1);
    if (pcb === S_WTX && received.length === 2) return this.#extend((received[1] as number) & 0x3f);
    return this.#recover('garbled');
  }

  #iBlock(pcb: number, inf: Uint8Array): Step {
    const expected = this.#state === 'receiving' || this.#sent + this.#lastInf === this.#command.length;
    if (!expected || (pcb & 1) !== this.#number || inf.length > LARGEST_INF) return this.#recover('garbled');
    if (this.#response.length + inf.length > LARGEST_RESPONSE) return this.#giveUp('garbled');
    // Rule B.
    this.#number ^= 1;
    this.#recoveries = 0;
    this.#response.push(...inf);
    if (!(pcb & CHAINING)) return this.#finish();
    this.#forgetCommand();
    this.#state = 'receiving';
    // Rule 2.
    return send([R_ACK | this.#number], this.#waitMs);
  }

  #acknowledged(number: number): Step {
    if (this.#state === 'receiving') return this.#recover('garbled');
    const last = this.#sent + this.#lastInf === this.#command.length;
    if (number === this.#number) {
      if (last) return this.#recover('garbled');
      // Rules B and 7.
      this.#number ^= 1;
      this.#recoveries = 0;
      this.#sent += this.#lastInf;
      return this.#sendBlock();
    }
    // Rule 6, by which the card did not get the block. It says so in answer to an R(NAK) alone (rule 12); at any other time
    // this is a frame of before, and the block that the card has must not be sent again.
    if (!this.#asked) {
      this.#stale = true;
      return this.#recover('garbled');
    }
    // Where one such frame came, the acknowledgement may be the next: then nobody knows what the card has.
    if (this.#stale) return this.#giveUp('garbled');
    return this.#again('garbled') ?? this.#sendBlock();
  }

  #extend(multiplier: number): Step {
    // 0 and 60 to 63 are reserved (ISO/IEC 14443-4, waiting time extension).
    if (multiplier < 1 || multiplier > 59) return this.#recover('garbled');
    if (!this.#patience?.extend()) return this.#giveUp('garbled');
    this.#recoveries = 0;
    this.#asked = false;
    // Rule 3. The longer wait holds for the next block only.
    return send([S_WTX, multiplier], Math.min(this.#fwtMs * multiplier, FWT_MAX_MS) + DELTA_FWT_MS);
  }

  #checked(received: Received): Step {
    if (typeof received === 'string') return this.#recover(received === 'timeout' ? 'silent' : 'garbled');
    // Anything but the acknowledgement of its last block: card and reader are no longer of one mind.
    if (received.length !== 1 || received[0] !== (R_ACK | (this.#number ^ 1))) return this.#recover('garbled');
    return this.#finish();
  }

  #deselected(received: Received): Step {
    if (typeof received !== 'string' && received.length === 1 && received[0] === S_DESELECT) return this.#end();
    // Rule 8.
    return this.#recoveries++ === 0 ? send([S_DESELECT], DESELECT_MS) : this.#end();
  }

  #sendBlock(): Step {
    this.#state = 'sending';
    this.#asked = false;
    const inf = this.#command.subarray(this.#sent, this.#sent + this.#largestInf);
    this.#lastInf = inf.length;
    const more = this.#sent + inf.length < this.#command.length;
    return {
      do: 'send',
      frame: Uint8Array.of(I_BLOCK | (more ? CHAINING : 0) | this.#number, ...inf),
      timeoutMs: this.#waitMs,
    };
  }

  /** Rule 4, and in the card's chaining rule 5. */
  #recover(loss: Loss): Step {
    const block = this.#state === 'receiving' ? R_ACK : R_NAK;
    this.#asked = block === R_NAK;
    return this.#again(loss) ?? send([block | this.#number], this.#waitMs);
  }

  #again(loss: Loss): Step | undefined {
    return ++this.#recoveries > this.#mostRecoveries ? this.#giveUp(loss) : undefined;
  }

  #finish(): Step {
    const response = Uint8Array.from(this.#response);
    this.#forgetCommand();
    this.#response = [];
    this.#state = 'idle';
    return { do: 'finish', response };
  }

  #giveUp(cause: Loss): Step {
    this.#end();
    return { do: 'give-up', cause };
  }

  #end(): Step {
    this.#forgetCommand();
    this.#response = [];
    this.#state = 'over';
    return { do: 'finish', response: new Uint8Array(0) };
  }

  #forgetCommand(): void {
    this.#command.fill(0);
    this.#command = new Uint8Array(0);
    this.#sent = 0;
    this.#lastInf = 0;
  }
}

/**
 * Sends a command APDU and resolves with response data ‖ SW1 SW2. Rejects with `CardLostError`, or with what
 * `exchangeFrame` rejected with; either way the card must lose its field then. Frames are wiped once they were sent.
 */
export async function transmit(
  initiator: Initiator,
  command: Uint8Array,
  exchangeFrame: ExchangeFrame,
  patience?: Patience,
): Promise<Uint8Array> {
  return run(initiator, initiator.begin(command, patience), exchangeFrame);
}

/** Resolves when the card answers that it is there; rejects as `transmit` does. */
export async function checkPresence(initiator: Initiator, exchangeFrame: ExchangeFrame): Promise<void> {
  await run(initiator, initiator.check(), exchangeFrame);
}

/** Tells the card that its session is over. */
export async function deselect(initiator: Initiator, exchangeFrame: ExchangeFrame): Promise<void> {
  await run(initiator, initiator.deselect(), exchangeFrame);
}

async function run(initiator: Initiator, first: Step, exchangeFrame: ExchangeFrame): Promise<Uint8Array> {
  let step = first;
  while (step.do === 'send') {
    let received: Received;
    try {
      received = await exchangeFrame(step.frame, step.timeoutMs);
    } catch (error) {
      initiator.abandon();
      throw error;
    } finally {
      step.frame.fill(0);
    }
    step = initiator.received(received);
  }
  if (step.do === 'give-up') throw new CardLostError(step.cause);
  return step.response;
}

function send(bytes: readonly number[], timeoutMs: number): Step {
  return { do: 'send', frame: Uint8Array.from(bytes), timeoutMs };
}
