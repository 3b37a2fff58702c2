import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Into each page, before `axeProblems`; where it is already nothing is done. */
export async function bringAxe(tab: Page): Promise<void> {
  if (!(await tab.evaluate(() => 'axe' in window))) await tab.evaluate(SOURCE);
}

/**
 * How much is looked at. `words`: all that words can change; colours are the same in every language, and the walks measure
 * targets themselves, at every width. Both take most of the time. `colours`: contrast alone.
 */
export type Depth = 'everything' | 'words' | 'colours';

const OPTIONS: Readonly<Record<Depth, RunOptions>> = {
  everything: { runOnly: { type: 'tag', values: TAGS } },
  words: {
    runOnly: { type: 'tag', values: TAGS },
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
    preload: false,
  },
  colours: { runOnly: { type: 'rule', values: ['color-contrast'] }, preload: false },
};

/** What axe finds: the rule, the element and why. */
export async function axeProblems(tab: Page, depth: Depth = 'everything'): Promise<string[]> {
  const { violations } = await tab.evaluate(
    (options): Promise<Pick<AxeResults, 'violations'>> => Reflect.get(window, 'axe').run(document, options),
    { ...OPTIONS[depth], resultTypes: ['violations'] } as RunOptions,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const [why] = [...any, ...all, ...none];
      return `${id}: ${target.join(' ')}${why ? ` — ${why.message}` : ''}`;
    }),
  );
}
