import { Field, type FieldAnswer, type FieldFault } from './iso14443-field.ts';
import { MessageQueue } from './message-queue.ts';
import type { UsbDescriptors, UsbDeviceModel } from './model.ts';

/**
 * What goes wrong at one command. `busy-before`: the reader says that it is busy, and does nothing; `busy-after`: it says so
 * and acts all the same. `time-extension`: it asks for more time, twice, and then answers. `no-answer`: it acts and is
 * silent. `garbage`: it acts, and what it says is nothing. `wrong-seq`: it acts, and answers something else. `stale-first`:
 * an answer of an earlier command comes first. The rest happens in the field.
 */
export type RcS300Fault =
  | 'busy-before'
  | 'busy-after'
  | 'time-extension'
  | 'no-answer'
  | 'garbage'
  | 'wrong-seq'
  | 'stale-first'
  | FieldFault;

export interface RcS300Command {
  /** From 0, over the life of the model. */
  readonly index: number;
  /** What goes to the card, where something does. */
  readonly frame: Uint8Array | undefined;
}

const OK_STATUS = [0xc0, 0x03, 0x00, 0x90, 0x00];
const NO_ANSWER = [0xc0, 0x03, 0x01, 0x64, 0x01];
const NOT_NOW = [0xc0, 0x03, 0x01, 0x6a, 0x81];
const DAMAGED = [0xc0, 0x03, 0x01, 0x6f, 0x00];

const SLOT_BUSY = 0xe0;
const TIME_EXTENSION = 0x80;
const FAILED = 0x40;

/** CCID class descriptor of interface 0: extended APDU level, 522 bytes. Nothing of that interface is modelled. */
const CCID_DESCRIPTOR = [
  ...[
    54, 0x21, 0x10, 0x01, 0, 7, 3, 0, 0, 0, 0xfc, 0x0d, 0, 0, 0xfc, 0x0d, 0, 0, 0, 0x80, 0x25, 0, 0, 0x00, 0xc2, 0x01,
  ],
  ...[0, 0, 0xfe, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x08, 0x04, 0, 0x0a, 0x02, 0, 0, 0, 0, 0, 0, 0, 1],
];

/**
 * Sony RC-S300 on its vendor interface, as felica-rs (port400/pcsc.rs) and ezsign-nfc-tools (PROTOCOL.md, 9) describe it. The
 * transparent session with its field is the reader's, not the program's: it goes on when that is gone.
 */
export class RcS300Model implements UsbDeviceModel {
  readonly descriptors: UsbDescriptors;
  readonly field = new Field();
  /** Every payload that came, in hexadecimal. What goes to a card is left out: it may be a PIN. */
  readonly commands: string[] = [];
  fault: ((command: RcS300Command) => RcS300Fault | undefined) | undefined;
  session = false;
  readonly #said = new MessageQueue();
  #index = 0;
  #selected = false;

  /** `0DC8` is the RC-S300/S, `0DC9` the /P. */
  constructor(productId: 0x0dc8 | 0x0dc9 = 0x0dc8) {
    const body = [
      ...[9, 4, 0, 0, 3, 0x0b, 0x00, 0x00, 0],
      ...CCID_DESCRIPTOR,
      ...[7, 5, 0x01, 2, 64, 0, 0],
      ...[7, 5, 0x81, 2, 64, 0, 0],
      ...[7, 5, 0x83, 3, 8, 0, 16],
      ...[9, 4, 1, 0, 2, 0xff, 0x00, 0x00, 0],
      ...[7, 5, 0x02, 2, 64, 0, 0],
      ...[7, 5, 0x82, 2, 64, 0, 0],
    ];
    this.descriptors = {
      device: Uint8Array.of(
        ...[18, 1, 0x00, 0x02, 0, 0, 0, 64, 0x4c, 0x05, productId & 0xff, productId >> 8, 0x00, 0x01, 1, 2, 0, 1],
      ),
      configuration: Uint8Array.of(9, 2, 9 + body.length, 0, 2, 1, 0, 0x80, 250, ...body),
      strings: ['SONY', productId === 0x0dc8 ? 'RC-S300/S' : 'RC-S300/P'],
    };
  }

  /** Something that nobody took when the last program went. */
  leaveBehind(...messages: readonly ArrayLike<number>[]): void {
    this.#said.push(...messages);
  }

  async control(): Promise<'stall'> {
    return 'stall';
  }

  async bulkOut(endpoint: number, data: Uint8Array): Promise<'ok' | 'stall'> {
    if ((endpoint & 0x0f) !== 2 || data[0] !== 0x6b) return 'stall';
    const payload = data.subarray(10);
    if (payload.length !== new DataView(data.buffer, data.byteOffset).getUint32(1, true)) return 'stall';
    const seq = data[6] as number;
    const exchange = payload[3] === 0x01 ? parseExchange(payload) : undefined;
    this.commands.push(hex(exchange ? payload.subarray(0, 4) : payload));
    const fault = this.fault?.({ index: this.#index++, frame: exchange?.frame });
    if (fault === 'busy-before') {
      this.#said.push(answer(seq, FAILED, SLOT_BUSY, []));
      return 'ok';
    }
    const objects = exchange ? this.#exchange(exchange, fieldFault(fault)) : this.#manage(payload, fieldFault(fault));
    const said = answer(seq, 0x02, 0, [...objects, 0x90, 0x00]);
    switch (fault) {
      case 'busy-after':
        this.#said.push(answer(seq, FAILED, SLOT_BUSY, []));
        break;
      case 'time-extension':
        this.#said.push(answer(seq, TIME_EXTENSION, 1, []), answer(seq, TIME_EXTENSION, 1, []), said);
        break;
      case 'no-answer':
        break;
      case 'garbage':
        this.#said.push([0xde, 0xad, 0xbe, 0xef]);
        break;
      case 'wrong-seq':
        this.#said.push(answer((seq + 0x55) & 0xff, 0x02, 0, [...objects, 0x90, 0x00]));
        break;
      case 'stale-first':
        this.#said.push(answer((seq - 1) & 0xff, 0x02, 0, [...carrying([0x02, 0x90, 0x00]), 0x90, 0x00]), said);
        break;
      default:
        this.#said.push(said);
    }
    return 'ok';
  }

  async in(endpoint: number, length: number, signal: AbortSignal): Promise<Uint8Array | 'stall'> {
    return (endpoint & 0x0f) === 2 ? this.#said.next(length, signal) : 'stall';
  }

  reset(): void {
    this.field.switch(false);
    this.session = false;
    this.#selected = false;
    this.#said.clear();
  }

  #manage(payload: Uint8Array, fault: FieldFault | undefined): readonly number[] {
    switch (hex(payload)) {
      case 'FF50000002810000':
        if (this.session) return NOT_NOW;
        this.session = true;
        return OK_STATUS;
      case 'FF50000002820000':
        if (!this.session) return NOT_NOW;
        this.session = false;
        this.#selected = false;
        this.field.switch(false);
        return OK_STATUS;
      case 'FF50000002830000':
        if (!this.session) return NOT_NOW;
        this.field.switch(false);
        this.#selected = false;
        return OK_STATUS;
      case 'FF50000002840000':
        if (!this.session) return NOT_NOW;
        this.field.switch(true);
        return OK_STATUS;
      case 'FF500002048F02010400':
        return this.#select(fault);
      default:
        return NOT_NOW;
    }
  }

  /** REQB and ATTRIB with FSD 256. */
  #select(fault: FieldFault | undefined): readonly number[] {
    if (!this.session || !this.field.on) return NOT_NOW;
    const atqb = this.field.send(Uint8Array.of(0x05, 0x00, 0x00), fault);
    if (typeof atqb === 'string') return failure(atqb);
    const attrib = this.field.send(Uint8Array.of(0x1d, ...atqb.subarray(1, 5), 0x00, 0x08, 0x01, 0x00));
    if (typeof attrib === 'string') return failure(attrib);
    this.#selected = true;
    const historical = [...atqb.subarray(5, 12), (attrib[0] as number) & 0xf0];
    const atr = [0x3b, 0x88, 0x80, 0x01, ...historical];
    return [...OK_STATUS, 0x5f, 0x51, 13, ...atr, atr.slice(1).reduce((sum, byte) => sum ^ byte, 0)];
  }

  #exchange({ frame, flags }: Exchange, fault: FieldFault | undefined): readonly number[] {
    if (!this.session || !this.field.on || !this.#selected) return NOT_NOW;
    // Without these flags the reader would add parity, or a block of its own around the frame.
    if (flags !== 0x001c) return DAMAGED;
    const answered = this.field.send(frame, fault);
    return typeof answered === 'string' ? failure(answered) : carrying([...answered]);
  }
}

interface Exchange {
  readonly frame: Uint8Array;
  readonly flags: number;
}

/** An extended command with the flags, a time and a frame in it. */
function parseExchange(payload: Uint8Array): Exchange | undefined {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  if (payload.length < 24 || payload[4] !== 0 || view.getUint16(5) !== payload.length - 10) return undefined;
  const wellFormed =
    view.getUint16(7) === 0x9002 &&
    view.getUint16(11) === 0x5f46 &&
    payload[13] === 4 &&
    view.getUint32(14, true) > 0 &&
    view.getUint16(18) === 0x9582 &&
    view.getUint16(20) === payload.length - 25;
  return wellFormed ? { flags: view.getUint16(9), frame: payload.slice(22, -3) } : undefined;
}

function carrying(data: readonly number[]): number[] {
  const length = data.length < 0x80 ? [data.length] : [0x82, data.length >> 8, data.length & 0xff];
  return [...OK_STATUS, 0x92, 0x01, 0x00, 0x96, 0x02, 0x00, 0x00, 0x97, ...length, ...data];
}

function failure(answer: FieldAnswer): readonly number[] {
  return answer === 'timeout' ? NO_ANSWER : DAMAGED;
}

function fieldFault(fault: RcS300Fault | undefined): FieldFault | undefined {
  return fault === 'timeout-before' || fault === 'timeout-after' || fault === 'crc-error' ? fault : undefined;
}

function answer(seq: number, status: number, error: number, payload: readonly number[]): number[] {
  const length = payload.length;
  return [0x83, length & 0xff, (length >> 8) & 0xff, 0, 0, 0, seq, status, error, 0, ...payload];
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
}
