import { type EdcKind, edcOf } from './edc.ts';

/** N(S) or N(R). */
export type SequenceBit = 0 | 1;

/** b5–b1 of an S-block; b6 is set in a response. */
const SUPERVISION = { resynch: 0, ifs: 1, abort: 2, wtx: 3 } as const;
export type Supervision = keyof typeof SUPERVISION;

/** A block of T=1 (ISO/IEC 7816-3, block frame) without NAD, length and EDC. */
export type T1Block =
  | { readonly kind: 'I'; readonly sequence: SequenceBit; readonly more: boolean; readonly information: Uint8Array }
  | { readonly kind: 'R'; readonly sequence: SequenceBit; readonly error: BlockError }
  | {
      readonly kind: 'S';
      readonly supervision: Supervision;
      readonly response: boolean;
      /** IFS: 1–254 bytes. WTX: 1–255 times BWT. 0 for the others, which carry none. */
      readonly value: number;
    };

/** b4–b1 of an R-block: `none`, redundancy code or parity wrong, anything else. */
const BLOCK_ERRORS = ['none', 'damaged', 'other'] as const;
export type BlockError = (typeof BLOCK_ERRORS)[number];

const MORE = 0x20;
const RESPONSE = 0x20;

/** NAD PCB LEN INF EDC. The information field of an I-block is copied in; at most 254 bytes. */
export function encodeBlock(block: T1Block, nad: number, edc: EdcKind): Uint8Array {
  const information = informationOf(block);
  const length = 3 + information.length;
  const bytes = new Uint8Array(length + (edc === 'crc' ? 2 : 1));
  bytes.set([nad, pcbOf(block), information.length]);
  bytes.set(information, 3);
  bytes.set(edcOf(edc, bytes.subarray(0, length)), length);
  return bytes;
}

/**
 * The block in `bytes`, if it comes from `nad`; otherwise what an R-block may say of it: `damaged` where length or EDC do
 * not fit, `other` where a field has a value that no block has.
 */
export function decodeBlock(bytes: Uint8Array, nad: number, edc: EdcKind): T1Block | Exclude<BlockError, 'none'> {
  const [from, pcb = 0, length = 0] = bytes;
  const covered = 3 + length;
  const proof = edcOf(edc, bytes.subarray(0, covered));
  if (bytes.length !== covered + proof.length) return 'damaged';
  if (proof.some((byte, i) => byte !== bytes[covered + i])) return 'damaged';
  if (from !== nad || length === 0xff) return 'other';
  const information = bytes.subarray(3, covered);
  if ((pcb & 0x80) === 0) {
    if (pcb & 0x1f) return 'other';
    return { kind: 'I', sequence: pcb & 0x40 ? 1 : 0, more: (pcb & MORE) !== 0, information };
  }
  return ((pcb & 0x40) === 0 ? receiveReady(pcb, length) : supervisory(pcb, information)) ?? 'other';
}

function receiveReady(pcb: number, length: number): T1Block | undefined {
  const error = BLOCK_ERRORS[pcb & 0x0f];
  if (pcb & 0x20 || length !== 0 || error === undefined) return undefined;
  return { kind: 'R', sequence: pcb & 0x10 ? 1 : 0, error };
}

function supervisory(pcb: number, information: Uint8Array): T1Block | undefined {
  const code = pcb & 0x1f;
  const supervision = (Object.keys(SUPERVISION) as Supervision[]).find((name) => SUPERVISION[name] === code);
  if (!supervision) return undefined;
  const [value = 0] = information;
  const carries = supervision === 'ifs' || supervision === 'wtx';
  if (information.length !== (carries ? 1 : 0)) return undefined;
  if (carries && value === 0) return undefined;
  if (supervision === 'ifs' && value === 0xff) return undefined;
  return { kind: 'S', supervision, response: (pcb & RESPONSE) !== 0, value };
}

function pcbOf(block: T1Block): number {
  switch (block.kind) {
    case 'I':
      return (block.sequence << 6) | (block.more ? MORE : 0);
    case 'R':
      return 0x80 | (block.sequence << 4) | BLOCK_ERRORS.indexOf(block.error);
    case 'S':
      return 0xc0 | (block.response ? RESPONSE : 0) | SUPERVISION[block.supervision];
  }
}

function informationOf(block: T1Block): Uint8Array {
  if (block.kind === 'I') return block.information;
  return block.kind === 'S' && block.value ? Uint8Array.of(block.value) : new Uint8Array(0);
}
