import type { UsbDescriptors } from './model.ts';

/** A CCID as its descriptors describe it (USB CCID rev 1.1, the standard and the class descriptors). */
export interface CcidProperties {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string;
  readonly product: string;
  /** bInterfaceClass: 0x0B, or 0xFF of readers from before the class, and of some that avoid its drivers. */
  readonly interfaceClass: number;
  readonly slots: number;
  /** bVoltageSupport: 1 5 V, 2 3 V, 4 1.8 V. */
  readonly voltages: number;
  /** dwProtocols: 1 T=0, 2 T=1. */
  readonly protocols: number;
  /** kHz. */
  readonly defaultClock: number;
  readonly maximumClock: number;
  /** bps. */
  readonly dataRate: number;
  readonly maxDataRate: number;
  readonly maxIfsd: number;
  readonly features: number;
  readonly maxMessageLength: number;
  /** Some readers put the class descriptor after the last endpoint instead of after the interface. */
  readonly classDescriptorLast?: boolean;
  readonly interruptEndpoint?: boolean;
}

/** Endpoint numbers. */
const BULK_OUT = 1;
export const BULK_IN = 2;
export const INTERRUPT_IN = 3;

/** Full speed. */
export const BULK_PACKET = 64;

export function ccidDescriptors(ccid: CcidProperties): UsbDescriptors {
  const { interruptEndpoint = true, classDescriptorLast = false } = ccid;
  const endpoints = [
    [7, 5, BULK_OUT, 2, ...le16(BULK_PACKET), 0],
    [7, 5, 0x80 | BULK_IN, 2, ...le16(BULK_PACKET), 0],
    ...(interruptEndpoint ? [[7, 5, 0x80 | INTERRUPT_IN, 3, ...le16(8), 16]] : []),
  ];
  const interfaceDescriptor = [9, 4, 0, 0, endpoints.length, ccid.interfaceClass, 0, 0, 0];
  const parts = classDescriptorLast
    ? [interfaceDescriptor, ...endpoints, classDescriptor(ccid)]
    : [interfaceDescriptor, classDescriptor(ccid), ...endpoints];
  const body = parts.flat();
  return {
    device: Uint8Array.from([
      ...[18, 1, ...le16(0x0200), 0, 0, 0, 64],
      ...[...le16(ccid.vendorId), ...le16(ccid.productId), ...le16(0x0203), 1, 2, 0, 1],
    ]),
    configuration: Uint8Array.from([9, 2, ...le16(9 + body.length), 1, 1, 0, 0x80, 50, ...body]),
    strings: [ccid.manufacturer, ccid.product],
  };
}

/** Table 5.1-1. */
function classDescriptor(ccid: CcidProperties): number[] {
  return [
    ...[54, 0x21, ...le16(0x0110), ccid.slots - 1, ccid.voltages, ...le32(ccid.protocols)],
    ...[...le32(ccid.defaultClock), ...le32(ccid.maximumClock), 0],
    ...[...le32(ccid.dataRate), ...le32(ccid.maxDataRate), 0],
    ...[...le32(ccid.maxIfsd), ...le32(0), ...le32(0), ...le32(ccid.features), ...le32(ccid.maxMessageLength)],
    ...[0xff, 0xff, ...le16(0), 0, 1],
  ];
}

function le16(value: number): number[] {
  return [value & 0xff, value >> 8];
}

function le32(value: number): number[] {
  return [...le16(value & 0xffff), ...le16(value >>> 16)];
}
