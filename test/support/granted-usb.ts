import type { UsbDevice } from '../../src/readers/webusb/usb-device.ts';
import { InMemoryUsb } from '../usb/models/in-memory.ts';

/** `navigator.usb` of a page that has a device only once it was granted, by whoever uses the chooser. */
export class GrantedUsb extends InMemoryUsb {
  /** Names of products. */
  readonly granted = new Set<string>();

  override async getDevices(): Promise<UsbDevice[]> {
    return (await super.getDevices()).filter(({ productName = '' }) => this.granted.has(productName));
  }

  override addEventListener(...[type, listener]: Parameters<InMemoryUsb['addEventListener']>): void {
    super.addEventListener(type, (event) => {
      if (this.granted.has(event.device.productName ?? '')) listener(event);
    });
  }

  /** The person takes the first that is offered and that they have not taken yet, if there is one. */
  override async requestDevice({ filters }: Parameters<InMemoryUsb['requestDevice']>[0]): Promise<UsbDevice> {
    const offered = (await super.getDevices()).filter((device) =>
      filters.some(({ vendorId, productId }) => vendorId === device.vendorId && productId === device.productId),
    );
    const device = offered.find(({ productName = '' }) => !this.granted.has(productName)) ?? offered[0];
    if (!device) throw new DOMException('No device selected.', 'NotFoundError');
    this.granted.add(device.productName ?? '');
    return device;
  }
}
