import { env } from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarios } from './arbitraries.ts';
import { violations } from './invariants.ts';
import { play } from './play.ts';

/** Fewer where many runs of this file have to be quick. */
const RUNS = Number(env['INVARIANT_RUNS'] ?? 24_000);
/** Split, so that a failure is met early and several processors have something to do. */
const SHARES = 6;

/**
 * In CI a change is judged by itself and not by luck, so the scenarios are the same every time; anywhere else each run meets
 * new ones.
 */
const CI_SEED = 20_261_123;
const seed = env['INVARIANT_SEED'] ? Number(env['INVARIANT_SEED']) : env['CI'] ? CI_SEED : undefined;

describe('I1 to I7 in whatever may happen', () => {
  it.each(Array.from({ length: SHARES }, (_, share) => share))('share %i', async (share) => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        done++;
        expect(violations(await play(scenario))).toEqual([]);
      }),
      {
        numRuns: RUNS / SHARES,
        // Whoever wants it quick wants no shrunk example.
        endOnFailure: env['INVARIANT_RUNS'] !== undefined,
        ...(seed === undefined ? {} : { seed: seed + share }),
        reporter: (run) => {
          if (!run.failed) return;
          // As it has to stand in fixtures/invariants, where every shrunk failure is kept and played again.
          const kept = JSON.stringify(run.counterexample?.[0]);
          throw new Error(`seed ${run.seed}, path ${run.counterexamplePath}\n${kept}\n${run.errorInstance}`);
        },
      },
    );
    expect(done).toBeGreaterThanOrEqual(RUNS / SHARES);
  });
});
