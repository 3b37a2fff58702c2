import { Interruption } from '../../web-smart-card/interruption.ts';
import type { UsbDevice } from '../usb-device.ts';
import { toWebUsbError, type UsbStep } from '../webusb-error.ts';

export interface PipeAddress {
  readonly interfaceNumber: number;
  /** Endpoint numbers, without direction. */
  readonly out: number;
  readonly in: number;
}

/** Room for one message of the reader, in bytes: whole packets, or a longer message would be babble. */
const MESSAGE_LENGTH = 1024;

/**
 * A bulk endpoint each way of a claimed vendor interface. Owns the device while it is open, and the one transfer that waits
 * for the reader: WebUSB cannot withdraw it, so one that brought nothing in time stays for whoever reads next.
 */
export class UsbPipe {
  readonly #device: UsbDevice;
  readonly #address: PipeAddress;
  #incoming: Promise<Uint8Array> | undefined;
  readonly #interruption = new Interruption();

  constructor(device: UsbDevice, address: PipeAddress) {
    this.#device = device;
    this.#address = address;
  }

  /** Rejects with a `WebUsbError`; the device is closed then. */
  async open(): Promise<void> {
    let step: UsbStep = 'open';
    try {
      await this.#device.open();
      step = 'claim';
      const [first] = this.#device.configurations;
      if (!this.#device.configuration && first) await this.#device.selectConfiguration(first.configurationValue);
      await this.#device.claimInterface(this.#address.interfaceNumber);
    } catch (cause) {
      await this.close();
      throw toWebUsbError(cause, step);
    }
  }

  /** Sends one message and wipes it, as it may hold a PIN. The transfer is asked for before this returns. */
  async write(message: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      const { status, bytesWritten } = await this.#device.transferOut(this.#address.out, message);
      if (status === 'stall') await this.#device.clearHalt('out', this.#address.out);
      if (status !== 'ok' || bytesWritten !== message.length) throw new Error(`the reader took no message: ${status}`);
    } finally {
      message.fill(0);
    }
  }

  /** The next message that is not empty; `undefined` when none came within `timeoutMs`. */
  async read(timeoutMs: number): Promise<Uint8Array | undefined> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const incoming = this.#incoming ?? this.#transferIn();
      this.#incoming = incoming;
      const message = await within(this.#interruption.orInterrupted(incoming), deadline - Date.now());
      if (!message) return undefined;
      if (this.#incoming === incoming) this.#incoming = undefined;
      if (message.length > 0) return message;
    }
  }

  /** Throws away what comes until nothing came for `quietMs`. */
  async drain(quietMs: number): Promise<void> {
    while (await this.read(quietMs));
  }

  /** Whoever reads is rejected; what they waited for comes to the next reader. */
  interrupt(): void {
    this.#interruption.interrupt(new Error('interrupted'));
  }

  /** As just plugged in. Never rejects. */
  async reset(): Promise<void> {
    await this.#device.reset().catch(() => {});
  }

  /** Ends what is under way. Never rejects. */
  async close(): Promise<void> {
    this.#incoming = undefined;
    await this.#device.close().catch(() => {});
  }

  #transferIn(): Promise<Uint8Array> {
    const incoming = this.#receive();
    incoming.catch(() => {
      // A transfer that failed is of no use to the next reader.
      if (this.#incoming === incoming) this.#incoming = undefined;
    });
    return incoming;
  }

  async #receive(): Promise<Uint8Array> {
    const { status, data } = await this.#device.transferIn(this.#address.in, MESSAGE_LENGTH);
    if (status === 'stall') await this.#device.clearHalt('in', this.#address.in);
    if (status !== 'ok' || !data) throw new Error(`the reader gave no message: ${status}`);
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
}

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, ms));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
