/** A browser that shows the page. */
export interface WatchedBrowser {
  /** Resolves when it is gone. Never rejects. */
  readonly ended: Promise<void>;
  /** Ends it, and resolves when it is gone. Never rejects. */
  end(): Promise<void>;
}

/** Why a browser is started anew. */
export type BrowserLoss =
  /** It ended, or could not be started. */
  | 'browser-ended'
  /** It runs, and its page has left the bridge, since it has crashed, or says nothing to it any more, since it hangs. */
  | 'page-gone';

export interface KioskWatchOptions {
  /** Starts a browser with an address that has not been used. Throws where that is not possible. */
  readonly start: () => WatchedBrowser;
  readonly lost?: (loss: BrowserLoss, nextInMs: number) => void;
  /** Milliseconds that a page has to come to the bridge in, from the start of its browser. */
  readonly startMs?: number;
  /** Milliseconds that it may be away; between two visits it is loaded anew. */
  readonly awayMs?: number;
  /** Milliseconds that it may say nothing; a page says something several times in that time (`SIGN_OF_LIFE_MS`). */
  readonly silentMs?: number;
  /** Milliseconds that a page has to be there before its browser counts as one that works. */
  readonly steadyMs?: number;
}

/** From one attempt to the next, in milliseconds: the first at once, as most crashes are chance. */
const PAUSES_MS: readonly number[] = [0, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

/**
 * Keeps a browser on the screen: one that ends, or whose page is not at the bridge, is ended and started again, with longer
 * pauses while it fails. Owns: its timers, and the one browser. Does not own: how a browser is started, the bridge.
 */
export class KioskWatch {
  readonly #options: Required<KioskWatchOptions>;
  #browser: WatchedBrowser | undefined;
  /** Runs until the page has to be there. */
  #patience: NodeJS.Timeout | undefined;
  /** Runs until the page has to say something. */
  #silence: NodeJS.Timeout | undefined;
  #steady: NodeJS.Timeout | undefined;
  #pause: NodeJS.Timeout | undefined;
  #failures = 0;
  #stopped = false;
  #pageThere = false;
  /** What is going on, one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: KioskWatchOptions) {
    this.#options = {
      lost: () => {},
      startMs: 60_000,
      awayMs: 10_000,
      silentMs: 150_000,
      steadyMs: 60_000,
      ...options,
    };
  }

  start(): void {
    if (this.#stopped) return;
    let browser: WatchedBrowser;
    try {
      browser = this.#options.start();
    } catch {
      this.#again('browser-ended');
      return;
    }
    this.#browser = browser;
    this.#pageThere = false;
    this.#waitForPage(this.#options.startMs);
    void browser.ended.then(() => this.#lose('browser-ended', browser));
  }

  /** To be told whenever the page comes to the bridge, says something to it, or leaves it. */
  pageIs(there: boolean): void {
    const browser = this.#browser;
    if (this.#stopped || !browser) return;
    clearTimeout(this.#silence);
    if (there) this.#silence = this.#listen(browser);
    if (there === this.#pageThere) return;
    this.#pageThere = there;
    clearTimeout(this.#steady);
    if (there) {
      clearTimeout(this.#patience);
      this.#steady = setTimeout(() => {
        this.#failures = 0;
      }, this.#options.steadyMs);
    } else {
      this.#waitForPage(this.#options.awayMs);
    }
  }

  /** Ends the browser, and starts no other. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of [this.#patience, this.#silence, this.#steady, this.#pause]) clearTimeout(timer);
    const browser = this.#browser;
    this.#browser = undefined;
    await Promise.all([browser?.end(), this.#work]);
  }

  /** After a time in which this program itself was busy or asleep, what has arrived meanwhile is read before it is judged. */
  #listen(browser: WatchedBrowser): NodeJS.Timeout {
    const silence = setTimeout(() => {
      setImmediate(() => {
        if (silence === this.#silence) this.#lose('page-gone', browser);
      });
    }, this.#options.silentMs);
    return silence;
  }

  #waitForPage(milliseconds: number): void {
    clearTimeout(this.#patience);
    const browser = this.#browser as WatchedBrowser;
    this.#patience = setTimeout(() => this.#lose('page-gone', browser), milliseconds);
  }

  #lose(loss: BrowserLoss, browser: WatchedBrowser): void {
    if (this.#stopped || browser !== this.#browser) return;
    this.#browser = undefined;
    for (const timer of [this.#patience, this.#silence, this.#steady]) clearTimeout(timer);
    this.#silence = undefined;
    // There is never another one before this one is gone.
    this.#work = browser.end().then(() => this.#again(loss));
  }

  #again(loss: BrowserLoss): void {
    if (this.#stopped) return;
    const pause = PAUSES_MS[Math.min(this.#failures++, PAUSES_MS.length - 1)] as number;
    this.#options.lost(loss, pause);
    this.#pause = setTimeout(() => this.start(), pause);
  }
}
