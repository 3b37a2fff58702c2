import { guardedDriver } from '../readers/guarded-driver.ts';
import { createResourceManager } from '../readers/web-smart-card/resource-manager.ts';
import type { SmartCardResourceManager } from '../readers/web-smart-card/types.ts';
import { knownReader } from '../readers/webusb/readers.ts';
import type { Usb } from '../readers/webusb/usb-device.ts';
import { createWebUsbDriver } from '../readers/webusb/webusb.ts';
import type { WebUsbErrorCode } from '../readers/webusb/webusb-error.ts';

/** What can be said of a USB reader besides the card in it. */
export interface UsbReaderView {
  readonly vendorId: number;
  readonly productId: number;
  /** Nobody has confirmed yet that it works with a real card. */
  readonly experimental: boolean;
  /** Why it cannot be used. */
  readonly problem: WebUsbErrorCode | undefined;
}

/** The readers on USB that this page drives by itself. */
export interface UsbReaders {
  readonly resourceManager: SmartCardResourceManager;
  /** Lets the person choose, in a user gesture. Resolves with the names of readers; rejects with `WebUsbError`. */
  requestReader(): Promise<string[]>;
  /** `undefined` for a reader that there is not. */
  describe(readerName: string): UsbReaderView | undefined;
  /** Takes the power from all cards and gives all readers back. */
  shutDown(): Promise<void>;
}

/** `usb` is `navigator.usb` in a page; `unrestricted` in an Isolated Web App with that permission. */
export function createUsbReaders(usb: Usb, { unrestricted }: { readonly unrestricted: boolean }): UsbReaders {
  const driver = createWebUsbDriver(usb, { unrestricted });
  return {
    resourceManager: createResourceManager(guardedDriver(driver)),
    requestReader: () => driver.requestReader(),
    describe(readerName) {
      const device = driver.deviceOf(readerName);
      if (!device) return undefined;
      const { vendorId, productId } = device;
      const experimental = knownReader(device)?.experimental ?? false;
      return { vendorId, productId, experimental, problem: driver.problems.get(readerName)?.code };
    },
    shutDown: () => driver.shutDown(),
  };
}
