import type { BridgeErrorCode } from '../readers/bridge/bridge-error.ts';
import type { WebUsbErrorCode } from '../readers/webusb/webusb-error.ts';

/** What is looked at, from the computer to the card. */
export const CHECK_IDS = [
  /** The program on this computer that passes on what PC/SC says. */
  'bridge',
  /** Its part that speaks to PC/SC. */
  'module',
  /** The PC/SC service of the system. */
  'service',
  /** Readers that the page drives by itself. */
  'webusb',
  'reader',
  /** Whether the USB reader in use can be used. */
  'usb-reader',
  /** Whether somebody has shown that this reader works with a real card. */
  'proven',
  'card',
  /** Whether another program has it. */
  'card-free',
  'card-answers',
  'card-kind',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

/** What a check found, where that is not just "in order". */
export type CheckCode =
  | `bridge/${BridgeErrorCode | 'connecting' | 'lost'}`
  /** Started for the virtual card alone. */
  | 'bridge/virtual-only'
  | 'module/missing'
  | 'service/not-running'
  | `webusb/${WebUsbErrorCode}`
  | 'reader/none'
  | 'reader/gone'
  | 'reader/virtual'
  | 'reader/experimental'
  | 'card/none'
  | 'card/reading'
  | 'card/in-use'
  | 'card/mute'
  | 'card/failed'
  | 'card/other'
  | 'card/juki-card'
  | 'card/phone';
