/**
 * Why a USB reader cannot be used. `no-webusb`: the browser has none. `not-found`: nothing was chosen, or it is not there.
 * `access-denied`: the system does not let this browser open the device. `claimed-elsewhere`: another tab, program or
 * driver of the system has it. `protected-class`: the browser keeps pages from this class of devices. `no-driver`: the
 * system put no driver under it that a browser can use. `disconnected`: it was unplugged, or its owner took it back from
 * this page. `not-permitted`: the page is not allowed to use USB, or this device. `unsupported-reader`: it speaks nothing
 * that we do. `not-answering`: it was claimed, but makes no sense.
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

/** What was being done with a device, or before there was one, when the browser refused. */
export type UsbStep = 'list' | 'choose' | 'open' | 'claim' | 'transfer';

export interface PlatformError {
  readonly during: UsbStep | 'anything';
  /** `DOMException.name`. */
  readonly name: string;
  /** Windows says the same of a device without a driver for it as Linux of one without permission. */
  readonly platform?: RegExp;
  readonly code: WebUsbErrorCode;
  /** Where the specification or the browser has it. */
  readonly source: string;
}

const SPECIFICATION = 'https://wicg.github.io/webusb/';
const CHROMIUM = 'https://source.chromium.org/chromium/chromium/src/+/main:third_party/blink/renderer/modules/webusb/';

/** The rejections of WebUSB and what they mean; the first row that fits counts. */
export const PLATFORM_ERRORS: readonly PlatformError[] = [
  // "Must be handling a user gesture to show a permission request.", or the permissions policy of the page.
  { during: 'choose', name: 'SecurityError', code: 'not-permitted', source: `${CHROMIUM}usb.cc` },
  // "No device selected."
  { during: 'choose', name: 'NotFoundError', code: 'not-found', source: `${SPECIFICATION}#dom-usb-requestdevice` },
  { during: 'list', name: 'SecurityError', code: 'not-permitted', source: `${CHROMIUM}usb.cc` },
  // "Access denied.": the device node belongs to somebody else, or nothing that the browser can talk to drives it.
  { during: 'open', name: 'SecurityError', platform: /^win/i, code: 'no-driver', source: `${CHROMIUM}usb_device.cc` },
  { during: 'open', name: 'SecurityError', code: 'access-denied', source: `${CHROMIUM}usb_device.cc` },
  { during: 'open', name: 'NetworkError', code: 'access-denied', source: `${SPECIFICATION}#dom-usbdevice-open` },
  // "The requested interface implements a protected class."
  {
    during: 'claim',
    name: 'SecurityError',
    code: 'protected-class',
    source: `${SPECIFICATION}#protected-interface-classes`,
  },
  // "Unable to claim interface."
  {
    during: 'claim',
    name: 'NetworkError',
    code: 'claimed-elsewhere',
    source: `${SPECIFICATION}#dom-usbdevice-claiminterface`,
  },
  // "The transfer was not allowed."
  { during: 'transfer', name: 'SecurityError', code: 'not-permitted', source: `${CHROMIUM}usb_device.cc` },
  // "The device was disconnected.": also said of one that was forgotten while it was open, until it is plugged in again.
  { during: 'anything', name: 'NotFoundError', code: 'disconnected', source: `${CHROMIUM}usb_device.cc` },
  { during: 'anything', name: 'NotSupportedError', code: 'no-webusb', source: `${CHROMIUM}usb.cc` },
];

/** The `WebUsbError` for what a method of WebUSB rejected with; `not-answering` for anything unheard of. */
export function toWebUsbError(cause: unknown, during: UsbStep, platform: string = thisPlatform()): WebUsbError {
  if (cause instanceof WebUsbError) return cause;
  const name = cause instanceof DOMException ? cause.name : '';
  const found = PLATFORM_ERRORS.find(
    (row) =>
      row.name === name &&
      (row.during === during || row.during === 'anything') &&
      (row.platform?.test(platform) ?? true),
  );
  return new WebUsbError(found?.code ?? 'not-answering', { cause });
}

function thisPlatform(): string {
  if (typeof navigator === 'undefined') return '';
  const { userAgentData } = navigator as { readonly userAgentData?: { readonly platform?: string } };
  return userAgentData?.platform ?? '';
}
