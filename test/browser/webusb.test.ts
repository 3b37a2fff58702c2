import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../../bridge/build/build-page.ts';
import { PIN_IDS } from '../../src/card/applications.ts';
import { fromAscii, toHex } from '../../src/card/bytes.ts';
import { parseRecording } from '../../src/card/recording/parse-recording.ts';
import { RECORD } from '../../src/ui/workbench/texts.ts';
import { BridgeProcess } from '../support/bridge-process.ts';
import { bundled } from '../support/bundled.ts';
import { launchChromium } from '../support/chromium.ts';
import {
  BUTTONS,
  CHOOSER,
  EXPERIMENTAL,
  PREPARE,
  STATUS,
  STEP_TITLES,
  TITLE_WITHOUT_READER,
  usbNotice,
} from '../support/japanese.ts';
import { PinPage } from '../support/pin-page.ts';
import { StaticHost } from '../support/static-host.ts';
import { stopAll } from '../support/stop-all.ts';
import type { UsbInPage } from '../support/usb-in-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

declare global {
  interface Window {
    readonly usbInPage: UsbInPage;
  }
}

const ALL = Object.fromEntries(PIN_IDS.map((pin) => [pin, { current: CURRENT[pin], next: NEXT[pin] }]));
const AUTH = { auth: { current: CURRENT.auth, next: NEXT.auth } };

/** Real Chromium, whose `navigator.usb` is a model in the page: the chooser of a real one cannot be used by a program. */
describe('readers on USB, in the page', () => {
  let browser: Browser;
  let host: StaticHost;
  let bridge: BridgeProcess;
  let folder: string;
  let models: string;
  let context: BrowserContext | undefined;
  let page: PinPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myna-pin-page-'));
    await buildPage('static', folder);
    models = await bundled('./usb-in-page.ts');
    host = await StaticHost.start(folder);
    bridge = await BridgeProcess.start('--virtual');
    browser = await launchChromium();
  }, 120_000);
  afterAll(async () => {
    await stopAll({ stop: async () => browser?.close() }, bridge, host);
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    const faults = page?.faults ?? [];
    await context?.close();
    expect(faults).toEqual([]);
  });

  /** With the reader in its port, and nothing granted unless told. */
  async function open(plugged: string, address = host.address): Promise<PinPage> {
    context = await browser.newContext({ locale: 'ja-JP' });
    context.setDefaultTimeout(15_000);
    await context.addInitScript({ content: `${models}\n${plugged}` });
    page = await PinPage.open(context, address);
    return page;
  }

  const bridgeAddress = async () => {
    await bridge.stop();
    bridge = await BridgeProcess.start('--virtual');
    return bridge.address;
  };

  it.each([
    ['scr3310', 'SCR3310-NTTCom USB SmartCard Reader 00 00'],
    ['rc-s380', 'RC-S380/P 00 00'],
  ])('%s: chosen, and the whole job done, from any web server', async (reader, name) => {
    await open(`usbInPage.plug('${reader}'); usbInPage.insertCard()`);
    await page.heading(TITLE_WITHOUT_READER).waitFor();
    expect(await page.trialMark.count()).toBe(0);
    await page.button(CHOOSER.choose).click();
    await page.item('auth').waitFor();
    await page.status.getByText(STATUS.reader(name)).waitFor();
    await page.changeAll(ALL);
    for (const pin of PIN_IDS) expect(await page.outcome(pin)).toBe('changed');
    const pins = await page.page.evaluate((ids) => ids.map((id) => window.usbInPage.pinOf(id)), PIN_IDS);
    expect(pins).toEqual(PIN_IDS.map((pin) => NEXT[pin]));
    await expect.poll(() => page.page.evaluate(() => window.usbInPage.powered)).toBe(false);
  });

  it.each(['scr3310', 'rc-s380'])(
    '%s: beside the virtual card of the bridge, which it takes the place of',
    async (reader) => {
      await open(`usbInPage.plug('${reader}'); usbInPage.insertCard()`, await bridgeAddress());
      await page.item('auth').waitFor();
      await page.trialMark.waitFor();
      await page.button(CHOOSER.choose).click();
      await page.status.getByText(STATUS.read).waitFor();
      await page.trialMark.waitFor({ state: 'detached' });
      await page.changeAll(ALL);
      for (const pin of PIN_IDS) expect(await page.outcome(pin)).toBe('changed');
      expect(await page.page.evaluate(() => window.usbInPage.pinOf('auth'))).toBe(NEXT.auth);
    },
  );

  it('by the keyboard alone, and the focus is not lost on the way', async () => {
    await open(`usbInPage.plug('scr3310')`);
    await page.button(CHOOSER.choose).focus();
    await page.page.keyboard.press('Enter');
    await page.text(PREPARE.waiting).waitFor();
    await page.button(CHOOSER.chooseAnother).waitFor();
    await expect.poll(() => page.page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await page.page.evaluate(() => window.usbInPage.insertCard());
    await page.heading(STEP_TITLES.choose).waitFor();
    await expect.poll(() => page.page.evaluate(() => document.activeElement?.textContent)).toBe(STEP_TITLES.choose);
  });

  it('granted before: used without a click', async () => {
    await open(`usbInPage.plug('scr3310', true); usbInPage.insertCard()`);
    await page.item('auth').waitFor();
    expect(await page.trialMark.count()).toBe(0);
  });

  it('nothing chosen: said calmly, and chosen the next time', async () => {
    await open('');
    await page.button(CHOOSER.choose).click();
    await page.page.getByRole('status').getByText(usbNotice('not-found', 'linux').title).waitFor();
    expect(await page.page.getByRole('alert').getByText(/./).count()).toBe(0);
    await page.page.evaluate(() => {
      window.usbInPage.plug('scr3310');
      window.usbInPage.insertCard();
    });
    await page.button(CHOOSER.choose).click();
    await page.item('auth').waitFor();
  });

  it('a reader of the protected class: not offered, and why, with what to do', async () => {
    await open(`usbInPage.plug('protected')`);
    await page.text(CHOOSER.notListed).waitFor();
    await page.button(CHOOSER.choose).click();
    await page.page.getByRole('status').getByText(usbNotice('not-found', 'linux').title).waitFor();
    expect(await page.page.evaluate(() => window.usbInPage.opened)).toBe(false);
  });

  it('and one that was granted all the same: a sentence, no stack', async () => {
    await open(`usbInPage.plug('protected', true); usbInPage.insertCard()`);
    const { title, lines } = usbNotice('protected-class', 'linux');
    for (const line of [title, ...lines]) await page.page.getByText(line, { exact: true }).waitFor();
    await page.status.getByText(title).waitFor();
  });

  it('held by another program: which command lets it go, then it works by itself', async () => {
    await open(`usbInPage.plug('rc-s380', true); usbInPage.insertCard(); window.letGo = usbInPage.holdElsewhere()`);
    await page.text('modprobe -r port100').waitFor();
    await page.page.evaluate(() => Reflect.get(window, 'letGo')());
    await page.item('auth').waitFor();
  });

  it('試験中: before anything is typed, with a request to report', async () => {
    await open(`usbInPage.plug('rc-s300'); usbInPage.insertCard()`);
    await page.button(CHOOSER.choose).click();
    await page.item('auth').waitFor();
    await page.status.getByText(EXPERIMENTAL.mark).waitFor();
    for (const line of EXPERIMENTAL.lines) await page.text(line).waitFor();
    await page.changeAll(AUTH);
    expect(await page.outcome('auth')).toBe('changed');
  });

  it('unplugged in the middle of a change: chosen again, and found out', async () => {
    await open(`usbInPage.plug('scr3310'); usbInPage.insertCard()`);
    await page.button(CHOOSER.choose).click();
    await page.item('auth').waitFor();
    await page.prepare(AUTH);
    await page.page.evaluate(() => {
      window.usbInPage.cutOff = true;
    });
    await page.button(BUTTONS.change).click();
    await page.heading(STEP_TITLES.recover).waitFor();
    await page.text(CHOOSER.gone).waitFor();
    expect(await page.trialMark.count()).toBe(0);
    await page.page.evaluate(() => {
      window.usbInPage.forget();
      window.usbInPage.plug('scr3310');
      window.usbInPage.insertCard();
    });
    await page.button(CHOOSER.chooseAgain).click();
    await page.heading(STEP_TITLES.result).waitFor();
    expect(await page.outcome('auth')).toBe('changed');
  });

  it('the virtual card is for the asking, and nobody gets it unasked', async () => {
    await open(`usbInPage.plug('scr3310')`);
    await page.heading(TITLE_WITHOUT_READER).waitFor();
    expect(await page.trialMark.count()).toBe(0);
    await page.button(CHOOSER.startTrial).click();
    await page.trialMark.waitFor();
    await page.item('auth').waitFor();
    await page.button(CHOOSER.choose).click();
    await page.trialMark.waitFor({ state: 'detached' });
    await page.text(PREPARE.waiting).waitFor();
  });

  it('is recorded in the workbench like any other, without a PIN', async () => {
    await open(`usbInPage.plug('scr3310'); usbInPage.insertCard()`, `${host.address}?dev`);
    await page.button(CHOOSER.choose).click();
    await page.item('auth').waitFor();
    await page.button(RECORD.start).click();
    await page.status.getByText(STATUS.read).waitFor();
    await page.changeAll(AUTH);
    await page.button(RECORD.stop).click();
    const [download] = await Promise.all([page.page.waitForEvent('download'), page.button(RECORD.save).click()]);
    const text = await readFile(await download.path(), 'utf8');
    const { entries } = parseRecording(text);
    expect(entries.filter(({ kind }) => kind === 'command').length).toBeGreaterThan(5);
    for (const pin of [CURRENT.auth, NEXT.auth]) expect(text).not.toContain(toHex(fromAscii(pin)));
    expect(text).toMatch(/PIN/i);
  });

  it('is let go of when the page goes', async () => {
    await open(`usbInPage.plug('rc-s380', true); usbInPage.insertCard()`);
    await page.item('auth').waitFor();
    expect(await page.page.evaluate(() => window.usbInPage.opened)).toBe(true);
    await page.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    await expect.poll(() => page.page.evaluate(() => window.usbInPage.opened)).toBe(false);
    expect(await page.page.evaluate(() => window.usbInPage.powered)).toBe(false);
  });
});
