import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STAFF } from '../src/ui/counter/staff-words.ts';
import { OPEN, VIEW } from '../src/ui/workbench/texts.ts';
import { BridgeProcess } from './support/bridge-process.ts';
import { launchChromium } from './support/chromium.ts';
import { CounterPage } from './support/counter-page.ts';
import { BUTTONS, VISIT } from './support/japanese.ts';
import { PinPage } from './support/pin-page.ts';

/** `npm run screenshots`: the pictures of the README, from the virtual card. */
const FOLDER = fileURLToPath(new URL('../fixtures/screenshots/', import.meta.url));

const EXAMPLE = new URL('../fixtures/offices/example.json', import.meta.url);

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

  await takeCounter();
} finally {
  await browser.close();
  await bridge.stop();
}

/** The example office with a counter, whose clerk goes through the second visit of a proxy. */
async function takeCounter(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'myna-pin-screenshots-'));
  const office = join(folder, 'office.json');
  const settings = JSON.parse(readFileSync(EXAMPLE, 'utf8'));
  writeFileSync(office, JSON.stringify({ ...settings, kiosk: { ...settings.kiosk, mode: 'counter' } }));
  const desk = await BridgeProcess.start('--virtual', '--office', office, '--journal', join(folder, 'journal.sqlite'));
  try {
    const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 960 } });
    const counter = new CounterPage(await PinPage.open(context, desk.address));
    const { page, tab } = counter;
    const take = async (name: string) => {
      await tab.mouse.move(0, 0);
      await page.trialMark.waitFor();
      await tab.screenshot({ path: `${FOLDER}${name}.png` });
    };
    await counter.open();
    await take('6-counter-kind');
    await counter.choose('legal-representative');
    await counter.bring({ card: 1, 'second-document': 1 });
    await take('7-counter-documents');
    await page.button(STAFF.documents.back).click();
    await counter.apply('self');
    await counter.heading(STAFF.turn.title).waitFor();
    await take('8-counter-turn');
    await tab.getByRole('button', { name: VISIT.quit }).click();
    await counter.nextPerson();
    await counter.apply('proxy-second');
    await counter.tickSteps();
    await page.openTrialTools();
    await page.button(BUTTONS.insertCard).click();
    await page.openTrialTools();
    await page.button(STAFF.envelope.start).click();
    await page.choose('auth');
    await counter.enter('auth', { current: '1234', next: '7294' }, 1);
    await page.button(BUTTONS.next).click();
    await tab.getByText(STAFF.entry.second.title).waitFor();
    await take('9-counter-entry');
  } finally {
    await desk.stop();
    rmSync(folder, { recursive: true });
  }
}
