import type { Received } from '../iso14443/initiator.ts';
import { type Atqb, attrib, cardLimits, parseAtqb, parseAttribAnswer, pseudoAtr, REQB } from '../iso14443/type-b.ts';
import type { UsbReaderFactory } from '../usb-reader.ts';
import { toWebUsbError } from '../webusb-error.ts';
import { ackFrame, dataFrame, parseFrame } from './port-100-frame.ts';
import { type ActivatedCard, type Transceiver, TypeBReader } from './type-b-reader.ts';
import { delay, type PipeAddress, UsbPipe } from './usb-pipe.ts';

const ADDRESS: PipeAddress = { interfaceNumber: 0, out: 2, in: 1 };

/** Command codes (nfcpy clf/rcs380.py, `Chipset.CMD`); an answer has the next one. */
const IN_SET_RF = 0x00;
const IN_SET_PROTOCOL = 0x02;
const IN_COMM_RF = 0x04;
const SWITCH_RF = 0x06;
const SET_COMMAND_TYPE = 0x2a;
const TO_CHIP = 0xd6;
const FROM_CHIP = 0xd7;

/** Type B at 106 kbit/s both ways (`in_set_rf`, "106B"). */
const RF_106B = [0x03, 0x07, 0x0f, 0x07] as const;
/** `in_set_protocol_defaults`: pairs of setting and value. */
const PROTOCOL_DEFAULTS = [
  0x00, 0x18, 0x01, 0x01, 0x02, 0x01, 0x03, 0x00, 0x04, 0x00, 0x05, 0x00, 0x06, 0x00, 0x07, 0x08, 0x08, 0x00, 0x09,
  0x00, 0x0a, 0x00, 0x0b, 0x00, 0x0c, 0x00, 0x0e, 0x04, 0x0f, 0x00, 0x10, 0x00, 0x11, 0x00, 0x12, 0x00, 0x13, 0x06,
] as const;
/** SOF and EOF are sent and checked, the guard time is that of Type B (`sense_ttb`). */
const PROTOCOL_TYPE_B = [0x0b, 0x01, 0x09, 0x01, 0x0c, 0x01, 0x0a, 0x01, 0x00, 0x14] as const;

/** `CommunicationError.err2str`. */
const RECEIVE_TIMEOUT = 0x80;

/** Milliseconds. REQB and ATTRIB are answered at once; nfcpy waits as long. */
const INITIALISATION_MS = 30;
/** For what an earlier session left to come out. */
const QUIET_MS = 50;
/** The chip answers within a few milliseconds, once the card did or its time is up. */
const CHIP_MS = 1000;
const FAREWELL_MS = 300;
/** A card without a field is in its POWER-OFF state after 5 ms (ISO/IEC 14443-3), if it has nothing stored. */
const FIELD_OFF_MS = 30;

/** Sony RC-S380: `054C:06C1` (/S), `054C:06C3` (/P). */
export const openPort100: UsbReaderFactory = (device, events) =>
  new TypeBReader(new Port100(new UsbPipe(device, ADDRESS)), events);

/**
 * The Port-100 chipset. Every command is acknowledged and then answered; what comes before the acknowledgement, or under
 * another code, belongs to an earlier command and is thrown away.
 */
class Port100 implements Transceiver {
  readonly #pipe: UsbPipe;
  #open = false;

  constructor(pipe: UsbPipe) {
    this.#pipe = pipe;
  }

  async open(): Promise<void> {
    await this.#pipe.open();
    this.#open = true;
    try {
      await this.#pipe.write(ackFrame());
      await this.#pipe.drain(QUIET_MS);
      await this.#set(SET_COMMAND_TYPE, [0x01]);
      await this.#set(SWITCH_RF, [0x00]);
    } catch (cause) {
      await this.close();
      throw toWebUsbError(cause, 'transfer');
    }
  }

  async sense(): Promise<boolean> {
    const atqb = await this.#request();
    await this.fieldOff();
    return atqb !== undefined;
  }

  async activate(): Promise<ActivatedCard | 'no-card' | 'mute'> {
    const atqb = await this.#request();
    if (!atqb) return 'no-card';
    const selected = await this.exchange(attrib(atqb), INITIALISATION_MS);
    const mbli = typeof selected === 'string' ? undefined : parseAttribAnswer(selected);
    if (mbli === undefined) return 'mute';
    await delay(atqb.guardTimeMs);
    return { answerToReset: pseudoAtr(atqb, mbli), limits: cardLimits(atqb.protocolInfo) };
  }

  /** InCommRF: the time in tenths of a millisecond and one more millisecond (`in_comm_rf`), then the frame. */
  readonly exchange = async (frame: Uint8Array, timeoutMs: number): Promise<Received> => {
    const time = Math.min(Math.ceil((timeoutMs + 1) * 10), 0xffff);
    const data = Uint8Array.of(time & 0xff, time >> 8, ...frame);
    const answer = await this.#command(IN_COMM_RF, data, timeoutMs + CHIP_MS).finally(() => data.fill(0));
    if (answer.length < 4) throw new Error('InCommRF without a status');
    const status = new DataView(answer.buffer, answer.byteOffset).getUint32(0, true);
    if (status & RECEIVE_TIMEOUT) return 'timeout';
    // Between status and frame: how many bits of the last byte are valid.
    return status === 0 && answer.length > 5 ? answer.subarray(5) : 'corrupt';
  };

  async fieldOff(): Promise<void> {
    await this.#set(SWITCH_RF, [0x00]);
    await delay(FIELD_OFF_MS);
  }

  close(): Promise<void> {
    if (!this.#open) return Promise.resolve();
    this.#open = false;
    this.#pipe.interrupt();
    return this.#leave(this.#fieldAway());
  }

  /** Both transfers are asked for at once. The acknowledgement ends what is under way. */
  #fieldAway(): Promise<unknown> {
    return Promise.all([this.#pipe.write(ackFrame()), this.#pipe.write(commandFrame(SWITCH_RF, [0x00]))]);
  }

  async #leave(fieldAway: Promise<unknown>): Promise<void> {
    const gone = () => this.#answer(SWITCH_RF, FAREWELL_MS).then(isDone);
    const done =
      (await fieldAway.then(gone).catch(() => false)) ||
      (await this.#fieldAway()
        .then(gone)
        .catch(() => false));
    if (!done) await this.#pipe.reset();
    await this.#pipe.close();
  }

  async #request(): Promise<Atqb | undefined> {
    // Every time: whether the settings outlive the field is not known, and nfcpy makes them every time.
    await this.#set(IN_SET_RF, RF_106B);
    await this.#set(IN_SET_PROTOCOL, PROTOCOL_DEFAULTS);
    await this.#set(IN_SET_PROTOCOL, PROTOCOL_TYPE_B);
    const answer = await this.exchange(REQB, INITIALISATION_MS);
    return typeof answer === 'string' ? undefined : parseAtqb(answer);
  }

  async #set(code: number, data: readonly number[]): Promise<void> {
    if (!isDone(await this.#command(code, data, CHIP_MS))) throw new Error(`command ${code} was refused`);
  }

  async #command(code: number, data: Iterable<number>, timeoutMs: number): Promise<Uint8Array> {
    this.#mustBeOpen();
    const deadline = Date.now() + timeoutMs;
    await this.#pipe.write(commandFrame(code, data));
    for (;;) {
      const frame = await this.#frame(deadline);
      this.#mustBeOpen();
      if (frame.type === 'ack') break;
    }
    const answer = await this.#answer(code, deadline - Date.now());
    this.#mustBeOpen();
    return answer;
  }

  /** What follows the code in the next answer to this command. */
  async #answer(code: number, timeoutMs: number): Promise<Uint8Array> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const frame = await this.#frame(deadline);
      if (frame.type === 'data' && frame.data[0] === FROM_CHIP && frame.data[1] === code + 1) {
        return frame.data.subarray(2);
      }
    }
  }

  async #frame(deadline: number) {
    const message = await this.#pipe.read(deadline - Date.now());
    if (!message) throw new Error('the reader does not answer');
    return parseFrame(message);
  }

  #mustBeOpen(): void {
    if (!this.#open) throw new Error('the reader was closed');
  }
}

function commandFrame(code: number, data: Iterable<number>): Uint8Array<ArrayBuffer> {
  const command = Uint8Array.of(TO_CHIP, code, ...data);
  const frame = dataFrame(command);
  command.fill(0);
  return frame;
}

/** The answer to a setting is its status. */
function isDone(answer: Uint8Array): boolean {
  return answer[0] === 0x00;
}
