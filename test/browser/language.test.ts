import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/texts/language.ts';
import { withoutRuby } from '../../src/ui/ruby.ts';
import { words as english } from '../../src/ui/words/en.ts';
import { words as japanese } from '../../src/ui/words/ja.ts';
import { words as simple } from '../../src/ui/words/ja-simple.ts';
import { Desk } from '../support/desk.ts';
import type { PinPage } from '../support/pin-page.ts';

const EN = english.page;

describe('the language of the page', () => {
  let desk: Desk;
  let page: PinPage;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk?.stop());
  afterEach(async () => expect(await desk.closeTabs()).toEqual([]));

  const languages = (): Locator => page.page.getByRole('combobox', { name: 'Language' });
  const choose = (language: Language) => languages().selectOption({ label: LANGUAGES[language].name });
  const heading = (name: string) => page.heading(name).waitFor();
  const about = () => page.page.evaluate(() => ({ lang: document.documentElement.lang, title: document.title }));

  /** By its name without readings; Playwright puts spaces around ruby that are not in the accessibility tree. */
  const spoken = (role: 'heading' | 'checkbox' | 'button', text: string) =>
    page.page.getByRole(role, { name: new RegExp(`^${[...withoutRuby(text)].join('\\s*')}$`) });

  async function open(): Promise<void> {
    page = await desk.openPage('--virtual');
    await page.item('auth').waitFor();
  }

  it('can be changed in the middle of typing: nothing typed is lost, and what was wrong is said anew', async () => {
    await open();
    await page.choose('auth', 'sign');
    await page.type('auth', { current: '1234', next: '7294', repeat: '7295' });
    await page.type('sign', { current: 'ABC123', next: 'k7rv92' });
    await page.button(japanese.page.buttons.next).click();
    await page.text(japanese.typing.mismatch).waitFor();

    await languages().focus();
    await choose('en');
    await heading(EN.stepTitles.type);
    expect(await languages().evaluate((select) => select === document.activeElement)).toBe(true);
    expect(await about()).toEqual({ lang: 'en', title: EN.title });
    await page.text(english.typing.mismatch).waitFor();
    await page.text(EN.form.errorSummary(1)).waitFor();
    expect(await page.page.getByText(japanese.typing.mismatch).count()).toBe(0);

    const group = page.page.getByRole('group', { name: /^User authentication certificate PIN/ });
    expect(await group.getByRole('heading').locator('[lang=ja]').textContent()).toBe('利用者証明用電子証明書暗証番号');
    const typed = () =>
      Promise.all(Object.values(EN.fields).map((name) => group.getByLabel(name, { exact: true }).inputValue()));
    // A mistyped confirmation empties both: nobody can tell which of them was meant.
    expect(await typed()).toEqual(['1234', '', '']);
    expect(
      await page.page
        .getByRole('group', { name: /^Signature certificate PIN/ })
        .getByLabel(EN.fields.next, { exact: true })
        .inputValue(),
    ).toBe('K7RV92');

    for (const name of [EN.fields.next, EN.fields.repeat]) await group.getByLabel(name, { exact: true }).fill('7294');
    await page.button(EN.buttons.next).click();
    await heading(EN.stepTitles.confirm);
    await choose('ja');
    await page.button(japanese.page.buttons.change).click();
    await heading(japanese.page.stepTitles.result);
    await choose('en');
    await page.text(english.card.resultLeads.allChanged).waitFor();
  });

  it('is remembered, and nothing of another is loaded', async () => {
    await open();
    const asked: string[] = [];
    page.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.page.reload();
    await page.item('auth').waitFor();
    expect(asked.filter((path) => /[/](en|ja-simple|ko|pt-BR|vi|zh-Hans|page-words)[.-]/.test(path))).toEqual([]);
    await choose('en');
    await heading(EN.stepTitles.choose);
    expect(asked.some((path) => path.includes('/en-'))).toBe(true);
    await page.page.reload();
    await heading(EN.stepTitles.choose);
    expect(await about()).toEqual({ lang: 'en', title: EN.title });
    expect(await languages().locator('option:checked').getAttribute('lang')).toBe('en');
  });

  it('やさしい日本語 has its readings above the kanji, and its names and title without them', async () => {
    await open();
    await choose('ja-simple');
    await spoken('heading', simple.page.title).waitFor();
    expect(await about()).toEqual({ lang: 'ja-simple', title: withoutRuby(simple.page.title) });
    expect(await page.page.locator('h1 ruby').first().textContent()).toBe('暗証番号あんしょうばんごう');
    expect(await page.page.locator('body').innerText()).not.toMatch(/[{}|]/);
    await spoken('checkbox', simple.card.pinNames.auth).check();
    await spoken('button', simple.page.buttons.next).click();
    await spoken('heading', simple.page.stepTitles.type).waitFor();
  });

  it('stays as it is where another cannot be loaded, and can be asked for again', async () => {
    await open();
    await page.page.route(/[/]en-/, (route) => route.abort());
    await choose('en');
    await expect.poll(() => languages().inputValue()).toBe(LANGUAGES.ja.name);
    await heading(japanese.page.stepTitles.choose);
    expect(await about()).toEqual({ lang: 'ja', title: japanese.page.title });
    await page.page.unroute(/[/]en-/);
    await choose('en');
    await heading(EN.stepTitles.choose);
  });
});
