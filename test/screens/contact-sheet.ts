import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { Places } from './places.ts';
import type { Screen } from './screen.ts';

/** A picture that was taken, by its path in the gallery. */
export interface Taken {
  readonly screen: Screen;
  readonly language: string;
  readonly look: string;
  readonly file: string;
}

/** Pixels that a picture is wide on a sheet. */
const COLUMN = 340;

const STYLE = `
  body { margin: 16px; font: 14px sans-serif; background: #ddd; color: #000 }
  h1, h2 { font-size: 18px; margin: 0 0 8px }
  .row { display: flex; gap: 12px; align-items: flex-start; margin-bottom: 24px }
  figure { margin: 0; width: ${COLUMN}px; flex: none }
  img { width: 100%; display: block; box-shadow: 0 0 3px #0008; background: #fff }
`;

/** Rows of a sheet, by the looks in them; the last has all that is in no other. */
const ROWS: readonly (readonly [name: string, has: (look: string) => boolean])[] = [
  ['light', (look) => look === 'light'],
  ['dark', (look) => look === 'dark'],
  ['widths', (look) => look !== 'light' && look !== 'dark'],
];

/** Writes one page with everything, for a browser, and pictures of its rows: each screen with all languages side by side. */
export async function writeContactSheets(browser: Browser, folder: string, taken: readonly Taken[]): Promise<void> {
  const screens = [...new Set(taken.map(({ screen }) => screen))];
  const rowsOf = (screen: Screen) =>
    ROWS.map(([name, has]) => ({ name, row: taken.filter((one) => one.screen === screen && has(one.look)) }))
      .filter(({ row }) => row.length > 0)
      .map(({ name, row }) => ({ name, html: `<div class="row">${row.map(figure).join('')}</div>` }));
  const titled = (screen: Screen, rows: string) =>
    `<section id="${screen.name}"><h2>${screen.name} — ${escaped(screen.situation)}</h2>${rows}</section>`;
  const links = screens.map(({ name }) => `<a href="#${name}">${name}</a>`).join(' · ');
  const all = screens.map((screen) =>
    titled(
      screen,
      rowsOf(screen)
        .map(({ html }) => html)
        .join(''),
    ),
  );
  await writeFile(join(folder, 'index.html'), page(`<h1>Every screen</h1><p>${links}</p>${all.join('')}`));
  const places = new Places(3);
  await Promise.all(
    screens.map((screen) =>
      places.take(async () => {
        const file = join(folder, screen.name, 'sheet.html');
        const tab = await browser.newPage({ viewport: { width: 800, height: 600 } });
        for (const { name, html } of rowsOf(screen)) {
          await writeFile(file, page(titled(screen, html.replaceAll(`${screen.name}/`, ''))));
          await tab.goto(pathToFileURL(file).href, { waitUntil: 'load' });
          const width = await tab.evaluate(() => document.documentElement.scrollWidth);
          await tab.setViewportSize({ width: width + 16, height: 600 });
          await tab.screenshot({ path: join(folder, `${screen.name}.${name}.png`), fullPage: true });
        }
        await tab.close();
        await rm(file);
      }),
    ),
  );
}

function figure({ language, look, file }: Taken): string {
  return `<figure><figcaption>${language} · ${look}</figcaption><a href="${file}"><img src="${file}" alt=""></a></figure>`;
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>myna-pin: gallery</title><style>${STYLE}</style>${body}</html>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
