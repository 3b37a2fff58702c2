import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { violations } from './invariants.ts';
import { play } from './play.ts';
import type { Scenario } from './scenario.ts';

const FOLDER = new URL('../../fixtures/invariants/', import.meta.url);

interface Kept {
  /** What went wrong in this scenario before it was mended. */
  readonly about: string;
  readonly scenario: Scenario;
}

const kept = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Kept] as const);

describe('scenarios that once broke an invariant', () => {
  it.each(kept)('%s', async (_name, { scenario }) => {
    for (const guarded of [true, false]) {
      const played = await play({ ...scenario, guarded });
      expect(violations(played)).toEqual([]);
      const strikes = played.steps.reduce((sum, step) => sum + step.strikes, 0);
      expect(strikes, 'every fault of it still strikes').toBe(scenario.faults.length);
    }
  });
});
