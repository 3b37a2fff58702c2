/**
 * Frames of the Port-100 chipset: preamble `00 00 FF`, extended-length mark `FF FF`, length (u16 little-endian) with its
 * checksum, data with its checksum, `00` (nfcpy clf/rcs380.py, `Frame`).
 */

/** Acknowledges a command; sent by the host it ends the command under way. */
const ACK = [0x00, 0x00, 0xff, 0x00, 0xff, 0x00] as const;
const PREAMBLE = [0x00, 0x00, 0xff, 0xff, 0xff] as const;
const OVERHEAD = 10;

export type Port100Frame =
  | { readonly type: 'ack' }
  | { readonly type: 'data'; readonly data: Uint8Array }
  | { readonly type: 'invalid' };

/** A copy each time: what is written is wiped. */
export function ackFrame(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(ACK);
}

export function dataFrame(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(data.length + OVERHEAD);
  const length = [data.length & 0xff, data.length >> 8];
  frame.set([...PREAMBLE, ...length, checksum(length)]);
  frame.set(data, 8);
  frame[8 + data.length] = checksum(data);
  return frame;
}

export function parseFrame(frame: Uint8Array): Port100Frame {
  if (frame.length === ACK.length && ACK.every((byte, index) => frame[index] === byte)) return { type: 'ack' };
  const [low = 0, high = 0, lengthChecksum] = frame.subarray(5);
  const length = low | (high << 8);
  const data = frame.slice(8, 8 + length);
  const valid =
    PREAMBLE.every((byte, index) => frame[index] === byte) &&
    lengthChecksum === checksum([low, high]) &&
    frame.length === length + OVERHEAD &&
    frame[8 + length] === checksum(data) &&
    frame[9 + length] === 0x00;
  return valid ? { type: 'data', data } : { type: 'invalid' };
}

/** What makes the sum 0 modulo 256. */
function checksum(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return -sum & 0xff;
}
