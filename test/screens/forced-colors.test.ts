import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { focusRingProblems, forcedColorsProblems } from './forced-colors.ts';
import { screenNamed } from './screens.ts';
import type { Stage } from './stage.ts';
import { Theatre } from './theatre.ts';

/** Every kind of control, and every step. */
const SHOWN = [
  'prepare-empty-reader',
  'choose-chosen',
  'choose-cannot-choose',
  'choose-details',
  'choose-two-readers',
  'certificate-valid',
  'aside-troubles',
  'aside-which-pin-all',
  'settings',
  'type-all',
  'type-error-empty',
  'type-combined',
  'type-keypad-letters',
  'type-shown',
  'confirm-all',
  'last-try',
  'recover-waiting',
  'result-mixed',
  'receipt-all-changed',
  'counter-code',
  'counter-kind-branch',
  'counter-documents-not-needed',
  'counter-slip',
  'counter-turn',
];

describe('in forced colours', () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre?.close());

  it.each(SHOWN)('%s: controls have borders, what is chosen is seen, and so is the focus', async (name) => {
    await theatre.on(screenNamed(name), async (stage) => {
      await stage.tab.emulateMedia({ forcedColors: 'active' });
      expect(await stage.tab.evaluate(forcedColorsProblems)).toEqual([]);
      expect(await rings(stage)).toEqual([]);
    });
  });

  it('a control that has lost its border or its mark, and a focus without a ring, are noticed', async () => {
    const tab = await theatre.browser.newPage();
    await tab.emulateMedia({ forcedColors: 'active' });
    await tab.setContent(`<!doctype html><style>
      button, input { appearance: none; border: 0 } :focus { outline: none }
      </style><button>Go</button><input type="checkbox" checked aria-label="yes">`);
    expect((await tab.evaluate(forcedColorsProblems)).join()).toMatch(/border.*button "Go".*border.*input.*chosen/);
    await tab.keyboard.press('Tab');
    expect(await tab.evaluate(focusRingProblems)).toEqual(['no ring around button "Go"']);
    await tab.close();
  });
});

/** At every stop of the Tab key, once round. */
async function rings({ tab }: Stage): Promise<string[]> {
  const problems = new Set<string>();
  const stops = await tab.locator('a[href], button, input, select, summary').count();
  for (let stop = 0; stop < stops; stop++) {
    await tab.keyboard.press('Tab');
    for (const problem of await tab.evaluate(focusRingProblems)) problems.add(problem);
  }
  return [...problems];
}
