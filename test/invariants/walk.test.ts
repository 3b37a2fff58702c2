import { beforeAll, describe, expect, it } from 'vitest';
import { PIN_IDS } from '../../src/card/applications.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import type { VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import { violations } from './invariants.ts';
import { type Played, play } from './play.ts';
import { ALL_MISHAPS, type Fault, type Flow, type Mishap, type Scenario, type WishSpec } from './scenario.ts';

const PINS = {
  sign: { pin: 'QK7VX2' },
  auth: { pin: '8317' },
  juki: { pin: '8317' },
  common: { pin: '8317' },
  text: { pin: '8317' },
};

const WISHES: readonly WishSpec[] = PIN_IDS.map((pin) => ({
  pin,
  current: PINS[pin].pin,
  next: pin === 'sign' ? 'ZW8PLT5QJ3' : '4906',
  consent: false,
}));

const CARDS: readonly (readonly [string, VirtualCardProfile])[] = [
  ['an ordinary card', cardWith({ pins: PINS })],
  ['one 住基 value under two names', cardWith({ pins: PINS, jukiShared: true })],
  ['no 共通カード', cardWith({ pins: { ...PINS, common: undefined } })],
  ['no 署名用', cardWith({ pins: { ...PINS, sign: undefined } })],
  ['two tries left of each', cardWith({ pins: tries(2), t0: true })],
  [
    '6F00 first, and 9000 for the counter of a verified PIN',
    cardWith({ pins: PINS, firstCommandFails: true, counterWhenVerified: '9000' }),
  ],
  [
    'CHANGE KEY not known',
    cardWith({ pins: PINS, refuses: { juki: { changeKey: 0x6d00 }, common: { changeKey: 0x6d00 } } }),
  ],
  ['住基 refuses its change', cardWith({ pins: PINS, refuses: { juki: { changeKey: 0x6985 } } })],
  ['every change refused', cardWith({ pins: PINS, refuses: everywhere(0x6a80), counterWhenVerified: '63C0' })],
  ['9000 to a change that is not stored', cardWith({ pins: PINS, changeStores: 'nothing' })],
  ['利用者証明用 wrong', cardWith({ pins: { ...PINS, auth: { pin: '2758' } } })],
];

/** Here the domain is to keep the rules alone as well. */
const ALSO_UNGUARDED = new Set(CARDS.slice(0, 2).map(([, card]) => card));

function tries(triesLeft: number): VirtualCardProfile['pins'] {
  return Object.fromEntries(Object.entries(PINS).map(([reference, { pin }]) => [reference, { pin, triesLeft }]));
}

function everywhere(sw: number): VirtualCardProfile['refuses'] {
  return Object.fromEntries(Object.keys(PINS).map((reference) => [reference, { changeKey: sw, referenceData: sw }]));
}

/** Plays `scenario` with `mishap` at every APDU of the first `flow` in it, and what follows from it each time. */
async function walk(scenario: Scenario, flow: Flow, mishap: Mishap): Promise<{ walked: number; broken: string[] }> {
  const broken: string[] = [];
  for (let at = 0; ; at++) {
    const fault: Fault = { ...mishap, flow, at };
    const played = await play({ ...scenario, faults: [...scenario.faults, fault] });
    const struck = played.steps.some((step) => step.flow === flow && step.sent.some((sent) => sent.fault === fault));
    if (!struck) return { walked: at, broken };
    broken.push(...violations(played).map((text) => `at ${at}: ${text}`));
  }
}

function nameOf(mishap: Mishap): string {
  return Object.values(mishap)
    .map((value) => (typeof value === 'number' ? value.toString(16).toUpperCase().padStart(2, '0') : value))
    .join(' ');
}

const mishaps = ALL_MISHAPS.map((mishap) => [nameOf(mishap), mishap] as const);

/** Nobody forbids it, and each question has one answer then where it had two. */
const SAME: readonly WishSpec[] = WISHES.map((wish) => ({ ...wish, next: wish.current }));

/** Where it makes a difference: what refuses, asks for both or shares. */
const REVEALING = CARDS.filter(
  ([name]) => !['no 共通カード', 'no 署名用', 'CHANGE KEY not known'].includes(name) && !name.startsWith('6F00'),
);

describe.each(REVEALING)('all four PINs to what they are already, %s', (_name, card) => {
  it.each(mishaps)('%s, at every APDU of the change, and the recovery after it', async (_mishap, mishap) => {
    const { walked, broken } = await walk({ guarded: true, card, wishes: SAME, faults: [] }, 'change', mishap);
    expect(broken).toEqual([]);
    expect(walked).toBeGreaterThan(0);
  });
});

describe.each(CARDS)('all four PINs, %s', (_name, card) => {
  let undisturbed: Played;
  beforeAll(async () => {
    undisturbed = await play({ guarded: true, card, wishes: WISHES, faults: [] });
  });

  it('keeps the invariants when nothing goes wrong', () => {
    expect(violations(undisturbed)).toEqual([]);
    for (const { struck } of undisturbed.steps) expect(struck.size).toBe(0);
  });

  it.each(mishaps)('%s, at every APDU of the change, and the recovery after it', async (_mishap, mishap) => {
    for (const guarded of ALSO_UNGUARDED.has(card) ? [true, false] : [true]) {
      const { walked, broken } = await walk({ guarded, card, wishes: WISHES, faults: [] }, 'change', mishap);
      expect(broken).toEqual([]);
      expect(walked).toBe(undisturbed.steps[0]?.sent.length);
    }
  });
});

/** What brings a person to the flow in question, on the card that needs it. */
const LATER: readonly (readonly [Flow, string, Scenario])[] = [
  ['overview', 'an ordinary card', { guarded: true, card: cardWith({ pins: PINS }), wishes: WISHES, faults: [] }],
  // The CHANGE of 入力補助 and of 共通カード, the proof of the latter, the old PIN for a 住基 that shares it, the last CHANGE.
  ...[19, 24, 25, 28, 38].map(
    (at) =>
      [
        'recover',
        `after a change that was lost at ${at}`,
        {
          guarded: true,
          card: cardWith({ pins: PINS, jukiShared: at === 28 }),
          wishes: WISHES,
          faults: [{ kind: 'removed', acts: true, flow: 'change', at }],
        },
      ] as const,
  ),
  [
    'finish',
    'one of two 住基 references changed',
    {
      guarded: true,
      card: cardWith({ pins: PINS }),
      wishes: WISHES.filter(({ pin }) => pin === 'juki'),
      faults: [{ kind: 'removed', acts: true, flow: 'change', at: 10 }],
    },
  ],
];

describe.each(LATER)('%s, %s', (flow, _name, scenario) => {
  it.each(mishaps)('%s, at every APDU', async (_mishap, mishap) => {
    const { walked, broken } = await walk(scenario, flow, mishap);
    expect(broken).toEqual([]);
    expect(walked).toBeGreaterThan(0);
  });
});
