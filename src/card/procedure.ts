import type { PinId } from './applications.ts';
import type { Overview } from './overview.ts';
import { type ResetWay, resetWays } from './pin-facts.ts';

/** What keeps somebody from using or changing a PIN. */
export type PinTrouble = 'forgotten' | 'locked' | 'card-abolished' | 'certificate-expired';

export const PIN_TROUBLES: readonly PinTrouble[] = ['forgotten', 'locked', 'card-abolished', 'certificate-expired'];

/** What a person should know besides where to go. */
export type ProcedureNote =
  /** Guessing takes tries away, and then it is locked as well. */
  | 'do-not-guess'
  /** Time unlocks nothing. */
  | 'waiting-does-not-unlock'
  /** The other PINs are as they were: only this one is set anew. */
  | 'others-stay'
  /** This PIN can be used and changed all the same. */
  | 'pin-stays-usable'
  /** From three months before the end, and at any time after it. Nothing is paid for it. */
  | 'renewal-from-three-months-before'
  /** An address or name that changed ends a 署名用 certificate before its time. */
  | 'ends-with-address-or-name'
  /** No PIN of this card can be changed or set anew; a new card has PINs of its own. */
  | 'no-pin-of-this-card';

export interface Procedure {
  /** 再設定, 電子証明書の更新 or 再交付; `none` where nothing has to be done for this PIN. */
  readonly kind: 'reset' | 'renew-certificate' | 'new-card' | 'none';
  readonly ways: readonly ResetWay[];
  readonly notes: readonly ProcedureNote[];
}

const AT_COUNTER: readonly ResetWay[] = [{ place: 'counter' }];

/** The PINs that stand before a certificate. */
const CERTIFICATE_PINS: ReadonlySet<PinId> = new Set(['sign', 'auth']);

/**
 * What to do about a PIN in trouble (doc: J-LIS password page; city.setagaya.lg.jp d00186365 and city.mihara.hiroshima.jp on
 * renewal; city.sakura.lg.jp 3849 on cards that ended). `pins`, where known, leave out a way that is closed.
 */
export function procedure(pin: PinId, trouble: PinTrouble, pins?: Overview['pins']): Procedure {
  switch (trouble) {
    case 'forgotten':
      return { kind: 'reset', ways: resetWays(pin, pins), notes: ['do-not-guess', 'others-stay'] };
    case 'locked':
      return { kind: 'reset', ways: resetWays(pin, pins), notes: ['waiting-does-not-unlock', 'others-stay'] };
    case 'card-abolished':
      return { kind: 'new-card', ways: AT_COUNTER, notes: ['no-pin-of-this-card'] };
    case 'certificate-expired':
      if (!CERTIFICATE_PINS.has(pin)) return { kind: 'none', ways: [], notes: ['pin-stays-usable'] };
      return {
        kind: 'renew-certificate',
        ways: AT_COUNTER,
        notes: [
          'renewal-from-three-months-before',
          ...(pin === 'sign' ? (['ends-with-address-or-name'] as const) : []),
        ],
      };
  }
}
