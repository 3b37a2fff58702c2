import type { UsbDevice, UsbDeviceFilter } from './usb-device.ts';

/** How a reader is spoken to. */
export type ReaderKind = 'ccid' | 'rc-s380' | 'rc-s300';

export interface KnownReader {
  readonly vendorId: number;
  readonly productId: number;
  readonly name: string;
  readonly kind: ReaderKind;
  /** All that it has is of class 0x0B, which browsers keep from ordinary pages. */
  readonly protected?: boolean;
  /** Nobody has confirmed yet that it works with a real card. */
  readonly experimental?: boolean;
  /** Where its identifiers and its ways are known from. */
  readonly evidence: string;
}

const LIBCCID = 'https://github.com/LudovicRousseau/CCID/tree/master/readers';

const NTTCOM = { kind: 'ccid', evidence: `${LIBCCID} (SCR3310-NTTCom.txt, SCR331-DI-NTTCom.txt)` } as const;
const VENDOR_CLASS_CCID = { kind: 'ccid', evidence: `${LIBCCID}: class FF with the descriptor of a CCID` } as const;
const PORT_100 = { kind: 'rc-s380', evidence: 'https://github.com/nfcpy/nfcpy: clf/rcs380.py' } as const;
const PORT_400 = {
  kind: 'rc-s300',
  experimental: true,
  evidence: 'https://github.com/JUN-KOBAYASHI/ezsign-nfc-tools: extras/PROTOCOL.md',
} as const;
const CHIP_CARD_CLASS = { kind: 'ccid', protected: true, evidence: `${LIBCCID}: class 0B` } as const;

/** Readers by their identifiers: those that a page may use, and those of which it can say at once that it may not. */
export const KNOWN_READERS: readonly KnownReader[] = [
  { vendorId: 0x04e6, productId: 0x511a, name: 'SCR3310-NTTCom', ...NTTCOM },
  { vendorId: 0x04e6, productId: 0x5120, name: 'SCR331-DI-NTTCom', ...NTTCOM },
  { vendorId: 0x054c, productId: 0x06c1, name: 'Sony RC-S380/S', ...PORT_100 },
  { vendorId: 0x054c, productId: 0x06c3, name: 'Sony RC-S380/P', ...PORT_100 },
  { vendorId: 0x054c, productId: 0x0dc8, name: 'Sony RC-S300/S', ...PORT_400 },
  { vendorId: 0x054c, productId: 0x0dc9, name: 'Sony RC-S300/P', ...PORT_400 },
  { vendorId: 0x04e6, productId: 0x5111, name: 'SCR331-DI', ...VENDOR_CLASS_CCID },
  { vendorId: 0x04e6, productId: 0x5121, name: 'SDI010', ...VENDOR_CLASS_CCID },
  { vendorId: 0x04e6, productId: 0x512b, name: 'SDI011', ...VENDOR_CLASS_CCID },
  { vendorId: 0x04e6, productId: 0x512c, name: 'SDI011', ...VENDOR_CLASS_CCID },
  { vendorId: 0x04e6, productId: 0x5291, name: 'SCL010', ...VENDOR_CLASS_CCID },
  { vendorId: 0x04e6, productId: 0x5292, name: 'SCL01x', ...VENDOR_CLASS_CCID },
  { vendorId: 0x04e6, productId: 0xe003, name: 'SPR532', ...VENDOR_CLASS_CCID },
  { vendorId: 0x076b, productId: 0x532a, name: 'OMNIKEY 5321 CLi', ...VENDOR_CLASS_CCID },
  { vendorId: 0x076b, productId: 0x5340, name: 'OMNIKEY 5021-CL', ...VENDOR_CLASS_CCID },
  { vendorId: 0x04e6, productId: 0x5116, name: 'SCR3310 v2.0', ...CHIP_CARD_CLASS },
  { vendorId: 0x072f, productId: 0xb100, name: 'ACR39U', ...CHIP_CARD_CLASS },
  { vendorId: 0x072f, productId: 0x221a, name: 'ACR1251', ...CHIP_CARD_CLASS },
  { vendorId: 0x072f, productId: 0x2200, name: 'ACR122U', ...CHIP_CARD_CLASS },
  { vendorId: 0x04e6, productId: 0x5790, name: 'uTrust 3700 F', ...CHIP_CARD_CLASS },
  { vendorId: 0x31aa, productId: 0x3001, name: 'CIR315', ...CHIP_CARD_CLASS },
  { vendorId: 0x31aa, productId: 0x3002, name: 'CIR315', ...CHIP_CARD_CLASS },
  { vendorId: 0x31aa, productId: 0x3003, name: 'CIR315', ...CHIP_CARD_CLASS },
  { vendorId: 0x31aa, productId: 0x1000, name: 'CIR115', ...CHIP_CARD_CLASS },
  { vendorId: 0x08e6, productId: 0x3437, name: 'Gemalto CT30', ...CHIP_CARD_CLASS },
  { vendorId: 0x058f, productId: 0x9540, name: 'Alcor AU9540', ...CHIP_CARD_CLASS },
];

const CHIP_CARD = 0x0b;

/** What the chooser offers: no reader of the protected class, unless the page is one that may use them all. */
export function chooserFilters(unrestricted: boolean): UsbDeviceFilter[] {
  const usable = KNOWN_READERS.filter((reader) => !reader.protected);
  const filters: UsbDeviceFilter[] = usable.map(({ vendorId, productId }) => ({ vendorId, productId }));
  return unrestricted ? [...filters, { classCode: CHIP_CARD }] : filters;
}

export function knownReader({
  vendorId,
  productId,
}: Pick<UsbDevice, 'vendorId' | 'productId'>): KnownReader | undefined {
  return KNOWN_READERS.find((reader) => reader.vendorId === vendorId && reader.productId === productId);
}

/** How a device is spoken to, known by its identifiers or by its class; `undefined` for one that is no reader. */
export function kindOf(device: UsbDevice): ReaderKind | undefined {
  const alternates = device.configurations.flatMap(({ interfaces }) => interfaces.flatMap((one) => one.alternates));
  const isChipCard = alternates.some(({ interfaceClass }) => interfaceClass === CHIP_CARD);
  return knownReader(device)?.kind ?? (isChipCard ? 'ccid' : undefined);
}
