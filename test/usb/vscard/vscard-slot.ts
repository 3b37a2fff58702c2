import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { CardInSlot } from '../models/model.ts';

/** Message types (libcacard, vscard_common.h; QEMU, hw/usb/ccid-card-passthru.c). */
const MESSAGE = { init: 1, error: 2, readerAdd: 3, atr: 5, cardRemove: 6, apdu: 7 } as const;

/** Type, reader and length of what follows, as big-endian numbers of 32 bits. */
const HEADER = 12;
/** Whom a message concerns before the other side has given this reader a number. */
const NO_READER = 0xffffffff;

/** `VSCD`, version 0.0.2, no capabilities. */
const INIT = Buffer.from('565343440000000200000000', 'hex');

/**
 * Answer To Reset of a card that speaks T=0 and nothing else, at 12 etu a byte, without historical bytes (ISO 7816-3, 8.2).
 * QEMU's reader hands TPDUs of T=0 through and knows no T=1, which is all that the Answer To Reset of `VirtualCard` offers.
 */
const T0_ATR = Buffer.from('3b6000ff', 'hex');

/**
 * A card in the `usb-ccid` reader of QEMU, behind its `ccid-card-passthru`, which listens. Owns: the socket, the framing and
 * T=0. QEMU tells nobody that the host switched the card's power off or on, so what was verified lasts until the card is
 * taken out.
 */
export class VscardSlot {
  readonly #socket: Socket;
  #card: CardInSlot | undefined;
  #buffered = Buffer.alloc(0);
  #reader = NO_READER;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** `path`: of the socket on which QEMU listens. */
  static async connect(path: string): Promise<VscardSlot> {
    const socket = connect(path);
    await once(socket, 'connect');
    const slot = new VscardSlot(socket);
    socket.on('error', () => {});
    const isReady = new Promise<void>((resolve, reject) => {
      socket.on('data', (chunk: Buffer) => slot.#receive(chunk, resolve));
      socket.on('close', () => reject(new Error('QEMU closed the connection of its reader')));
    });
    slot.#send(MESSAGE.init, INIT);
    slot.#send(MESSAGE.readerAdd, Buffer.from('virtual card\0'));
    await isReady;
    return slot;
  }

  insert(card: CardInSlot): void {
    this.remove();
    card.powerOn();
    this.#card = card;
    this.#send(MESSAGE.atr, T0_ATR);
  }

  remove(): void {
    if (!this.#card) return;
    this.#card.powerOff();
    this.#card = undefined;
    this.#send(MESSAGE.cardRemove, Buffer.alloc(0));
  }

  async stop(): Promise<void> {
    this.#card?.powerOff();
    if (this.#socket.closed) return;
    const closed = once(this.#socket, 'close');
    this.#socket.destroy();
    await closed;
  }

  #send(type: number, data: Uint8Array): void {
    const header = Buffer.alloc(HEADER);
    header.writeUInt32BE(type, 0);
    header.writeUInt32BE(this.#reader, 4);
    header.writeUInt32BE(data.length, 8);
    this.#socket.write(Buffer.concat([header, data]));
  }

  #receive(chunk: Buffer, ready: () => void): void {
    this.#buffered = Buffer.concat([this.#buffered, chunk]);
    while (this.#buffered.length >= HEADER) {
      const end = HEADER + this.#buffered.readUInt32BE(8);
      if (this.#buffered.length < end) return;
      const type = this.#buffered.readUInt32BE(0);
      const reader = this.#buffered.readUInt32BE(4);
      const data = this.#buffered.subarray(HEADER, end);
      this.#buffered = this.#buffered.subarray(end);
      if (type === MESSAGE.error) {
        // Not only errors: it says yes to a new reader with code 0.
        if (data.readUInt32BE(0) !== 0) throw new Error(`QEMU's reader says error ${data.readUInt32BE(0)}`);
        this.#reader = reader;
        ready();
      } else if (type === MESSAGE.apdu) {
        // What QEMU sent before it heard that the card is gone needs no answer.
        if (this.#card) this.#send(MESSAGE.apdu, this.#card.process(commandOf(data)));
      }
    }
  }
}

/**
 * The APDU of a T=0 TPDU (ISO 7816-3, 12.2.2): a command without data and answer has P3 = 00 there, which as an APDU would
 * ask for 256 bytes. Of the instructions of this card READ BINARY alone has an answer.
 */
function commandOf(tpdu: Uint8Array): Uint8Array {
  const [, instruction, , , p3] = tpdu;
  const saysNothing = tpdu.length === 5 && p3 === 0 && instruction !== 0xb0;
  return Uint8Array.from(saysNothing ? tpdu.subarray(0, 4) : tpdu);
}
