import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Places } from './places.ts';
import { SCREENS } from './screens.ts';
import { Theatre } from './theatre.ts';
import { type Findings, walk } from './walk.ts';

/** Each screen is walked once; its four tests read of it. */
const KINDS = {
  axe: 'axe finds nothing',
  layout: 'everything fits, at every width',
  wording: 'everything is said in the language that was chosen',
  tree: 'reads well, keeps what was typed, and speaks no PIN',
} as const;

describe('every screen, in every language', () => {
  let theatre: Theatre;
  const walks = new Map<string, Promise<Findings>>();
  const places = new Places(availableParallelism() + 1);

  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre?.close());

  for (const screen of SCREENS) {
    describe.concurrent(screen.name, () => {
      it.each(Object.keys(KINDS) as (keyof typeof KINDS)[])('%s', async (kind) => {
        let findings = walks.get(screen.name);
        if (!findings) {
          findings = places.take(() => walk(theatre, screen));
          walks.set(screen.name, findings);
        }
        expect((await findings)[kind], `${screen.name}: ${screen.situation}`).toEqual([]);
      });
    });
  }
});
