import fc from 'fast-check';
import { PIN_IDS, type PinId } from '../../src/card/applications.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import type { VirtualCardProfile, VirtualPin, VirtualReference } from '../../src/readers/virtual/virtual-card.ts';
import { ALL_MISHAPS, type Fault, type Flow, REFERENCES, type Scenario, type WishSpec } from './scenario.ts';

/** Few values, so that the same one is met in several places; none of them stands in an AID or a status word. */
const NUMBERS = ['8317', '4906', '2758'] as const;
const PASSWORDS = ['QK7VX2', 'ZW8PLT5QJ3', 'H4KUMO9B'] as const;

/** One of `values`, most often the first. */
const mostly = <T>(first: T, ...others: T[]) =>
  fc.oneof({ arbitrary: fc.constant(first), weight: 3 }, { arbitrary: fc.constantFrom(...others), weight: 1 });

const valueFor = (reference: VirtualReference) =>
  reference === 'sign' ? mostly<string>(...PASSWORDS) : mostly<string>(...NUMBERS);

const pinOnCard = (reference: VirtualReference): fc.Arbitrary<VirtualPin | undefined> =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        pin: valueFor(reference),
        triesLeft: mostly(reference === 'sign' ? 5 : 3, 0, 1, 2),
      }),
    },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );

const refusal = fc.constantFrom(0x6d00, 0x6e00, 0x6a86, 0x6a80, 0x6982, 0x6985, 0x6f00, 0x6300, 0x63c1);

const refusals: fc.Arbitrary<VirtualCardProfile['refuses']> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.subarray([...REFERENCES], { minLength: 1 }),
        fc.record({ changeKey: refusal, referenceData: refusal }, { requiredKeys: [] }),
      )
      .map(([references, refuses]) => Object.fromEntries(references.map((reference) => [reference, refuses]))),
  },
);

const card: fc.Arbitrary<VirtualCardProfile> = fc
  .record({
    pins: fc.record({
      sign: pinOnCard('sign'),
      auth: pinOnCard('auth'),
      juki: pinOnCard('juki'),
      common: pinOnCard('common'),
      text: pinOnCard('text'),
    }),
    jukiShared: mostly(false, true),
    refuses: refusals,
    firstCommandFails: mostly(false, true),
    counterWhenVerified: mostly<VirtualCardProfile['counterWhenVerified']>('counter', '9000', '63C0', '6984'),
    counterWhenLocked: mostly<VirtualCardProfile['counterWhenLocked']>('63C0', '6984'),
    changeStores: fc.oneof(
      { weight: 12, arbitrary: fc.constant<VirtualCardProfile['changeStores']>('the new PIN') },
      { weight: 1, arbitrary: fc.constantFrom<VirtualCardProfile['changeStores'][]>('nothing', 'something else') },
    ),
    refusedChangeCosts: mostly(false, true),
    t0: mostly(false, true),
  })
  .map((changes) => cardWith(changes));

/** What a person typed: mostly right, else wrong, sometimes the new one in the place of the old, or the same for both. */
const wish = (pin: PinId, { pins }: VirtualCardProfile): fc.Arbitrary<WishSpec> => {
  const all: readonly string[] = pin === 'sign' ? PASSWORDS : NUMBERS;
  const held = pins[pin]?.pin ?? (all[0] as string);
  return fc.record({
    pin: fc.constant(pin),
    current: mostly(held, ...all),
    next: fc.constantFrom(...all),
    consent: mostly(true, false),
  });
};

const fault = (flow: Flow, apdus: number): fc.Arbitrary<Fault> =>
  fc.tuple(fc.constantFrom(...ALL_MISHAPS), fc.nat(apdus - 1)).map(([mishap, at]) => ({ ...mishap, flow, at }));

const faults: fc.Arbitrary<readonly Fault[]> = fc
  .tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fault('overview', 18), { maxLength: 1 }) },
    ),
    fc.oneof(
      { weight: 1, arbitrary: fc.constant([]) },
      { weight: 4, arbitrary: fc.array(fault('change', 40), { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.array(fault('change', 40), { minLength: 2, maxLength: 2 }) },
    ),
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fault('recover', 16), { maxLength: 2 }) },
    ),
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fault('finish', 15), { maxLength: 2 }) },
    ),
  )
  .map((all) => all.flat());

/** Cards × choices × typed PINs × consents × faults. */
export const scenarios: fc.Arbitrary<Scenario> = card.chain((profile) =>
  fc.record({
    guarded: mostly(true, false),
    card: fc.constant(profile),
    wishes: fc
      .subarray([...PIN_IDS], { minLength: 1 })
      .chain((pins) => fc.tuple(...pins.map((pin) => wish(pin, profile)))),
    faults,
  }),
);
