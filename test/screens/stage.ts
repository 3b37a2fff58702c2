import type { BrowserContext, Clock, Page } from 'playwright-core';
import type { PageFile } from '../../bridge/http/page-files.ts';
import type { OfficeNow } from '../../bridge/office/office-file.ts';
import { type BridgeServer, startBridgeServer } from '../../bridge/server.ts';
import { OfficeJournalBench } from '../../bridge/testing/office-journal-bench.ts';
import { PageInNode } from '../../bridge/testing/page-in-node.ts';
import { JournalError, type JournalProblem } from '../../src/journal/journal-error.ts';
import type { Hello } from '../../src/readers/bridge/protocol.ts';
import type { VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import { LANGUAGES, type Language } from '../../src/texts/language.ts';
import { FIXTURE_DAY } from '../support/certificate-fixture.ts';
import { PinPage } from '../support/pin-page.ts';
import { StaticHost } from '../support/static-host.ts';
import { stopAll } from '../support/stop-all.ts';
import { READER, StagedDriver } from './staged-driver.ts';
import type { Said } from './watch.ts';
import type { Windows } from './windows.ts';

/** Nothing that is held still may be given back for being idle. */
const FOR_EVER_MS = 86_400_000;

/** What stages share. */
export interface Scenery {
  readonly windows: Windows;
  /** The script of the models of USB readers. */
  readonly usbModels: string;
  /** The built page: its folder, and its files as the bridge has them. */
  readonly pageFolder: string;
  readonly files: ReadonlyMap<string, PageFile>;
}

/** How a page is opened. */
export interface Opening {
  /** In the one reader before the page is opened; left out, the reader is empty. */
  readonly card?: VirtualCardProfile;
  /** Names of the readers; one unless told. */
  readonly readers?: readonly string[];
  readonly pcsc?: Hello['pcsc'];
  readonly installCommand?: string;
  /** Which address a person opens: the one with the secret, a bad one, or that of a bridge whose cards another tab has. */
  readonly address?: 'right' | 'without secret' | 'wrong secret' | 'used secret' | 'in another tab';
  /** Who hands out the page: the bridge, or any web server that knows nothing of cards. */
  readonly host?: 'bridge' | 'web server';
  /** `none`: a browser without WebUSB. Any other text is a script that is run after the models of `usb-in-page.ts`. */
  readonly usb?: 'none' | { readonly script: string };
  /** What the browser says of its system, in place of the truth. */
  readonly platform?: 'Linux' | 'Windows' | 'macOS' | 'Chrome OS';
  /** What the bridge says of its office. */
  readonly office?: OfficeNow;
  /** Why nothing can be recorded, where that has to be. */
  readonly journal?: JournalProblem;
  /** When it is; the day of the test certificates unless told. */
  readonly at?: Date;
  /** What was recorded before. */
  readonly recorded?: (bench: OfficeJournalBench) => void;
  /** Run before the page's own scripts. */
  readonly script?: string;
}

/** A control that holds something a person would lose. */
export interface FieldState {
  readonly type: string;
  readonly value: string;
  readonly checked: boolean;
}

/**
 * One page in real Chromium and everything around it that a screen needs: the real bridge, in this process, on virtual
 * readers. Owns: bringing the page up, languages, themes and sizes, which are changed in place. Does not own: what is on it.
 */
export class Stage {
  readonly driver = new StagedDriver();
  readonly #scenery: Scenery;
  readonly #ends: { stop(): Promise<void> }[] = [];
  #bridge: BridgeServer | undefined;
  #context: BrowserContext | undefined;
  #page: PinPage | undefined;
  #journal: OfficeJournalBench | undefined;
  #speakAnew: ((language: Language) => Promise<void>) | undefined;
  #spoilt = false;

  constructor(scenery: Scenery) {
    this.#scenery = scenery;
  }

  get page(): PinPage {
    if (!this.#page) throw new Error('no page is open');
    return this.#page;
  }

  get journal(): OfficeJournalBench {
    if (!this.#journal) throw new Error('there is no journal');
    return this.#journal;
  }

  get tab(): Page {
    return this.page.page;
  }

  /** Of the page; once it was moved, nobody else can use its window. */
  get clock(): Clock {
    this.#spoilt = true;
    return this.tab.clock;
  }

  async open({
    card,
    readers = [READER],
    pcsc = 'available',
    installCommand,
    address = 'right',
    host = 'bridge',
    usb,
    platform,
    script,
    office,
    journal,
    at = FIXTURE_DAY,
    recorded,
  }: Opening = {}): Promise<PinPage> {
    for (const reader of readers) this.driver.readers.plugIn(reader);
    if (card) this.driver.insert(card);
    this.#context = await this.#scenery.windows.take();
    if (at !== FIXTURE_DAY) {
      this.#spoilt = true;
      await this.#context.clock.setFixedTime(at);
    }
    if (office) this.#keepJournal(office, journal, at);
    if (this.#journal) recorded?.(this.#journal);
    const url =
      host === 'bridge' ? await this.#startBridge(pcsc, installCommand, address, office) : await this.#startHost();
    this.#page = await PinPage.open(this.#context, url, async (tab) => {
      if (platform) await tab.addInitScript(saysPlatform, platform);
      if (usb === 'none') await tab.addInitScript(withoutUsb);
      else if (usb) await tab.addInitScript({ content: `${this.#scenery.usbModels}\n${usb.script}` });
      if (script) await tab.addInitScript({ content: script });
    });
    return this.#page;
  }

  /** A real one, in a folder that goes with the stage. */
  #keepJournal({ settings }: OfficeNow, problem: JournalProblem | undefined, at: Date): void {
    const bench = new OfficeJournalBench();
    bench.settings = settings;
    bench.now = at;
    if (problem) {
      bench.open = () => {
        throw new JournalError(problem);
      };
    }
    this.#journal = bench;
    this.#ends.push({ stop: () => bench.end() });
  }

  async #startBridge(
    pcsc: Hello['pcsc'],
    installCommand: string | undefined,
    address: Opening['address'],
    office: OfficeNow | undefined,
  ): Promise<string> {
    this.#bridge = await startBridgeServer({
      driver: this.driver,
      describe: () => ({ pcsc, ...(installCommand ? { installCommand } : {}) }),
      files: this.#scenery.files,
      ...(office ? { office: async () => office, journal: this.#journal?.office } : {}),
      idleMs: FOR_EVER_MS,
    });
    const bridge = this.#bridge;
    switch (address) {
      case 'without secret':
        return `${bridge.origin}/`;
      case 'wrong secret':
        return `${bridge.address.slice(0, -4)}0000`;
      case 'used secret':
        (await new PageInNode(bridge).connect()).close();
        return bridge.address;
      case 'in another tab': {
        const other = new PageInNode(bridge);
        const link = await other.connect();
        this.#ends.push({ stop: async () => link.close() });
        const [name = '', value = ''] = other.cookie.split('=');
        await this.#context?.addCookies([{ name, value, url: bridge.origin }]);
        return `${bridge.origin}/`;
      }
      default:
        return bridge.address;
    }
  }

  async #startHost(): Promise<string> {
    const host = await StaticHost.start(this.#scenery.pageFolder);
    this.#ends.push(host);
    return host.address;
  }

  /** The bridge ends while the page is open; what the page would try next does not happen, and it stays as it is. */
  async loseBridge(): Promise<void> {
    // Nobody hands out other languages then.
    for (const language of (await this.languages()).toReversed()) await this.speak(language);
    await this.standStill();
    this.driver.end();
    await this.#bridge?.close();
    this.#bridge = undefined;
  }

  /** What live regions said since this was last asked, or since the page was opened. */
  said(): Promise<Said[]> {
    return this.tab.evaluate(() => window.said.splice(0));
  }

  /** From now on no timer of a second or more goes off in the page: what it says of this moment stays. */
  async standStill(): Promise<void> {
    await this.tab.evaluate(() => Reflect.set(window, 'standsStill', true));
  }

  /** A screen without a choice of the language is brought up by `show` in another one. */
  speaksAnew(show: (language: Language) => Promise<void>): void {
    this.#speakAnew = show;
  }

  /** Languages that the page offers, as BCP 47 tags, Japanese first; of a screen that has all at once, that one. */
  async languages(): Promise<string[]> {
    if (this.#speakAnew) return Object.values(LANGUAGES).map(({ tag }) => tag);
    if ((await this.#languageChooser.count()) === 0) return ['ja'];
    return this.#languageChooser
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLElement).lang));
  }

  /** In place, as a person does it; an open dialog keeps people from it, and not this. */
  async speak(language: string): Promise<void> {
    if (this.#speakAnew) return this.#showIn(language);
    // All at once.
    if ((await this.#languageChooser.count()) === 0) return;
    await this.#languageChooser.evaluate(async (chooser, wanted) => {
      const list = chooser as HTMLSelectElement;
      list.selectedIndex = [...list.options].findIndex(({ lang }) => lang === wanted);
      list.dispatchEvent(new Event('input', { bubbles: true }));
      list.dispatchEvent(new Event('change', { bubbles: true }));
      // Its words may come from the server; what they change is on screen one frame later.
      for (let frame = 0; frame < 1000 && document.documentElement.lang !== wanted; frame++) {
        await new Promise(requestAnimationFrame);
      }
      if (document.documentElement.lang !== wanted) throw new Error(`the page does not speak ${wanted}`);
      await new Promise(requestAnimationFrame);
    }, language);
  }

  async #showIn(tag: string): Promise<void> {
    const language = (Object.keys(LANGUAGES) as Language[]).find((each) => LANGUAGES[each].tag === tag);
    await this.#speakAnew?.(language as Language);
    await this.quiet();
    // It came up as a new page, and what it said of that is not of the switch.
    await this.said();
  }

  async theme(theme: 'light' | 'dark'): Promise<void> {
    await this.tab.emulateMedia({ colorScheme: theme });
  }

  async size(view: { readonly width: number; readonly height: number }): Promise<void> {
    await this.tab.setViewportSize(view);
    await this.settle();
  }

  /** Until what was asked for is on screen. */
  async settle(): Promise<void> {
    await this.tab.evaluate(
      () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
    );
  }

  /** Until nothing moves any more by itself, or nothing but a clock. */
  async quiet(): Promise<void> {
    await this.tab.evaluate(async () => {
      const [PAUSE_MS, PAUSES, LONGEST] = [50, 3, 20];
      let [before, same] = ['', 0];
      for (let turn = 0; same < PAUSES && turn < LONGEST; turn++) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        const now = document.body.innerText;
        same = now === before ? same + 1 : 0;
        before = now;
      }
    });
    await this.settle();
  }

  /** What a person typed and chose, without the language. */
  fields(): Promise<FieldState[]> {
    return this.tab.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')]
        .filter((field) => !field.querySelector('option[lang="en"]') && !field.closest('.sheet-languages'))
        .map((field) => ({
          type: field.type,
          value: field instanceof HTMLSelectElement ? String(field.selectedIndex) : field.value,
          checked: field instanceof HTMLInputElement && field.checked,
        })),
    );
  }

  get #languageChooser() {
    return this.tab.locator('select:has(option[lang="en"])');
  }

  async close(): Promise<void> {
    this.driver.end();
    const context = this.#context;
    this.#context = undefined;
    await stopAll(
      { stop: async () => context && this.#scenery.windows.giveBack(context, { spoilt: this.#spoilt }) },
      { stop: async () => this.#bridge?.close() },
      ...this.#ends,
    );
  }
}

function withoutUsb(): void {
  Object.defineProperty(navigator, 'usb', { value: undefined });
}

function saysPlatform(platform: string): void {
  Object.defineProperty(navigator, 'userAgentData', { value: { platform, brands: [], mobile: false } });
}
