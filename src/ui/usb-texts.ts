import type { WebUsbErrorCode } from '../readers/webusb/webusb-error.ts';
import type { Notice } from '../texts/card-words.ts';
import type { PageWords, UsbSituation } from './words/page-words.ts';

/** A notice with a command that can be copied. */
export interface UsbNotice extends Notice {
  readonly command?: string;
}

export type Platform = 'linux' | 'windows' | 'macos' | 'other';

const PLATFORMS: readonly { readonly name: RegExp; readonly platform: Platform }[] = [
  // `navigator.platform` of Android begins with Linux too; browsers with WebUSB have the other.
  { name: /^linux/i, platform: 'linux' },
  { name: /^win/i, platform: 'windows' },
  { name: /^mac/i, platform: 'macos' },
];

/** The system that a browser runs on, as far as it says something about USB. */
export function platformOf(navigator: {
  readonly platform: string;
  readonly userAgentData?: { readonly platform: string };
}): Platform {
  const said = navigator.userAgentData?.platform ?? navigator.platform;
  return PLATFORMS.find(({ name }) => name.test(said))?.platform ?? 'other';
}

interface UsbIds {
  readonly vendorId: number;
  readonly productId: number;
}

interface Row {
  readonly code: WebUsbErrorCode;
  /** Of all systems and readers that no row above is for, when left out. */
  readonly platform?: Platform;
  readonly only?: (device: UsbIds) => boolean;
  readonly situation: UsbSituation;
  readonly command?: (device: UsbIds) => string;
}

const isRcS380 = ({ vendorId, productId }: UsbIds) => vendorId === 0x054c && [0x06c1, 0x06c3].includes(productId);
const isSony = ({ vendorId }: UsbIds) => vendorId === 0x054c;

/** Why a USB reader cannot be used, and what to do; the first row that fits counts. */
const ROWS: readonly Row[] = [
  {
    code: 'no-webusb',
    situation: 'no-webusb',
  },
  {
    code: 'not-found',
    situation: 'not-found',
  },
  {
    code: 'access-denied',
    platform: 'linux',
    situation: 'access-denied-linux',
    command: ({ vendorId }) => {
      const vendor = hex4(vendorId);
      const rule = `SUBSYSTEM=="usb", ATTR{idVendor}=="${vendor}", TAG+="uaccess"`;
      return `echo '${rule}' | sudo tee /etc/udev/rules.d/70-myna-pin-${vendor}.rules && sudo udevadm control --reload`;
    },
  },
  {
    code: 'access-denied',
    platform: 'macos',
    situation: 'access-denied-macos',
  },
  {
    code: 'access-denied',
    situation: 'access-denied',
  },
  {
    code: 'claimed-elsewhere',
    platform: 'linux',
    only: isRcS380,
    situation: 'claimed-by-port100',
    command: () =>
      "echo 'blacklist port100' | sudo tee /etc/modprobe.d/myna-pin-port100.conf && sudo modprobe -r port100",
  },
  {
    code: 'claimed-elsewhere',
    platform: 'linux',
    situation: 'claimed-linux',
    command: () => 'sudo systemctl stop pcscd.socket pcscd.service',
  },
  {
    code: 'claimed-elsewhere',
    platform: 'windows',
    only: isSony,
    situation: 'claimed-by-sony',
  },
  {
    code: 'claimed-elsewhere',
    platform: 'macos',
    situation: 'claimed-macos',
  },
  {
    code: 'claimed-elsewhere',
    situation: 'claimed',
  },
  {
    code: 'protected-class',
    situation: 'protected-class',
  },
  {
    code: 'no-driver',
    only: isSony,
    situation: 'no-driver-sony',
  },
  {
    code: 'no-driver',
    situation: 'no-driver',
  },
  {
    code: 'disconnected',
    // Unplugged, or no longer permitted: browsers call both the same.
    situation: 'disconnected',
  },
  {
    code: 'not-permitted',
    situation: 'not-permitted',
  },
  {
    code: 'unsupported-reader',
    situation: 'unsupported-reader',
  },
  {
    code: 'not-answering',
    situation: 'not-answering',
  },
];

/** What is said of a reader that cannot be used; `device` where one was chosen. */
export function usbNotice(
  words: PageWords['usb'],
  code: WebUsbErrorCode,
  platform: Platform,
  device: UsbIds = { vendorId: 0, productId: 0 },
): UsbNotice {
  const fits = (row: Row) =>
    row.code === code && (row.platform ?? platform) === platform && (row.only?.(device) ?? true);
  const { situation, command } = ROWS.find(fits) as Row;
  return command ? { ...words[situation], command: command(device) } : words[situation];
}

function hex4(id: number): string {
  return id.toString(16).padStart(4, '0');
}
