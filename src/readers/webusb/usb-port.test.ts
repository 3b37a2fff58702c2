import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UsbDevice } from './usb-device.ts';
import { UsbPort } from './usb-port.ts';
import type { UsbReader, UsbReaderEvents, UsbSlot } from './usb-reader.ts';

/** A reader whose every step waits to be let go. `isOpen` is what the device is left as. */
class SlowReader implements UsbReader {
  isOpen = false;
  opens = 0;
  events: UsbReaderEvents | undefined;
  readonly waiting: (() => void)[] = [];
  readonly slots: readonly UsbSlot[] = [
    {
      cardPresent: true,
      powerOn: () => this.#step({ answerToReset: Uint8Array.of(0x3b, 0x00), protocol: 't0' as const }),
      transmit: () => this.#step(Uint8Array.of(0x90, 0x00)),
      powerOff: () => this.#step(undefined),
    },
  ];

  async open(): Promise<void> {
    this.opens++;
    await this.#step(undefined);
    this.isOpen = true;
  }

  async close(): Promise<void> {
    this.isOpen = false;
  }

  #step<T>(result: T): Promise<T> {
    return new Promise((resolve) => this.waiting.push(() => resolve(result)));
  }
}

describe('a page that goes away', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function held() {
    const reader = new SlowReader();
    const port = new UsbPort({} as UsbDevice, { changed() {}, lost() {} }, (_, events) => {
      reader.events = events;
      return reader;
    });
    void port.hold();
    return { reader, port };
  }
  const letGo = async (reader: SlowReader) => {
    reader.waiting.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  const settled = async (reader: SlowReader) => {
    for (let i = 0; i < 20; i++) await letGo(reader);
    await vi.advanceTimersByTimeAsync(60_000);
  };

  it.each([0, 1, 2, 3, 4])('has closed the reader, whatever it was doing: %i steps into opening', async (steps) => {
    const { reader, port } = held();
    for (let i = 0; i < steps; i++) await letGo(reader);
    const shut = port.shutDown();
    await settled(reader);
    await shut;
    expect(reader.isOpen).toBe(false);
    await expect(port.transmit(0, new Uint8Array(4))).rejects.toMatchObject({ responseCode: 'reader-unavailable' });
    expect(reader.opens).toBe(steps === 0 ? 0 : 1);
  });

  it('does not open it again for those who waited for their turn', async () => {
    const { reader, port } = held();
    await letGo(reader);
    void port.hold();
    void port.hold();
    void port.shutDown();
    await settled(reader);
    expect(reader.opens).toBe(1);
    expect(reader.isOpen).toBe(false);
  });

  it('does not open one again that had failed', async () => {
    const { reader, port } = held();
    await settled(reader);
    reader.events?.failed();
    void port.shutDown();
    await settled(reader);
    expect(reader.opens).toBe(1);
    expect(reader.isOpen).toBe(false);
  });

  it('may come back: whoever asks after that has it opened again', async () => {
    const { reader, port } = held();
    await letGo(reader);
    void port.shutDown();
    void port.hold();
    await settled(reader);
    expect(reader.opens).toBe(2);
    expect(reader.isOpen).toBe(true);
  });
});
