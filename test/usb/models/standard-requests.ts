import type { UsbDeviceModel, UsbSetup } from './model.ts';

/** USB 2.0, table 9-4. */
const REQUEST = {
  getStatus: 0,
  clearFeature: 1,
  setFeature: 3,
  setAddress: 5,
  getDescriptor: 6,
  getConfiguration: 8,
  setConfiguration: 9,
  getInterface: 10,
  setInterface: 11,
} as const;

/** USB 2.0, table 9-5. */
const DESCRIPTOR = { device: 1, configuration: 2, string: 3, interface: 4, endpoint: 5 } as const;

const RECIPIENT = { device: 0, interface: 1, endpoint: 2 } as const;

/** USB 2.0, table 9-6. */
const ENDPOINT_HALT = 0;

/** English (United States), the only language of the strings. */
const LANGUAGE = 0x0409;

/**
 * What every USB device does with control transfers, whoever made it (USB 2.0, chapter 9), in front of a model that knows
 * the rest. Owns: which configuration and alternate settings are selected, and which endpoints are halted.
 */
export class StandardRequests {
  /** bConfigurationValue; 0 before one is selected. */
  configuration = 0;
  readonly #model: UsbDeviceModel;
  readonly #interfaces: ReadonlyMap<number, ReadonlySet<number>>;
  readonly #endpoints: ReadonlySet<number>;
  /** Alternate settings other than 0, by interface. */
  readonly #alternates = new Map<number, number>();
  readonly #halted = new Set<number>();

  constructor(model: UsbDeviceModel) {
    this.#model = model;
    const { interfaces, endpoints } = contents(model.descriptors.configuration);
    this.#interfaces = interfaces;
    this.#endpoints = endpoints;
  }

  /** What the host gets for a control transfer: at most `wLength` bytes, none for a transfer to the device. */
  async control(setup: UsbSetup, data: Uint8Array): Promise<Uint8Array | 'stall'> {
    const isStandard = (setup.bmRequestType & 0x60) === 0;
    const answer = (isStandard ? this.#answer(setup) : undefined) ?? (await this.#model.control(setup, data));
    return answer === 'stall' ? answer : answer.subarray(0, setup.wLength);
  }

  /** A transfer on this endpoint (bEndpointAddress, direction included) was answered with a stall. */
  halt(endpoint: number): void {
    this.#halted.add(endpoint);
  }

  /** An endpoint that stalled goes on doing so until the host clears it. */
  isHalted(endpoint: number): boolean {
    return this.#halted.has(endpoint);
  }

  reset(): void {
    this.configuration = 0;
    this.#forget();
    this.#model.reset();
  }

  /** `undefined`: not for chapter 9 to answer. */
  #answer({ bmRequestType, bRequest, wValue, wIndex }: UsbSetup): Uint8Array | 'stall' | undefined {
    const recipient = bmRequestType & 0x1f;
    switch (bRequest) {
      case REQUEST.getDescriptor:
        return recipient === RECIPIENT.device ? this.#descriptor(wValue >> 8, wValue & 0xff) : undefined;
      case REQUEST.getStatus:
        if (recipient === RECIPIENT.endpoint) return Uint8Array.of(this.isHalted(wIndex) ? 1 : 0, 0);
        return Uint8Array.of(0, 0);
      case REQUEST.setAddress:
        return new Uint8Array();
      case REQUEST.getConfiguration:
        return Uint8Array.of(this.configuration);
      case REQUEST.setConfiguration:
        return this.#configure(wValue & 0xff);
      case REQUEST.getInterface:
        return this.#interfaces.has(wIndex) ? Uint8Array.of(this.#alternates.get(wIndex) ?? 0) : 'stall';
      case REQUEST.setInterface:
        if (!this.#interfaces.get(wIndex)?.has(wValue)) return 'stall';
        this.#alternates.set(wIndex, wValue);
        return new Uint8Array();
      case REQUEST.clearFeature:
      case REQUEST.setFeature:
        if (recipient !== RECIPIENT.endpoint || wValue !== ENDPOINT_HALT || !this.#endpoints.has(wIndex))
          return 'stall';
        if (bRequest === REQUEST.setFeature) this.#halted.add(wIndex);
        else this.#halted.delete(wIndex);
        return new Uint8Array();
      default:
        return undefined;
    }
  }

  #descriptor(type: number, index: number): Uint8Array | 'stall' | undefined {
    const { device, configuration, strings } = this.#model.descriptors;
    switch (type) {
      case DESCRIPTOR.device:
        return device;
      case DESCRIPTOR.configuration:
        return index === 0 ? configuration : 'stall';
      case DESCRIPTOR.string: {
        if (index === 0) return Uint8Array.of(4, DESCRIPTOR.string, LANGUAGE & 0xff, LANGUAGE >> 8);
        const text = strings[index - 1];
        return text === undefined ? 'stall' : stringDescriptor(text);
      }
      default:
        return undefined;
    }
  }

  #configure(value: number): Uint8Array | 'stall' {
    // bConfigurationValue (USB 2.0, table 9-10).
    if (value !== 0 && value !== this.#model.descriptors.configuration[5]) return 'stall';
    this.configuration = value;
    this.#forget();
    return new Uint8Array();
  }

  #forget(): void {
    this.#alternates.clear();
    this.#halted.clear();
  }
}

/** UTF-16LE behind length and type (USB 2.0, 9.6.7). */
function stringDescriptor(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  bytes.set([bytes.length, DESCRIPTOR.string]);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes.set([unit & 0xff, unit >> 8], 2 + 2 * i);
  }
  return bytes;
}

/** The alternate settings of each interface, and the addresses of all endpoints. */
function contents(configuration: Uint8Array) {
  const interfaces = new Map<number, Set<number>>();
  const endpoints = new Set<number>();
  for (let at = 0; at + 1 < configuration.length; at += configuration[at] as number) {
    const [length, type, third, fourth] = configuration.subarray(at);
    if (!length) throw new Error(`a descriptor without length at ${at}`);
    if (type === DESCRIPTOR.interface) {
      const alternates = interfaces.get(third as number) ?? new Set();
      interfaces.set(third as number, alternates.add(fourth as number));
    }
    if (type === DESCRIPTOR.endpoint) endpoints.add(third as number);
  }
  return { interfaces, endpoints };
}
