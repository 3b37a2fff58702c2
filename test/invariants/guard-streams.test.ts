import { env } from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIN_IDS, type PinId } from '../../src/card/applications.ts';
import { fromHex, toHex } from '../../src/card/bytes.ts';
import { CardError } from '../../src/card/card-error.ts';
import { ApduGuard } from '../../src/card/guard.ts';
import { GuardRefusal } from '../../src/card/guard-refusal.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import {
  type PresentedPin,
  VirtualCard,
  type VirtualCardProfile,
  type VirtualReference,
} from '../../src/readers/virtual/virtual-card.ts';
import { mayPass, type Passed } from './guard-oracle.ts';

const APDUS = 40;
const STREAMS = Number(env['INVARIANT_RUNS'] ?? 24_000) / 12;

const AIDS = ['D392F000260100000001', 'D3921000310001010401', 'D3921000310001010100', 'D3921000310001010408'];
const OTHER_AIDS = ['D3921000310001010402', 'D392F00026', 'A0000000031010', 'D392F00026010000000101'];
const FILES = ['001B', '0018', '001C', '0011', '0006', '0008', '0001', '000A'];
const NEIGHBOURS = ['0012', '0014', '0015', '001A', '0017', '3F00'];
const NUMBERS = ['8317', '4906', '2758'];
const PASSWORDS = ['QK7VX2', 'ZW8PLT5QJ3'];
const MALFORMED = ['831', '83170', '83A7', 'qk7vx2', 'QKVXAB', '831749', 'QK7VX2QK7VX2QK7VX'];

const withPin = (header: string, pin: string) =>
  header + pin.length.toString(16).padStart(2, '0') + Buffer.from(pin).toString('hex');

const pin = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NUMBERS, ...PASSWORDS) },
  { weight: 1, arbitrary: fc.constantFrom(...MALFORMED) },
);
const select = fc.constantFrom(...AIDS).map((aid) => `00A4040C0A${aid}`);
const selectFile = fc.constantFrom(...FILES).map((file) => `00A4020C02${file}`);
const verify = pin.map((value) => withPin('00200080', value));
const change = fc.tuple(fc.constantFrom('00240180', '80320080'), pin).map(([header, value]) => withPin(header, value));

/** Anything at all, and much that looks right. */
const uniform = fc.oneof(
  { weight: 3, arbitrary: select },
  { weight: 4, arbitrary: selectFile },
  { weight: 4, arbitrary: fc.constant('00200080') },
  { weight: 4, arbitrary: verify },
  { weight: 3, arbitrary: change },
  { weight: 1, arbitrary: fc.constantFrom('00200098', '0020009B', '00200091', '0020009C', '0020009800') },
  { weight: 1, arbitrary: fc.constantFrom('00B0000000', '00B0000003', '00B0860000', '00C0000010', '00C0000000') },
  { weight: 1, arbitrary: fc.constantFrom(...NEIGHBOURS).map((file) => `00A4020C02${file}`) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...OTHER_AIDS)
      .map((aid) => `00A4040C${(aid.length / 2).toString(16).padStart(2, '0')}${aid}`),
  },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 24 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  },
);

/** A whole change of one reference, right as it is. */
const legal = fc.tuple(fc.nat(4), fc.boolean(), fc.boolean()).map(([which, right, key]) => {
  const [aid, file] = (
    [
      [0, '001B'],
      [0, '0018'],
      [1, '001C'],
      [2, '001C'],
      [3, '0011'],
    ] as const
  )[which] as readonly [number, string];
  const [current, next] = which === 0 ? PASSWORDS : right ? NUMBERS : NUMBERS.toReversed();
  return [
    `00A4040C0A${AIDS[aid]}`,
    `00A4020C02${file}`,
    '00200080',
    withPin('00200080', current as string),
    withPin(key ? '80320080' : '00240180', next as string),
    withPin('00200080', next as string),
  ];
});

/** The tries of all PIN files of an application, as the field report asks for them, and then by short file identifier. */
const asked = fc
  .tuple(
    fc.constantFrom<readonly [string, readonly string[], string]>(
      ['D392F000260100000001', ['001B', '0018'], '0020009B'],
      ['D392F000260100000001', ['001B', '0018'], '00200098'],
      ['D3921000310001010408', ['0011'], '00200091'],
    ),
    // After it: the same question once more, a PIN with the tries read anew, or without.
    fc.constantFrom<readonly ('tries' | 'short' | 'pin')[]>(
      [],
      ['short'],
      ['pin'],
      ['tries', 'short'],
      ['tries', 'pin'],
    ),
  )
  .map(([[aid, files, short], after]) => {
    const tries = [`00A4040C0A${aid}`, ...files.flatMap((file) => [`00A4020C02${file}`, '00200080'])];
    const last = files.at(-1) === '0018' ? '8317' : '2758';
    const then = { tries, short: [short], pin: [`00A4020C02${files.at(-1)}`, withPin('00200080', last)] };
    return [...tries, short, ...after.flatMap((what) => then[what])];
  });

/** Legal sequences with commands left out, doubled, swapped, or with one byte changed. */
const mutated = fc
  .tuple(
    fc.array(fc.oneof(legal, asked), {
      minLength: 3,
      maxLength: 8,
    }),
    fc.array(
      fc.tuple(fc.constantFrom('drop', 'double', 'swap', 'byte'), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 })),
      {
        maxLength: 10,
      },
    ),
  )
  .map(([sequences, changes]) => {
    const commands = sequences.flat();
    for (const [kind, a, b, bits] of changes) {
      const i = a % commands.length;
      const command = commands[i] as string;
      if (kind === 'drop') commands.splice(i, 1);
      else if (kind === 'double') commands.splice(b % commands.length, 0, command);
      else if (kind === 'swap')
        [commands[i], commands[b % commands.length]] = [commands[b % commands.length] as string, command];
      else {
        const bytes = Buffer.from(command, 'hex');
        const at = b % bytes.length;
        bytes[at] = (bytes[at] as number) ^ bits;
        commands[i] = bytes.toString('hex');
      }
      if (commands.length === 0) return ['00200080'];
    }
    return commands;
  });

/** In a stream: a command, what is done to its answer, and whether a consent comes before it. */
const step = (command: fc.Arbitrary<string>) =>
  fc.record({
    command,
    answer: fc.oneof(
      { weight: 30, arbitrary: fc.constant('true') },
      { weight: 2, arbitrary: fc.constantFrom('6F00', '6300', '9000', '6D00', '6110', '6A82', '6984', '63C1') },
      { weight: 1, arbitrary: fc.constantFrom('none', '', '90', '01029000') },
    ),
    consent: fc.oneof(
      { weight: 20, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...PIN_IDS) },
    ),
  });

type Steps = readonly { readonly command: string; readonly answer: string; readonly consent: PinId | undefined }[];

const streams: fc.Arbitrary<Steps> = fc.oneof(
  fc.array(step(uniform), { minLength: APDUS, maxLength: APDUS }),
  mutated.chain((commands) => fc.tuple(...commands.map((command) => step(fc.constant(command))))),
);

const PINS_ON_CARD = { sign: 'QK7VX2', auth: '8317', juki: '8317', common: '4906', text: '2758' };

const onCard = (pin: string, triesLeft: number | 'absent') => (triesLeft === 'absent' ? undefined : { pin, triesLeft });

const cards: fc.Arbitrary<VirtualCardProfile> = fc
  .tuple(
    fc.array(fc.constantFrom(0, 1, 2, 2, 3, 3, 3, 3, 3, 'absent'), { minLength: 5, maxLength: 5 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([tries, jukiShared, t0]) =>
    cardWith({
      pins: Object.fromEntries(
        Object.entries(PINS_ON_CARD).map(([name, pin], i) => [name, onCard(pin, tries[i] as number | 'absent')]),
      ),
      jukiShared,
      t0,
    }),
  );

/** PINs that an empty VERIFY by short file identifier might be about. */
const WITHIN_REACH: Readonly<Record<string, readonly VirtualReference[]>> = {
  '0020009b': ['sign', 'auth'],
  '00200098': ['sign', 'auth'],
  '00200091': ['text'],
};

const figures = { apdus: 0, passed: 0, short: { passed: 0, refused: 0 } };

/** Sends a stream through a guard and checks every single decision. */
async function run(profile: VirtualCardProfile, steps: Steps): Promise<void> {
  const card = new VirtualCard(profile);
  const presented: (PresentedPin & { readonly consents: ReadonlySet<string>; readonly honest: boolean })[] = [];
  const guard = new ApduGuard();
  const passed: Passed[] = [];
  const consents = new Set<string>();
  let honest = true;
  card.powerOn();
  card.observer = (event) => presented.push({ ...event, consents: new Set(consents), honest });
  for (const { command, answer, consent } of steps) {
    if (consent) {
      guard.allowLastTry(consent);
      consents.add(consent);
    }
    const hex = command.toLowerCase();
    const expected = mayPass(passed, hex, consents);
    let reached: Uint8Array | undefined;
    let given: Uint8Array | undefined;
    const within = WITHIN_REACH[hex] ?? [];
    const leastTries = Math.min(
      ...within.filter((name) => profile.pins[name]).map((name) => card.triesLeftOf(name) ?? 0),
    );
    const outcome = await guard
      .pass(fromHex(command), async (bytes) => {
        reached = bytes.slice();
        const truth = card.process(bytes);
        if (answer === 'none') throw new CardError('card-removed');
        if (answer !== 'true') honest = false;
        given = answer === 'true' ? truth : fromHex(answer);
        return given;
      })
      .catch((error: unknown) => error);
    figures.apdus++;
    expect(reached !== undefined, `${hex} after ${JSON.stringify(passed)}`).toBe(expected);
    if (within.length > 0) figures.short[reached ? 'passed' : 'refused']++;
    if (within.length > 0 && reached && honest) expect(leastTries, `${hex} locks nothing`).toBeGreaterThanOrEqual(2);
    if (!reached) {
      expect(outcome instanceof GuardRefusal || passed.some(({ sw }) => sw === 'lost')).toBe(true);
      continue;
    }
    figures.passed++;
    expect(toHex(reached).toLowerCase()).toBe(hex);
    const readable =
      given && given.length >= 2 && (given.length === 2 || /^00[bc]0/.test(hex)) && given.length - 2 <= 256;
    passed.push({ command: hex, sw: readable ? Number.parseInt(toHex(given as Uint8Array).slice(-4), 16) : 'lost' });
  }
  expect(card.log.length).toBe(passed.length);
  for (const { application, file, instruction, triesBefore, sw, consents: then, honest: sofar } of presented) {
    expect(['jpki 27', 'jpki 24', 'juki 28', 'common 28', 'text 17']).toContain(`${application} ${file}`);
    const id = application === 'jpki' ? (file === 0x1b ? 'sign' : 'auth') : application === 'text' ? 'text' : 'juki';
    if (!sofar || instruction !== 'verify' || sw === 0x9000) continue;
    expect(triesBefore >= 2 || (triesBefore === 1 && then.has(id)), 'no last try without consent').toBe(true);
  }
}

describe('random streams through the guard', () => {
  it('only the grammar reaches the card, and all of the grammar does', async () => {
    await fc.assert(
      fc.asyncProperty(cards, streams, (profile, steps) => run(profile, steps)),
      { numRuns: Math.max(1, Math.round(STREAMS * 2)), endOnFailure: env['INVARIANT_RUNS'] !== undefined },
    );
    expect(figures.apdus).toBeGreaterThan(STREAMS * 2 * 20);
    expect(figures.passed / figures.apdus).toBeGreaterThan(0.1);
    expect(figures.short.passed).toBeGreaterThan(STREAMS / 4);
    expect(figures.short.refused).toBeGreaterThan(STREAMS / 4);
    if (!env['INVARIANT_RUNS']) expect(figures.apdus).toBeGreaterThanOrEqual(100_000);
  });
});
