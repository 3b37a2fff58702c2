import { lrc } from './edc.ts';

const PPSS = 0xff;
const HAS_PPS1 = 0x10;
/** Fi=372, Di=1: what both sides use until something else is agreed on. */
export const DEFAULT_FI_DI = 0x11;

/** `malformed`: not a PPS answer, or a wrong PCK. `refused`: an answer, but not to this request. The card needs a reset. */
type PpsErrorCode = 'malformed' | 'refused';

export class PpsError extends Error {
  readonly code: PpsErrorCode;

  constructor(code: PpsErrorCode) {
    super(code);
    this.name = 'PpsError';
    this.code = code;
  }
}

/** PPS request for protocol T=`protocol` and the rate `fiDi`, coded as in TA1 (ISO/IEC 7816-3:2006, 9): 4 bytes. */
export function ppsRequest(protocol: number, fiDi: number): Uint8Array {
  const request = Uint8Array.of(PPSS, HAS_PPS1 | protocol, fiDi, 0);
  request[3] = lrc(request);
  return request;
}

/**
 * Checks what the card answered to `request` (ISO/IEC 7816-3:2006, 9) and returns the rate agreed on, coded as in TA1: the
 * one asked for, or the default where the card left PPS1 out. Throws `PpsError`.
 */
export function agreedFiDi(request: Uint8Array, answer: Uint8Array): number {
  const [start, pps0 = 0, pps1] = answer;
  const length = 3 + (pps0 & 0x10 ? 1 : 0) + (pps0 & 0x20 ? 1 : 0) + (pps0 & 0x40 ? 1 : 0);
  if (start !== PPSS || pps0 & 0x80 || answer.length !== length || lrc(answer) !== 0) throw new PpsError('malformed');
  const [, asked = 0, fiDi] = request;
  // PPS2 and PPS3 were not asked for, so they cannot be answered.
  if ((pps0 & 0x0f) !== (asked & 0x0f) || pps0 & 0x60) throw new PpsError('refused');
  if (!(pps0 & HAS_PPS1)) return DEFAULT_FI_DI;
  if (pps1 === undefined || pps1 !== fiDi) throw new PpsError('refused');
  return pps1;
}
