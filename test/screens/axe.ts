import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Once in a page, before `axeProblems`. */
export async function bringAxe(tab: Page): Promise<void> {
  await tab.evaluate(SOURCE);
}

/** What axe finds: the rule, the element and why. */
export async function axeProblems(tab: Page): Promise<string[]> {
  const { violations } = await tab.evaluate(
    (tags): Promise<Pick<AxeResults, 'violations'>> =>
      Reflect.get(window, 'axe').run(document, {
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
        // Off screen there is nothing to be measured, and on it each takes a picture of all that lies below.
        elementRef: false,
      }),
    TAGS,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const [why] = [...any, ...all, ...none];
      return `${id}: ${target.join(' ')}${why ? ` — ${why.message}` : ''}`;
    }),
  );
}
