import type { UsbDevice } from './usb-device.ts';

/**
 * A reader on USB as the driver uses it. The driver calls one method at a time, of all slots together, except that
 * `close` may come at any moment: it ends what is under way. A device that was unplugged rejects by itself.
 *
 * Nothing that may have reached a card is ever sent again by a reader: a lost answer is reported, not asked for anew as a
 * new command.
 */
export interface UsbReader {
  /**
   * Claims the device and looks for cards. Rejects with a `WebUsbError`, and the device is closed then. May be called
   * again after `close`.
   */
  open(): Promise<void>;
  /** At least one once it is open; the same objects until `close`. */
  readonly slots: readonly UsbSlot[];
  /** Takes the power from the cards and gives the device back. Never rejects. */
  close(): Promise<void>;
}

export interface UsbSlot {
  /** As last heard of; `UsbReaderEvents.cardChanged` tells of changes. */
  readonly cardPresent: boolean;
  /**
   * A cold reset: nothing is verified on the card afterwards. Rejects with a `SmartCardError`: `no-smartcard`,
   * `unresponsive-card` (mute), `unsupported-card`, `proto-mismatch`, `reader-unavailable`.
   */
  powerOn(): Promise<PoweredCard>;
  /**
   * Response data ‖ SW1 SW2, at least 2 bytes. Rejects with a `SmartCardError`: `removed-card`, `reset-card`,
   * `unresponsive-card` (no answer, or one that cannot be trusted), `reader-unavailable`; after that the card has no power,
   * as far as the reader can be reached, and the driver sends it nothing more before the next `powerOn`.
   */
  transmit(command: Uint8Array): Promise<Uint8Array>;
  /** Never rejects: a card that cannot be reached has no power, or loses it with `close`. */
  powerOff(): Promise<void>;
}

export interface PoweredCard {
  /** For a contactless card the one that PC/SC part 3 makes of its answer. */
  readonly answerToReset: Uint8Array;
  readonly protocol: 't0' | 't1';
}

export interface UsbReaderEvents {
  /**
   * A card came into slot `slot` (an index of `slots`) or left it. Also called when one was exchanged for another while
   * `cardPresent` stayed `true`. Not during `open`.
   */
  cardChanged(slot: number): void;
  /** The reader no longer answers, although it was not seen to leave; the driver closes it. */
  failed(): void;
}

/** Makes a reader of a device that its owner granted. Does not touch the device before `open`. */
export type UsbReaderFactory = (device: UsbDevice, events: UsbReaderEvents) => UsbReader;
