import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../../src/app/app-model.ts';
import { STAFF_ENTRY } from '../../src/ui/counter/staff-entry-words.ts';
import { STAFF } from '../../src/ui/counter/staff-words.ts';
import { words } from '../../src/ui/words/ja.ts';
import { Places } from './places.ts';
import type { Screen } from './screen.ts';
import { SCREENS } from './screens.ts';
import { sentencesOf, withoutBlanks } from './spoken.ts';
import { Theatre } from './theatre.ts';
import { UNSEEN } from './unseen.ts';
import { type Findings, walk } from './walk.ts';

const KINDS = {
  axe: 'axe finds nothing',
  layout: 'everything fits, at every width',
  wording: 'everything is said in the language that was chosen',
  tree: 'reads well, keeps what was typed, and speaks no PIN',
} as const;

const STEPS = Object.keys(words.page.stepTitles) as Step[];

describe('every screen, in every language', () => {
  let theatre: Theatre;
  const walks = new Map<Screen, Promise<Findings>>();
  // Half of the time a page waits for its next frame.
  const places = new Places(2 * availableParallelism());

  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre?.close());

  /** Each is walked once; its tests read of it. */
  function walked(screen: Screen): Promise<Findings> {
    const findings = walks.get(screen) ?? places.take(() => walk(theatre, screen));
    walks.set(screen, findings);
    return findings;
  }

  for (const screen of SCREENS) {
    describe.concurrent(screen.name, () => {
      for (const [kind, claim] of Object.entries(KINDS) as [keyof typeof KINDS, string][]) {
        it(claim, async () => {
          expect((await walked(screen))[kind], `${screen.name}: ${screen.situation}`).toEqual([]);
        });
      }
    });
  }

  it('names of screens are unique', () => {
    expect(new Set(SCREENS.map(({ name }) => name)).size).toBe(SCREENS.length);
  });

  it('every step, and every sentence of the page, is on some screen, or it is said why not', {
    timeout: 1_800_000,
  }, async () => {
    const findings = await Promise.all(SCREENS.map(walked));
    expect(STEPS.filter((step) => !findings.some((one) => one.step === step))).toEqual([]);
    const said = findings.map(({ japanese }) =>
      withoutBlanks([japanese.title, ...japanese.texts.map(({ text }) => text)].join('')),
    );
    const unseen = sentencesOf({ ...words, staff: { ...STAFF, entry: STAFF_ENTRY } })
      .filter(({ pattern }) => !said.some((text) => pattern.test(text)))
      .map(({ path }) => path);
    const explained = Object.keys(UNSEEN);
    expect(unseen.filter((path) => !explained.some((beginning) => path.startsWith(beginning)))).toEqual([]);
    // An explanation that explains nothing any more misleads.
    expect(explained.filter((beginning) => !unseen.some((path) => path.startsWith(beginning)))).toEqual([]);
  });
});
