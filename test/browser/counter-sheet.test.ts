import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { screenNamed } from '../screens/screens.ts';
import type { Stage } from '../screens/stage.ts';
import { Theatre } from '../screens/theatre.ts';
import { CLERK } from '../support/counter-page.ts';
import { COUNTER, OFFICE } from '../support/japanese.ts';
import { printed, printedOnEachPaper } from '../support/printed.ts';

describe('what staff hand over', () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre?.close());

  const on = <T>(name: string, work: (stage: Stage) => Promise<T>) => theatre.on(screenNamed(name), work);

  it.each(['counter-slip', 'counter-refused-place', 'counter-refused-documents', 'counter-refused-form'])(
    '%s: one A4 page or one piece of a roll, in every language, and nothing of the clerk on it',
    { timeout: 240_000 },
    async (name) => {
      await on(name, async (stage) => {
        for (const language of await stage.languages()) {
          await stage.speak(language);
          const sheet = await printedOnEachPaper(stage.tab, language);
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
