import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exampleWith } from '../screens/registry/office.ts';
import { type Opening, Stage } from '../screens/stage.ts';
import { Theatre } from '../screens/theatre.ts';
import { inSight } from '../support/in-sight.ts';
import { BUTTONS, CHOOSE, STEP_TITLES, TYPING, WORDS } from '../support/japanese.ts';
import { type Doings, estimateSeconds } from '../support/keystroke-level.ts';
import type { PinPage } from '../support/pin-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

/**
 * Somebody who has never seen the page changes 利用者証明用 on the virtual card, as it was written down when the page was tried
 * with nothing but pictures of it to go by. Whatever makes them scroll, press or read more fails here.
 */
describe('a first visit', () => {
  let theatre: Theatre;
  let stage: Stage;
  let page: PinPage;
  let doings: Doings;
  let pointer: 'clicks' | 'taps';
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre?.close());
  afterEach(async () => {
    const { faults } = page;
    await stage.close();
    expect(faults).toEqual([]);
  });

  async function visit(
    by: typeof pointer,
    view: { readonly width: number; readonly height: number },
    opening: Opening = {},
  ): Promise<void> {
    pointer = by;
    stage = new Stage(theatre);
    page = await stage.open({ pcsc: 'off', readers: [], ...opening });
    await stage.size(view);
    await page.item('auth').waitFor();
    doings = { keys: 0, clicks: 0, taps: 0, homings: 0, decisions: 0, characters: 0 };
  }

  /** Nobody scrolls here: what is not in sight as the step came up is not found. */
  const seen = (...elements: readonly Locator[]) =>
    Promise.all(elements.map((each) => expect.poll(() => inSight(each), { message: String(each) }).toBe(true)));

  async function read(...sentences: readonly Locator[]): Promise<void> {
    await seen(...sentences);
    await count(...sentences);
  }

  async function count(...sentences: readonly Locator[]): Promise<void> {
    for (const each of sentences) doings.characters += (await each.innerText()).replaceAll(/\s/g, '').length;
  }

  /** At its middle. A finger is a mouse here: the same things happen. */
  async function press(target: Locator): Promise<void> {
    await seen(target);
    const { x, y, width, height } = (await target.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.page.mouse.click(x + width / 2, y + height / 2);
    doings[pointer]++;
  }

  async function decide(target: Locator): Promise<void> {
    doings.decisions++;
    await press(target);
  }

  async function choose(): Promise<void> {
    const next = page.button(BUTTONS.next);
    await read(page.page.locator('.trial p'), page.heading(STEP_TITLES.choose));
    await seen(page.item('auth'), next);
    // All of its card is the target of its checkbox.
    await count(page.item('auth').locator('.pin-use'));
    const place = await next.boundingBox();
    await decide(page.checkbox('auth'));
    await stage.settle();
    // The hand is on its way there.
    expect(await next.boundingBox()).toEqual(place);
    await decide(next);
    await page.group('auth').waitFor();
  }

  const fields = (['current', 'next', 'repeat'] as const).map((name) => [
    name,
    name === 'current' ? CURRENT.auth : NEXT.auth,
  ]) as readonly (readonly ['current' | 'next' | 'repeat', string])[];

  async function confirm(): Promise<void> {
    const step = page.page.locator('[data-step="confirm"]');
    await read(page.heading(STEP_TITLES.confirm), step.locator('.what-happens'), step.locator('.stay'));
    await decide(page.button(BUTTONS.change));
    await read(page.page.locator('[data-step="result"] > myna-notice').getByText(WORDS.resultLeads.oneChanged));
    expect(await page.outcome('auth')).toBe('changed');
  }

  it('at a laptop: seven clicks, twelve keys, no scrolling', async () => {
    await visit('clicks', { width: 1280, height: 800 });
    await choose();
    await read(page.heading(STEP_TITLES.type), page.group('auth').locator('.field-head + .support'));
    const group = page.group('auth');
    // What they know this PIN by; and where to go who does not know it, before it is guessed.
    await seen(group.getByText(WORDS.briefUses.auth), group.getByText(WORDS.formats['four-digits']));
    await seen(group.getByRole('button', { name: CHOOSE.forgotten }));
    await seen(...fields.map(([name]) => page.field('auth', name)), page.button(BUTTONS.next));
    for (const [name, text] of fields) {
      await decide(page.field('auth', name));
      await page.page.keyboard.type(text);
      doings.keys += text.length;
      doings.homings += 2;
    }
    await decide(page.button(BUTTONS.next));
    await confirm();
    expect(doings).toMatchObject({ clicks: 7, keys: 12 });
    expect(estimateSeconds(doings)).toBeLessThan(60);
  });

  it('at a kiosk, by finger alone: eighteen taps, no scrolling', async () => {
    await visit('taps', { width: 1080, height: 1920 }, { office: exampleWith({ keypad: 'always' }) });
    await choose();
    await read(page.heading(STEP_TITLES.type), page.group('auth').locator('.field-head + .support'));
    for (const [name, text] of fields) {
      // The number has to be remembered, or made up.
      doings.decisions++;
      for (const digit of text) await press(page.group('auth').getByRole('button', { name: digit, exact: true }));
      await press(page.button(name === 'repeat' ? TYPING.keypad.finish : TYPING.keypad.nextField));
    }
    await confirm();
    expect(doings).toMatchObject({ taps: 18, keys: 0 });
    expect(estimateSeconds(doings)).toBeLessThan(60);
  });
});
