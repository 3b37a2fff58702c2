import { SmartCardError } from '../web-smart-card/errors.ts';
import type { UsbDevice } from './usb-device.ts';
import type { PoweredCard, UsbReader, UsbReaderFactory, UsbSlot } from './usb-reader.ts';
import { toWebUsbError, type WebUsbError, type WebUsbErrorCode } from './webusb-error.ts';

/** How long a reader that was only looked at stays open, in case somebody looks again: milliseconds. */
const LINGER_MS = 1000;
/** How often one that somebody waits for, but that is not to be had, is tried again: milliseconds. */
const RETRY_MS = 2000;

/** Trying again changes nothing about these. */
const FINAL: readonly WebUsbErrorCode[] = ['protected-class', 'unsupported-reader', 'disconnected', 'no-webusb'];

/** What there is to say of one slot. */
export interface SlotView {
  readonly card: 'empty' | 'present' | 'mute' | 'unavailable';
  readonly answerToReset?: Uint8Array;
}

export interface UsbPortEvents {
  /** The number of slots is known, or what is in them changed. */
  changed(): void;
  /** What was in a slot, or its power, is gone: a connection to it has come to its end. */
  lost(slot: number, error: SmartCardError): void;
}

interface Seen {
  card: SlotView['card'];
  answerToReset: Uint8Array | undefined;
  eventCount: number;
}

/**
 * One granted device: open while somebody holds it, and its slots as last seen. Owns: the reader, and the turns that its
 * users take. Every card that comes is powered once for its Answer To Reset, and loses the power again.
 */
export class UsbPort {
  /** Why it cannot be used, as long as it cannot. */
  problem: WebUsbError | undefined;
  readonly device: UsbDevice;
  readonly #events: UsbPortEvents;
  readonly #reader: UsbReader;
  /** One until it was opened for the first time. */
  #slots: Seen[] = [unseen()];
  #holders = 0;
  /** `shut`: not opened for those who held it before, as the page they did so for goes. */
  #state: 'closed' | 'opening' | 'open' | 'shut' | 'gone' = 'closed';
  #turn: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(device: UsbDevice, events: UsbPortEvents, createReader: UsbReaderFactory) {
    this.device = device;
    this.#events = events;
    this.#reader = createReader(device, {
      cardChanged: (slot) => void this.#cardChanged(slot),
      failed: () => void this.#failed(),
    });
  }

  get slots(): readonly Readonly<Seen>[] {
    return this.#slots;
  }

  /** Keeps the reader open until `release`. Never rejects: `problem` tells whether it could be opened. */
  async hold(): Promise<void> {
    this.#holders++;
    clearTimeout(this.#timer);
    if (this.#state === 'shut') this.#state = 'closed';
    // Whoever only looks need not wait for the command of somebody else.
    if (this.#state !== 'open') await this.#inTurn(() => this.#open());
  }

  /** `at once`: others may be waiting for it. */
  async release(when: 'soon' | 'at once'): Promise<void> {
    this.#holders--;
    if (this.#holders > 0) return;
    clearTimeout(this.#timer);
    if (when === 'at once') await this.#inTurn(() => this.#close());
    else this.#timer = setTimeout(() => void this.#inTurn(() => this.#close()), LINGER_MS);
  }

  /** Of a reader that is held. */
  powerOn(slot: number): Promise<PoweredCard> {
    return this.#inTurn(async () => {
      const place = this.#slotOf(slot);
      if (!place.cardPresent) throw new SmartCardError('no-smartcard');
      return await place.powerOn();
    });
  }

  transmit(slot: number, command: Uint8Array): Promise<Uint8Array> {
    return this.#inTurn(async () => await this.#slotOf(slot).transmit(command));
  }

  async powerOff(slot: number): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#state === 'open') await this.#slotOf(slot).powerOff();
    });
  }

  /** It was unplugged. */
  unplugged(): void {
    this.#state = 'gone';
    clearTimeout(this.#timer);
    this.#loseAll(new SmartCardError('reader-unavailable'));
    void this.#reader.close();
  }

  /** Gives the device back whatever is under way: the page goes. If it stays after all, whoever holds it next opens it. */
  async shutDown(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#state === 'gone') return;
    const wasOpening = this.#state === 'opening';
    this.#state = 'shut';
    this.#loseAll(new SmartCardError('reader-unavailable'));
    await this.#reader.close();
    // What could not be stopped on its way closes by itself.
    if (wasOpening) await this.#turn;
  }

  #slotOf(slot: number): UsbSlot {
    const place = this.#state === 'open' ? this.#reader.slots[slot] : undefined;
    if (!place) throw new SmartCardError('reader-unavailable');
    return place;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #open(): Promise<void> {
    if (this.#state !== 'closed' || this.#holders === 0) return;
    this.#state = 'opening';
    try {
      await this.#reader.open();
      // Shut down or unplugged meanwhile.
      if (this.#now() !== 'opening') return await this.#reader.close();
      this.#state = 'open';
      this.problem = undefined;
      const { slots } = this.#reader;
      this.#slots = Array.from(slots, (_, index) => this.#slots[index] ?? unseen());
      for (const index of slots.keys()) await this.#look(index);
    } catch (error) {
      if (this.#now() !== 'opening') return;
      this.#state = 'closed';
      this.problem = toWebUsbError(error, 'open');
      for (const seen of this.#slots) see(seen, { card: 'unavailable' });
      this.#retry();
    }
    this.#events.changed();
  }

  #now(): string {
    return this.#state;
  }

  #retry(): void {
    if (!this.problem || FINAL.includes(this.problem.code)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#inTurn(() => this.#open()), RETRY_MS);
  }

  async #close(): Promise<void> {
    if (this.#holders > 0 || this.#state !== 'open') return;
    this.#state = 'closed';
    await this.#reader.close();
  }

  async #cardChanged(slot: number): Promise<void> {
    if (this.#state !== 'open') return;
    this.#events.lost(slot, new SmartCardError('removed-card'));
    await this.#inTurn(async () => {
      if (this.#state !== 'open') return;
      await this.#look(slot);
      this.#events.changed();
    });
  }

  async #failed(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'closed';
    this.#loseAll(new SmartCardError('reader-unavailable'));
    await this.#inTurn(async () => {
      await this.#reader.close();
      await this.#open();
    });
  }

  #loseAll(error: SmartCardError): void {
    for (const slot of this.#slots.keys()) this.#events.lost(slot, error);
  }

  async #look(index: number): Promise<void> {
    const seen = this.#slots[index];
    const slot = this.#reader.slots[index];
    if (!seen || !slot) return;
    if (!slot.cardPresent) return see(seen, { card: 'empty' });
    try {
      const { answerToReset } = await slot.powerOn();
      see(seen, { card: 'present', answerToReset });
      await slot.powerOff();
    } catch {
      see(seen, { card: slot.cardPresent ? 'mute' : 'empty' });
    }
  }
}

function unseen(): Seen {
  return { card: 'unavailable', answerToReset: undefined, eventCount: 0 };
}

/** A card that comes counts as an event even after a card: whoever looks away cannot tell one from another. */
function see(seen: Seen, { card, answerToReset }: SlotView): void {
  if (seen.card !== card || card === 'present' || card === 'mute') seen.eventCount++;
  seen.card = card;
  seen.answerToReset = answerToReset;
}
