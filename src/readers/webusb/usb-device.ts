/**
 * The part of the WebUSB API (WICG/webusb, index.bs) that these readers and their tests use. A browser's `USBDevice` fits; so
 * does a model of a device in a test.
 */
export interface UsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly productName?: string | undefined;
  readonly opened: boolean;
  readonly configuration?: UsbConfiguration | null | undefined;
  readonly configurations: readonly UsbConfiguration[];
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(configurationValue: number): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  controlTransferIn(setup: UsbControlSetup, length: number): Promise<UsbInResult>;
  controlTransferOut(setup: UsbControlSetup, data?: BufferSource): Promise<UsbOutResult>;
  clearHalt(direction: 'in' | 'out', endpointNumber: number): Promise<void>;
  transferIn(endpointNumber: number, length: number): Promise<UsbInResult>;
  transferOut(endpointNumber: number, data: BufferSource): Promise<UsbOutResult>;
  reset(): Promise<void>;
}

export interface UsbConfiguration {
  readonly configurationValue: number;
  readonly interfaces: readonly UsbInterface[];
}

export interface UsbInterface {
  readonly interfaceNumber: number;
  readonly alternates: readonly UsbAlternateInterface[];
}

export interface UsbAlternateInterface {
  readonly interfaceClass: number;
  readonly endpoints: readonly UsbEndpoint[];
}

export interface UsbEndpoint {
  /** Without the direction bit. */
  readonly endpointNumber: number;
  readonly direction: 'in' | 'out';
  readonly type: 'bulk' | 'interrupt' | 'isochronous';
  /** Bytes. */
  readonly packetSize: number;
}

export interface UsbControlSetup {
  readonly requestType: 'standard' | 'class' | 'vendor';
  readonly recipient: 'device' | 'interface' | 'endpoint' | 'other';
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

export type UsbTransferStatus = 'ok' | 'stall' | 'babble';

export interface UsbInResult {
  readonly data?: DataView | undefined;
  readonly status?: UsbTransferStatus | undefined;
}

export interface UsbOutResult {
  readonly bytesWritten: number;
  readonly status?: UsbTransferStatus | undefined;
}

/** `navigator.usb`. */
export interface Usb {
  getDevices(): Promise<UsbDevice[]>;
  requestDevice(options: { filters: readonly UsbDeviceFilter[] }): Promise<UsbDevice>;
  addEventListener(type: 'connect' | 'disconnect', listener: (event: { readonly device: UsbDevice }) => void): void;
}

export interface UsbDeviceFilter {
  readonly vendorId?: number;
  readonly productId?: number;
  readonly classCode?: number;
}
