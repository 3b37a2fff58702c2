import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { type PageFile, readPageFiles } from '../../bridge/http/page-files.ts';
import { bundled } from '../support/bundled.ts';
import { launchChromium } from '../support/chromium.ts';
import type { Screen } from './screen.ts';
import { type Scenery, Stage } from './stage.ts';
import { Windows } from './windows.ts';

const PAGE_FOLDER = fileURLToPath(new URL('../../dist/page', import.meta.url));

/** What all stages of one run share: the browser, the built page, the models of USB readers. */
export class Theatre implements Scenery {
  readonly browser: Browser;
  readonly windows: Windows;
  readonly usbModels: string;
  readonly pageFolder: string;
  readonly files: ReadonlyMap<string, PageFile>;

  private constructor(browser: Browser, usbModels: string, pageFolder: string) {
    this.browser = browser;
    this.windows = new Windows(browser);
    this.usbModels = usbModels;
    this.pageFolder = pageFolder;
    // Once, so that a page that is built anew meanwhile never mixes with this one.
    this.files = readPageFiles(pageFolder);
  }

  /** `pageFolder`: the built page. */
  static async open(pageFolder = PAGE_FOLDER): Promise<Theatre> {
    const usbModels = await bundled('./usb-in-page.ts');
    return new Theatre(await launchChromium(), usbModels, pageFolder);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** Brings a screen up and lets `work` look at it. */
  async on<T>(screen: Screen, work: (stage: Stage) => Promise<T>): Promise<T> {
    const stage = new Stage(this);
    try {
      await screen.show(stage);
      // What was pressed last is not what is to be looked at.
      await stage.tab.mouse.move(0, 0);
      await stage.quiet();
      return await work(stage);
    } finally {
      await stage.close();
    }
  }
}
