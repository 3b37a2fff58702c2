import { guardedDriver } from '../readers/guarded-driver.ts';
import { createResourceManager } from '../readers/web-smart-card/resource-manager.ts';
import type { Usb } from '../readers/webusb/usb-device.ts';
import { createWebUsbDriver } from '../readers/webusb/webusb.ts';

/** What drives readers on USB, behind the guard: by far the largest part of the page, and `usb-readers.ts` loads it. */
export function createUsbEngine(usb: Usb, options: { readonly unrestricted: boolean }) {
  const driver = createWebUsbDriver(usb, options);
  return { driver, resourceManager: createResourceManager(guardedDriver(driver)) };
}
