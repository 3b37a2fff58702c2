import type { VirtualCardProfile } from './virtual-card.ts';

/** A card as a grown-up gets it, with both certificates and separate 住民基本台帳用 references. */
export const ORDINARY_CARD: VirtualCardProfile = {
  tokenLabel: 'JPKIAPICCTOKEN2',
  serial: 'VIRTUAL00000001',
  certificates: { sign: true, auth: true },
  pins: {
    sign: { pin: 'ABC123' },
    auth: { pin: '1234' },
    juki: { pin: '1234' },
    common: { pin: '1234' },
    text: { pin: '1234' },
  },
  jukiShared: false,
  refuses: {},
  firstCommandFails: false,
  counterWhenVerified: 'counter',
  counterWhenLocked: '63C0',
  changeStores: 'the new PIN',
  refusedChangeCosts: false,
  t0: false,
};

/** An ordinary card with some things different. PINs are merged one by one; `undefined` takes one off the card. */
export function cardWith(
  changes: Partial<Omit<VirtualCardProfile, 'pins'>> & {
    pins?: { [reference in keyof VirtualCardProfile['pins']]?: VirtualCardProfile['pins'][reference] | undefined };
  },
): VirtualCardProfile {
  const { pins = {}, ...rest } = changes;
  const merged = Object.entries({ ...ORDINARY_CARD.pins, ...pins }).filter(([, pin]) => pin !== undefined);
  return { ...ORDINARY_CARD, ...rest, pins: Object.fromEntries(merged) as VirtualCardProfile['pins'] };
}

/** The cards people can try out. Each is a situation the page has words for. */
export const PROFILES = {
  ordinary: ORDINARY_CARD,
  'no-sign-certificate': cardWith({
    serial: 'VIRTUAL00000002',
    certificates: { sign: false, auth: true },
    pins: { sign: undefined },
  }),
  'last-try': cardWith({ serial: 'VIRTUAL00000003', pins: { auth: { pin: '1234', triesLeft: 1 } } }),
  locked: cardWith({
    serial: 'VIRTUAL00000004',
    pins: { sign: { pin: 'ABC123', triesLeft: 0 }, auth: { pin: '1234', triesLeft: 0 } },
  }),
  'juki-shared': cardWith({ serial: 'VIRTUAL00000005', jukiShared: true }),
  'juki-half': cardWith({ serial: 'VIRTUAL00000006', refuses: { juki: { changeKey: 0x6982, referenceData: 0x6982 } } }),
  'juki-differs': cardWith({ serial: 'VIRTUAL00000007', pins: { common: { pin: '9876' } } }),
  'juki-card': cardWith({
    serial: 'VIRTUAL00000008',
    tokenLabel: 'JPKIAPICCTOKEN',
    pins: { auth: undefined, common: undefined, text: undefined },
  }),
  phone: cardWith({
    serial: 'VIRTUAL00000009',
    tokenLabel: 'JPKIAPGPSETOKEN',
    pins: { juki: undefined, common: undefined, text: undefined },
  }),
  'other-card': cardWith({
    serial: 'VIRTUAL00000010',
    tokenLabel: undefined,
    pins: { sign: undefined, auth: undefined, juki: undefined, common: undefined, text: undefined },
  }),
} as const satisfies Record<string, VirtualCardProfile>;

export type ProfileId = keyof typeof PROFILES;
