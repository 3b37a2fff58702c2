import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { StaticHost } from '../support/static-host.ts';

const SAMPLE = fileURLToPath(new URL('components/', import.meta.url));
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let folder: string;
let host: StaticHost;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'myna-pin-components-'));
  const output = { outDir: folder, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 };
  await build({ configFile: false, root: SAMPLE, base: './', logLevel: 'warn', build: output });
  host = await StaticHost.start(folder);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await page?.context().close();
  page = await open();
});

async function open(theme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({
    locale: 'ja-JP',
    colorScheme: theme,
    viewport: { width: 720, height: 900 },
  });
  const opened = await context.newPage();
  faults = [];
  opened.on('pageerror', (error) => faults.push(error.message));
  opened.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await opened.goto(`${host.address}index.html`);
  await opened.getByRole('button', { name: '次へ' }).waitFor();
  return opened;
}

const key = (name: string) =>
  page.getByRole('group', { name: '数字のキー', exact: true }).getByRole('button', { name, exact: true });
const isFocused = (element: ReturnType<Page['locator']>) =>
  expect.poll(() => element.evaluate((one) => one === document.activeElement)).toBe(true);

describe('the keypad', () => {
  it('types, takes back and clears, by mouse, without taking the focus from the field', async () => {
    const field = page.getByLabel('新しい番号');
    await field.focus();
    for (const digit of '0705') await key(digit).click();
    expect(await field.inputValue()).toBe('0705');
    await isFocused(field);
    await key('1文字消す').click();
    expect(await field.inputValue()).toBe('070');
    await key('すべて消す').click();
    expect(await field.inputValue()).toBe('');
  });

  it('is one stop of the Tab key, and the arrow keys move along its rows and columns', async () => {
    await page.getByLabel('新しい番号').focus();
    await page.keyboard.press('Tab');
    await isFocused(key('1'));
    for (const [press, name] of [
      ['ArrowRight', '2'],
      ['ArrowDown', '5'],
      ['ArrowDown', '8'],
      ['ArrowDown', '0'],
      ['ArrowUp', '8'],
      ['ArrowLeft', '7'],
      ['ArrowUp', '4'],
      ['End', '1文字消す'],
      ['Home', '1'],
    ] as const) {
      await page.keyboard.press(press);
      await isFocused(key(name));
    }
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    expect(await page.getByLabel('新しい番号').inputValue()).toBe('11');
    await page.keyboard.press('Tab');
    await isFocused(page.getByRole('checkbox').first());
  });

  it('has every key once in an order that is not the alphabet’s when it shuffles', async () => {
    const keys = await page.getByRole('group', { name: '英字と数字のキー' }).getByRole('button').allTextContents();
    const characters = keys.map((text) => text.trim()).filter((text) => text.length === 1);
    const ordinary = '1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    expect([...characters].sort().join('')).toBe([...ordinary].sort().join(''));
    expect(characters.join('')).not.toBe(ordinary);
  });

  it.each([320, 720, 1080])('has keys of 44 px or more on a screen of %i px', async (width) => {
    await page.setViewportSize({ width, height: 1920 });
    const sizes = await page.locator('.keypad-key').evaluateAll((keys) =>
      keys.map((one) => {
        const { width, height, right } = one.getBoundingClientRect();
        return { short: Math.min(width, height), inside: right <= innerWidth };
      }),
    );
    expect(Math.min(...sizes.map(({ short }) => short))).toBeGreaterThanOrEqual(width === 1080 ? 56 : 44);
    expect(sizes.every(({ inside }) => inside)).toBe(true);
  });
});

describe('the dialog', () => {
  const opener = () => page.getByRole('button', { name: '困ったときは' });
  const dialog = () => page.getByRole('dialog', { name: '困ったときは' });

  it('begins at its heading, and gives the focus back when Escape closes it', async () => {
    await opener().click();
    await isFocused(dialog().getByRole('heading'));
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await isFocused(opener());
  });

  it('closes by its button, and opens again', async () => {
    for (const _ of ['once', 'again']) {
      await opener().click();
      await dialog().getByRole('button', { name: '閉じる' }).click();
      await dialog().waitFor({ state: 'hidden' });
      await isFocused(opener());
    }
  });

  it('stays open when somebody presses beside it, and Tab does not reach the page behind', async () => {
    await opener().click();
    await page.mouse.click(5, 5);
    expect(await dialog().isVisible()).toBe(true);
    for (let press = 0; press < 6; press++) {
      await page.keyboard.press('Tab');
      const behind = await page.evaluate(
        () => document.activeElement?.closest('main') && !document.activeElement.closest('dialog'),
      );
      expect(behind).toBeFalsy();
    }
  });

  it('closes without a fault when what opened it is gone', async () => {
    await opener().click();
    await dialog().getByRole('button', { name: '見出しを変える' }).click();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    expect(faults).toEqual([]);
  });

  it('can be read to its end on a small screen', async () => {
    await page.setViewportSize({ width: 320, height: 256 });
    await opener().click();
    const box = await dialog().boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 320 && box.height <= 256).toBe(true);
    expect(await dialog().evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  });
});

describe('the field', () => {
  it('tells its support text, and then what is wrong', async () => {
    const field = page.getByLabel('新しい番号', { exact: true });
    expect(await described(field)).toEqual(['数字4けた']);
    expect(await field.getAttribute('aria-invalid')).toBe('false');
    // Enter submits by the native button inside the component.
    await field.press('Enter');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    expect(await described(field)).toEqual(['数字4けた', '4けたの数字を入力してください。']);
  });
});

describe('the checkbox', () => {
  it('is ticked by its label, and describes itself', async () => {
    const box = page.getByRole('checkbox', { name: '間違えるとロックされることを確認しました', exact: true });
    await page.getByText('間違えるとロックされることを確認しました').click();
    expect(await box.isChecked()).toBe(true);
    expect(await described(box)).toEqual(['続けるときは、チェックを入れてください。']);
  });
});

describe('step navigation', () => {
  it('says which step is current, in the list and in words', async () => {
    expect(await page.locator('[aria-current="step"]').textContent()).toContain('選ぶ');
    expect(await page.getByRole('listitem').filter({ hasText: '準備' }).textContent()).toContain('（完了）');
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.getByText('全4ステップ中 2').isVisible()).toBe(true);
  });
});

describe('a notice', () => {
  it('goes when it is closed', async () => {
    const notice = page.locator('#notice-closing');
    await notice.getByRole('button', { name: '閉じる' }).click();
    await notice.waitFor({ state: 'detached' });
  });
});

async function described(element: ReturnType<Page['locator']>): Promise<(string | undefined)[]> {
  return element.evaluate((one) =>
    (one.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent?.trim()),
  );
}

describe('the theme', () => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const LIGHT = 'rgb(255, 255, 255)';

  it('is the one that was chosen, and the system’s where none was', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await background()).not.toBe(LIGHT);
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
    expect(await background()).toBe(LIGHT);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
    expect(await background()).not.toBe(LIGHT);
  });
});

describe.each(['light', 'dark'] as const)('all components, %s', (theme) => {
  it('give axe nothing to find, with the dialog closed and open', async () => {
    await page.context().close();
    page = await open(theme);
    await page.addScriptTag({ path: AXE });
    expect(await axeFinds()).toEqual([]);
    await page.getByRole('button', { name: '次へ' }).click();
    await page.getByRole('button', { name: '困ったときは' }).click();
    expect(await axeFinds()).toEqual([]);
    expect(faults).toEqual([]);
  });
});

/** Rule and element of each violation. */
function axeFinds(): Promise<string[]> {
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, 'axe').run();
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
      nodes.map(({ html }) => `${id}: ${html}`),
    );
  });
}
