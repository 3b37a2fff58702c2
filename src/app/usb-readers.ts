import { SmartCardError } from '../readers/web-smart-card/errors.ts';
import type { SmartCardResourceManager } from '../readers/web-smart-card/types.ts';
import type { Usb } from '../readers/webusb/usb-device.ts';
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

/**
 * `usb` is `navigator.usb` in a page; `unrestricted` in an Isolated Web App with that permission. What drives the readers is
 * loaded when they are first of use.
 */
export function createUsbReaders(usb: Usb, { unrestricted }: { readonly unrestricted: boolean }): UsbReaders {
  let engine: UsbReaders | undefined;
  const load = async (): Promise<UsbReaders> => {
    const { createUsbEngine } = await import('./usb-engine.ts');
    engine ??= createUsbEngine(usb, { unrestricted });
    return engine;
  };
  return {
    resourceManager: {
      establishContext: async () => {
        const { resourceManager } = await load().catch(() => {
          // Whoever watches the readers asks again later.
          throw new SmartCardError('no-service');
        });
        return resourceManager.establishContext();
      },
    },
    requestReader: async () => (await load()).requestReader(),
    // Names come from there.
    describe: (readerName) => engine?.describe(readerName),
    shutDown: async () => engine?.shutDown(),
  };
}
