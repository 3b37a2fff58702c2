import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCREENS } from '../screens/screens.ts';
import type { Stage } from '../screens/stage.ts';
import { Theatre } from '../screens/theatre.ts';
import { CLERK } from '../support/counter-page.ts';
import { COUNTER, OFFICE } from '../support/japanese.ts';
import { printed } from '../support/printed.ts';

describe('what staff hand over', () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre?.close());

  function on<T>(name: string, work: (stage: Stage) => Promise<T>): Promise<T> {
    const screen = SCREENS.find((one) => one.name === name);
    if (!screen) throw new Error(`there is no screen ${name}`);
    return theatre.on(screen, work);
  }

  it.each(['counter-slip', 'counter-refused-place', 'counter-refused-documents', 'counter-refused-form'])(
    '%s: one A4 page or one piece of a roll, in every language, and nothing of the clerk on it',
    { timeout: 240_000 },
    async (name) => {
      await on(name, async (stage) => {
        for (const language of await stage.languages()) {
          await stage.speak(language);
          await stage.tab.locator('input[type="radio"][value="a4"]').check();
          const sheet = await printed(stage.tab);
          expect(sheet, language).toMatchObject({ pages: 1, width: 210, height: 297 });
          await stage.tab.locator('input[type="radio"][value="roll"]').check();
          const roll = await printed(stage.tab);
          expect(roll, language).toMatchObject({ pages: 1, width: 80 });
          expect(roll.text.replaceAll(/\s/g, '')).toBe(sheet.text.replaceAll(/\s/g, ''));
          for (const text of [CLERK, '担当', '印刷する']) expect(sheet.text).not.toContain(text);
        }
        expect(stage.page.faults).toEqual([]);
      });
    },
  );

  it('the slip says when, where, that it is not finished, and what to bring', () =>
    on('counter-slip', async ({ tab }) => {
      const { text } = await printed(tab);
      expect(text).toMatch(/^マイナンバーカードの暗証番号変更の受付票\n/);
      for (const said of [
        '2026年7月1日',
        '市役所 1番窓口',
        OFFICE.kinds['proxy-first'],
        COUNTER.sheet.notYet,
        '照会書兼回答書',
        '委任状',
        '本人のマイナンバーカード',
        '合わせて2点',
        'すべて原本をお持ちください',
        '職員が入力します',
        '0570-025-850',
      ]) {
        expect(text).toContain(said);
      }
    }));
});
