import { PIN_IDS, type PinId } from './applications.ts';

/** What somebody wants to do with the card, in whose course PINs are asked for. */
interface Purpose {
  /** The PINs that may be asked for in the course of it. */
  readonly pins: readonly PinId[];
  /** How it goes without any of them, where it does. */
  readonly without?: 'face';
  readonly evidence: string;
}

/**
 * Which PINs are asked for, by purpose; only what offices publish. In the order in which people are likely to look for them.
 */
export const PURPOSES = {
  'e-tax': {
    pins: ['sign', 'auth', 'text'],
    evidence: 'doc: town.goka.lg.jp page003838: 利用者証明用 to log in, 署名用 to send, 入力補助 for name and address',
  },
  'myna-portal-login': {
    pins: ['auth'],
    evidence: 'doc: city.minamata.lg.jp, city.inacity.jp, J-LIS password page',
  },
  'store-certificates': {
    pins: ['auth'],
    evidence: 'doc: city.minamata.lg.jp, city.osakasayama.osaka.jp, city.setagaya.lg.jp',
  },
  'health-insurance': {
    pins: ['auth'],
    without: 'face',
    evidence:
      'doc: newsdig.tbs.co.jp itv/1447618 (four digits or face at the terminal of the clinic); town.tomioka (利用者証明用)',
  },
  'moving-out-online': {
    pins: ['sign', 'auth', 'text'],
    evidence: 'doc: city.sakata.yamagata.jp, city.shibukawa.lg.jp, city.kagoshima.lg.jp: all three, in the same words',
  },
  'moving-in-at-counter': {
    pins: ['juki'],
    evidence: 'doc: city.higashimatsuyama.lg.jp, city.koshigaya.saitama.jp, town.tomioka: 住民基本台帳用, four digits',
  },
  'name-or-address-on-card': {
    pins: ['juki'],
    evidence: 'doc: city.koshigaya.saitama.jp (name, address, period of stay), city.minamata.lg.jp',
  },
  'online-application': {
    pins: ['sign'],
    evidence: 'doc: city.minamata.lg.jp, city.nanjo.okinawa.jp: in the place of a seal',
  },
  'filling-forms': {
    pins: ['text'],
    evidence: 'doc: city.minamata.lg.jp, city.nanjo.okinawa.jp: name, address, birth date and sex as text',
  },
} as const satisfies Record<string, Purpose>;

export type PurposeId = keyof typeof PURPOSES;

export const PURPOSE_IDS = Object.keys(PURPOSES) as PurposeId[];

/** The PINs that any of these purposes asks for, in the official order. */
export function pinsFor(purposes: Iterable<PurposeId>): PinId[] {
  const needed = new Set<PinId>([...purposes].flatMap((purpose) => PURPOSES[purpose].pins));
  return PIN_IDS.filter((pin) => needed.has(pin));
}
