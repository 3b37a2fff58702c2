import { SmartCardError } from '../../web-smart-card/errors.ts';
import { T0Error } from '../iso7816/t0.ts';
import { T1Error } from '../iso7816/t1.ts';
import { Patience } from '../patience.ts';
import type { UsbDevice } from '../usb-device.ts';
import type { PoweredCard, UsbReader, UsbReaderEvents, UsbSlot } from '../usb-reader.ts';
import { toWebUsbError, type UsbStep, WebUsbError } from '../webusb-error.ts';
import { type CcidCard, type CcidExchange, powerOnCard } from './ccid-card.ts';
import { type CcidInterface, ccidInterfaces } from './ccid-descriptor.ts';
import { COMMAND, type IccStatus, slotChanges } from './ccid-message.ts';
import { CcidPipe, CcidPipeError, TIMEOUTS } from './ccid-pipe.ts';

/** How often a reader without an interrupt endpoint is asked for its cards, in milliseconds. */
const POLL_MS = 500;
const MAX_STALLS = 3;

/** USB 2.0, tables 9-4 and 9-5. */
const GET_DESCRIPTOR = 6;
const CONFIGURATION_DESCRIPTOR = 2;
const CONFIGURATION_HEADER = 9;

/**
 * A chip card interface device (USB CCID rev 1.1), of class 0x0B or of 0xFF with the descriptor of one. Owns: the claim, the
 * turns that slots and notifications take at the pipe, and that a card which failed loses its power.
 */
export class CcidReader implements UsbReader {
  readonly #device: UsbDevice;
  readonly #events: UsbReaderEvents;
  #open: OpenCcid | undefined;

  constructor(device: UsbDevice, events: UsbReaderEvents) {
    this.#device = device;
    this.#events = events;
  }

  get slots(): readonly UsbSlot[] {
    return this.#open?.slots ?? [];
  }

  async open(): Promise<void> {
    try {
      await this.#device.open().catch(rethrow('open'));
      const ccid = await this.#findCcid().catch(rethrow('transfer'));
      await this.#device.claimInterface(ccid.interfaceNumber).catch(rethrow('claim'));
      this.#open = await this.#start(ccid).catch(rethrow('transfer'));
    } catch (error) {
      await this.#device.close().catch(() => {});
      throw error;
    }
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.stop();
    await this.#device.close().catch(() => {});
  }

  async #findCcid(): Promise<CcidInterface> {
    const [first] = this.#device.configurations;
    if (!this.#device.configuration && first) await this.#device.selectConfiguration(first.configurationValue);
    const selected = this.#device.configuration?.configurationValue;
    const index = this.#device.configurations.findIndex(({ configurationValue }) => configurationValue === selected);
    const header = await this.#configurationDescriptor(index, CONFIGURATION_HEADER);
    const length = (header[2] ?? 0) | ((header[3] ?? 0) << 8);
    const found = ccidInterfaces(await this.#configurationDescriptor(index, length));
    // A page may claim the vendor class, and perhaps not the other.
    const [ccid] = found.toSorted((one, other) => other.interfaceClass - one.interfaceClass);
    if (!ccid || ccid.properties.level === 'character') throw new WebUsbError('unsupported-reader');
    return ccid;
  }

  async #configurationDescriptor(index: number, length: number): Promise<Uint8Array> {
    const { data } = await this.#device.controlTransferIn(
      {
        requestType: 'standard',
        recipient: 'device',
        request: GET_DESCRIPTOR,
        value: (CONFIGURATION_DESCRIPTOR << 8) | Math.max(index, 0),
        index: 0,
      },
      length,
    );
    return data ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array();
  }

  async #start(ccid: CcidInterface): Promise<OpenCcid> {
    const open = () => OpenCcid.start(this.#device, ccid, this.#events);
    try {
      return await open();
    } catch (error) {
      if (error instanceof CcidPipeError && error.code === 'gone') throw error;
      // Not even ABORT made it listen. It has done nothing for us yet, so it may begin anew.
      await this.#device.reset();
      return await open();
    }
  }
}

function rethrow(during: UsbStep): (error: unknown) => never {
  return (error) => {
    throw toWebUsbError(error instanceof CcidPipeError && error.cause ? error.cause : error, during);
  };
}

class OpenCcid {
  readonly slots: CcidSlot[];
  readonly #device: UsbDevice;
  readonly #ccid: CcidInterface;
  readonly #pipe: CcidPipe;
  readonly #events: UsbReaderEvents;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #turns = 0;
  #state: 'starting' | 'open' | 'failed' | 'stopped' = 'starting';
  #poll: ReturnType<typeof setInterval> | undefined;
  #isListening = false;

  private constructor(device: UsbDevice, ccid: CcidInterface, events: UsbReaderEvents) {
    this.#device = device;
    this.#ccid = ccid;
    this.#events = events;
    this.#pipe = new CcidPipe(device, ccid);
    this.slots = Array.from({ length: ccid.properties.slots }, (_, index) => new CcidSlot(this, index));
  }

  static async start(device: UsbDevice, ccid: CcidInterface, events: UsbReaderEvents): Promise<OpenCcid> {
    const reader = new OpenCcid(device, ccid, events);
    // Notifications from before are fetched while the slots are asked, who know better.
    if (ccid.interruptIn) void reader.#listen(ccid.interruptIn);
    try {
      for (const [index, slot] of reader.slots.entries()) {
        slot.icc = (await reader.#pipe.settle(index)).icc;
        // Whoever had the reader before may have left a card with something verified.
        if (slot.icc === 'active') await slot.turnOff();
      }
    } catch (error) {
      reader.#state = 'stopped';
      throw error;
    }
    reader.#state = 'open';
    if (!reader.#isListening) reader.#poll = setInterval(() => reader.#ask(), POLL_MS);
    return reader;
  }

  /** Never rejects. */
  async stop(): Promise<void> {
    clearInterval(this.#poll);
    const state = this.#state;
    this.#state = 'stopped';
    if (state !== 'open') return;
    try {
      if (this.#turns > 0) throw new CcidPipeError('broken');
      for (const slot of this.slots) if (slot.icc === 'active') await slot.turnOff();
    } catch {
      // A reset takes the power from the cards even where a command is under way.
      await this.#device.reset().catch(() => {});
    }
  }

  /** One at a time, in the order of asking: a CCID takes a command of one slot after that of another. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#lastTurn;
    const turn = (async () => {
      await before.catch(() => {});
      if (this.#state !== 'open') throw new SmartCardError('reader-unavailable');
      return await work();
    })();
    this.#lastTurn = turn;
    this.#turns++;
    try {
      return await turn;
    } finally {
      this.#turns--;
    }
  }

  exchangeOf(slot: CcidSlot): CcidExchange {
    return async (command, kind, patience) => {
      const timeout = typeof kind === 'number' ? kind : TIMEOUTS[kind];
      const answer = await this.#pipe.exchange({ ...command, slot: slot.index }, timeout, patience);
      slot.icc = answer.icc;
      return answer;
    };
  }

  get properties() {
    return this.#ccid.properties;
  }

  /** After a failure: ends what the reader may still be doing and takes the power from the card, or from everything. */
  async recover(slot: CcidSlot, error: unknown): Promise<void> {
    const pipeError = error instanceof CcidPipeError ? error.code : undefined;
    if (pipeError === 'gone') return await this.#fail();
    try {
      if (pipeError) await this.#pipe.abort(slot.index);
      await slot.turnOff();
    } catch {
      await this.#fail();
    }
  }

  changed(slot: CcidSlot): void {
    if (this.#state === 'open') this.#events.cardChanged(slot.index);
  }

  /** It is not to be reasoned with. A reset takes the power from its cards, if it is there at all. */
  async #fail(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'failed';
    clearInterval(this.#poll);
    await this.#device.reset().catch(() => {});
    this.#events.failed();
  }

  async #listen({ number, packetSize }: { readonly number: number; readonly packetSize: number }): Promise<void> {
    let stalls = 0;
    this.#isListening = true;
    try {
      while (this.#state === 'starting' || this.#state === 'open') {
        const { data, status } = await this.#device.transferIn(number, packetSize);
        if (status === 'stall') {
          if (++stalls === MAX_STALLS) throw new CcidPipeError('broken');
          await this.#device.clearHalt('in', number);
          continue;
        }
        stalls = 0;
        if (!data || this.#state !== 'open') continue;
        const changes = slotChanges(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
        for (const { slot, present } of changes) this.slots[slot]?.notified(present);
      }
    } catch {
      this.#isListening = false;
      await this.#fail();
    }
  }

  #ask(): void {
    if (this.#turns > 0) return;
    for (const slot of this.slots) void slot.lookAgain();
  }
}

class CcidSlot implements UsbSlot {
  readonly index: number;
  readonly #reader: OpenCcid;
  #icc: IccStatus = 'absent';
  #card: CcidCard | undefined;

  constructor(reader: OpenCcid, index: number) {
    this.#reader = reader;
    this.index = index;
  }

  get cardPresent(): boolean {
    return this.#icc !== 'absent';
  }

  get icc(): IccStatus {
    return this.#icc;
  }

  set icc(icc: IccStatus) {
    const changed = (icc === 'absent') !== (this.#icc === 'absent');
    this.#icc = icc;
    if (icc !== 'active') this.#card = undefined;
    if (changed) this.#reader.changed(this);
  }

  powerOn(): Promise<PoweredCard> {
    return this.#reader.inTurn(async () => {
      try {
        // Power while there is power would be a warm reset, or nothing at all.
        if (this.#icc === 'active') await this.turnOff();
        this.#card = await powerOnCard(this.#reader.properties, this.#reader.exchangeOf(this));
        return this.#card;
      } catch (error) {
        throw await this.#given(error);
      }
    });
  }

  transmit(command: Uint8Array): Promise<Uint8Array> {
    return this.#reader.inTurn(async () => {
      if (!this.#card) throw new SmartCardError(this.cardPresent ? 'reset-card' : 'removed-card');
      try {
        const answer = await this.#card.transmit(command, new Patience());
        if (answer.length < 2) throw new SmartCardError('unresponsive-card', 'no status word');
        return answer;
      } catch (error) {
        throw await this.#given(error);
      }
    });
  }

  async powerOff(): Promise<void> {
    await this.#reader
      .inTurn(async () => {
        if (this.#icc !== 'active') return;
        await this.turnOff().catch((error: unknown) => this.#reader.recover(this, error));
      })
      .catch(() => {});
  }

  /** In one's turn. */
  async turnOff(): Promise<void> {
    this.#card = undefined;
    const answer = await this.#reader.exchangeOf(this)({ type: COMMAND.powerOff }, 'command');
    if (answer.outcome !== 'done' && answer.icc === 'active') throw new CcidPipeError('broken');
  }

  notified(present: boolean): void {
    if (!present) this.icc = 'absent';
    else if (!this.cardPresent) this.icc = 'inactive';
    // A change from a card to a card: another one, unless it is old news. A card that still has its power never left.
    else if (this.#icc === 'active') void this.lookAgain();
    else this.#reader.changed(this);
  }

  /** Never rejects. */
  async lookAgain(): Promise<void> {
    await this.#reader
      .inTurn(async () => {
        const before = this.#icc;
        const { icc } = await this.#reader.exchangeOf(this)({ type: COMMAND.slotStatus }, 'command');
        if (before === 'active' && icc === 'inactive') this.#reader.changed(this);
      })
      .catch(() => {});
  }

  /** What a caller gets for `error`, after the card was made safe. */
  async #given(error: unknown): Promise<SmartCardError> {
    await this.#reader.recover(this, error);
    if (error instanceof SmartCardError) return error;
    if (!this.cardPresent) return new SmartCardError('removed-card');
    if (error instanceof CcidPipeError) {
      return new SmartCardError(error.code === 'gone' ? 'reader-unavailable' : 'unresponsive-card');
    }
    const isProtocol = error instanceof T1Error || error instanceof T0Error;
    return new SmartCardError(isProtocol ? 'unresponsive-card' : 'unsupported-feature');
  }
}
