import { guardedDriver } from '../readers/guarded-driver.ts';
import { createResourceManager } from '../readers/web-smart-card/resource-manager.ts';
import { knownReader } from '../readers/webusb/readers.ts';
import type { Usb } from '../readers/webusb/usb-device.ts';
import { createWebUsbDriver } from '../readers/webusb/webusb.ts';

/** The `UsbReaders` themselves, behind the guard: by far the largest part of the page. `createUsbReaders` loads it. */
export function createUsbEngine(usb: Usb, { unrestricted }: { readonly unrestricted: boolean }) {
  const driver = createWebUsbDriver(usb, { unrestricted });
  return {
    resourceManager: createResourceManager(guardedDriver(driver)),
    requestReader: () => driver.requestReader(),
    describe(readerName: string) {
      const device = driver.deviceOf(readerName);
      if (!device) return undefined;
      const { vendorId, productId } = device;
      const experimental = knownReader(device)?.experimental ?? false;
      return { vendorId, productId, experimental, problem: driver.problems.get(readerName)?.code };
    },
    shutDown: () => driver.shutDown(),
  };
}
