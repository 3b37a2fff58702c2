import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PIN_IDS, PINS } from '../../src/card/applications.ts';
import { ALL, TYPED } from '../screens/acts.ts';
import { screenNamed } from '../screens/screens.ts';
import type { Stage } from '../screens/stage.ts';
import { READER } from '../screens/staged-driver.ts';
import { Theatre } from '../screens/theatre.ts';
import { GUIDANCE, RECEIPT, RESULT, TRIAL, WORDS } from '../support/japanese.ts';
import { printed, printedOnEachPaper } from '../support/printed.ts';

describe('the receipt', () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre?.close());

  const on = <T>(name: string, work: (stage: Stage) => Promise<T>) => theatre.on(screenNamed(name), work);

  it.each(['receipt-all-changed', 'receipt-roll', 'receipt-half-changed', 'receipt-trial'])(
    '%s: one A4 page or one piece of a roll, in every language, and no secret on it',
    { timeout: 240_000 },
    async (name) => {
      await on(name, async (stage) => {
        for (const language of await stage.languages()) {
          await stage.speak(language);
          const sheet = await printedOnEachPaper(stage.tab, language);
          const typed = ALL.flatMap((pin) => [TYPED[pin].current, TYPED[pin].next]);
          for (const secret of [...typed, '1234', 'VIRTUAL', READER]) expect(sheet.text).not.toContain(secret);
          expect(sheet.text, 'how long a PIN is').not.toMatch(
            /\d\s*(けた|桁|文字|digits?|characters?|位|자리|dígitos?|chữ số)/,
          );
          // Names and outcomes are for the counter, too.
          for (const pin of PIN_IDS) {
            if (language !== 'ja-simple') expect(sheet.text).toContain(PINS[pin].name);
          }
        }
        expect(stage.page.faults).toEqual([]);
      });
    },
  );

  it('prints the sheet alone, with all four PINs, when, and whom to ask', () =>
    on('receipt-roll', async ({ tab }) => {
      const { text } = await printed(tab);
      expect(text).toMatch(/^マイナンバーカードの暗証番号変更の控え\n/);
      expect(text).toContain('2026年7月1日');
      const rows = Object.fromEntries(
        PIN_IDS.map((pin, index) => {
          const next = PIN_IDS[index + 1];
          const end = next ? text.indexOf(PINS[next].name) : text.length;
          return [pin, text.slice(text.indexOf(PINS[pin].name), end)];
        }),
      );
      expect(rows['sign']).toContain(RECEIPT.notTried);
      expect(rows['auth']).toContain(WORDS.outcomes.unchanged);
      expect(rows['auth']).toContain(RECEIPT.reasons['card-refused']);
      expect(rows['auth']).toContain(RECEIPT.tries.all);
      expect(rows['juki']).toContain(RECEIPT.notTried);
      expect(rows['text']).toContain(WORDS.outcomes.changed);
      expect(rows['text']).toContain(RECEIPT.next.use.text);
      expect(text).toContain('0120-95-0178');
      expect(text).not.toContain(GUIDANCE.title);
      expect(text).not.toContain(RECEIPT.print);
    }));

  it('has the outcome in Japanese beside the language of the page', () =>
    on('receipt-roll', async (stage) => {
      await stage.speak('en');
      const { text } = await printed(stage.tab);
      expect(text).toMatch(/not tried\s+今回は選んでいません/);
      expect(text).toMatch(/not changed\s+変更していません/);
      expect(text).toMatch(/\bchanged\s+変更しました/);
      expect(text).toContain('2026年7月1日');
    }));

  it('says in large letters that it was a trial', () =>
    on('receipt-trial', async ({ tab }) => {
      const { text } = await printed(tab);
      expect(text).toContain(TRIAL.mark);
      expect(text).toContain(RESULT.trial);
      await tab.emulateMedia({ media: 'print' });
      const sizes = await tab.evaluate(() =>
        ['.print-copy .sheet-trial strong', '.print-copy .sheet-name'].map((selector) =>
          Number.parseFloat(getComputedStyle(document.querySelector(selector) as Element).fontSize),
        ),
      );
      expect(sizes[0]).toBeGreaterThan(1.5 * (sizes[1] as number));
    }));

  it('is black on white on a dark page', () =>
    on('receipt-trial', async (stage) => {
      await stage.theme('dark');
      await stage.tab.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const colours = await stage.tab.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.querySelector('.print-copy') as Element);
        return [color, backgroundColor];
      });
      expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    }));

  it('is printed by its button, and the page is what is printed once the preview is closed', () =>
    on('receipt-all-changed', async ({ tab, page }) => {
      await tab.evaluate(() => {
        window.print = () =>
          document.body.setAttribute('data-printed', String(document.querySelectorAll('.print-copy').length));
      });
      await page.button(RECEIPT.print).click();
      expect(await tab.locator('body').getAttribute('data-printed')).toBe('1');
      await tab.keyboard.press('Escape');
      await page.page.getByRole('dialog').waitFor({ state: 'detached' });
      const { text } = await printed(tab);
      expect(text).not.toContain(RECEIPT.noSecrets);
      expect(text).toContain('結果');
      // The keyboard goes on where it was.
      expect(await tab.evaluate(() => document.activeElement?.textContent?.trim())).toBe(RECEIPT.open);
    }));

  it('is gone with the result', () =>
    on('receipt-all-changed', async ({ tab, page }) => {
      await tab.keyboard.press('Escape');
      await page.button('ほかの暗証番号を変更する').click();
      await page.item('auth').waitFor();
      expect(await tab.locator('.print-copy').count()).toBe(0);
      expect(await tab.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
    }));
});
