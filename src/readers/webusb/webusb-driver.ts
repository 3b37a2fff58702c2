import { SmartCardError } from '../web-smart-card/errors.ts';
import { ReaderStates } from '../web-smart-card/reader-states.ts';
import type { DriverConnection, ReaderDriver } from '../web-smart-card/resource-manager.ts';
import type {
  SmartCardAccessMode,
  SmartCardConnectionStatus,
  SmartCardGetStatusChangeOptions,
  SmartCardProtocol,
  SmartCardReaderStateIn,
  SmartCardReaderStateOut,
  SmartCardResponseCode,
} from '../web-smart-card/types.ts';
import { chooserFilters, kindOf, knownReader, type ReaderKind } from './readers.ts';
import type { Usb, UsbDevice } from './usb-device.ts';
import { UsbPort } from './usb-port.ts';
import type { PoweredCard, UsbReaderFactory } from './usb-reader.ts';
import { toWebUsbError, type WebUsbError, type WebUsbErrorCode } from './webusb-error.ts';

export interface WebUsbDriverOptions {
  readonly factories: Readonly<Record<ReaderKind, UsbReaderFactory>>;
  /** Whether the page has the permission `usb-unrestricted`, and with it every reader (an Isolated Web App). */
  readonly unrestricted?: boolean;
}

/** How long the others wait for a reader that is slow to tell what it has: milliseconds. */
const FIRST_LOOK_MS = 3000;

/** What a program that connects learns of a reader that cannot be had; `problems` has the rest. */
const RESPONSE_CODES: Partial<Record<WebUsbErrorCode, SmartCardResponseCode>> = {
  'claimed-elsewhere': 'sharing-violation',
  disconnected: 'unknown-reader',
  'unsupported-reader': 'unsupported-feature',
};

/** A name given to one slot of a port. */
interface Named {
  readonly port: UsbPort;
  readonly slot: number;
}

/**
 * The readers on USB that the owner granted to this page, as a PC/SC service would show them. A reader is open while it is
 * connected to or somebody waits for its cards, so that another page can have it at other times. Slots are used
 * exclusively, whatever the access mode: there is nobody else in this page.
 */
export class WebUsbDriver implements ReaderDriver {
  readonly #usb: Usb;
  readonly #options: WebUsbDriverOptions;
  readonly #states = new ReaderStates();
  readonly #ports = new Map<UsbDevice, UsbPort>();
  /** The number in the names of a device, from 0 among those of one product. */
  readonly #numbers = new Map<UsbPort, number>();
  readonly #connections = new Map<string, UsbConnection>();
  #loading: Promise<void> | undefined;

  constructor(usb: Usb, options: WebUsbDriverOptions) {
    this.#usb = usb;
    this.#options = options;
    usb.addEventListener('connect', ({ device }) => void this.#add(device));
    usb.addEventListener('disconnect', ({ device }) => this.#remove(device));
  }

  /** Why readers cannot be used, by name. */
  get problems(): ReadonlyMap<string, WebUsbError> {
    const problems = new Map<string, WebUsbError>();
    for (const [name, { port }] of this.#names()) if (port.problem) problems.set(name, port.problem);
    return problems;
  }

  /** The device that the reader of that name is a slot of. */
  deviceOf(name: string): UsbDevice | undefined {
    return this.#names().get(name)?.port.device;
  }

  /**
   * Lets the person choose a reader, in a user gesture. Resolves with the names of its slots. Rejects with a `WebUsbError`,
   * `not-found` where nothing was chosen.
   */
  async requestReader(): Promise<string[]> {
    let device: UsbDevice;
    try {
      device = await this.#usb.requestDevice({ filters: chooserFilters(this.#options.unrestricted ?? false) });
    } catch (error) {
      throw toWebUsbError(error, 'choose');
    }
    const port = await this.#add(device);
    return [...this.#names()].filter(([, named]) => named.port === port).map(([name]) => name);
  }

  async open(): Promise<void> {
    this.#loading ??= this.#load();
    await this.#loading;
  }

  async listReaders(): Promise<string[]> {
    return this.#states.names();
  }

  async getStatusChange(
    states: readonly SmartCardReaderStateIn[],
    options: SmartCardGetStatusChangeOptions,
  ): Promise<SmartCardReaderStateOut[]> {
    const { signal } = options;
    signal?.throwIfAborted();
    const ports = this.#watchedBy(states);
    const opened = Promise.all(ports.map((port) => port.hold()));
    try {
      await orAborted(opened, signal);
      return await this.#states.getStatusChange(states, options);
    } finally {
      for (const port of ports) void port.release('soon');
    }
  }

  async connect(name: string, mode: SmartCardAccessMode, preferred: readonly SmartCardProtocol[]) {
    const named = this.#names().get(name);
    if (!named) throw new SmartCardError('unknown-reader');
    if (mode === 'direct') throw new SmartCardError('unsupported-feature');
    if (this.#connections.has(name)) throw new SmartCardError('sharing-violation');
    const { port, slot } = named;
    const connection = new UsbConnection(name, port, slot, () => {
      if (this.#connections.get(name) === connection) this.#connections.delete(name);
      this.#publish(port);
    });
    this.#connections.set(name, connection);
    try {
      const activeProtocol = await connection.start(preferred);
      this.#publish(port);
      return { connection, activeProtocol };
    } catch (error) {
      await connection.disconnect();
      throw error;
    }
  }

  /** Takes the power from all cards and gives all readers back, whatever is under way. For a page that goes away. */
  async shutDown(): Promise<void> {
    await Promise.all([...this.#ports.values()].map((port) => port.shutDown()));
  }

  async #load(): Promise<void> {
    try {
      const devices = await this.#usb.getDevices();
      await Promise.all(devices.map((device) => this.#add(device)));
    } catch {
      this.#loading = undefined;
      throw new SmartCardError('no-service');
    }
  }

  /** Resolves once it is known what the reader has: its slots, and cards in them. */
  async #add(device: UsbDevice): Promise<UsbPort | undefined> {
    const known = this.#ports.get(device);
    const kind = kindOf(device);
    if (known || !kind) return known;
    const port: UsbPort = new UsbPort(
      device,
      {
        changed: () => this.#publish(port),
        lost: (slot, error) => this.#connections.get(this.#nameOf(port, slot))?.lost(error),
      },
      this.#options.factories[kind],
    );
    this.#ports.set(device, port);
    this.#numbers.set(port, this.#freeNumber(port));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const looked = port.hold().then(() => port.release('soon'));
    const tooSlow = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FIRST_LOOK_MS);
    });
    await Promise.race([looked, tooSlow]);
    clearTimeout(timer);
    this.#publish(port);
    return port;
  }

  #remove(device: UsbDevice): void {
    const port = this.#ports.get(device);
    if (!port) return;
    const names = port.slots.map((_, slot) => this.#nameOf(port, slot));
    this.#ports.delete(device);
    port.unplugged();
    this.#numbers.delete(port);
    for (const name of names) this.#states.delete(name);
  }

  #publish(port: UsbPort): void {
    if (this.#ports.get(port.device) !== port) return;
    for (const [slot, { card, eventCount, answerToReset }] of port.slots.entries()) {
      const name = this.#nameOf(port, slot);
      const inUse = this.#connections.has(name);
      const state = { card, eventCount, exclusive: inUse, inUse };
      this.#states.set(name, answerToReset ? { ...state, answerToReset } : state);
    }
  }

  #watchedBy(states: readonly SmartCardReaderStateIn[]): UsbPort[] {
    const names = this.#names();
    const ports = states.map(({ readerName }) => names.get(readerName)?.port);
    return [...new Set(ports.filter((port) => port !== undefined))];
  }

  #names(): Map<string, Named> {
    const names = new Map<string, Named>();
    for (const port of this.#ports.values()) {
      for (const slot of port.slots.keys()) names.set(this.#nameOf(port, slot), { port, slot });
    }
    return names;
  }

  /** As pcscd has it: the product, the number of the device, the slot. Two of a kind differ by the number. */
  #nameOf(port: UsbPort, slot: number): string {
    return `${productOf(port.device)} ${twoDigits(this.#numbers.get(port) ?? 0)} ${twoDigits(slot)}`;
  }

  #freeNumber(port: UsbPort): number {
    const product = productOf(port.device);
    const taken = [...this.#numbers]
      .filter(([other]) => productOf(other.device) === product)
      .map(([, number]) => number);
    let number = 0;
    while (taken.includes(number)) number++;
    return number;
  }
}

class UsbConnection implements DriverConnection {
  readonly #name: string;
  readonly #port: UsbPort;
  readonly #slot: number;
  readonly #ended: () => void;
  #end: SmartCardError | undefined;
  #card: PoweredCard | undefined;
  #state: 'starting' | 'open' | 'over' = 'starting';

  constructor(name: string, port: UsbPort, slot: number, ended: () => void) {
    this.#name = name;
    this.#port = port;
    this.#slot = slot;
    this.#ended = ended;
  }

  async start(preferred: readonly SmartCardProtocol[]): Promise<SmartCardProtocol> {
    await this.#port.hold();
    const { problem } = this.#port;
    if (problem) throw new SmartCardError(RESPONSE_CODES[problem.code] ?? 'reader-unavailable', problem.code);
    this.#card = await this.#port.powerOn(this.#slot);
    if (this.#end) throw this.#end;
    if (!preferred.includes(this.#card.protocol)) throw new SmartCardError('proto-mismatch');
    this.#state = 'open';
    return this.#card.protocol;
  }

  /** The card, or the reader, is gone: nothing more is sent. */
  lost(error: SmartCardError): void {
    this.#end ??= error;
    if (this.#state === 'open') void this.disconnect();
  }

  async transmit(command: Uint8Array): Promise<Uint8Array> {
    if (this.#end) throw this.#end;
    try {
      return await this.#port.transmit(this.#slot, command);
    } catch (error) {
      // Whether the card acted is not known. This connection says no more to it.
      this.lost(error instanceof SmartCardError ? error : new SmartCardError('reader-unavailable'));
      throw this.#end;
    }
  }

  /** Whatever is to become of the card, it keeps no power: what is verified on it must not outlive its reader. */
  async disconnect(): Promise<void> {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#end ??= new SmartCardError('reset-card');
    this.#ended();
    await this.#port.powerOff(this.#slot);
    await this.#port.release('at once');
  }

  async status(): Promise<SmartCardConnectionStatus> {
    if (this.#end || !this.#card) throw this.#end ?? new SmartCardError('reset-card');
    const { protocol, answerToReset } = this.#card;
    return { readerName: this.#name, state: protocol, answerToReset: new Uint8Array(answerToReset).buffer };
  }
}

function productOf(device: UsbDevice): string {
  return device.productName?.trim() || knownReader(device)?.name || 'USB Reader';
}

function twoDigits(number: number): string {
  return number.toString(16).toUpperCase().padStart(2, '0');
}

/** `promise`, or the reason of `signal` if that is sooner. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return await promise;
  signal.throwIfAborted();
  const over = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: over.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    over.abort();
  }
}
