import type { CardInSlot } from './model.ts';

export interface Iso14443CardOptions {
  /** Frame Size for proximity Card Integer: 0 to 8 for 16, 24, 32, 40, 48, 64, 96, 128, 256 bytes. */
  readonly fsci?: number;
  /** Frame Waiting time Integer. */
  readonly fwi?: number;
  readonly pupi?: readonly number[];
  readonly applicationData?: readonly number[];
  /** WTXMs, each of which the card asks for before it answers the next command, one after the other. */
  readonly extensions?: readonly number[];
  /** Bytes of INF that a frame of the card holds at most; what FSD allows when left out. */
  readonly largestInf?: number;
  /**
   * An I-block with the number of the one before it is ignored, as many cards do. Otherwise it is a new one, and its command
   * is executed again.
   */
  readonly ignoresRepeated?: boolean;
}

/** What the card is in, of the states of ISO/IEC 14443-3 for Type B. */
type State = 'off' | 'idle' | 'ready' | 'active' | 'halted';

const FRAME_SIZES = [16, 24, 32, 40, 48, 64, 96, 128, 256];

/**
 * A Type B card in a field: initialisation of ISO/IEC 14443-3, and the card's side of the block protocol of
 * ISO/IEC 14443-4, 7 (rules C, D, E and 9 to 13), around a card that executes APDUs. Frames have no CRC here: that is
 * between the antennas; a frame that arrives damaged is not given to the card, as it would not answer.
 *
 * It is not a model of timing.
 */
export class Iso14443Card {
  readonly #card: CardInSlot;
  readonly #options: Iso14443CardOptions;
  #state: State = 'off';
  /** Rule C: 1 at activation. */
  #number = 1;
  #fsd = 256;
  #command: number[] = [];
  #response = new Uint8Array();
  #given = 0;
  #chaining = false;
  #last: Uint8Array | undefined;
  #extensions: number[] = [];
  /** Set while an answer waits for an S(WTX) response. */
  #waiting: Uint8Array | undefined;
  #granting = 0;

  constructor(card: CardInSlot, options: Iso14443CardOptions = {}) {
    this.#card = card;
    this.#options = options;
  }

  /** Whether a field reaches it. */
  get inField(): boolean {
    return this.#state !== 'off';
  }

  get state(): State {
    return this.#state;
  }

  /** The field came up. */
  fieldOn(): void {
    if (this.#state === 'off') this.#state = 'idle';
  }

  /** The field is gone, or the card is. */
  fieldOff(): void {
    if (this.#state === 'active' || this.#state === 'halted') this.#card.powerOff();
    this.#state = 'off';
    this.#forget();
  }

  /** The card's answer to a frame; `undefined` where it stays silent. */
  receive(frame: Uint8Array): Uint8Array | undefined {
    switch (this.#state) {
      case 'off':
        return undefined;
      case 'idle':
      case 'halted':
      case 'ready':
        return this.#initialise(frame);
      case 'active':
        return this.#block(frame);
    }
  }

  get #protocolInfo(): [number, number, number] {
    const { fsci = 8, fwi = 10 } = this.#options;
    // Both directions 106 kbit/s only; ISO/IEC 14443-4; neither NAD nor CID.
    return [0x00, (fsci << 4) | 0x01, fwi << 4];
  }

  #initialise(frame: Uint8Array): Uint8Array | undefined {
    const { pupi = [0x11, 0x22, 0x33, 0x44], applicationData = [0, 0, 0, 0] } = this.#options;
    const [command, afi, param] = frame;
    if (command === 0x05 && frame.length === 3) {
      const wakeUp = ((param as number) & 0x08) !== 0;
      if (this.#state === 'halted' && !wakeUp) return undefined;
      // Any family, one slot: the only request that this card knows.
      if (afi !== 0x00 || ((param as number) & 0x07) !== 0) return undefined;
      this.#state = 'ready';
      return Uint8Array.of(0x50, ...pupi, ...applicationData, ...this.#protocolInfo);
    }
    if (command === 0x1d && frame.length >= 9 && this.#state === 'ready') {
      if (pupi.some((byte, index) => frame[1 + index] !== byte)) return undefined;
      const [param2 = 0, param3 = 0, param4 = 0] = frame.subarray(6);
      // Other bit rates than 106 kbit/s were not offered, nor was a CID.
      if (param2 & 0xf0 || !(param3 & 0x01) || param4 & 0x0f) return undefined;
      this.#forget();
      this.#fsd = FRAME_SIZES[param2 & 0x0f] ?? 256;
      this.#state = 'active';
      this.#extensions = [...(this.#options.extensions ?? [])];
      this.#card.powerOn();
      return Uint8Array.of(0x00);
    }
    return undefined;
  }

  #block(frame: Uint8Array): Uint8Array | undefined {
    const { fsci = 8 } = this.#options;
    if (frame.length + 2 > (FRAME_SIZES[fsci] as number)) return undefined;
    const pcb = frame[0];
    if (pcb === undefined) return undefined;
    if ((pcb & 0xee) === 0x02) return this.#iBlock(pcb, frame.subarray(1));
    if ((pcb & 0xee) === 0xa2 && frame.length === 1) return this.#rBlock(pcb);
    if (pcb === 0xf2 && frame.length === 2) return this.#granted(frame[1] as number);
    if (pcb === 0xc2 && frame.length === 1) {
      this.#state = 'halted';
      this.#forget();
      return Uint8Array.of(0xc2);
    }
    return undefined;
  }

  #iBlock(pcb: number, inf: Uint8Array): Uint8Array | undefined {
    if (this.#options.ignoresRepeated && ((pcb & 1) === this.#number || this.#waiting || this.#chaining)) {
      return undefined;
    }
    this.#waiting = undefined;
    this.#chaining = false;
    // Rule D.
    this.#number ^= 1;
    this.#command.push(...inf);
    if (pcb & 0x10) return this.#send([0xa2 | this.#number]);
    const command = Uint8Array.from(this.#command);
    this.#command = [];
    this.#response = Uint8Array.from(this.#card.process(command));
    this.#given = 0;
    return this.#extended(this.#nextBlock());
  }

  #rBlock(pcb: number): Uint8Array | undefined {
    const nak = (pcb & 0x10) !== 0;
    // Rule 11.
    if ((pcb & 1) === this.#number) return this.#last;
    // Rule 12.
    if (nak) return Uint8Array.of(0xa2 | this.#number);
    if (!this.#chaining) return undefined;
    // Rules E and 13.
    this.#number ^= 1;
    return this.#extended(this.#nextBlock());
  }

  /** Rule 9: asks for time first, where it was told to. */
  #extended(answer: Uint8Array): Uint8Array {
    const multiplier = this.#extensions.shift();
    if (multiplier === undefined) return this.#send(answer);
    this.#waiting = answer;
    this.#granting = multiplier & 0x3f;
    // The upper bits of the INF are the power level, and no part of the answer.
    return this.#send([0xf2, multiplier]);
  }

  #granted(multiplier: number): Uint8Array | undefined {
    const answer = this.#waiting;
    if (!answer || multiplier !== this.#granting) return undefined;
    this.#waiting = undefined;
    return this.#extended(answer);
  }

  #nextBlock(): Uint8Array {
    const largest = Math.min(this.#options.largestInf ?? 253, this.#fsd - 3);
    const inf = this.#response.subarray(this.#given, this.#given + largest);
    this.#given += inf.length;
    this.#chaining = this.#given < this.#response.length;
    return Uint8Array.of(0x02 | (this.#chaining ? 0x10 : 0) | this.#number, ...inf);
  }

  #send(block: ArrayLike<number>): Uint8Array {
    this.#last = Uint8Array.from(block);
    return this.#last.slice();
  }

  #forget(): void {
    this.#number = 1;
    this.#command = [];
    this.#response = new Uint8Array();
    this.#given = 0;
    this.#chaining = false;
    this.#last = undefined;
    this.#waiting = undefined;
  }
}
