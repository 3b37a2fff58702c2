import { connect, type Socket } from 'node:net';
import { maskedHex } from '../../src/card/apdu.ts';
import { toHex } from '../../src/card/bytes.ts';
import type { VirtualCard } from '../../src/readers/virtual/virtual-card.ts';
import type { Hold } from './hold.ts';

/** Where vpcd, the driver of Debian's `vsmartcard-vpcd`, waits for a card: one port a slot, from this one on. */
export const FIRST_VPCD_PORT = 35963;

/** Of the driver as Debian sets it up. */
export type Slot = 0 | 1;

/** The card leaves at an exchange: before it acts, or after it acted but before its answer. */
export interface RemovalFault {
  readonly when: 'before' | 'after';
  /** Which exchange, from 1, since the fault was set. */
  readonly exchange: number;
  /** Only exchanges with this instruction byte count; all of them when left out. */
  readonly ins?: number;
}

/** Frames of one byte are not APDUs (vsmartcard, `vpcd.h`). Only the last one is answered. */
const POWER_OFF = 0x00;
const POWER_ON = 0x01;
const RESET = 0x02;
const GET_ATR = 0x04;

/** While the service is away the card tries again this often. */
const RECONNECT_MS = 20;

/**
 * A virtual card in one slot of vpcd. Owns: the socket and the framing (u16be length ‖ bytes). Does not own: what the card
 * answers. To vpcd a connected socket is a card in the reader, so `remove` closes it; a socket the service closed is
 * opened anew, since the card is still lying there when the service comes back.
 */
export class VpcdSlot {
  readonly #port: number;
  readonly #note: (line: string) => void;
  #card: VirtualCard | undefined;
  #earlier: VirtualCard | undefined;
  #inserted = false;
  #socket: Socket | undefined;
  #retry: NodeJS.Timeout | undefined;
  #fault: { readonly fault: RemovalFault; seen: number } | undefined;
  /** Milliseconds that the card thinks about every APDU. */
  latency = 0;
  #hold: Hold | undefined;
  #poweredAt: number | undefined;

  /** `slot`: one of the two, or of more where the driver is loaded more than once. */
  constructor(slot: number, note: (line: string) => void) {
    this.#port = FIRST_VPCD_PORT + slot;
    this.#note = (line) => note(`slot ${slot}: ${line}`);
  }

  get card(): VirtualCard | undefined {
    return this.#card;
  }

  get inserted(): boolean {
    return this.#inserted;
  }

  set fault(fault: RemovalFault | undefined) {
    this.#fault = fault && { fault, seen: 0 };
  }

  /** When it got power for the first time since it was put in, in milliseconds since 1970. */
  get poweredAt(): number | undefined {
    return this.#poweredAt;
  }

  get hold(): Hold | undefined {
    return this.#hold;
  }

  /** Replaces the hold before, which is let go. */
  set hold(hold: Hold | undefined) {
    this.#hold?.letGo();
    this.#hold = hold;
  }

  /** The card that was in before the one of today. */
  get earlier(): VirtualCard | undefined {
    return this.#earlier;
  }

  /** Puts `card` in; without one, the card that was taken out last. */
  insert(card: VirtualCard | undefined = this.#card): void {
    if (!card) throw new Error('no card to put in');
    this.remove();
    if (card !== this.#card) this.#earlier = this.#card;
    this.#card = card;
    this.#inserted = true;
    this.#poweredAt = undefined;
    this.#note('card put in');
    this.#connect();
  }

  remove(): void {
    if (!this.#inserted) return;
    this.#note('card taken out');
    this.#inserted = false;
    this.#losePower();
    clearTimeout(this.#retry);
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #connect(): void {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    this.#socket = socket;
    let work = Promise.resolve();
    let pending = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE()) {
        const end = 2 + pending.readUInt16BE();
        const frame = new Uint8Array(pending.subarray(2, end));
        pending = pending.subarray(end);
        work = work.then(() => this.#answer(socket, frame));
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      // The service went away and took the power with it.
      this.#losePower();
      this.#retry = setTimeout(() => this.#connect(), RECONNECT_MS);
    });
  }

  #losePower(): void {
    this.#card?.powerOff();
    // Whatever it waited with is not done any more.
    this.hold = undefined;
  }

  async #answer(socket: Socket, frame: Uint8Array): Promise<void> {
    const card = this.#card;
    if (this.#socket !== socket || !card) return;
    if (frame.length > 1) {
      await this.#exchange(socket, card, frame);
      return;
    }
    switch (frame[0]) {
      case POWER_OFF:
        this.#note('power off');
        card.powerOff();
        return;
      case POWER_ON:
        this.#note('power on');
        this.#poweredAt ??= performance.timeOrigin + performance.now();
        card.powerOn();
        return;
      case RESET:
        // A warm reset does not clear what is verified on a physical card, so it must not do so here.
        this.#note('reset');
        if (!card.powered) card.powerOn();
        return;
      case GET_ATR:
        send(socket, card.answerToReset);
        return;
    }
  }

  async #exchange(socket: Socket, card: VirtualCard, command: Uint8Array): Promise<void> {
    const removal = this.#removalAt(command);
    if (this.latency > 0) await new Promise((resolve) => setTimeout(resolve, this.latency));
    await this.#hold?.beforeActing(command);
    if (this.#socket !== socket || socket.destroyed) return;
    if (removal === 'before') {
      this.#note(`${maskedHex(command)} => taken out before it acts`);
      this.remove();
      return;
    }
    const answer = card.process(command);
    this.#note(`${maskedHex(command)} => ${toHex(answer)}`);
    await this.#hold?.beforeAnswering();
    if (this.#socket !== socket) return;
    if (removal === 'after') this.remove();
    else send(socket, answer);
  }

  #removalAt(command: Uint8Array): RemovalFault['when'] | undefined {
    const armed = this.#fault;
    if (!armed || (armed.fault.ins !== undefined && armed.fault.ins !== command[1])) return undefined;
    armed.seen++;
    if (armed.seen !== armed.fault.exchange) return undefined;
    this.#fault = undefined;
    return armed.fault.when;
  }
}

/** Length and bytes in one write: in two, the second waits for a delayed ACK. */
function send(socket: Socket, bytes: Uint8Array): void {
  const frame = Buffer.alloc(2 + bytes.length);
  frame.writeUInt16BE(bytes.length);
  frame.set(bytes, 2);
  socket.write(frame);
}
