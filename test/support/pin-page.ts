import type { BrowserContext, Locator, Page } from 'playwright-core';
import { PINS, type PinId } from '../../src/card/applications.ts';
import type { PinOutcome } from '../../src/card/pin-job.ts';
import { FIELDS, TRIAL, WORDS } from './japanese.ts';

export interface Typed {
  readonly current?: string;
  readonly next?: string;
  /** As `next` when left out. */
  readonly repeat?: string;
}

export const FIELD = FIELDS;

/**
 * The page as a person uses it: found by role and name alone, so that whatever a test reaches is there for a screen reader
 * too. `faults` collects what went wrong behind the scenes: violations of the Content Security Policy and script errors.
 */
export class PinPage {
  readonly page: Page;
  readonly faults: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  /** `prepare` is given the tab before it goes anywhere. */
  static async open(
    context: BrowserContext,
    address: string,
    prepare: (tab: Page) => Promise<void> = async () => {},
  ): Promise<PinPage> {
    const page = await context.newPage();
    await prepare(page);
    const pinPage = new PinPage(page);
    await page.exposeFunction('noteViolation', (text: string) => pinPage.faults.push(text));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        Reflect.get(window, 'noteViolation')(`CSP violation: ${effectiveDirective} ${blockedURI}`);
      });
    });
    page.on('pageerror', (error) => pinPage.faults.push(error.message));
    page.on('console', (message) => {
      // An answer such as 401 is for the page to explain; Chromium notes it as an error as well.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        pinPage.faults.push(message.text());
      }
    });
    await page.goto(address);
    await pinPage.#isShown();
    return pinPage;
  }

  /** A page that somebody else has opened, in a browser of theirs: violations of the policy are not seen there. */
  static async shown(page: Page): Promise<PinPage> {
    const pinPage = new PinPage(page);
    page.on('pageerror', (error) => pinPage.faults.push(error.message));
    await pinPage.#isShown();
    return pinPage;
  }

  async #isShown(): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: 'マイナンバーカードの暗証番号変更' }).waitFor();
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, exact: true });
  }

  text(text: string | RegExp): Locator {
    return this.page.getByText(text).first();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The list item of a PIN, in the overview and in the result. */
  item(pin: PinId): Locator {
    return this.page.getByRole('listitem', { name: PINS[pin].name, exact: true });
  }

  /** What the result says of a PIN. */
  async outcome(pin: PinId): Promise<PinOutcome> {
    const text = (await this.item(pin).textContent()) ?? '';
    const said = (Object.keys(WORDS.outcomes) as PinOutcome[]).filter((outcome) =>
      text.includes(WORDS.outcomes[outcome]),
    );
    if (said.length !== 1) throw new Error(`not one outcome: ${text}`);
    return said[0] as PinOutcome;
  }

  checkbox(pin: PinId): Locator {
    return this.page.getByRole('checkbox', { name: PINS[pin].name, exact: true });
  }

  group(pin: PinId): Locator {
    return this.page.getByRole('group', { name: PINS[pin].name, exact: true });
  }

  field(pin: PinId, name: keyof typeof FIELD): Locator {
    return this.group(pin).getByLabel(FIELD[name], { exact: true });
  }

  /** Reader and card. */
  get status(): Locator {
    return this.page.getByRole('status').first();
  }

  get trialMark(): Locator {
    return this.page.getByText('お試し（仮想カード）', { exact: true });
  }

  /** What can be done with the virtual card is folded away. */
  async openTrialTools(): Promise<void> {
    await this.page.getByText(TRIAL.tools, { exact: true }).click();
  }

  /** Ticks the PINs and goes on to the form. */
  async choose(...pins: readonly PinId[]): Promise<void> {
    for (const pin of pins) await this.checkbox(pin).check();
    await this.button('次へ').click();
    for (const pin of pins) await this.group(pin).waitFor();
  }

  async type(pin: PinId, { current, next, repeat = next }: Typed): Promise<void> {
    if (current !== undefined) await this.field(pin, 'current').fill(current);
    if (next !== undefined) await this.field(pin, 'next').fill(next);
    if (repeat !== undefined) await this.field(pin, 'repeat').fill(repeat);
  }

  /** From the form to the confirmation. */
  async confirm(): Promise<void> {
    await this.button('次へ').click();
    await this.button('変更する').waitFor();
  }

  /** From the overview to the confirmation. */
  async prepare(wishes: Readonly<Partial<Record<PinId, Typed>>>): Promise<void> {
    const pins = Object.keys(wishes) as PinId[];
    await this.choose(...pins);
    for (const pin of pins) await this.type(pin, wishes[pin] ?? {});
    await this.confirm();
  }

  /** From the confirmation to the result. */
  async change(): Promise<void> {
    await this.button('変更する').click();
    try {
      await this.heading('結果').waitFor();
    } catch (error) {
      throw new Error(`the change came to no result; the page says:\n${await this.page.locator('main').innerText()}`, {
        cause: error,
      });
    }
  }

  /** The whole job. */
  async changeAll(wishes: Readonly<Partial<Record<PinId, Typed>>>): Promise<void> {
    await this.prepare(wishes);
    await this.change();
  }

  /** A lost connection is noted by Chromium at every attempt to restore it: no fault of the page. */
  forgetLostConnections(): void {
    this.faults.splice(0, this.faults.length, ...this.faults.filter((fault) => !fault.includes('WebSocket')));
  }

  /** Ends the WebSockets of the page from within, under the feet of its scripts. */
  async cutSockets(): Promise<void> {
    const devtools = await this.page.context().newCDPSession(this.page);
    const { result: prototype } = await devtools.send('Runtime.evaluate', { expression: 'WebSocket.prototype' });
    const { objects } = await devtools.send('Runtime.queryObjects', {
      prototypeObjectId: prototype.objectId as string,
    });
    await devtools.send('Runtime.callFunctionOn', {
      objectId: objects.objectId as string,
      functionDeclaration: 'function () { for (const socket of this) socket.close(); }',
    });
    await devtools.detach();
  }

  /** Everything the page holds that somebody could read later. */
  async everythingReadable(): Promise<string> {
    const cookies = await this.page.context().cookies();
    const held = await this.page.evaluate(() => {
      const parts: string[] = [location.href, document.title, JSON.stringify(history.state)];
      const walk = (root: Document | ShadowRoot) => {
        parts.push(root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
        for (const element of root.querySelectorAll('*')) {
          if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) parts.push(element.value);
          if (element.shadowRoot) walk(element.shadowRoot);
        }
      };
      walk(document);
      for (const storage of [localStorage, sessionStorage]) parts.push(JSON.stringify(storage));
      return parts.join('\n');
    });
    // Random numbers of lit's own, and the port, may have the digits of a PIN in them.
    const readable = `${held}\n${JSON.stringify(cookies.map(({ name }) => name))}`;
    return readable.replaceAll(/lit\$\d+\$|(?<=127\.0\.0\.1:|myna-pin-)\d+/g, '');
  }
}
