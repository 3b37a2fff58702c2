import type {
  Usb,
  UsbConfiguration,
  UsbControlSetup,
  UsbDevice,
  UsbDeviceFilter,
  UsbEndpoint,
  UsbInResult,
  UsbInterface,
  UsbOutResult,
  UsbTransferStatus,
} from '../../../src/readers/webusb/usb-device.ts';
import type { UsbDeviceModel } from './model.ts';
import { StandardRequests } from './standard-requests.ts';

/** A transfer as `InMemoryUsb.fault` sees it. */
export interface Transfer {
  readonly kind: 'control-in' | 'control-out' | 'bulk-in' | 'bulk-out' | 'interrupt-in';
  /** From 0, over all transfers of the port, in the order they were asked for. */
  readonly index: number;
  readonly data: Uint8Array | undefined;
}

/**
 * What goes wrong on the cable. `-before`: the device sees nothing of the transfer; `-after`: it does, and the host learns
 * nothing. `short` cuts the last byte off what the device sent, `empty` puts a transfer without data before it. `denied`:
 * the browser does not allow this transfer. `revoked`: the permission is taken back, and the device is gone from this page as
 * if it were unplugged, with all the power that it has.
 */
export type TransferFault =
  | 'unplugged-before'
  | 'unplugged-after'
  | 'stall-before'
  | 'stall-after'
  | 'babble'
  | 'short'
  | 'empty'
  | 'error-after'
  | 'denied'
  | 'revoked';

const PROTECTED_CLASS = 0x0b;

/** A device in a port of the machine: whoever opens it, there is one. */
class Port {
  readonly standard: StandardRequests;
  readonly holders = new Map<number, InMemoryDevice>();
  plugged = true;
  transfers = 0;
  readonly model: UsbDeviceModel;

  constructor(model: UsbDeviceModel) {
    this.model = model;
    this.standard = new StandardRequests(model);
    this.standard.configuration = model.descriptors.configuration[5] as number;
  }
}

/**
 * `navigator.usb` of one page, with devices that are models. All of them are granted to the page. `anotherTab` makes a
 * second page on the same machine.
 */
export class InMemoryUsb implements Usb {
  /** Asked before every transfer of every device of this page. */
  fault: ((transfer: Transfer) => TransferFault | undefined) | undefined;
  /** Told of every transfer once it was asked for. */
  observer: ((transfer: Transfer) => void) | undefined;
  /** A page with the `usb-unrestricted` permission: an Isolated Web App. */
  unrestricted = false;
  /** Whether the system lets this browser open devices at all. */
  accessible = true;
  readonly #machine: { readonly ports: Set<Port>; readonly pages: Set<InMemoryUsb> };
  readonly #devices = new Map<Port, InMemoryDevice>();
  readonly #listeners = { connect: new Set<Listener>(), disconnect: new Set<Listener>() };

  constructor(machine = { ports: new Set<Port>(), pages: new Set<InMemoryUsb>() }) {
    this.#machine = machine;
    machine.pages.add(this);
  }

  anotherTab(): InMemoryUsb {
    return new InMemoryUsb(this.#machine);
  }

  plug(model: UsbDeviceModel): void {
    const port = new Port(model);
    this.#machine.ports.add(port);
    for (const page of this.#machine.pages) page.#tell('connect', port);
  }

  unplug(model: UsbDeviceModel): void {
    for (const port of this.#machine.ports) if (port.model === model) this.unplugPort(port);
  }

  unplugPort(port: Port): void {
    if (!port.plugged) return;
    port.plugged = false;
    this.#machine.ports.delete(port);
    for (const page of this.#machine.pages) {
      page.#devices.get(port)?.gone();
      page.#tell('disconnect', port);
    }
    // It has no power any more, and neither has a card in it.
    port.model.reset();
  }

  /** Another program of the machine, or a driver of its system, takes the interfaces of a device. */
  holdElsewhere(model: UsbDeviceModel): () => void {
    const tab = this.anotherTab();
    const ports = [...this.#machine.ports].filter((port) => port.model === model);
    for (const port of ports) port.holders.set(0, tab.#deviceAt(port));
    return () => {
      for (const port of ports) port.holders.delete(0);
    };
  }

  async getDevices(): Promise<UsbDevice[]> {
    return [...this.#machine.ports].map((port) => this.#deviceAt(port));
  }

  async requestDevice({ filters }: { filters: readonly UsbDeviceFilter[] }): Promise<UsbDevice> {
    const found = (await this.getDevices()).find((device) =>
      filters.some(
        ({ vendorId = device.vendorId, productId = device.productId }) =>
          vendorId === device.vendorId && productId === device.productId,
      ),
    );
    if (!found) throw new DOMException('No device selected.', 'NotFoundError');
    return found;
  }

  addEventListener(type: 'connect' | 'disconnect', listener: Listener): void {
    this.#listeners[type].add(listener);
  }

  #deviceAt(port: Port): InMemoryDevice {
    let device = this.#devices.get(port);
    if (!device) {
      device = new InMemoryDevice(this, port);
      this.#devices.set(port, device);
    }
    return device;
  }

  #tell(type: 'connect' | 'disconnect', port: Port): void {
    const device = this.#deviceAt(port);
    for (const listener of this.#listeners[type]) listener({ device });
  }
}

/** A device with nothing between it and its model, not yet opened. */
export function usbDeviceOf(model: UsbDeviceModel): UsbDevice {
  return new InMemoryDevice(new InMemoryUsb(), new Port(model));
}

type Listener = (event: { readonly device: UsbDevice }) => void;

/** A `USBDevice`, with the rejections of Chromium (third_party/blink/renderer/modules/webusb/usb_device.cc). */
class InMemoryDevice implements UsbDevice {
  opened = false;
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string | undefined;
  readonly configurations: readonly UsbConfiguration[];
  readonly #page: InMemoryUsb;
  readonly #port: Port;
  #pending = new Set<AbortController>();
  #isRevoked = false;

  constructor(page: InMemoryUsb, port: Port) {
    this.#page = page;
    this.#port = port;
    const { device, configuration, strings } = port.model.descriptors;
    this.vendorId = u16(device, 8);
    this.productId = u16(device, 10);
    this.productName = strings[(device[15] as number) - 1];
    this.configurations = [this.#parse(configuration)];
  }

  get configuration(): UsbConfiguration | null {
    const selected = this.#port.standard.configuration;
    return this.configurations.find(({ configurationValue }) => configurationValue === selected) ?? null;
  }

  async open(): Promise<void> {
    this.#here();
    if (!this.#page.accessible) throw new DOMException('Access denied.', 'SecurityError');
    this.opened = true;
  }

  async close(): Promise<void> {
    this.#withdraw(new DOMException('The transfer was cancelled.', 'AbortError'));
    for (const [number, holder] of this.#port.holders) if (holder === this) this.#port.holders.delete(number);
    this.opened = false;
  }

  async selectConfiguration(value: number): Promise<void> {
    this.#open();
    if (!this.configurations.some(({ configurationValue }) => configurationValue === value)) {
      throw new DOMException('The configuration value provided is not supported by the device.', 'NotFoundError');
    }
    this.#port.standard.configuration = value;
  }

  async claimInterface(number: number): Promise<void> {
    this.#open();
    const claimed = this.#interface(number);
    const holder = this.#port.holders.get(number);
    if (holder === this) return;
    const { interfaceClass } = claimed.alternates[0] as UsbInterface['alternates'][number];
    if (interfaceClass === PROTECTED_CLASS && !this.#page.unrestricted) {
      throw new DOMException('The requested interface implements a protected class.', 'SecurityError');
    }
    if (holder) throw new DOMException('Unable to claim interface.', 'NetworkError');
    this.#port.holders.set(number, this);
  }

  async controlTransferIn(setup: UsbControlSetup, length: number): Promise<UsbInResult> {
    this.#controllable(setup);
    return this.#in(0, 'control-in', async () => {
      const answer = await this.#port.standard.control(bytesOf(setup, 0x80, length), new Uint8Array());
      return answer === 'stall' ? answer : answer.slice();
    });
  }

  async controlTransferOut(setup: UsbControlSetup, data?: BufferSource): Promise<UsbOutResult> {
    this.#controllable(setup);
    const bytes = copyOf(data);
    return this.#out(0, 'control-out', bytes, async () => {
      const answer = await this.#port.standard.control(bytesOf(setup, 0, bytes.length), bytes);
      return answer === 'stall' ? answer : 'ok';
    });
  }

  async clearHalt(direction: 'in' | 'out', endpoint: number): Promise<void> {
    this.#endpoint(direction, endpoint);
    const setup = { bmRequestType: 2, bRequest: 1, wValue: 0, wIndex: endpoint | (direction === 'in' ? 0x80 : 0) };
    await this.#port.standard.control({ ...setup, wLength: 0 }, new Uint8Array());
  }

  async transferIn(endpoint: number, length: number): Promise<UsbInResult> {
    const { type } = this.#endpoint('in', endpoint);
    return this.#in(endpoint | 0x80, type === 'interrupt' ? 'interrupt-in' : 'bulk-in', async (signal) => {
      const { standard, model } = this.#port;
      if (standard.isHalted(endpoint | 0x80)) return 'stall';
      const answer = await model.in(endpoint, length, signal);
      if (answer === 'stall') standard.halt(endpoint | 0x80);
      return answer;
    });
  }

  async transferOut(endpoint: number, data: BufferSource): Promise<UsbOutResult> {
    this.#endpoint('out', endpoint);
    const bytes = copyOf(data);
    return this.#out(endpoint, 'bulk-out', bytes, async () => {
      const { standard, model } = this.#port;
      if (standard.isHalted(endpoint)) return 'stall';
      const status = await model.bulkOut(endpoint, bytes);
      if (status === 'stall') standard.halt(endpoint);
      return status;
    });
  }

  async reset(): Promise<void> {
    this.#open();
    this.#withdraw(new DOMException('The transfer was cancelled.', 'AbortError'));
    const { configuration } = this.#port.standard;
    this.#port.standard.reset();
    this.#port.standard.configuration = configuration;
  }

  gone(): void {
    this.opened = false;
    this.#port.holders.clear();
    this.#withdraw(disconnected());
  }

  async #in(
    address: number,
    kind: Transfer['kind'],
    act: (signal: AbortSignal) => Promise<Uint8Array | 'stall'>,
  ): Promise<UsbInResult> {
    const fault = this.#begin(kind, undefined);
    if (fault === 'stall-before') return this.#stalled(address);
    if (fault === 'empty') return inResult(new Uint8Array(), 'ok');
    const answer = await this.#during(act);
    switch (this.#end(fault)) {
      case 'stall-after':
        return this.#stalled(address);
      case 'babble':
        return inResult(answer === 'stall' ? new Uint8Array() : answer, 'babble');
      case 'short':
        return inResult(answer === 'stall' ? new Uint8Array() : answer.slice(0, -1), 'ok');
      default:
        return answer === 'stall' ? { status: 'stall' } : inResult(answer, 'ok');
    }
  }

  async #out(
    address: number,
    kind: Transfer['kind'],
    data: Uint8Array,
    act: () => Promise<'ok' | 'stall'>,
  ): Promise<UsbOutResult> {
    const fault = this.#begin(kind, data);
    if (fault === 'stall-before') return { bytesWritten: 0, ...this.#stalled(address) };
    const status = await this.#during(act);
    if (this.#end(fault) === 'stall-after') return { bytesWritten: 0, ...this.#stalled(address) };
    return { bytesWritten: status === 'ok' ? data.length : 0, status };
  }

  /** An endpoint that stalls goes on doing so until it is cleared; that of control transfers does not. */
  #stalled(address: number): { readonly status: 'stall' } {
    if (address !== 0) this.#port.standard.halt(address);
    return { status: 'stall' };
  }

  #begin(kind: Transfer['kind'], data: Uint8Array | undefined): TransferFault | undefined {
    const transfer = { kind, index: this.#port.transfers++, data };
    this.#page.observer?.(transfer);
    const fault = this.#page.fault?.(transfer);
    if (fault === 'unplugged-before') {
      this.#page.unplugPort(this.#port);
      throw disconnected();
    }
    if (fault === 'revoked') {
      this.#isRevoked = true;
      this.gone();
      throw disconnected();
    }
    if (fault === 'denied') throw new DOMException('The transfer was not allowed.', 'SecurityError');
    return fault;
  }

  #end(fault: TransferFault | undefined): TransferFault | undefined {
    if (fault === 'error-after') throw new DOMException('A transfer error has occurred.', 'NetworkError');
    if (fault !== 'unplugged-after') return fault;
    this.#page.unplugPort(this.#port);
    throw disconnected();
  }

  /** A transfer until the device answers it or the host gives it up. */
  async #during<T>(act: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const pending = new AbortController();
    this.#pending.add(pending);
    try {
      return await Promise.race([
        act(pending.signal),
        new Promise<never>((_, reject) =>
          pending.signal.addEventListener('abort', () => reject(pending.signal.reason), { once: true }),
        ),
      ]);
    } finally {
      this.#pending.delete(pending);
    }
  }

  #withdraw(reason: DOMException): void {
    for (const pending of [...this.#pending]) pending.abort(reason);
  }

  #here(): void {
    if (!this.#port.plugged || this.#isRevoked) throw disconnected();
  }

  #open(): void {
    this.#here();
    if (!this.opened) throw new DOMException('The device must be opened first.', 'InvalidStateError');
  }

  #controllable({ recipient, index }: UsbControlSetup): void {
    this.#open();
    if (recipient === 'interface' && this.#port.holders.get(index & 0xff) !== this) {
      throw new DOMException('The specified interface has not been claimed.', 'InvalidStateError');
    }
  }

  #interface(number: number): UsbInterface {
    const found = this.configuration?.interfaces.find(({ interfaceNumber }) => interfaceNumber === number);
    if (!found) throw new DOMException('The interface number provided is not supported.', 'NotFoundError');
    return found;
  }

  #endpoint(direction: 'in' | 'out', number: number): UsbEndpoint {
    this.#open();
    for (const { interfaceNumber, alternates } of this.configuration?.interfaces ?? []) {
      if (this.#port.holders.get(interfaceNumber) !== this) continue;
      const found = alternates[0]?.endpoints.find(
        (endpoint) => endpoint.endpointNumber === number && endpoint.direction === direction,
      );
      if (found) return found;
    }
    throw new DOMException(
      'The specified endpoint is not part of a claimed and selected alternate interface.',
      'NotFoundError',
    );
  }

  #parse(bytes: Uint8Array): UsbConfiguration {
    const interfaces: { interfaceNumber: number; alternates: UsbInterface['alternates'][number][] }[] = [];
    let endpoints: UsbEndpoint[] = [];
    for (let at = 0; at < bytes.length; at += bytes[at] as number) {
      const field = (offset: number) => bytes[at + offset] as number;
      if (field(1) === 4) {
        endpoints = [];
        const alternate = {
          interfaceClass: field(5),
          endpoints,
        };
        const known = interfaces.find(({ interfaceNumber }) => interfaceNumber === field(2));
        if (known) known.alternates.push(alternate);
        else interfaces.push({ interfaceNumber: field(2), alternates: [alternate] });
      } else if (field(1) === 5) {
        endpoints.push({
          endpointNumber: field(2) & 0x0f,
          direction: field(2) & 0x80 ? 'in' : 'out',
          type: ENDPOINT_TYPES[field(3) & 3] as UsbEndpoint['type'],
          packetSize: u16(bytes, at + 4),
        });
      }
    }
    return { configurationValue: bytes[5] as number, interfaces };
  }
}

/** bmAttributes bits 0–1 (USB 2.0, table 9-13); control endpoints are not listed. */
const ENDPOINT_TYPES = ['control', 'isochronous', 'bulk', 'interrupt'];

function disconnected(): DOMException {
  return new DOMException('The device was disconnected.', 'NotFoundError');
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

function copyOf(data: BufferSource | undefined): Uint8Array {
  if (!data) return new Uint8Array();
  return data instanceof ArrayBuffer
    ? new Uint8Array(data.slice(0))
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
}

function inResult(bytes: Uint8Array, status: UsbTransferStatus): UsbInResult {
  const copy = bytes.slice();
  return { data: new DataView(copy.buffer), status };
}

/** bmRequestType (USB 2.0, table 9-2). */
function bytesOf(setup: UsbControlSetup, direction: number, wLength: number) {
  const type = { standard: 0, class: 1, vendor: 2 }[setup.requestType] << 5;
  const recipient = { device: 0, interface: 1, endpoint: 2, other: 3 }[setup.recipient];
  const bmRequestType = direction | type | recipient;
  return { bmRequestType, bRequest: setup.request, wValue: setup.value, wIndex: setup.index, wLength };
}
