/** How T=1 proves a block (ISO/IEC 7816-3:2006, 11.4.4): one byte of exclusive-or, or two of CRC. */
export type EdcKind = 'lrc' | 'crc';

/** Exclusive-or of all bytes: the LRC of T=1, TCK of an Answer To Reset and PCK of PPS. Over bytes that end with it, 0. */
export function lrc(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}

/**
 * CRC of ISO/IEC 13239, least significant bit first, begun with FFFF, not inverted at the end (code: libccid, OpenCT).
 * Goes over the wire high byte first.
 */
export function crc(bytes: Uint8Array): number {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >> 1) ^ 0x8408 : sum >> 1;
  }
  return sum;
}

/** The error detection code of prologue and information field: 1 byte for LRC, 2 for CRC. */
export function edcOf(kind: EdcKind, bytes: Uint8Array): Uint8Array {
  if (kind === 'lrc') return Uint8Array.of(lrc(bytes));
  const sum = crc(bytes);
  return Uint8Array.of(sum >> 8, sum & 0xff);
}
