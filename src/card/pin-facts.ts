import type { PinId } from './applications.ts';
import type { Overview } from './overview.ts';

/** Where a PIN can be set anew by somebody who does not know it, or has locked it. */
export type ResetWay =
  /** The counter of the city, ward, town or village that has the person's residence record. */
  | { readonly place: 'counter' }
  /**
   * The terminal of a convenience store or supermarket, after an application on a phone looked at card and face; within 24
   * hours of that. Of the two PINs of the certificates, the other one has to be known, and the certificates be valid.
   */
  | { readonly place: 'store'; readonly needs: PinId };

/** What people can be told of a PIN besides its name, its format and its tries (`PINS`). */
export interface PinFacts {
  /** In the order in which they are offered. */
  readonly resetWays: readonly ResetWay[];
  /** By whom it was set, all of them at the counter when the card was handed over. */
  readonly setBy: 'holder';
  /** On what it was written down then: the sheet for the four PINs that is handed out with the card. */
  readonly writtenOn: 'pin-sheet';
  /** Whose card does not have it, as a rule. */
  readonly notFor: readonly ('under-15' | 'adult-ward' | 'by-choice')[];
  /** What locks it: so many wrong ones in a row (`PINS`), at whatever machine, over whatever time. Waiting unlocks nothing. */
  readonly lockedBy: 'wrong-in-a-row';
  readonly evidence: string;
}

const COUNTER: ResetWay = { place: 'counter' };

const ALIKE = { setBy: 'holder', writtenOn: 'pin-sheet', lockedBy: 'wrong-in-a-row' } as const;

const STORES =
  'doc: terms of the JPKI reset service (www2.jpki.go.jp/jpkiidreset): stores for each of the two; ' +
  'city.koka.lg.jp, city.naka.lg.jp, city.naha.okinawa.jp: each needs the other one, the two four-digit ones are for the counter alone';

const SHEET =
  'doc: the sheet 個人番号カード・電子証明書 設定暗証番号記載票; city.minamata.lg.jp, city.minamiashigara.kanagawa.jp';

export const PIN_FACTS: Readonly<Record<PinId, PinFacts>> = {
  sign: {
    ...ALIKE,
    resetWays: [COUNTER, { place: 'store', needs: 'auth' }],
    notFor: ['under-15', 'adult-ward', 'by-choice'],
    evidence: `${STORES}; ${SHEET}`,
  },
  auth: {
    ...ALIKE,
    resetWays: [COUNTER, { place: 'store', needs: 'sign' }],
    notFor: ['by-choice'],
    evidence: `${STORES}; ${SHEET}`,
  },
  juki: { ...ALIKE, resetWays: [COUNTER], notFor: [], evidence: `${STORES}; ${SHEET}` },
  text: { ...ALIKE, resetWays: [COUNTER], notFor: [], evidence: `${STORES}; ${SHEET}` },
};

/** The ways that are open. `pins`, where known, leave out one for which the PIN that it needs is locked or not there. */
export function resetWays(pin: PinId, pins?: Overview['pins']): readonly ResetWay[] {
  return PIN_FACTS[pin].resetWays.filter((way) => way.place !== 'store' || !pins || pins[way.needs].kind === 'ready');
}
