import { createResourceManager } from '../web-smart-card/resource-manager.ts';
import type { SmartCardResourceManager } from '../web-smart-card/types.ts';
import { CcidReader } from './ccid/ccid-reader.ts';
import { openPort100 } from './pasori/port-100.ts';
import { openPort400 } from './pasori/port-400.ts';
import type { ReaderKind } from './readers.ts';
import type { Usb } from './usb-device.ts';
import type { UsbReaderFactory } from './usb-reader.ts';
import { WebUsbDriver } from './webusb-driver.ts';

const FACTORIES: Record<ReaderKind, UsbReaderFactory> = {
  ccid: (device, events) => new CcidReader(device, events),
  'rc-s380': openPort100,
  'rc-s300': openPort400,
};

/** The readers of `usb`, which is `navigator.usb` in a page. `unrestricted` in an Isolated Web App with that permission. */
export function createWebUsbDriver(usb: Usb, { unrestricted = false } = {}): WebUsbDriver {
  return new WebUsbDriver(usb, { factories: FACTORIES, unrestricted });
}

/**
 * The Web Smart Card API over WebUSB, without a guard: it is for programs that know what they send. A page for people puts
 * its own in between, with `createWebUsbDriver`.
 */
export function createWebUsbResourceManager(
  usb: Usb,
  options: { unrestricted?: boolean } = {},
): SmartCardResourceManager {
  return createResourceManager(createWebUsbDriver(usb, options));
}
