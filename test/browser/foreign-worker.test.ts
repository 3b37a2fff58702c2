import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BridgeProcess } from '../support/bridge-process.ts';
import { launchChromium } from '../support/chromium.ts';
import { ForeignProgram } from '../support/foreign-program.ts';
import { CHOOSER, OBSTACLES } from '../support/japanese.ts';
import { PinPage } from '../support/pin-page.ts';
import { stopAll } from '../support/stop-all.ts';

const { title, lines } = OBSTACLES['foreign-worker'];

/** The bridge on a port that another program had before, whose service worker is still in the browser. */
describe('a service worker of another program', () => {
  let browser: Browser;
  let context: BrowserContext;
  let foreign: Page;
  let bridge: BridgeProcess;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'ja-JP' });
    context.setDefaultTimeout(15_000);
    const program = await ForeignProgram.start();
    foreign = await context.newPage();
    await foreign.goto(program.address);
    await foreign.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    await program.stop();
    bridge = await BridgeProcess.start('--virtual', '--port', String(program.port));
  });
  afterEach(async () => {
    await context.close();
    await stopAll(bridge);
  });

  /** The secret works once, in one browser. */
  async function expectSecretUnused(): Promise<void> {
    const elsewhere = await browser.newContext({ locale: 'ja-JP' });
    elsewhere.setDefaultTimeout(15_000);
    try {
      await (await PinPage.open(elsewhere, bridge.address)).item('auth').waitFor();
    } finally {
      await elsewhere.close();
    }
  }

  async function expectRefusal({ page }: PinPage): Promise<void> {
    await page.getByText(title, { exact: true }).waitFor();
    for (const line of lines) expect(await page.getByText(line, { exact: true }).count()).toBe(1);
    // Nothing to go on with: neither a USB reader nor the virtual card.
    for (const name of [CHOOSER.choose, CHOOSER.chooseAnother, CHOOSER.startTrial]) {
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    }
    expect(new URL(page.url()).hash).toBe('');
    await expectSecretUnused();
    expect(await page.getByText(title, { exact: true }).count()).toBe(1);
  }

  it('is left, and the page works as ever, once nobody keeps it', async () => {
    await foreign.close();
    const page = await PinPage.open(context, bridge.address);
    await page.item('auth').waitFor();
    const left = await page.page.evaluate(async () => ({
      controlled: navigator.serviceWorker.controller !== null,
      registrations: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect(left).toEqual({ controlled: false, registrations: 0 });
    expect(page.faults).toEqual([]);
  });

  it('that comes back is not let near the secret: the page says why it does not connect, and does not load for ever', async () => {
    // It is quicker than the page, which might otherwise be done before it is there.
    await context.addInitScript(() => {
      const { getRegistrations } = ServiceWorkerContainer.prototype;
      ServiceWorkerContainer.prototype.getRegistrations = async function () {
        while (!this.controller) await new Promise((resolve) => setTimeout(resolve, 10));
        return getRegistrations.call(this);
      };
    });
    await expectRefusal(await PinPage.open(context, bridge.address));
  });

  it('that the browser does not give up is not let near the secret', async () => {
    await foreign.close();
    await context.addInitScript(() => {
      ServiceWorkerRegistration.prototype.unregister = async () => false;
    });
    await expectRefusal(await PinPage.open(context, bridge.address));
  });
});
