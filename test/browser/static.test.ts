import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/texts/language.ts';
import { OFFERED } from '../../src/ui/language.ts';
import { BridgeProcess } from '../support/bridge-process.ts';
import { launchChromium } from '../support/chromium.ts';
import { CHOOSER } from '../support/japanese.ts';
import { PinPage } from '../support/pin-page.ts';
import { runProgram } from '../support/run-program.ts';
import { StaticHost } from '../support/static-host.ts';
import { stopAll } from '../support/stop-all.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

const BUILD = fileURLToPath(new URL('../../bridge/build/static.ts', import.meta.url));
const TITLE = 'マイナンバーカードの暗証番号変更';
const NEW_TITLE = '新しい版';

/** The build that any web server can hand out, in real Chromium: no bridge is behind it. */
describe('the static build', () => {
  let folder: string;
  let browser: Browser;
  let host: StaticHost;
  let context: BrowserContext;
  const elsewhere: string[] = [];
  const pages: PinPage[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-static-'));
    const { code, text } = await runProgram(process.execPath, ['--import', 'tsx', BUILD, folder], 60_000);
    if (code !== 0) throw new Error(text);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    host = await StaticHost.start(folder, '/pin/');
    context = await browser.newContext({ locale: 'ja-JP' });
    context.setDefaultTimeout(15_000);
    elsewhere.length = 0;
    context.on('request', (request) => {
      if (!request.url().startsWith(host.address)) elsewhere.push(request.url());
    });
  });
  afterEach(async () => {
    await context.close();
    await host.stop();
    const faults = pages.splice(0).flatMap((page) => page.faults);
    expect(faults).toEqual([]);
    expect(elsewhere).toEqual([]);
  });

  /** On the virtual card, which here has to be asked for: a real reader may be plugged in at any time. */
  async function open(): Promise<PinPage> {
    const page = await PinPage.open(context, host.address);
    pages.push(page);
    await page.button(CHOOSER.startTrial).click();
    await page.item('auth').waitFor();
    return page;
  }

  /** Once the service worker has everything that it keeps. */
  async function openKept(): Promise<PinPage> {
    const page = await open();
    await page.page.evaluate(() => navigator.serviceWorker.ready);
    await page.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    return page;
  }

  async function changeAuth(page: PinPage): Promise<void> {
    await page.changeAll({ auth: { current: CURRENT.auth, next: NEXT.auth } });
    expect(await page.outcome('auth')).toBe('changed');
  }

  it('changes a PIN of the virtual card, under the policy of the page, from a folder of its own', async () => {
    const page = await open();
    const policy = page.page.locator('meta[http-equiv="Content-Security-Policy"]');
    expect(await policy.getAttribute('content')).toMatch(/default-src 'none'.*require-trusted-types-for 'script'/);
    await changeAuth(page);
    expect(host.takeRequests().filter((request) => !request.startsWith('GET /pin/'))).toEqual([]);
  });

  it('refuses what its policy forbids', async () => {
    const { page } = await open();
    const outcomes = await page.evaluate(async () => {
      const attempts: Record<string, () => unknown> = {
        'markup from text': () => {
          document.createElement('div').innerHTML = '<p>';
        },
        'another worker': () => navigator.serviceWorker.register('other.js'),
        'another policy': () => Reflect.get(window, 'trustedTypes').createPolicy('other', {}),
        'the network': () => fetch('http://127.0.0.1:1/'),
      };
      const refused: string[] = [];
      for (const [name, attempt] of Object.entries(attempts)) {
        try {
          await attempt();
        } catch {
          refused.push(name);
        }
      }
      return refused;
    });
    expect(outcomes).toEqual(['markup from text', 'another worker', 'another policy', 'the network']);
    // They are what this test is about.
    await expect.poll(() => pages[0]?.faults.filter((fault) => fault.startsWith('CSP')).length).toBe(outcomes.length);
    for (const each of pages) each.faults.length = 0;
    elsewhere.length = 0;
  });

  it('can be installed: its manifest and icons are found', async () => {
    const { page } = await open();
    const devtools = await context.newCDPSession(page);
    const { errors } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // A window without a past cannot install anything; nothing else may be wrong.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  });

  it('once loaded works without the network', async () => {
    const { page } = await openKept();
    await page.close();
    await host.stop();
    await context.setOffline(true);
    const again = await open();
    expect(again.page.url()).toBe(host.address);
    await changeAuth(again);
  });

  it('has every language without the network, also those that were never chosen', async () => {
    const { page } = await openKept();
    await host.stop();
    await context.setOffline(true);
    for (const language of OFFERED) {
      const { name, tag } = LANGUAGES[language];
      await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: name });
      await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(tag);
    }
  });

  it('keeps the files of the build and nothing of a card', async () => {
    const page = await openKept();
    await changeAuth(page);
    const kept = await page.page.evaluate(async () => {
      const urls: string[] = [];
      for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname);
      }
      return urls.sort();
    });
    expect(kept).toEqual(filesOf(folder).map((path) => `/pin/${path}`));
  });

  it('a new version is there at a later load, and the old files are gone', async () => {
    const { page } = await openKept();
    host.publish(folder, newVersion(folder));
    await page.reload();
    expect(await page.title()).toBe(TITLE);
    await waitingWorker(page);
    await expectNewAtNextLoads(page);
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(1);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting)).toBe(null);
  });

  it('a new version does not come in the middle of a change: not in this tab, not through another one', async () => {
    const page = await openKept();
    await page.prepare({ auth: { current: CURRENT.auth, next: NEXT.auth } });
    host.publish(folder, newVersion(folder));
    const other = await open();
    await waitingWorker(other.page);
    await other.page.reload();
    await other.button(CHOOSER.startTrial).waitFor();
    expect(await other.page.title()).toBe(TITLE);
    await page.change();
    expect(await page.outcome('auth')).toBe('changed');
    expect(await page.page.title()).toBe(TITLE);
    await other.page.close();
    await expectNewAtNextLoads(page.page);
  });

  it('does not keep the files of two versions that a host hands out at once', async () => {
    host.publish(folder, { '/': readFileSync(join(folder, 'index.html'), 'utf8').replace(TITLE, NEW_TITLE) });
    const { page } = await open();
    const registrations = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    await expect.poll(registrations, { timeout: 15_000 }).toBe(0);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBe(null);
    // Chromium notes the files that do not fit their hash.
    for (const each of pages) each.faults.length = 0;
  });

  it('is there although a program on its port takes connections and never answers', async () => {
    await host.stop();
    host = await StaticHost.start(folder);
    const { page } = await openKept();
    await page.close();
    const { port } = host;
    await host.stop();
    const mute = createServer();
    await new Promise<void>((resolve) => mute.listen(port, '127.0.0.1', resolve));
    const connections = new Set<Socket>();
    mute.on('connection', (connection) => connections.add(connection));
    try {
      await changeAuth(await open());
      expect(connections.size).toBeGreaterThan(0);
    } finally {
      mute.close();
      for (const connection of connections) connection.destroy();
    }
  });

  it('gives way to a bridge that has its port now', async () => {
    await host.stop();
    host = await StaticHost.start(folder);
    const { page } = await openKept();
    await page.close();
    const { port } = host;
    await host.stop();
    const bridge = await BridgeProcess.start('--virtual', '--port', String(port));
    try {
      const served = await PinPage.open(context, bridge.address);
      pages.push(served);
      await served.item('auth').waitFor();
      const { page: fromBridge } = served;
      await expect.poll(() => fromBridge.locator('meta[http-equiv]').count()).toBe(0);
      expect(new URL(fromBridge.url()).hash).toBe('');
      const left = await fromBridge.evaluate(async () => ({
        controlled: navigator.serviceWorker.controller !== null,
        registrations: (await navigator.serviceWorker.getRegistrations()).length,
        caches: await caches.keys(),
      }));
      expect(left).toEqual({ controlled: false, registrations: 0, caches: [] });
      elsewhere.length = 0;
    } finally {
      await stopAll(bridge);
    }
  });
});

/** Waits until a new version was downloaded and is ready. */
async function waitingWorker(page: Page): Promise<void> {
  const state = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state ?? 'none');
  await expect.poll(state, { timeout: 15_000 }).toBe('installed');
}

/**
 * The next load, mostly; a tab that was closed, or this page as it was before, may count as another one for a moment, and on a
 * busy machine the worker may take longer than the page waits for it.
 */
async function expectNewAtNextLoads(page: Page): Promise<void> {
  const nextLoad = () => page.reload().then(() => page.title());
  await expect.poll(nextLoad, { timeout: 30_000, interval: 1_000 }).toBe(NEW_TITLE);
}

/** The list in the service worker of a build. */
function filesOf(folder: string): readonly string[] {
  const [list = '{}'] = /\{"[^}]+"sha256-[^}]+\}/.exec(worker(folder)) ?? [];
  return Object.keys(JSON.parse(list))
    .map((path) => path.replace('./', ''))
    .sort();
}

function worker(folder: string): string {
  return readFileSync(join(folder, 'service-worker.js'), 'utf8');
}

/** The files that differ in a build whose page has another title. */
function newVersion(folder: string): Record<string, string> {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const newPage = page.replace(TITLE, NEW_TITLE);
  const hash = (text: string) => createHash('sha256').update(text).digest('base64');
  const newWorker = worker(folder)
    .replace(hash(page), hash(newPage))
    .replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"');
  return { '/': newPage, '/index.html': newPage, '/service-worker.js': newWorker };
}
