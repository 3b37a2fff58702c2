import type { Received } from '../iso14443/initiator.ts';
import { cardLimits, protocolInfoOf } from '../iso14443/type-b.ts';
import { Patience } from '../patience.ts';
import type { UsbReaderFactory } from '../usb-reader.ts';
import { toWebUsbError } from '../webusb-error.ts';
import {
  COMMAND,
  envelope,
  exchangeCommand,
  type Port400Answer,
  parseEnvelope,
  parseObjects,
  TAG,
} from './port-400-frame.ts';
import { type ActivatedCard, type Transceiver, TypeBReader } from './type-b-reader.ts';
import { delay, type PipeAddress, UsbPipe } from './usb-pipe.ts';

/** Interface 0 is the CCID one, which pages cannot have. */
const ADDRESS: PipeAddress = { interfaceNumber: 1, out: 2, in: 2 };

/** Milliseconds; guard times and the wait when busy are those of felica-rs `port400/pcsc.rs`. */
const FIELD_OFF_MS = 30;
const FIELD_ON_MS = 21;
const SELECT_MS = 20;
const BUSY_MS = 50;
const READER_MS = 1500;
/** For what an earlier session left to come out. */
const QUIET_MS = 50;
const FAREWELL_MS = 300;

const BUSY_REPEATS = 4;

/** The status object of a command that was carried out. */
const DONE = '0,144,0';
/** Status words of an exchange that nothing came back for (PC/SC part 3, amendment 1, status object; PROTOCOL.md, 9.7). */
const SILENT = new Set(['99,1', '100,1', '106,129']);

/** Sony RC-S300: `054C:0DC8` (/S), `054C:0DC9` (/P). Never yet seen with a My Number card: experimental. */
export const openPort400: UsbReaderFactory = (device, events) =>
  new TypeBReader(new Port400(new UsbPipe(device, ADDRESS)), events);

/**
 * The Port-400 chipset in a transparent session, which lives on in the reader until it is ended, with its field. An answer
 * belongs to the command with its sequence number; any other is thrown away.
 */
class Port400 implements Transceiver {
  readonly #pipe: UsbPipe;
  #open = false;
  #seq = 0;

  constructor(pipe: UsbPipe) {
    this.#pipe = pipe;
  }

  async open(): Promise<void> {
    await this.#pipe.open();
    this.#open = true;
    this.#seq = 0;
    try {
      await this.#pipe.drain(QUIET_MS);
      // One that another page or program left behind. There may be none, and then the reader may say so.
      await this.#repeatWhileBusy(COMMAND.endSession);
      await this.#manage(COMMAND.startSession);
      await this.fieldOff();
    } catch (cause) {
      await this.close();
      throw toWebUsbError(cause, 'transfer');
    }
  }

  async sense(): Promise<boolean> {
    const card = await this.activate();
    await this.fieldOff();
    return card !== 'no-card';
  }

  async activate(): Promise<ActivatedCard | 'no-card' | 'mute'> {
    await this.#manage(COMMAND.fieldOn);
    await delay(FIELD_ON_MS);
    const objects = await this.#repeatWhileBusy(COMMAND.selectTypeB);
    const answerToReset = isDone(objects) && objects?.get(TAG.answerToReset);
    if (!answerToReset) return 'no-card';
    await delay(SELECT_MS);
    const protocolInfo = protocolInfoOf(answerToReset);
    return protocolInfo ? { answerToReset, limits: cardLimits(protocolInfo) } : 'mute';
  }

  /**
   * Never sent again from here. A reader that says that it is busy should not have given the frame to the card (CCID calls
   * the command refused), but nobody has shown that of this one. So it counts as damaged, and the card is asked by an
   * R(NAK) whether it has the block.
   */
  readonly exchange = async (frame: Uint8Array, timeoutMs: number): Promise<Received> => {
    const command = exchangeCommand(frame, timeoutMs);
    const answer = await this.#command(command, timeoutMs + READER_MS).finally(() => command.fill(0));
    if (answer.type === 'busy') await delay(BUSY_MS);
    const objects = answer.type === 'answer' ? parseObjects(answer.payload) : undefined;
    if (!objects) return 'corrupt';
    if (SILENT.has(`${objects.get(TAG.status)?.subarray(1)}`)) return 'timeout';
    const data = objects.get(TAG.data);
    const [errors = 0] = objects.get(TAG.responseStatus) ?? [];
    const [bits = 0] = objects.get(TAG.validBits) ?? [];
    const whole = isDone(objects) && errors === 0 && bits % 8 === 0;
    return whole && data && data.length > 0 ? data : 'corrupt';
  };

  async fieldOff(): Promise<void> {
    await this.#manage(COMMAND.fieldOff);
    await delay(FIELD_OFF_MS);
  }

  close(): Promise<void> {
    if (!this.#open) return Promise.resolve();
    this.#open = false;
    this.#pipe.interrupt();
    return this.#leave(this.#farewell());
  }

  /** Both transfers are asked for at once. Resolves with the number of the last. */
  #farewell(): Promise<number> {
    const sent = [COMMAND.fieldOff, COMMAND.endSession].map((command) => {
      const seq = this.#nextSeq();
      return this.#pipe.write(envelope(seq, command)).then(() => seq);
    });
    return Promise.all(sent).then((seqs) => seqs.at(-1) as number);
  }

  async #leave(farewell: Promise<number>): Promise<void> {
    const heard = async (seq: number) => {
      const answer = await this.#answer(seq, FAREWELL_MS);
      return answer.type === 'answer' && isDone(parseObjects(answer.payload));
    };
    let done = await farewell.then(heard).catch(() => false);
    if (!done) {
      // It was busy with what was under way.
      await delay(BUSY_MS);
      done = await this.#farewell()
        .then(heard)
        .catch(() => false);
    }
    if (!done) await this.#pipe.reset();
    await this.#pipe.close();
  }

  async #manage(command: Uint8Array): Promise<void> {
    if (!isDone(await this.#repeatWhileBusy(command))) throw new Error('the reader refused a command');
  }

  /** For commands that no card executes: to do them twice changes nothing. */
  async #repeatWhileBusy(command: Uint8Array): Promise<Map<number, Uint8Array> | undefined> {
    for (let repeats = 0; ; repeats++) {
      const answer = await this.#command(command, READER_MS);
      if (answer.type === 'answer') return parseObjects(answer.payload);
      if (answer.type !== 'busy' || repeats === BUSY_REPEATS) return undefined;
      await delay(BUSY_MS);
    }
  }

  async #command(command: Uint8Array, timeoutMs: number): Promise<Port400Answer> {
    this.#mustBeOpen();
    const seq = this.#nextSeq();
    await this.#pipe.write(envelope(seq, command));
    const answer = await this.#answer(seq, timeoutMs);
    this.#mustBeOpen();
    return answer;
  }

  async #answer(seq: number, timeoutMs: number): Promise<Port400Answer> {
    const patience = new Patience();
    let deadline = Date.now() + timeoutMs;
    for (;;) {
      const message = await this.#pipe.read(deadline - Date.now());
      const answer = message && parseEnvelope(message, seq);
      if (!message || (answer?.type === 'wait' && !patience.extend())) throw new Error('the reader does not answer');
      if (answer?.type === 'wait') deadline = Date.now() + timeoutMs;
      else if (answer) return answer;
    }
  }

  #nextSeq(): number {
    const seq = this.#seq;
    this.#seq = (seq + 1) & 0xff;
    return seq;
  }

  #mustBeOpen(): void {
    if (!this.#open) throw new Error('the reader was closed');
  }
}

function isDone(objects: Map<number, Uint8Array> | undefined): boolean {
  return `${objects?.get(TAG.status)}` === DONE;
}
