import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProfileId } from '../../src/readers/virtual/profiles.ts';
import { Desk } from '../support/desk.ts';
import { inSight } from '../support/in-sight.ts';
import {
  BUTTONS,
  FORM,
  LAST_TRY,
  OBSTACLES,
  PROFILE_NAMES,
  RESULT,
  STEP_TITLES,
  STEPS,
  TRIAL,
  UNFINISHED,
  WORDS,
} from '../support/japanese.ts';
import type { PinPage } from '../support/pin-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

const AUTH = { current: CURRENT.auth, next: NEXT.auth };
const JUKI = { current: CURRENT.juki, next: NEXT.juki };

/** What a person can only see on a real card when something is wrong with it, and here at any time. */
describe('special screens on the virtual card', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk?.stop());
  afterEach(async () => expect(await desk.closeTabs()).toEqual([]));

  async function openWith(profile: ProfileId): Promise<PinPage> {
    const page = await desk.openPage('--virtual');
    await page.item('auth').waitFor();
    await page.openTrialTools();
    await page.page.getByRole('combobox', { name: TRIAL.profile }).selectOption({ label: PROFILE_NAMES[profile] });
    return page;
  }

  async function cutOff(pin: 'auth' | 'juki', typed: typeof AUTH): Promise<PinPage> {
    const page = await openWith('ordinary');
    await page.prepare({ [pin]: typed });
    await page.page.getByRole('checkbox', { name: TRIAL.cutOff }).check();
    await page.button(BUTTONS.change).click();
    await page.heading(STEP_TITLES.recover).waitFor();
    await page.status.getByText('カードが置かれていません').waitFor();
    return page;
  }

  it('the last try: asked for, refused without consent, left alone, then used', async () => {
    const page = await openWith('last-try');
    await page.item('auth').getByText('残り1回').waitFor();
    await page.prepare({ auth: AUTH });
    await page.button(BUTTONS.change).click();
    await page.heading(STEP_TITLES['last-try']).waitFor();
    await page.button(BUTTONS.useLastTry).click();
    await page.page.getByRole('alert').filter({ hasText: LAST_TRY.consentNeeded }).waitFor();
    await page.button(BUTTONS.back).click();
    await page.button(BUTTONS.change).click();
    await page.page.getByRole('checkbox', { name: LAST_TRY.consent }).check();
    await page.button(BUTTONS.useLastTry).click();
    await page.heading(STEP_TITLES.result).waitFor();
    expect(await page.outcome('auth')).toBe('changed');
    await page.text(RESULT.trial).waitFor();
  });

  it('a first visit, with a wrong PIN in it: what it cost is said at once, and nothing is looked for', async () => {
    const page = await openWith('ordinary');
    const { keyboard } = page.page;
    await page.page.setViewportSize({ width: 1100, height: 800 });
    const pressInSight = async (button: string) => {
      await expect.poll(() => inSight(page.button(button))).toBe(true);
      await page.button(button).click();
    };
    const typeAll = async (current: string) => {
      await page.field('auth', 'current').click();
      for (const text of [current, AUTH.next, AUTH.next]) {
        await keyboard.type(text);
        await keyboard.press('Tab');
      }
    };
    await page.checkbox('auth').check();
    await pressInSight(BUTTONS.next);
    await expect.poll(() => inSight(page.field('auth', 'current'))).toBe(true);
    await typeAll('9999');
    await pressInSight(BUTTONS.next);
    await pressInSight(BUTTONS.change);
    await page.heading(STEP_TITLES.result).waitFor();
    const told = page.page.locator('[data-step="result"] > myna-notice');
    expect(await told.textContent()).toContain(WORDS.resultLeads.wrongPin);
    expect(await told.textContent()).toContain(WORDS.reasons.wrongPinCost(2));
    expect(await page.text(STEPS.allDone(4)).count()).toBe(0);
    await pressInSight(BUTTONS.retry);
    await page.group('auth').getByText(FORM.triesNote(2)).waitFor();
    await typeAll(AUTH.current);
    await pressInSight(BUTTONS.next);
    await pressInSight(BUTTONS.change);
    await page.text(WORDS.resultLeads.oneChanged).waitFor();
    await page.text(RESULT.over).waitFor();
  });

  it('locked: says so and where to go, and cannot be chosen', async () => {
    const page = await openWith('locked');
    await page.item('auth').getByText('ロックされています').waitFor();
    expect(await page.item('auth').textContent()).toContain('市区町村の窓口で再設定');
    expect(await page.checkbox('auth').isEnabled()).toBe(false);
    expect(await page.checkbox('juki').isEnabled()).toBe(true);
  });

  it('not known yet: the card is put back and the page finds out', async () => {
    const page = await cutOff('auth', AUTH);
    await page.button(BUTTONS.insertCard).click();
    await page.heading(STEP_TITLES.result).waitFor();
    expect(await page.outcome('auth')).toBe('changed');
    await page.text(RESULT.trial).waitFor();
  });

  it('not known: without the card it stays so', async () => {
    const page = await cutOff('auth', AUTH);
    await page.button(BUTTONS.giveUp).click();
    await page.heading(STEP_TITLES.result).waitFor();
    expect(await page.outcome('auth')).toBe('unknown');
    await page.text(RESULT.trial).waitFor();
  });

  it('half-changed: the rest is changed on request', async () => {
    const page = await cutOff('juki', JUKI);
    await page.button(BUTTONS.insertCard).click();
    await page.heading(STEP_TITLES.result).waitFor();
    expect(await page.outcome('juki')).toBe('half-changed');
    await page.button(BUTTONS.finish).click();
    await page.item('juki').getByText('変更しました').waitFor();
  });

  it('a card that is none of ours: named, and nothing can be chosen', async () => {
    const page = await openWith('other-card');
    await page.status.getByText(WORDS.cardKinds.other.title).waitFor();
    expect(await page.page.getByRole('listitem').getByRole('checkbox').count()).toBe(0);
    await page.page.getByRole('combobox', { name: TRIAL.profile }).selectOption({ label: PROFILE_NAMES.phone });
    await page.status.getByText(WORDS.cardKinds['android-phone'].title).waitFor();
    await page.page.getByRole('combobox', { name: TRIAL.profile }).selectOption({ label: PROFILE_NAMES['juki-card'] });
    await page.status.getByText(WORDS.cardKinds['juki-card'].title).waitFor();
  });

  it('another tab: says so, offers no virtual card, and takes over once the first is closed', async () => {
    const first = await openWith('ordinary');
    const second = await desk.openTab();
    await second.text(OBSTACLES['in-use'].title).waitFor();
    expect(await second.trialMark.count()).toBe(0);
    expect(await second.page.getByRole('checkbox').count()).toBe(0);
    await first.page.close();
    await second.item('auth').waitFor();
    await second.trialMark.waitFor();
  });

  it('the notice about an unfinished change of a real card is not beside the virtual one', async () => {
    const page = await desk.openPage('--virtual');
    await page.item('auth').waitFor();
    await page.page.evaluate(() => sessionStorage.setItem('myna-pin.unfinished', 'auth'));
    await page.page.reload();
    await page.item('auth').waitFor();
    expect(await page.trialMark.count()).toBe(1);
    expect(await page.page.getByText(UNFINISHED.title).count()).toBe(0);
    expect(await page.page.evaluate(() => sessionStorage.getItem('myna-pin.unfinished'))).toBe('auth');
  });
});
