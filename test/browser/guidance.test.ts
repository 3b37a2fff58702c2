import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PIN_IDS, PINS, type PinId } from '../../src/card/applications.ts';
import { resetWays } from '../../src/card/pin-facts.ts';
import { PURPOSE_IDS, pinsFor } from '../../src/card/purposes.ts';
import { PROFILES } from '../../src/readers/virtual/profiles.ts';
import type { VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import { CARD, cardOf, chooseBy, chooseOn, formFor, TYPED } from '../screens/acts.ts';
import { Stage } from '../screens/stage.ts';
import { Theatre } from '../screens/theatre.ts';
import { BUTTONS, CHOOSE, GUIDANCE, PREPARE, STEP_TITLES } from '../support/japanese.ts';
import type { PinPage } from '../support/pin-page.ts';

const { headings, troubles, whichPin } = GUIDANCE;

let theatre: Theatre;
let stage: Stage;
let page: PinPage | undefined;
beforeAll(async () => {
  theatre = await Theatre.open();
});
afterAll(() => theatre?.close());
beforeEach(() => {
  stage = new Stage(theatre);
});
afterEach(async () => {
  const faults = page?.faults ?? [];
  page = undefined;
  await stage.close();
  expect(faults).toEqual([]);
});

const dialog = (name: string): Locator => stage.tab.getByRole('dialog', { name, exact: true });
const isFocused = (element: Locator) =>
  expect.poll(() => element.evaluate((one) => one === document.activeElement)).toBe(true);
const isGone = () => expect.poll(() => stage.tab.getByRole('dialog').count()).toBe(0);

async function byKey(element: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await element.focus();
  await stage.tab.keyboard.press(key);
}

const lockedCard = (pin: PinId) => cardOf({ pins: { [pin]: { pin: TYPED[pin].current, triesLeft: 0 } } });

describe('困ったときは', () => {
  it('opens, leads on and closes by keyboard, and gives the focus back', async () => {
    page = await chooseOn(stage);
    const opener = page.button(GUIDANCE.title);
    await byKey(opener);
    await isFocused(dialog(GUIDANCE.title).getByRole('heading', { name: GUIDANCE.title }));
    await byKey(dialog(GUIDANCE.title).getByRole('button', { name: troubles.tries }));
    await isFocused(dialog(headings.tries).getByRole('heading', { name: headings.tries }));
    await byKey(page.button(GUIDANCE.toList));
    await dialog(GUIDANCE.title).waitFor();
    await stage.tab.keyboard.press('Escape');
    await isGone();
    await isFocused(opener);
  });

  it('loses nothing that was typed or chosen', async () => {
    page = await formFor(stage, ['auth', 'text']);
    await page.type('auth', TYPED.auth);
    const before = await stage.fields();
    await page.button(GUIDANCE.title).click();
    await page.button(troubles.lostCard).click();
    await dialog(headings.lostCard).getByText('0120-95-0178').waitFor();
    await page.button(GUIDANCE.close).click();
    await isGone();
    expect(await stage.fields()).toEqual(before);
  });

  it('says how often each PIN can be wrong', async () => {
    page = await chooseOn(stage);
    await page.button(GUIDANCE.title).click();
    await page.button(troubles.tries).click();
    const said = (await dialog(headings.tries).textContent()) ?? '';
    expect(said).toContain(`署名用は${PINS.sign.maxTries}回、ほかの3つは${PINS.auth.maxTries}回`);
  });

  it('stays when the card comes, and what closes after that is continued at the next step', async () => {
    page = await stage.open();
    await page.button(PREPARE.reset).click();
    stage.driver.insert(CARD);
    await page.page.locator('[data-step="choose"]').waitFor({ state: 'attached' });
    await dialog(GUIDANCE.whichForgotten).waitFor();
    await stage.tab.keyboard.press('Escape');
    await isGone();
    await isFocused(page.heading(STEP_TITLES.choose));
  });

  it.each<[string, VirtualCardProfile, PinId, readonly string[]]>([
    ['locked', lockedCard('sign'), 'sign', ['ロックされています。', '市区町村の窓口で再設定']],
    ['not there', PROFILES['no-sign-certificate'], 'sign', ['このカードにはありません。']],
  ])(
    'a PIN that is %s: its checkbox is reached by the Tab key, says why, and stays as it is',
    async (_, card, pin, why) => {
      page = await chooseOn(stage, { card });
      const [checkbox, item] = [page.checkbox(pin), page.item(pin)];
      await page.button(CHOOSE.whichPin).focus();
      await stage.tab.keyboard.press('Tab');
      await isFocused(checkbox);
      const alert = item.getByRole('alert');
      for (const press of [
        () => stage.tab.keyboard.press('Space'),
        () => item.getByText(PINS[pin].name).first().click({ force: true }),
      ]) {
        await press();
        await alert.getByText(CHOOSE.cannotChoose).waitFor();
        for (const sentence of why) expect(await alert.textContent()).toContain(sentence);
        expect(await checkbox.isChecked()).toBe(false);
      }
      expect(await checkbox.getAttribute('aria-disabled')).toBe('true');
      await page.button(BUTTONS.next).click();
      await page.text(CHOOSE.nothing).waitFor();
    },
  );

  it.each(PIN_IDS)('%s, locked: its button leads to where it is set anew, and to no more tries', async (pin) => {
    page = await chooseOn(stage, { card: lockedCard(pin) });
    expect(await page.checkbox(pin).isDisabled()).toBe(true);
    await byKey(page.item(pin).getByRole('button', { name: CHOOSE.whatToDo }));
    const shown = dialog(headings.locked(PINS[pin].name));
    await shown.getByText(GUIDANCE.procedures.reset).waitFor();
    await shown.getByRole('heading', { name: GUIDANCE.counter.name }).waitFor();
    const stores = resetWays(pin).flatMap((way) => (way.place === 'store' ? [way.needs] : []));
    expect(await shown.getByRole('heading', { name: GUIDANCE.store.name }).count()).toBe(stores.length);
    for (const other of stores) await shown.getByText(GUIDANCE.store.needs(PINS[other].name)).waitFor();
    expect(await shown.getByRole('textbox').count()).toBe(0);
  });

  it('does not send people to a store whose PIN is locked as well', async () => {
    const locked = { pin: '0000', triesLeft: 0 };
    page = await chooseOn(stage, { card: cardOf({ pins: { sign: locked, auth: locked } }) });
    await page.item('sign').getByRole('button', { name: CHOOSE.whatToDo }).click();
    const shown = dialog(headings.locked(PINS.sign.name));
    await shown.getByText(GUIDANCE.store.closed(PINS.auth.name)).waitFor();
    expect(await shown.getByRole('heading', { name: GUIDANCE.store.name }).count()).toBe(0);
  });

  it('somebody who does not know the current PIN comes to 再設定, with a card or without', async () => {
    page = await stage.open();
    await page.button(PREPARE.reset).click();
    await dialog(GUIDANCE.whichForgotten).getByRole('button', { name: PINS.juki.name }).click();
    const shown = dialog(headings.forgotten(PINS.juki.name));
    await shown.getByText(GUIDANCE.procedureNotes['do-not-guess']).waitFor();
    await shown.getByText(GUIDANCE.places.reset).waitFor();
    await page.button(GUIDANCE.close).click();
    await isGone();
    await isFocused(page.button(PREPARE.reset));

    stage.driver.insert(CARD);
    await page.item('juki').getByText(CHOOSE.details).click();
    await page.item('juki').getByRole('button', { name: CHOOSE.forgotten }).click();
    await shown.waitFor();
  });
});

describe('どの暗証番号？', () => {
  it('every purpose gives its PINs and ticks them', async () => {
    page = await chooseOn(stage);
    for (const purpose of PURPOSE_IDS) {
      await page.button(CHOOSE.whichPin).click();
      await page.page.getByRole('checkbox', { name: whichPin.purposes[purpose], exact: true }).check();
      const needed = pinsFor([purpose]);
      const said = dialog(whichPin.title).getByRole('region', { name: whichPin.answer });
      await expect
        .poll(async () => {
          const text = (await said.textContent()) ?? '';
          return PIN_IDS.filter((pin) => text.includes(PINS[pin].name));
        })
        .toEqual(needed);
      await page.page.getByRole('checkbox', { name: whichPin.purposes[purpose], exact: true }).uncheck();
      await chooseBy(page, purpose);
      await isGone();
      await isFocused(page.checkbox(needed[0] as PinId));
      for (const pin of PIN_IDS) {
        expect(await page.checkbox(pin).isChecked(), `${purpose}: ${pin}`).toBe(needed.includes(pin));
        await page.checkbox(pin).uncheck();
      }
      await page.button(CHOOSE.whichPin).click();
      await page.page.getByRole('checkbox', { name: whichPin.purposes[purpose], exact: true }).uncheck();
      await stage.tab.keyboard.press('Escape');
      await isGone();
    }
  });

  it('by keyboard alone', async () => {
    page = await chooseOn(stage);
    await byKey(page.button(CHOOSE.whichPin));
    await byKey(page.page.getByRole('checkbox', { name: whichPin.purposes['store-certificates'] }), 'Space');
    await byKey(page.button(whichPin.choose));
    await isGone();
    await isFocused(page.checkbox('auth'));
    expect(await page.checkbox('auth').isChecked()).toBe(true);
  });

  it('what was chosen before there is a card is ticked when it comes', async () => {
    page = await stage.open();
    await page.button(PREPARE.whichPin).click();
    await chooseBy(page, 'e-tax');
    await isFocused(page.button(PREPARE.whichPin));
    const names = pinsFor(['e-tax']).map((pin) => PINS[pin].name);
    await page.text(PREPARE.chosen(names.join('、'))).waitFor();
    stage.driver.insert(CARD);
    await page.item('auth').waitFor();
    for (const pin of PIN_IDS) expect(await page.checkbox(pin).isChecked()).toBe(pinsFor(['e-tax']).includes(pin));
  });

  it('a PIN that is locked is not chosen: the answer leads to where it is set anew', async () => {
    page = await chooseOn(stage, { card: lockedCard('auth') });
    await page.button(CHOOSE.whichPin).click();
    await chooseBy(page, 'store-certificates');
    await dialog(whichPin.title).getByText(whichPin.noneReady).waitFor();
    await page.button(whichPin.whatToDo(PINS.auth.name)).click();
    await dialog(headings.locked(PINS.auth.name)).waitFor();
  });

  it('says what is missing when nothing is ticked', async () => {
    page = await chooseOn(stage);
    await page.button(CHOOSE.whichPin).click();
    await page.button(whichPin.choose).click();
    await dialog(whichPin.title).getByRole('alert').getByText(whichPin.nothing).waitFor();
  });
});

it('whoever changes one of the three four-digit PINs is told of the others, and takes all by one press', async () => {
  page = await chooseOn(stage);
  const together = page.button(CHOOSE.chooseTogether);
  await page.checkbox('juki').check();
  expect(await together.getAttribute('aria-pressed')).toBe('false');
  await byKey(together);
  for (const pin of PIN_IDS) expect(await page.checkbox(pin).isChecked()).toBe(pin !== 'sign');
  await expect.poll(() => together.getAttribute('aria-pressed')).toBe('true');
  await byKey(together);
  for (const pin of PIN_IDS) expect(await page.checkbox(pin).isChecked()).toBe(false);
});
