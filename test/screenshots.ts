import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { OPEN, VIEW } from '../src/ui/workbench/texts.ts';
import { BridgeProcess } from './support/bridge-process.ts';
import { launchChromium } from './support/chromium.ts';
import { PinPage } from './support/pin-page.ts';

/** `npm run screenshots`: the pictures of the README, from the virtual card. */
const FOLDER = fileURLToPath(new URL('../fixtures/screenshots/', import.meta.url));

const SIZE = { width: 720, height: 900 };

await mkdir(FOLDER, { recursive: true });
const bridge = await BridgeProcess.start('--virtual');
const browser = await launchChromium();
try {
  const context = await browser.newContext({ locale: 'ja-JP', viewport: SIZE });
  const page = await PinPage.open(context, bridge.address);
  const take = async (name: string) => {
    // As long as the page is: what stays at an edge of the screen covers nothing.
    await page.page.setViewportSize(SIZE);
    const height = await page.page.evaluate(() => document.body.scrollHeight);
    await page.page.setViewportSize({ ...SIZE, height });
    await page.page.evaluate(() => window.scrollTo(0, 0));
    await page.page.screenshot({ path: `${FOLDER}${name}.png` });
  };
  await page.item('auth').waitFor();
  await page.checkbox('sign').check();
  await page.checkbox('auth').check();
  await take('1-choose');
  await page.button('次へ').click();
  await page.type('sign', { current: 'ABC123', next: 'K7RV92QX' });
  await page.type('auth', { current: '1234', next: '7294' });
  await take('2-type');
  await page.confirm();
  await take('3-confirm');
  await page.change();
  await take('4-result');
  await context.close();

  const wide = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1200, height: 3600 } });
  const bench = await PinPage.open(wide, bridge.address.replace('/#', '/?dev#'));
  await bench.page.getByLabel(OPEN.library).first().selectOption('command-line-change-all-four.apdu');
  await bench.page.getByRole('button', { name: VIEW.nextNotable }).click();
  await bench.page
    .locator('section.bench-part')
    .first()
    .screenshot({ path: `${FOLDER}5-workbench.png` });
} finally {
  await browser.close();
  await bridge.stop();
}
