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

/** Rules about colours, which are the same at every width; the theme changes nothing else. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * How much is looked at. `words`: all that a language can change; colours are the same in every one, and the walks measure
 * targets themselves, at every width. Both take most of the time. `colours`: in another theme.
 */
export type Depth = 'everything' | 'words' | 'colours';

const OPTIONS: Readonly<Record<Depth, RunOptions>> = {
  everything: { runOnly: { type: 'tag', values: TAGS } },
  words: {
    runOnly: { type: 'tag', values: TAGS },
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
    preload: false,
  },
  colours: { runOnly: { type: 'rule', values: COLOURS }, preload: false },
};

/** What axe finds: the rule, the element and why. `within`: a selector of what alone is looked at, and may be nowhere. */
export async function axeProblems(tab: Page, depth: Depth = 'everything', within?: string): Promise<string[]> {
  const { violations } = await tab.evaluate(
    async ([options, within]): Promise<Pick<AxeResults, 'violations'>> => {
      if (within && !document.querySelector(within)) return { violations: [] };
      return Reflect.get(window, 'axe').run(within ?? document, options);
    },
    [{ ...OPTIONS[depth], resultTypes: ['violations'] } as RunOptions, within] as const,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const [why] = [...any, ...all, ...none];
      return `${id}: ${target.join(' ')}${why ? ` — ${why.message}` : ''}`;
    }),
  );
}

/**
 * Runs in the page: the elements of its body with their attributes, and for what a language puts into them, whether there is anything. Where
 * this is the same in two languages, axe finds the same in both, but for what the walks look at in each: that landmarks of
 * one kind have names of their own, and that what scrolls can be scrolled by the keyboard.
 */
export function readStructure(): string {
  const WORDS = /^(aria-(label|description|roledescription|valuetext)|title|value|label|placeholder)$/;
  const languages = new Set([...document.querySelectorAll('option')].map(({ lang }) => lang).concat('ja'));
  const depths = new Map<Element | null, number>([[null, 0]]);
  return [...document.querySelectorAll('body, body *')]
    .map((element) => {
      const depth = (depths.get(element.parentElement) ?? 0) + 1;
      depths.set(element, depth);
      const attributes = [...element.attributes]
        .map(({ name, value }) => {
          if (name === 'lang' && languages.has(value)) return 'lang';
          return WORDS.test(name) ? `${name}:${value.trim() !== ''}` : `${name}=${value}`;
        })
        .sort();
      const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
      return `${depth} ${element.localName} ${attributes.join(' ')} ${says}`;
    })
    .join('\n');
}
