import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PinId } from '../../src/card/applications.ts';
import { CARD, cardOf, chooseOn, TYPED } from '../screens/acts.ts';
import { type Opening, Stage } from '../screens/stage.ts';
import { READER } from '../screens/staged-driver.ts';
import { Theatre } from '../screens/theatre.ts';
import {
  BUTTONS,
  CHOOSE,
  DIAGNOSIS,
  GUIDANCE,
  LAST_TRY,
  RECEIPT,
  RECOVER,
  SETTINGS,
  STEP_TITLES,
} from '../support/japanese.ts';
import type { PinPage } from '../support/pin-page.ts';

/** More than there are controls on any screen. */
const MOST_STOPS = 60;

let theatre: Theatre;
let stage: Stage;
let page: PinPage;
beforeAll(async () => {
  theatre = await Theatre.open();
});
afterAll(() => theatre?.close());
beforeEach(() => {
  stage = new Stage(theatre);
});
afterEach(async () => {
  const faults = page?.faults ?? [];
  await stage.close();
  expect(faults).toEqual([]);
});

const press = (key: string) => stage.tab.keyboard.press(key);
const has = (element: Locator) => element.evaluate((one) => one === document.activeElement);
const isFocused = (element: Locator) => expect.poll(() => has(element)).toBe(true);
const dialog = (name: string) => stage.tab.getByRole('dialog', { name, exact: true });

/** With the Tab key, from wherever the focus is. */
async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < MOST_STOPS; presses++) {
    if (await has(target)) return;
    await press(key);
  }
  throw new Error(`the Tab key does not get to ${target}`);
}

async function use(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(target);
  await press(key);
}

/** From the choice to the confirmation. */
async function confirmed(pin: PinId, opening: Opening = {}): Promise<void> {
  page = await chooseOn(stage, opening);
  await use(page.checkbox(pin), 'Space');
  await use(page.button(BUTTONS.next));
  await isFocused(page.heading(STEP_TITLES.type));
  for (const [name, text] of [
    ['current', TYPED[pin].current],
    ['next', TYPED[pin].next],
    ['repeat', TYPED[pin].next],
  ] as const) {
    await tabTo(page.field(pin, name));
    await stage.tab.keyboard.type(text);
  }
  await press('Enter');
  await isFocused(page.heading(STEP_TITLES.confirm));
}

describe('by the keyboard alone', () => {
  it('the last try needs its consent first, and is given', async () => {
    await confirmed('auth', { card: cardOf({ pins: { auth: { pin: TYPED.auth.current, triesLeft: 1 } } }) });
    await use(page.button(BUTTONS.change));
    await isFocused(page.heading(STEP_TITLES['last-try']));
    // The way back comes before what spends the try.
    await press('Tab');
    await isFocused(page.page.getByRole('checkbox', { name: LAST_TRY.consent }));
    await press('Tab');
    await isFocused(page.button(BUTTONS.back));
    await use(page.button(BUTTONS.useLastTry));
    await page.page.getByRole('alert').filter({ hasText: LAST_TRY.consentNeeded }).waitFor();
    await tabTo(page.page.getByRole('checkbox', { name: LAST_TRY.consent }), 'Shift+Tab');
    await press('Space');
    await use(page.button(BUTTONS.useLastTry));
    await isFocused(page.heading(STEP_TITLES.result));
    expect(await page.outcome('auth')).toBe('changed');
  });

  it('what a pulled card holds is found out when it is put back', async () => {
    await confirmed('auth', { card: CARD });
    const hold = stage.driver.hold({ when: 'after', pinCommand: 2 });
    await use(page.button(BUTTONS.change));
    await hold.reached;
    const card = stage.driver.remove();
    await isFocused(page.heading(STEP_TITLES.recover));
    await page.text(RECOVER.states.waiting).waitFor();
    await tabTo(page.button(BUTTONS.giveUp));
    stage.driver.interception = undefined;
    stage.driver.readers.insert(READER, card);
    await isFocused(page.heading(STEP_TITLES.result));
    expect(await page.outcome('auth')).toBe('changed');
  });

  it('the receipt is looked at, for either paper, and printed; Escape leads back, and the job goes on', async () => {
    await confirmed('auth', {
      card: CARD,
      script: 'window.print = () => (window.printed = (window.printed ?? 0) + 1);',
    });
    await use(page.button(BUTTONS.change));
    await isFocused(page.heading(STEP_TITLES.result));
    const opener = page.button(RECEIPT.open);
    await use(opener);
    await isFocused(page.heading(RECEIPT.dialogTitle));
    const paper = (name: keyof typeof RECEIPT.papers) => page.page.getByRole('radio', { name: RECEIPT.papers[name] });
    await tabTo(paper('a4'));
    await press('ArrowDown');
    await isFocused(paper('roll'));
    expect(await paper('roll').isChecked()).toBe(true);
    await use(page.button(RECEIPT.print));
    expect(await stage.tab.evaluate(() => Reflect.get(window, 'printed'))).toBe(1);
    await press('Escape');
    await isFocused(opener);
    await use(page.button(BUTTONS.again));
    await isFocused(page.heading(STEP_TITLES.choose));
  });

  it('the settings are changed over a form, and Escape leads back to what was typed', async () => {
    await confirmed('auth', { card: CARD });
    await use(page.button(BUTTONS.back));
    await isFocused(page.heading(STEP_TITLES.type));
    const opener = page.button(SETTINGS.title);
    await use(opener);
    await isFocused(dialog(SETTINGS.title).getByRole('heading', { name: SETTINGS.title }));
    const radio = (name: string) => dialog(SETTINGS.title).getByRole('radio', { name, exact: true });
    await tabTo(radio(SETTINGS.themes.auto));
    await press('ArrowUp');
    await isFocused(radio(SETTINGS.themes.dark));
    await expect.poll(() => stage.tab.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await use(dialog(SETTINGS.title).getByRole('checkbox', { name: SETTINGS.shuffle }), 'Space');
    expect(await dialog(SETTINGS.title).getByRole('checkbox', { name: SETTINGS.shuffle }).isChecked()).toBe(true);
    await press('Escape');
    await isFocused(opener);
    expect(await page.field('auth', 'next').inputValue()).toBe(TYPED.auth.next);
  });

  it.each<[title: string, opener: () => Locator]>([
    [GUIDANCE.title, () => page.button(GUIDANCE.title)],
    [GUIDANCE.whichPin.title, () => page.button(CHOOSE.whichPin)],
    [SETTINGS.title, () => page.button(SETTINGS.title)],
  ])('%s opens, keeps the focus, and gives it back to what opened it', async (title, opener) => {
    page = await chooseOn(stage, { card: CARD });
    await use(opener());
    await isFocused(dialog(title).getByRole('heading', { name: title }));
    // Round once: what lies below is out of reach.
    for (let presses = 0; presses < MOST_STOPS; presses++) {
      await press('Tab');
      const outside = await stage.tab.evaluate(() => {
        const { activeElement: active, body } = document;
        return active !== null && active !== body && active.closest('dialog') === null ? active.outerHTML : '';
      });
      expect(outside).toBe('');
    }
    await use(page.button(GUIDANCE.close));
    await isFocused(opener());
    await press('Enter');
    await dialog(title).waitFor();
    await press('Escape');
    await isFocused(opener());
  });

  it('the diagnosis is opened from 困ったときは, and Escape leads to what opened that', async () => {
    page = await chooseOn(stage, { card: CARD });
    const opener = page.button(GUIDANCE.title);
    await use(opener);
    await use(dialog(GUIDANCE.title).getByRole('button', { name: GUIDANCE.troubles.diagnosis }));
    await isFocused(dialog(DIAGNOSIS.title).getByRole('heading', { name: DIAGNOSIS.title }));
    await press('Escape');
    await isFocused(opener);
  });
});
