/**
 * A reader as a USB device sees itself: written once, used in memory behind the `USBDevice` interface and over USB/IP by a
 * real kernel. It is a model of what descriptors, manuals and drivers say of a reader, not the reader.
 */
export interface UsbDeviceModel {
  readonly descriptors: UsbDescriptors;
  /**
   * A control transfer that the standard requests of chapter 9 (descriptors, configuration, interface, address) do not
   * answer already. `data` is what the host sends; resolves with what it gets (nothing for a transfer to the device), or
   * `stall`.
   */
  control(setup: UsbSetup, data: Uint8Array): Promise<Uint8Array | 'stall'>;
  /** A whole bulk transfer from the host, as many packets as it takes. */
  bulkOut(endpoint: number, data: Uint8Array): Promise<'ok' | 'stall'>;
  /**
   * What the host gets for one bulk or interrupt transfer of at most `length` bytes: at most that many, ended by a short
   * packet or an empty one where the device sends it. Waits until there is something; `signal` ends the waiting when the
   * host withdraws the transfer.
   */
  in(endpoint: number, length: number, signal: AbortSignal): Promise<Uint8Array | 'stall'>;
  /** USB reset: as just plugged in; what waits is withdrawn. */
  reset(): void;
}

/** Bytes as they go over the wire (USB 2.0, 9.6). */
export interface UsbDescriptors {
  readonly device: Uint8Array;
  /** With its interfaces, class descriptors and endpoints. */
  readonly configuration: Uint8Array;
  /** From index 1. */
  readonly strings: readonly string[];
}

/** USB 2.0, table 9-2. */
export interface UsbSetup {
  readonly bmRequestType: number;
  readonly bRequest: number;
  readonly wValue: number;
  readonly wIndex: number;
  readonly wLength: number;
}

/** The card in a reader model: what `VirtualCard` is already. */
export interface CardInSlot {
  /** Answer To Reset. */
  powerOn(): Uint8Array;
  powerOff(): void;
  /** Response data ‖ SW1 SW2. */
  process(command: Uint8Array): Uint8Array;
}
