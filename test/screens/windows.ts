import type { Browser, BrowserContext } from 'playwright-core';
import { FIXTURE_DAY } from '../support/certificate-fixture.ts';
import { watchFromWithin } from './watch.ts';

/** Functions that are run in the page, compiled by tsx for the gallery, call this helper of esbuild's. */
const NAMES = 'globalThis.__name ??= (value) => value;';

const ORDINARY_VIEW = { width: 720, height: 900 };

/**
 * Windows of one browser, each with a profile of its own, that are used one after the other: a new one costs as much as
 * loading the page. Owns: that nothing of what was done in one is left when the next has it.
 */
export class Windows {
  readonly #browser: Browser;
  readonly #free: BrowserContext[] = [];

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Without a past; of its tabs one is for nobody. */
  async take(): Promise<BrowserContext> {
    return this.#free.pop() ?? (await this.#open());
  }

  async #open(): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      viewport: ORDINARY_VIEW,
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(15_000);
    await context.clock.setFixedTime(FIXTURE_DAY);
    await context.addInitScript({ content: NAMES });
    await context.addInitScript(watchFromWithin);
    // Stays: a window ends with its last tab, and the next tab would need a new one.
    await context.newPage();
    return context;
  }

  /** `spoilt`: something was done to the window itself, such as moving its clock, and nobody else can use it. */
  async giveBack(context: BrowserContext, { spoilt }: { readonly spoilt: boolean }): Promise<void> {
    if (spoilt) {
      await context.close();
      return;
    }
    const [, ...tabs] = context.pages();
    const origins = new Set(tabs.map((tab) => new URL(tab.url()).origin).filter((origin) => origin.startsWith('http')));
    const [tab] = tabs;
    if (tab && origins.size > 0) {
      const devtools = await context.newCDPSession(tab);
      for (const origin of origins) await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    }
    await context.clearCookies();
    await Promise.all(tabs.map((each) => each.close()));
    this.#free.push(context);
  }
}
