import { Field, type FieldFault } from './iso14443-field.ts';
import { MessageQueue } from './message-queue.ts';
import type { UsbDescriptors, UsbDeviceModel } from './model.ts';

/**
 * What goes wrong at one command. `no-ack`: the reader never says anything, and does nothing. `no-answer`: it acts and
 * acknowledges, and that is all. `garbage`: it acts, and what it says is no frame. `bad-checksum`: its answer is damaged.
 * `stale-first`: the acknowledgement and an answer of an earlier command come first. The rest happens in the field.
 */
export type RcS380Fault = 'no-ack' | 'no-answer' | 'garbage' | 'bad-checksum' | 'stale-first' | FieldFault;

export interface RcS380Command {
  readonly code: number;
  /** From 0, over the life of the model. */
  readonly index: number;
  /** What goes to the card, where something does. */
  readonly frame: Uint8Array | undefined;
}

const ACK = [0x00, 0x00, 0xff, 0x00, 0xff, 0x00];
const SYNTAX_ERROR = [0x00, 0x00, 0xff, 0xff, 0xff];
const DONE = 0;
const BAD_PARAMETER = 1;
const TYPE_B_106 = '3,7,15,7';

/** Settings of InSetProtocol that a frame of Type B needs: CRC added and checked, no parity, SOF and EOF. */
const TYPE_B_SETTINGS = { 1: 1, 2: 1, 4: 0, 5: 0, 7: 8, 9: 1, 10: 1, 11: 1, 12: 1 };

/** Bits of the status of InCommRF. */
const STATUS = { protocolError: 0x01, crcError: 0x04, timeout: 0x80 };

/**
 * Sony RC-S380, as nfcpy (clf/rcs380.py) and Linux (drivers/nfc/port100.c) know it. Only what a reader of Type B cards uses;
 * its answers do not get lost when nobody reads them, so that they meet the next program.
 */
export class RcS380Model implements UsbDeviceModel {
  readonly descriptors: UsbDescriptors;
  readonly field = new Field();
  /** Every command frame that came, in hexadecimal, from `D6` on. What goes to a card is left out: it may be a PIN. */
  readonly commands: string[] = [];
  fault: ((command: RcS380Command) => RcS380Fault | undefined) | undefined;
  readonly #said = new MessageQueue();
  #index = 0;
  #commandType = 0;
  #rf = '';
  #settings = new Map<number, number>();

  /** `06C1` is the RC-S380/S, `06C3` the /P. */
  constructor(productId: 0x06c1 | 0x06c3 = 0x06c3) {
    const product = [productId & 0xff, productId >> 8];
    this.descriptors = {
      device: Uint8Array.of(18, 1, 0x00, 0x02, 0, 0, 0, 64, 0x4c, 0x05, ...product, 0x11, 0x01, 1, 2, 0, 1),
      configuration: Uint8Array.of(
        ...[9, 2, 32, 0, 1, 1, 0, 0x80, 250],
        ...[9, 4, 0, 0, 2, 0xff, 0x00, 0x00, 0],
        ...[7, 5, 0x02, 2, 64, 0, 0],
        ...[7, 5, 0x81, 2, 64, 0, 0],
      ),
      strings: ['SONY', productId === 0x06c1 ? 'RC-S380/S' : 'RC-S380/P'],
    };
  }

  /** Something that nobody took when the last program went. */
  leaveBehind(...messages: readonly ArrayLike<number>[]): void {
    this.#said.push(...messages);
  }

  async control(): Promise<'stall'> {
    return 'stall';
  }

  async bulkOut(_endpoint: number, data: Uint8Array): Promise<'ok'> {
    if (`${[...data]}` === `${ACK}`) return 'ok';
    const command = unwrap(data);
    if (command?.[0] !== 0xd6 || command.length < 2) {
      this.#said.push(ACK, SYNTAX_ERROR);
      return 'ok';
    }
    const [, code = 0] = command;
    const frame = code === 0x04 ? command.subarray(4) : undefined;
    this.commands.push(hex(frame ? command.subarray(0, 4) : command));
    const fault = this.fault?.({ code, index: this.#index++, frame });
    if (fault === 'no-ack') return 'ok';
    const answer = this.#execute(code, command.subarray(2), fault);
    if (fault === 'stale-first') this.#said.push(ACK, wrap([0xd7, 0x05, 0, 0, 0, 0, 8, 0x02, 0x90, 0x00]));
    this.#said.push(ACK);
    const message = answer ? wrap([0xd7, code + 1, ...answer]) : SYNTAX_ERROR;
    if (fault === 'garbage') this.#said.push([0xde, 0xad, 0xbe, 0xef]);
    else if (fault === 'bad-checksum') this.#said.push(message.map((byte, at) => (at === 9 ? byte ^ 0x40 : byte)));
    else if (fault !== 'no-answer') this.#said.push(message);
    return 'ok';
  }

  async in(_endpoint: number, length: number, signal: AbortSignal): Promise<Uint8Array> {
    return this.#said.next(length, signal);
  }

  reset(): void {
    this.field.switch(false);
    this.#said.clear();
    this.#commandType = 0;
    this.#rf = '';
    this.#settings.clear();
  }

  #execute(code: number, data: Uint8Array, fault: RcS380Fault | undefined): readonly number[] | undefined {
    switch (code) {
      case 0x2a:
        this.#commandType = data[0] ?? 0;
        return [data.length === 1 ? DONE : BAD_PARAMETER];
      case 0x20:
        return [0x11, 0x01];
      case 0x06:
        this.field.switch(data[0] === 1);
        return [DONE];
      case 0x00:
        if (data.length !== 4) return [BAD_PARAMETER];
        this.#rf = `${[...data]}`;
        this.#settings.clear();
        return [DONE];
      case 0x02:
        if (data.length % 2 !== 0) return [BAD_PARAMETER];
        for (let at = 0; at < data.length; at += 2) this.#settings.set(data[at] as number, data[at + 1] as number);
        return [DONE];
      case 0x04:
        return this.#communicate(data, fault);
      default:
        return undefined;
    }
  }

  #communicate(data: Uint8Array, fault: RcS380Fault | undefined): readonly number[] {
    const status = (bits: number) => [bits, 0, 0, 0];
    const ready =
      this.#commandType === 1 &&
      this.#rf === TYPE_B_106 &&
      Object.entries(TYPE_B_SETTINGS).every(([setting, value]) => this.#settings.get(Number(setting)) === value);
    if (!ready || data.length < 3) return status(STATUS.protocolError);
    // The field comes up with the first frame.
    this.field.switch(true);
    const inField =
      fault === 'timeout-before' || fault === 'timeout-after' || fault === 'crc-error' ? fault : undefined;
    const answer = this.field.send(data.subarray(2), inField);
    if (answer === 'timeout') return status(STATUS.timeout);
    if (answer === 'crc-error') return status(STATUS.crcError);
    return [...status(0), 8, ...answer];
  }
}

function wrap(data: readonly number[]): number[] {
  const length = [data.length & 0xff, data.length >> 8];
  return [0, 0, 0xff, 0xff, 0xff, ...length, complement(length), ...data, complement(data), 0];
}

/** The data of a frame whose checksums are right. */
function unwrap(frame: Uint8Array): Uint8Array | undefined {
  const data = frame.slice(8, -2);
  return `${[...frame]}` === `${wrap([...data])}` ? data : undefined;
}

function complement(bytes: readonly number[]): number {
  return (0x100 - (bytes.reduce((sum, byte) => sum + byte, 0) % 0x100)) % 0x100;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
}
