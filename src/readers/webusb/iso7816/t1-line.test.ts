import { env } from 'node:process';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { T1Card, type T1CardWish } from '../../../../test/usb/models/t1-card.ts';
import { toHex } from '../../../card/bytes.ts';
import { T1, T1Error, type T1Exchange } from './t1.ts';
import { decodeBlock } from './t1-block.ts';

/** More for whoever has changed the engine: T1_RUNS=100000. */
const RUNS = Number(env['T1_RUNS'] ?? 400);
/** On a machine with other things to do. */
vi.setConfig({ testTimeout: 60_000 + 100 * RUNS });

type Edc = 'lrc' | 'crc';

/** What the line does to one block. A card may also be slow: its block comes when something else is waited for. */
type Fault =
  | { readonly kind: 'none' | 'lost' | 'twice' | 'late' | 'cut' }
  | { readonly kind: 'bit' | 'len' | 'edc'; readonly at: number }
  | { readonly kind: 'noise'; readonly bytes: Uint8Array };

interface Command {
  /** Bytes after the first, which is the command's number, so that no two are equal. */
  readonly body: Uint8Array;
  readonly answer: Uint8Array;
}

interface Session {
  readonly edc: Edc;
  readonly ifsc: number;
  readonly ifsd: number | undefined;
  readonly commands: readonly Command[];
  readonly wishes: readonly (T1CardWish | undefined)[];
  /** In turns for the block to the card and the one from it. Nothing more happens after the last. */
  readonly faults: readonly Fault[];
}

interface Outcome {
  /** The answer, or the code of the error. */
  readonly results: string[];
  /** Numbers of the commands in the order of their execution. */
  readonly executed: number[];
  readonly exchanges: number;
}

/** Noise that happens to be a block would be one: no receiver can tell. */
function damaged(bytes: Uint8Array, edc: Edc): Uint8Array {
  if (typeof decodeBlock(bytes, 0, edc) === 'string') return bytes;
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ 0xff;
  return bytes;
}

function through(fault: Fault, block: Uint8Array, edc: Edc): Uint8Array[] {
  const bytes = block.slice();
  switch (fault.kind) {
    case 'none':
    case 'late':
      return [bytes];
    case 'lost':
      return [];
    case 'twice':
      return [bytes, bytes.slice()];
    case 'cut':
      return [damaged(bytes.slice(0, -1), edc)];
    case 'bit': {
      const at = fault.at % (8 * bytes.length);
      bytes[at >> 3] = (bytes[at >> 3] as number) ^ (1 << (at & 7));
      return [bytes];
    }
    case 'len':
      bytes[2] = (bytes[2] as number) ^ (1 + (fault.at % 255));
      return [bytes];
    case 'edc':
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ (1 + (fault.at % 255));
      return [bytes];
    case 'noise':
      return [damaged(fault.bytes.slice(), edc)];
  }
}

async function run({ edc, ifsc, ifsd, commands, wishes, faults }: Session): Promise<Outcome> {
  const executed: number[] = [];
  const wanted = [...wishes];
  const card = new T1Card({
    edc,
    ifsc,
    wish: () => wanted.shift(),
    process: (command) => {
      const number = command[0] as number;
      executed.push(number);
      expect(toHex(command)).toBe(toHex(bytesOf(commands, number)));
      return (commands[number] as Command).answer;
    },
  });

  const turns = [...faults];
  const none: Fault = { kind: 'none' };
  /** On the way to the host, oldest first. */
  const waiting: Uint8Array[] = [];
  let exchanges = 0;
  const exchange: T1Exchange = async (block) => {
    exchanges++;
    const there = turns.shift() ?? none;
    const back = turns.shift() ?? none;
    // What the line keeps late arrives in the next turn, in its order.
    const arrived = waiting.length;
    for (const copy of through(there, block, edc)) waiting.push(...through(back, card.receive(copy), edc));
    if (back.kind === 'late' && arrived === 0) return 'timeout';
    return waiting.shift() ?? 'timeout';
  };

  const t1 = new T1({ edc, ifsc });
  const results: string[] = [];
  const codeOf = (error: unknown) => {
    expect(error).toBeInstanceOf(T1Error);
    return (error as T1Error).code;
  };
  if (ifsd !== undefined) await t1.negotiateIfsd(ifsd, exchange).catch(codeOf);
  for (let number = 0; number < commands.length; number++) {
    results.push(await t1.transmit(bytesOf(commands, number), exchange).then(toHex, codeOf));
  }
  return { results, executed, exchanges };
}

function bytesOf(commands: readonly Command[], number: number): Uint8Array {
  return Uint8Array.of(number, ...(commands[number] as Command).body);
}

const size = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 254 }), fc.constantFrom(32, 254));
const command = (longest: number): fc.Arbitrary<Command> =>
  fc.record({
    body: fc.uint8Array({ minLength: 3, maxLength: longest - 1, size: 'max' }),
    answer: fc.uint8Array({ minLength: 2, maxLength: longest - 3, size: 'max' }),
  });
const goOn: fc.Arbitrary<T1CardWish | undefined> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.record({ want: fc.constant('time' as const), multiplier: fc.integer({ min: 1, max: 255 }) }),
  },
  { weight: 1, arbitrary: fc.record({ want: fc.constant('ifsc' as const), size }) },
);
const wish = fc.oneof(
  { weight: 30, arbitrary: goOn },
  { weight: 1, arbitrary: fc.constant<T1CardWish>({ want: 'abort' }) },
);
const harm: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('lost' as const, 'twice' as const, 'late' as const, 'cut' as const) }),
  fc.record({ kind: fc.constantFrom('bit' as const, 'len' as const, 'edc' as const), at: fc.nat(2200) }),
  fc.record({ kind: fc.constant('noise' as const), bytes: fc.uint8Array({ maxLength: 12 }) }),
);
const fault = (goodToOneBad: number): fc.Arbitrary<Fault> =>
  fc.oneof({ weight: goodToOneBad, arbitrary: fc.constant<Fault>({ kind: 'none' }) }, { weight: 1, arbitrary: harm });

function session(longest: number, faults: fc.Arbitrary<readonly Fault[]>, wishes = wish): fc.Arbitrary<Session> {
  return fc.record({
    edc: fc.constantFrom<Edc>('lrc', 'crc'),
    ifsc: size,
    ifsd: fc.option(size, { nil: undefined }),
    commands: fc.array(command(longest), { minLength: 1, maxLength: 6 }),
    wishes: fc.array(wishes, { maxLength: 40 }),
    faults,
  });
}

/**
 * Executed once with its own answer, in order; or, for the one command that failed, at most once; and nothing after it.
 */
function expectHonest({ commands }: Session, { results, executed }: Outcome): void {
  const failed = results.findIndex((result) => !/^[0-9A-F]*$/.test(result));
  const delivered = failed < 0 ? results : results.slice(0, failed);
  expect(delivered).toEqual(commands.slice(0, delivered.length).map(({ answer }) => toHex(answer)));
  const certain = delivered.map((_, number) => number);
  if (failed < 0 || results[failed] === 'unusable') expect(executed).toEqual(certain);
  else expect([certain, [...certain, failed]]).toContainEqual(executed);
  for (const result of results.slice(failed < 0 ? results.length : failed + 1)) expect(result).toBe('unusable');
}

describe('whatever the line does, a command is executed once, or at most once and reported', () => {
  it.each([
    ['rarely', 12, 261],
    ['often', 3, 40],
    ['nearly always', 1, 12],
  ])('%s', async (_name, goodToOneBad, longest) => {
    let failures = 0;
    let recovered = 0;
    await fc.assert(
      fc.asyncProperty(session(longest, fc.array(fault(goodToOneBad), { maxLength: 120, size: 'max' })), async (it) => {
        const outcome = await run(it);
        expectHonest(it, outcome);
        const bad = it.faults.slice(0, 2 * outcome.exchanges).some(({ kind }) => kind !== 'none');
        if (outcome.results.some((result) => result === 'unusable' || result.includes('-'))) failures++;
        else if (bad) recovered++;
      }),
      { numRuns: RUNS },
    );
    // Otherwise it would say nothing.
    expect(recovered).toBeGreaterThan(0);
    expect(failures).toBeGreaterThan(0);
  });

  it('a card that falls silent at any moment, for ever', async () => {
    await fc.assert(
      fc.asyncProperty(session(40, fc.constant([])), fc.nat(30), async (it, after) => {
        const silence = Array.from({ length: 2000 }, (_, i): Fault => ({ kind: i < 2 * after ? 'none' : 'lost' }));
        const mute = { ...it, faults: silence };
        expectHonest(mute, await run(mute));
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });
});

describe('one accident costs nothing', () => {
  it('wherever it happens, every command is executed once and answered', async () => {
    await fc.assert(
      fc.asyncProperty(session(261, fc.constant([]), goOn), fc.nat(60), harm, async (it, at, accident) => {
        const faults: Fault[] = [...Array.from({ length: at }, (): Fault => ({ kind: 'none' })), accident];
        const { results, executed } = await run({ ...it, faults });
        expect(results).toEqual(it.commands.map(({ answer }) => toHex(answer)));
        expect(executed).toEqual(it.commands.map((_, number) => number));
      }),
      { numRuns: RUNS },
    );
  });

  it('and without any, a command that fits takes one block each way', async () => {
    await fc.assert(
      fc.asyncProperty(session(261, fc.constant([]), fc.constant(undefined)), async (it) => {
        const { ifsc, ifsd, commands } = it;
        const { results, exchanges } = await run(it);
        expect(results).toEqual(commands.map(({ answer }) => toHex(answer)));
        const turns = commands.map(
          ({ body, answer }) => Math.ceil((body.length + 1) / ifsc) + Math.ceil(answer.length / (ifsd ?? 32)) - 1,
        );
        expect(exchanges).toBe(turns.reduce((sum, turn) => sum + turn, ifsd === undefined ? 0 : 1));
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });
});
