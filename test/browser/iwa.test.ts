import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../../bridge/build/build-page.ts';
import { launchWithApp } from '../support/chromium.ts';
import { CHOOSER } from '../support/japanese.ts';
import { PinPage } from '../support/pin-page.ts';
import { StaticHost } from '../support/static-host.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

/** The contents of the bundle as an Isolated Web App in real Chromium. */
describe('the Isolated Web App', () => {
  let folder: string;
  let host: StaticHost;
  let context: BrowserContext;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-iwa-'));
    await buildPage('iwa', join(folder, 'page'));
    host = await StaticHost.start(join(folder, 'page'));
    context = await launchWithApp(host.address, join(folder, 'profile'));
    context.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await context?.close();
    await host?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** In developer mode the address is made up at the installation; this page of the browser knows it. */
  async function address(): Promise<string> {
    const page = await context.newPage();
    const find = async () => {
      await page.goto('chrome://web-app-internals/');
      // Locators see into shadow roots, and wait for what the page is still writing.
      const text = page.getByText(/isolated-app:\/\/[a-z0-9]{56}/).last();
      const said = await text.textContent({ timeout: 3_000 }).catch(() => '');
      return /isolated-app:\/\/[a-z0-9]{56}/.exec(said ?? '')?.[0] ?? '';
    };
    await expect.poll(find, { timeout: 30_000 }).not.toBe('');
    const found = await find();
    await page.close();
    return `${found}/`;
  }

  it('changes a PIN of the virtual card, isolated, with every USB reader within its reach, and no service worker', async () => {
    const page = await PinPage.open(context, await address());
    const powers = await page.page.evaluate(() => ({
      isolated: crossOriginIsolated,
      usb: Reflect.get(document, 'featurePolicy').allowsFeature('usb-unrestricted'),
    }));
    expect(powers).toEqual({ isolated: true, usb: true });
    await page.button(CHOOSER.startTrial).click();
    await page.item('auth').waitFor();
    await page.changeAll({ auth: { current: CURRENT.auth, next: NEXT.auth } });
    expect(await page.outcome('auth')).toBe('changed');
    expect(await page.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    // `smart-card` is known on ChromeOS alone.
    expect(page.faults.filter((fault) => !fault.includes("Unrecognized feature: 'smart-card'"))).toEqual([]);
  });
});
