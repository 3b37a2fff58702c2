import { type EdcKind, lrc } from './edc.ts';
import { DEFAULT_FI_DI } from './pps.ts';

/** An Answer To Reset (ISO/IEC 7816-3:2006, 8.2): what the card offers, with the standard's defaults where it is silent. */
export interface AnswerToReset {
  readonly convention: 'direct' | 'inverse';
  /** Transmission protocols T in the order of preference, each once. Never empty; without T=15, which is none. */
  readonly protocols: readonly number[];
  /** TA1, or its default 11. What a PPS request may ask for. */
  readonly fiDi: number;
  /** Clock rate conversion integer of TA1; `undefined` where it is reserved. */
  readonly fi: number | undefined;
  /** Baud rate adjustment integer of TA1; `undefined` where it is reserved. */
  readonly di: number | undefined;
  /** TC1, 0–255: N of the extra guard time. 255 means the shortest one of the protocol. */
  readonly extraGuardTime: number;
  /** TA2: the card speaks this one protocol, without PPS. Absent: negotiable mode. */
  readonly specificMode: SpecificMode | undefined;
  /** TC2: WI of T=0. */
  readonly waitingTimeInteger: number;
  /** For T=1; the defaults where the card offers it and says nothing. */
  readonly t1: T1Offer;
}

interface SpecificMode {
  readonly protocol: number;
  /** Fi and Di are implicit, not those of TA1. */
  readonly implicit: boolean;
}

interface T1Offer {
  /** 1–254 bytes that the card takes in one block. */
  readonly ifsc: number;
  /** Block waiting integer, 0–9. */
  readonly bwi: number;
  /** Character waiting integer, 0–15. */
  readonly cwi: number;
  readonly edc: EdcKind;
}

/**
 * `too-short`: ends before it announced to. `too-long`: bytes are left over. `no-ts`: begins with neither 3B nor 3F.
 * `checksum`: TCK does not fit. `reserved-value`: an interface byte has a value that the standard does not allow.
 */
type AtrErrorCode = 'too-short' | 'too-long' | 'no-ts' | 'checksum' | 'reserved-value';

export class AtrError extends Error {
  readonly code: AtrErrorCode;

  constructor(code: AtrErrorCode) {
    super(code);
    this.name = 'AtrError';
    this.code = code;
  }
}

/** ISO/IEC 7816-3:2006, table 7. */
const FI = [372, 372, 558, 744, 1116, 1488, 1860, undefined, undefined, 512, 768, 1024, 1536, 2048];
/** ISO/IEC 7816-3:2006, table 8. */
const DI = [undefined, 1, 2, 4, 8, 16, 32, 64, 12, 20];

/** T=15 marks interface bytes that concern no protocol. */
const GLOBAL = 15;

/** Reads the bytes that a reader gives for a card after power-on or reset, TS first. Throws `AtrError`. */
export function parseAtr(bytes: Uint8Array): AnswerToReset {
  let at = 0;
  const next = () => {
    const byte = bytes[at++];
    if (byte === undefined) throw new AtrError('too-short');
    return byte;
  };

  const ts = next();
  if (ts !== 0x3b && ts !== 0x3f) throw new AtrError('no-ts');
  const t0 = next();

  /** Interface bytes TAi TBi TCi, and the protocol that TD(i−1) gave them. From i=3 on they are that protocol's. */
  const groups: { ta?: number; tb?: number; tc?: number; protocol: number }[] = [];
  const named: number[] = [];
  let y = t0 >> 4;
  let protocol = 0;
  for (;;) {
    const group: (typeof groups)[number] = { protocol };
    if (y & 1) group.ta = next();
    if (y & 2) group.tb = next();
    if (y & 4) group.tc = next();
    groups.push(group);
    if (!(y & 8)) break;
    const td = next();
    y = td >> 4;
    protocol = td & 0x0f;
    named.push(protocol);
  }

  // Historical bytes.
  at += t0 & 0x0f;
  if (named.some((name) => name !== 0)) at++;
  if (bytes.length < at) throw new AtrError('too-short');
  if (bytes.length > at) throw new AtrError('too-long');
  if (named.some((name) => name !== 0) && lrc(bytes.subarray(1)) !== 0) throw new AtrError('checksum');

  const protocols = [...new Set(named)].filter((name) => name !== GLOBAL);
  const [first, second] = groups;
  const fiDi = first?.ta ?? DEFAULT_FI_DI;
  const ta2 = second?.ta;
  return {
    convention: ts === 0x3b ? 'direct' : 'inverse',
    protocols: protocols.length ? protocols : [0],
    fiDi,
    fi: FI[fiDi >> 4],
    di: DI[fiDi & 0x0f],
    extraGuardTime: first?.tc ?? 0,
    specificMode: ta2 === undefined ? undefined : { protocol: ta2 & 0x0f, implicit: (ta2 & 0x10) !== 0 },
    waitingTimeInteger: second?.tc ?? 10,
    t1: t1Offer(groups.slice(2).filter((group) => group.protocol === 1)),
  };
}

/** ISO/IEC 7816-3:2006, 11.4.2–11.4.4: the first TA, TB and TC for T=1 count. */
function t1Offer(groups: readonly { ta?: number; tb?: number; tc?: number }[]): T1Offer {
  const ifsc = groups.find(({ ta }) => ta !== undefined)?.ta ?? 32;
  const waiting = groups.find(({ tb }) => tb !== undefined)?.tb ?? 0x4d;
  const edc = groups.find(({ tc }) => tc !== undefined)?.tc ?? 0;
  if (ifsc === 0x00 || ifsc === 0xff || waiting >> 4 > 9) throw new AtrError('reserved-value');
  return { ifsc, bwi: waiting >> 4, cwi: waiting & 0x0f, edc: edc & 1 ? 'crc' : 'lrc' };
}
