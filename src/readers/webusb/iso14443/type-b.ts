import { lrc } from '../iso7816/edc.ts';

/**
 * Initialisation of a Type B card (ISO/IEC 14443-3): what the reader asks and what the card says of itself. CRC_B is the
 * reader's work and appears nowhere here.
 */

/**
 * REQB for all application families, one time slot, extended ATQB welcome: the bytes of nfcpy clf/rcs380.py, `sense_ttb`.
 */
export const REQB: Uint8Array = Uint8Array.of(0x05, 0x00, 0x10);

/** Frame sizes in bytes by FSCI, prologue and CRC included; what follows is larger still. */
const FRAME_SIZES = [16, 24, 32, 40, 48, 64, 96, 128, 256] as const;
const LARGEST_FRAME = 256;
/** 4096 periods of the carrier: the unit of FWT and SFGT, in milliseconds. */
const UNIT_MS = 4096 / 13_560;
/** FWI 15 is reserved and to be taken as 4. */
const DEFAULT_FWI = 4;

export interface Atqb {
  /** Pseudo-unique identifier, 4 bytes. */
  readonly pupi: Uint8Array;
  /** 4 bytes. */
  readonly applicationData: Uint8Array;
  /** The first 3 bytes, all that a pseudo-ATR has room for. */
  readonly protocolInfo: Uint8Array;
  /** SFGT: how long the card needs after its answer to ATTRIB, in milliseconds. Only the extended form has it. */
  readonly guardTimeMs: number;
}

/** What the block protocol needs to know of a card. */
export interface CardLimits {
  /** Largest frame that the card takes, in bytes, prologue and CRC included. At most 256. */
  readonly fsc: number;
  /** Frame waiting time, in milliseconds. */
  readonly fwtMs: number;
}

/**
 * Reads an ATQB of 12 bytes, or 13 in the extended form; `undefined` for anything else, and for a card that does not speak
 * ISO/IEC 14443-4 or has a protocol type that must not be talked to.
 */
export function parseAtqb(atqb: Uint8Array): Atqb | undefined {
  if ((atqb.length !== 12 && atqb.length !== 13) || atqb[0] !== 0x50) return undefined;
  const protocolInfo = atqb.slice(9, 12);
  if (!speaksBlocks(protocolInfo)) return undefined;
  const sfgi = (atqb[12] ?? 0) >> 4;
  // 15 is reserved and to be taken as 0.
  const guardTimeMs = sfgi === 0 || sfgi === 15 ? 0 : UNIT_MS * 2 ** sfgi;
  return { pupi: atqb.slice(1, 5), applicationData: atqb.slice(5, 9), protocolInfo, guardTimeMs };
}

/**
 * ATTRIB: selects the card by its PUPI, with default TR0, TR1, EOF and SOF, FSD 256, 106 kbit/s both ways, protocol
 * ISO/IEC 14443-4 and CID 0 (nfcpy tag/tt4.py).
 */
export function attrib({ pupi }: Atqb): Uint8Array {
  return Uint8Array.of(0x1d, ...pupi, 0x00, 0x08, 0x01, 0x00);
}

/**
 * MBLI of an answer to ATTRIB; `undefined` where it is none or is meant for another CID than 0.
 */
export function parseAttribAnswer(answer: Uint8Array): number | undefined {
  const [first] = answer;
  return first === undefined || first & 0x0f ? undefined : first >> 4;
}

/** FSC and FWT from three bytes of protocol information. */
export function cardLimits(protocolInfo: Uint8Array): CardLimits {
  const [, sizes = 0, waiting = 0] = protocolInfo;
  const fwi = waiting >> 4 === 15 ? DEFAULT_FWI : waiting >> 4;
  return { fsc: FRAME_SIZES[sizes >> 4] ?? LARGEST_FRAME, fwtMs: UNIT_MS * 2 ** fwi };
}

/**
 * The Answer To Reset that a contactless Type B card would have (PC/SC part 3, 3.1.3.2.3): eight historical bytes of
 * application data, protocol information and MBLI, 13 bytes in all.
 */
export function pseudoAtr({ applicationData, protocolInfo }: Atqb, mbli: number): Uint8Array {
  const body = [0x88, 0x80, 0x01, ...applicationData, ...protocolInfo, (mbli << 4) & 0xff];
  return Uint8Array.of(0x3b, ...body, lrc(Uint8Array.from(body)));
}

/**
 * Protocol information of a pseudo-ATR that a reader made itself; `undefined` where it is not of a Type B card that speaks
 * ISO/IEC 14443-4.
 */
export function protocolInfoOf(atr: Uint8Array): Uint8Array | undefined {
  const wellFormed = atr.length === 13 && [0x3b, 0x88, 0x80, 0x01].every((byte, index) => atr[index] === byte);
  const protocolInfo = atr.slice(8, 11);
  return wellFormed && lrc(atr.subarray(1)) === 0 && speaksBlocks(protocolInfo) ? protocolInfo : undefined;
}

function speaksBlocks(protocolInfo: Uint8Array): boolean {
  const [, type = 0] = protocolInfo;
  return (type & 0x01) !== 0 && (type & 0x08) === 0;
}
