import { Patience } from '../patience.ts';
import type { UsbDevice, UsbInResult } from '../usb-device.ts';
import type { CcidInterface } from './ccid-descriptor.ts';
import { type CcidAnswer, type CcidCommand, COMMAND, decodeAnswer, encodeCommand, SLOT_ERROR } from './ccid-message.ts';

/**
 * Milliseconds to wait for an answer: for what the reader does by itself; for an Answer To Reset, as contactless readers take
 * their time; for what the card does, which may ask for more.
 */
export const TIMEOUTS = { command: 3000, powerOn: 10_000, transfer: 30_000 } as const;

/**
 * `timeout`: no answer came. `broken`: what came, or how, cannot be trusted. `gone`: the device no longer talks to us.
 * After any of them it is unknown whether the reader carried out the command.
 */
export type CcidPipeErrorCode = 'timeout' | 'broken' | 'gone';

export class CcidPipeError extends Error {
  readonly code: CcidPipeErrorCode;

  constructor(code: CcidPipeErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'CcidPipeError';
    this.code = code;
  }
}

/** USB CCID rev 1.1, 5.3.1. */
const ABORT_REQUEST = 1;

/**
 * Commands to a CCID and their answers, one at a time. Owns: bSeq and the transfers under way. Does not own: the claim.
 *
 * An answer that was never fetched stays in the reader, even for another session, and comes first. Every answer is
 * therefore held against the number of its command; what does not fit is thrown away and the next one read. No command is
 * ever sent again.
 */
export class CcidPipe {
  readonly #device: UsbDevice;
  readonly #ccid: CcidInterface;
  /** Whole packets, and one more than any answer takes: a device that sends more than was asked for babbles. */
  readonly #readLength: number;
  /** Begins anywhere, so that an answer of an earlier session hardly ever has the number that comes next. */
  #seq = crypto.getRandomValues(new Uint8Array(1))[0] as number;
  /** A transfer that was given up still takes the next answer: it is read from there. */
  #reading: Promise<UsbInResult> | undefined;

  constructor(device: UsbDevice, ccid: CcidInterface) {
    this.#device = device;
    this.#ccid = ccid;
    const { packetSize } = ccid.bulkIn;
    this.#readLength = (Math.ceil(ccid.properties.maxMessageLength / packetSize) + 1) * packetSize;
  }

  /**
   * Resolves with the answer, `failed` or not. Every time extension allows `timeout` milliseconds, times its factor, anew, as
   * long as there is `patience`.
   */
  async exchange(command: CcidCommand, timeout: number, patience?: Patience): Promise<CcidAnswer> {
    const seq = this.#nextSeq();
    await this.#write(command, seq);
    return await this.#answerTo(command, seq, timeout, patience);
  }

  /**
   * Makes sure that nothing is left over in the reader for this slot: neither a command under way nor an answer. Resolves
   * with the slot's status.
   */
  async settle(slot: number): Promise<CcidAnswer> {
    const ask = () => this.exchange({ type: COMMAND.slotStatus, slot }, TIMEOUTS.command);
    try {
      const first = await ask();
      // The first answer could be an old one with the number of the question; then this is where the right one turns up.
      if (first.outcome === 'done' || first.error !== SLOT_ERROR.busy) return await ask();
    } catch (error) {
      if (error instanceof CcidPipeError && error.code === 'gone') throw error;
    }
    await this.abort(slot);
    return await ask();
  }

  /** Ends the command under way in a slot (5.3.1): whatever it was, its answer is not coming any more. */
  async abort(slot: number): Promise<void> {
    const seq = this.#nextSeq();
    const setup = {
      requestType: 'class',
      recipient: 'interface',
      request: ABORT_REQUEST,
      value: (seq << 8) | slot,
      index: this.#ccid.interfaceNumber,
    } as const;
    const { status } = await this.#inTime(this.#device.controlTransferOut(setup), TIMEOUTS.command);
    if (status !== 'ok') throw new CcidPipeError('broken');
    const command = { type: COMMAND.abort, slot } as const;
    await this.#write(command, seq);
    const answer = await this.#answerTo(command, seq, TIMEOUTS.command);
    if (answer.outcome !== 'done') throw new CcidPipeError('broken');
  }

  #nextSeq(): number {
    const seq = this.#seq;
    this.#seq = (seq + 1) & 0xff;
    return seq;
  }

  async #write(command: CcidCommand, seq: number): Promise<void> {
    const message = encodeCommand(command, seq);
    const { number } = this.#ccid.bulkOut;
    try {
      const { status, bytesWritten } = await this.#inTime(this.#device.transferOut(number, message), TIMEOUTS.command);
      if (status === 'stall') await this.#clearHalt('out', number);
      if (status !== 'ok' || bytesWritten !== message.length) throw new CcidPipeError('broken');
    } finally {
      // It may have a PIN in it; the browser copied it when the transfer began.
      message.fill(0);
    }
  }

  async #answerTo(command: CcidCommand, seq: number, timeout: number, patience = new Patience()): Promise<CcidAnswer> {
    const within = (ms: number) => performance.now() + Math.min(ms, patience.leftMs);
    let end = within(timeout);
    for (;;) {
      const left = end - performance.now();
      // Answers to something else may come for ever.
      if (left <= 0) throw new CcidPipeError('timeout');
      const answer = decodeAnswer(await this.#read(left), command, seq);
      if (answer === 'broken') throw new CcidPipeError('broken');
      if (answer?.outcome === 'time-extension') {
        if (!patience.extend()) throw new CcidPipeError('timeout');
        end = within(timeout * Math.max(answer.error, 1));
      } else if (answer) return answer;
    }
  }

  /** One transfer. Empty ones, which end answers of whole packets, are answers to nothing like any other. */
  async #read(timeout: number): Promise<Uint8Array> {
    const { number } = this.#ccid.bulkIn;
    this.#reading ??= this.#device.transferIn(number, this.#readLength);
    const { data, status } = await this.#inTime(this.#reading, timeout, () => {
      this.#reading = undefined;
    });
    if (status === 'stall') await this.#clearHalt('in', number);
    if (status !== 'ok') throw new CcidPipeError('broken');
    return data ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array();
  }

  async #clearHalt(direction: 'in' | 'out', endpoint: number): Promise<void> {
    await this.#inTime(this.#device.clearHalt(direction, endpoint), TIMEOUTS.command);
  }

  /** `settled` is called once the transfer is over, in time or not at all. */
  async #inTime<T>(transfer: Promise<T>, timeout: number, settled: () => void = () => {}): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const result = await Promise.race([
        transfer.catch((cause: unknown) => {
          settled();
          throw new CcidPipeError('gone', { cause });
        }),
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new CcidPipeError('timeout')), Math.max(timeout, 0));
        }),
      ]);
      settled();
      return result;
    } finally {
      clearTimeout(timer);
    }
  }
}
