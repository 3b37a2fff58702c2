/**
 * USB/IP as Linux speaks it (Documentation/usb/usbip_protocol.rst, version 1.1.1). All numbers are big-endian, but for the
 * setup packet, which is as on the wire of USB.
 */
import type { UsbDescriptors, UsbSetup } from '../models/model.ts';

const VERSION = 0x0111;

export const OPERATION = {
  importRequest: 0x8003,
  importReply: 0x0003,
  listRequest: 0x8005,
  listReply: 0x0005,
} as const;

export const COMMAND = { submit: 1, unlink: 2, submitReply: 3, unlinkReply: 4 } as const;

export const DIRECTION = { out: 0, in: 1 } as const;

/** Negative error numbers of Linux. */
export const STATUS = { ok: 0, stalled: -32, unlinked: -104 } as const;

/** Version, code and status. */
export const OPERATION_HEADER = 8;
export const BUS_ID = 32;
/** Every message about a transfer begins with as many bytes. */
export const TRANSFER_HEADER = 48;

export interface TransferHeader {
  readonly command: number;
  readonly sequence: number;
  readonly direction: number;
  /** Without the direction bit. */
  readonly endpoint: number;
  /** Bytes that follow, or that the host has room for. */
  readonly length: number;
  /** Of an UNLINK: which transfer. */
  readonly unlinks: number;
  readonly setup: UsbSetup;
}

export function parseTransferHeader(bytes: Buffer): TransferHeader {
  return {
    command: bytes.readUInt32BE(0),
    sequence: bytes.readUInt32BE(4),
    direction: bytes.readUInt32BE(12),
    endpoint: bytes.readUInt32BE(16),
    unlinks: bytes.readUInt32BE(20),
    length: bytes.readUInt32BE(24),
    setup: {
      bmRequestType: bytes.readUInt8(40),
      bRequest: bytes.readUInt8(41),
      wValue: bytes.readUInt16LE(42),
      wIndex: bytes.readUInt16LE(44),
      wLength: bytes.readUInt16LE(46),
    },
  };
}

/** `length`: bytes transferred, which is more than follow for a transfer to the device. */
export function submitReply(sequence: number, status: number, length: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(TRANSFER_HEADER);
  header.writeUInt32BE(COMMAND.submitReply, 0);
  header.writeUInt32BE(sequence, 4);
  header.writeInt32BE(status, 20);
  header.writeUInt32BE(length, 24);
  return Buffer.concat([header, data]);
}

export function unlinkReply(sequence: number, status: number): Buffer {
  const header = Buffer.alloc(TRANSFER_HEADER);
  header.writeUInt32BE(COMMAND.unlinkReply, 0);
  header.writeUInt32BE(sequence, 4);
  header.writeInt32BE(status, 20);
  return header;
}

export function operationHeader(code: number, status = 0): Buffer {
  const header = Buffer.alloc(OPERATION_HEADER);
  header.writeUInt16BE(VERSION, 0);
  header.writeUInt16BE(code, 2);
  header.writeUInt32BE(status, 4);
  return header;
}

/** What a list and the answer to an import say of a device (`struct usbip_usb_device`). */
export function describeDevice(busId: string, devnum: number, { device, configuration }: UsbDescriptors): Buffer {
  const description = Buffer.alloc(312);
  description.write(`/sys/devices/${busId}`, 0);
  description.write(busId, 256);
  description.writeUInt32BE(1, 288);
  description.writeUInt32BE(devnum, 292);
  description.writeUInt32BE(speedOf(configuration), 296);
  // idVendor, idProduct and bcdDevice stand little-endian in the descriptor.
  for (const [from, to] of [
    [8, 300],
    [10, 302],
    [12, 304],
  ] as const) {
    description.writeUInt16BE((device[from] as number) | ((device[from + 1] as number) << 8), to);
  }
  description.set(device.subarray(4, 7), 306);
  description.set([configuration[5] as number, device[17] as number, configuration[4] as number], 309);
  return description;
}

/** Class, subclass, protocol and a zero of every interface, as a list has them. */
export function describeInterfaces({ configuration }: UsbDescriptors): Buffer {
  return Buffer.concat(
    descriptorsIn(configuration)
      .filter(([, type, , alternate]) => type === 4 && alternate === 0)
      .map((bytes) => Buffer.from([...bytes.subarray(5, 8), 0])),
  );
}

/** `enum usb_device_speed`: only at high speed has a bulk endpoint packets of 512 bytes (USB 2.0, 5.8.3). */
function speedOf(configuration: Uint8Array): number {
  const [full, high] = [2, 3];
  const hasLongPackets = descriptorsIn(configuration).some(
    (bytes) => bytes[1] === 5 && ((bytes[3] as number) & 3) === 2 && bytes[5] === 2,
  );
  return hasLongPackets ? high : full;
}

function descriptorsIn(configuration: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at < configuration.length; at += configuration[at] as number) {
    found.push(configuration.subarray(at, at + (configuration[at] as number)));
  }
  return found;
}
