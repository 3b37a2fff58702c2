import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { makerOf, otherMaker, REFERENCE_SCREENS, readMaker, readReference, referencePicture } from './references.ts';
import { screenNamed } from './screens.ts';
import type { Stage } from './stage.ts';
import { Theatre } from './theatre.ts';

describe('the page looks as it did', () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre?.close());

  it.each(REFERENCE_SCREENS)('%s', async (name) => {
    const reference = await readReference(name);
    await theatre.on(screenNamed(name), async (stage) => {
      const { said } = compare(reference, await referencePicture(stage));
      const hint = said === '' ? '' : otherMaker(await readMaker(), await makerOf(stage));
      expect(said === '' ? '' : `${name} does not look as it did: ${said}${hint}`).toBe('');
    });
  });

  describe('the comparison', () => {
    const changed = (act: (stage: Stage) => Promise<unknown>) =>
      theatre.on(screenNamed('choose-ordinary'), async (stage) => {
        const before = await referencePicture(stage);
        await act(stage);
        return compare(before, await referencePicture(stage)).said;
      });

    it('is of the whole screen, however long', async () => {
      await theatre.on(screenNamed('type-all'), async (stage) => {
        const picture = PNG.sync.read(await referencePicture(stage));
        const last = await stage.tab
          .locator('.page-footer')
          .evaluate((footer) => footer.getBoundingClientRect().bottom);
        expect(picture.height).toBeGreaterThan(1500);
        expect(picture.height).toBe(Math.round(last));
      });
    });

    it('is quiet where nothing has changed', async () => {
      expect(await changed(async () => {})).toBe('');
    });

    it.each<[string, () => void]>([
      ['a button that has gone', () => document.querySelector('[data-step] button[type="submit"]')?.remove()],
      [
        'a button that cannot be seen',
        () =>
          (document.querySelector('[data-step] button[type="submit"]') as HTMLElement).style.setProperty(
            'opacity',
            '0',
          ),
      ],
      [
        'a line that has moved sideways',
        () => (document.querySelector('[data-step] li label') as HTMLElement).style.setProperty('margin-left', '16px'),
      ],
      [
        'a line that has moved down',
        () =>
          (document.querySelector('[data-step] h2') as HTMLElement).style.setProperty('transform', 'translateY(12px)'),
      ],
      ['a word that has gone', () => document.querySelector('[data-step] li .tries')?.remove()],
    ])('notices %s', async (_, act) => {
      expect(await changed(({ tab }) => tab.evaluate(act))).not.toBe('');
    });

    it('does not mind letters that are drawn a little differently', async () => {
      await theatre.on(screenNamed('choose-ordinary'), async (stage) => {
        const picture = PNG.sync.read(await referencePicture(stage));
        const other = new PNG({ width: picture.width, height: picture.height });
        for (let at = 0; at < picture.data.length; at++) {
          // What stands out from its surroundings is drawn lighter and wider, as with another hinting.
          const beside = picture.data[at - 4] ?? picture.data[at] ?? 0;
          other.data[at] = at % 4 === 3 ? 255 : Math.round((picture.data[at] ?? 0) * 0.7 + beside * 0.3);
        }
        expect(compare(PNG.sync.write(picture), PNG.sync.write(other)).said).toBe('');
      });
    });

    it('says it when browser or fonts are others', () => {
      const maker = { chromium: '150', fonts: ['Noto Sans CJK JP'] };
      expect(otherMaker(maker, { ...maker })).toBe('');
      expect(otherMaker(maker, { chromium: '151', fonts: ['Unifont'] })).toMatch(/Chromium is 151.*Unifont/);
    });
  });
});
