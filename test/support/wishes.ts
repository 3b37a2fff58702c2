import type { PinId } from '../../src/card/applications.ts';
import { fromAscii } from '../../src/card/bytes.ts';
import type { PinWish } from '../../src/card/pin-job.ts';

/** The PINs of the trial card, and others to change them to. */
export const CURRENT: Readonly<Record<PinId, string>> = { sign: 'ABC123', auth: '1234', juki: '1234', text: '1234' };
export const NEXT: Readonly<Record<PinId, string>> = { sign: 'NEW456XY', auth: '5172', juki: '6283', text: '7394' };

/** A wish as the form makes it, from the trial card's PIN to another one unless told otherwise. */
export function wish(
  pin: PinId,
  {
    current = CURRENT[pin],
    next = NEXT[pin],
    lastTryConsent,
  }: Partial<Record<'current' | 'next', string>> & {
    lastTryConsent?: boolean;
  } = {},
): PinWish {
  return {
    pin,
    current: fromAscii(current),
    next: fromAscii(next),
    ...(lastTryConsent === undefined ? {} : { lastTryConsent }),
  };
}
