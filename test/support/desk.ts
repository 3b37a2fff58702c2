import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import { BridgeProcess } from './bridge-process.ts';
import { CardProcess } from './card-process.ts';
import { launchChromium } from './chromium.ts';
import { Pcscd } from './pcscd.ts';
import { PinPage } from './pin-page.ts';
import { stopAll } from './stop-all.ts';
import type { Slot } from './vpcd-slot.ts';

/** What a person has in front of them: a card, the PC/SC service, the bridge and a browser. */
export class Desk {
  readonly pcscd: Pcscd;
  readonly card: CardProcess;
  readonly #browser: Browser;
  /** Of its windows, beside that they are Japanese. */
  readonly #window: BrowserContextOptions;
  #bridge: BridgeProcess | undefined;
  #flags = '';
  #context: BrowserContext | undefined;
  /** Of this test. */
  readonly #pages: PinPage[] = [];

  private constructor(pcscd: Pcscd, card: CardProcess, browser: Browser, window: BrowserContextOptions) {
    this.pcscd = pcscd;
    this.card = card;
    this.#browser = browser;
    this.#window = window;
  }

  static async start(window: BrowserContextOptions = {}): Promise<Desk> {
    const pcscd = await Pcscd.start();
    let card: CardProcess | undefined;
    try {
      card = await CardProcess.start();
      return new Desk(pcscd, card, await launchChromium(), window);
    } catch (error) {
      await stopAll(card, pcscd);
      throw error;
    }
  }

  async stop(): Promise<void> {
    await stopAll({ stop: () => this.#browser.close() }, this.#bridge, this.card, this.pcscd);
  }

  /**
   * Closes the tabs of a test, takes the cards away and starts the service again where it was ended; bridge and window stay
   * for the next one. Resolves with what went wrong behind the scenes of its pages.
   */
  async closeTabs(): Promise<string[]> {
    const faults = this.#pages.splice(0).flatMap((page) => page.faults);
    const [, tab, ...others] = this.#context?.pages() ?? [];
    await tab?.evaluate(() => localStorage.clear());
    if (!this.pcscd.running) await this.pcscd.start();
    await Promise.all([this.#takeCardsOut(), ...[tab, ...others].map((each) => each?.close())]);
    return faults;
  }

  async #takeCardsOut(): Promise<void> {
    await this.card.remove(0);
    await this.card.remove(1);
    await this.pcscd.untilEmpty();
  }

  /** Puts a card in before or while a page is open; the page tells when it has seen it. */
  async insert(profile: VirtualCardProfile, slot: Slot = 0): Promise<void> {
    await this.card.insert(profile, slot);
  }

  /** Starts the bridge and opens its page in a window without a past; `flags` are for the bridge. */
  async open(...flags: string[]): Promise<PinPage> {
    await this.#context?.close();
    await this.#bridge?.stop();
    this.#bridge = await BridgeProcess.start(...flags);
    this.#flags = flags.join(' ');
    this.#context = await this.#browser.newContext({ locale: 'ja-JP', ...this.#window });
    this.#context.setDefaultTimeout(15_000);
    // Stays: a window ends with its last tab, and the next test would need a new one.
    await this.#context.newPage();
    return this.#opened(this.#context, this.#bridge.address);
  }

  /** Another tab of the same window. */
  async openTab(): Promise<PinPage> {
    if (!this.#context || !this.#bridge) throw new Error('no window is open');
    return this.#opened(this.#context, `${new URL(this.#bridge.address).origin}/`);
  }

  async #opened(context: BrowserContext, address: string): Promise<PinPage> {
    const page = await PinPage.open(context, address);
    this.#pages.push(page);
    return page;
  }

  /** A tab of the window that is open; where there is none with such a bridge, both are started. */
  async openPage(...flags: string[]): Promise<PinPage> {
    const fits = this.#context && this.#bridge?.running && this.#flags === flags.join(' ');
    return fits ? this.openTab() : this.open(...flags);
  }

  /** The bridge dies, and can clean up nothing. */
  async crashBridge(): Promise<void> {
    await this.#bridge?.crash();
  }

  async stopBridge(): Promise<void> {
    await this.#bridge?.stop();
  }
}
