/**
 * Why a USB reader cannot be used. `no-webusb`: the browser has none. `not-found`: nothing was chosen, or it is not there.
 * `access-denied`: the system does not let this browser open the device. `claimed-elsewhere`: another tab, program or
 * driver of the system has it. `protected-class`: the browser keeps pages from this class of devices. `no-driver`: the
 * system put no driver under it that a browser can use. `disconnected`: it was unplugged. `not-permitted`: the page is
 * not allowed to use USB, or no longer this device. `unsupported-reader`: it speaks nothing that we do. `not-answering`: it
 * was claimed, but makes no sense.
 */
export type WebUsbErrorCode =
  | 'no-webusb'
  | 'not-found'
  | 'access-denied'
  | 'claimed-elsewhere'
  | 'protected-class'
  | 'no-driver'
  | 'disconnected'
  | 'not-permitted'
  | 'unsupported-reader'
  | 'not-answering';

export class WebUsbError extends Error {
  readonly code: WebUsbErrorCode;

  constructor(code: WebUsbErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'WebUsbError';
    this.code = code;
  }
}
