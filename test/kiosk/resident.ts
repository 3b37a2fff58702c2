import type { PinId } from '../../src/card/applications.ts';

/** Where the screen of a kiosk is; a step of the job by its own name. */
export type Place =
  | 'attract'
  | 'attract: preparing'
  | 'attract: trouble'
  | 'language'
  | 'thanks'
  | 'failed'
  | 'nothing'
  | (string & {});

export interface ResidentWish {
  readonly pin: PinId;
  readonly current: string;
  readonly next: string;
}

export interface Visit {
  /** Which of the languages, from 0. */
  readonly language: number;
  readonly wishes: readonly ResidentWish[];
  /** The card is the virtual one, and lies beside the reader. */
  readonly virtual: boolean;
}

/** A resident, from within the page, as `window.resident`: found by marks of the page, since the language may be any. */
export interface Resident {
  at(): Place;
  begin(): Promise<void>;
  chooseLanguage(index: number): Promise<void>;
  /** Onto the virtual reader, or off it. */
  moveCard(): Promise<void>;
  /** From the choice to the form, with everything typed. */
  type(wishes: readonly ResidentWish[]): Promise<void>;
  /** From the form to the confirmation. */
  confirm(): Promise<void>;
  press(): void;
  /** What became of each PIN, once that is on the screen. */
  outcomes(): Promise<Readonly<Record<string, string>>>;
  finish(): Promise<void>;
  /** From the last screen to the first one of a new page: this one is gone then. */
  back(): void;
  /** All of it but the last. */
  visit(visit: Visit): Promise<Readonly<Record<string, string>>>;
}

declare global {
  interface Window {
    resident: Resident;
  }
}

const LONGEST_MS = 20_000;

const find = <E extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<E>(selector);

/** As soon as it is there; a change of the page is what is waited for. */
function until<T>(what: string, look: () => T | null | undefined | false): Promise<T> {
  return new Promise((resolve, reject) => {
    const observer = new MutationObserver(check);
    const timer = setTimeout(() => end(() => reject(new Error(`${what}, at ${window.resident.at()}`))), LONGEST_MS);
    function end(act: () => void) {
      observer.disconnect();
      clearTimeout(timer);
      act();
    }
    function check() {
      const found = look();
      if (found) end(() => resolve(found));
    }
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    check();
  });
}

const appears = (selector: string) => until(`waits for ${selector}`, () => find(selector));
const step = (name: string) => appears(`[data-step="${name}"]`);

async function press(selector: string): Promise<void> {
  (await appears(selector)).click();
}

function fill(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

window.resident = {
  at() {
    if (find('.attract')) {
      if (find('.attract-button')) return 'attract';
      return find('.attract-trouble') ? 'attract: trouble' : 'attract: preparing';
    }
    if (find('.languages')) return 'language';
    if (find('.visit-end')) return 'thanks';
    if (find('.visit-screen')) return 'failed';
    return find('[data-step]')?.dataset['step'] ?? 'nothing';
  },
  begin: () => press('.attract-button'),
  async chooseLanguage(index) {
    await appears('.languages');
    (document.querySelectorAll<HTMLElement>('.languages button')[index] as HTMLElement).click();
    await appears('[data-step]');
  },
  async moveCard() {
    const tools = (await appears('.trial-region details')) as HTMLDetailsElement;
    tools.open = true;
    await press('.trial-region .button-quiet');
  },
  async type(wishes) {
    await step('choose');
    for (const { pin } of wishes) (await appears(`#pin-${pin}`)).click();
    await press('[data-step="choose"] button[type="submit"]');
    await step('type');
    for (const { pin, current, next } of wishes) {
      for (const [name, text] of [
        ['current', current],
        ['next', next],
        ['repeat', next],
      ] as const) {
        const input = await until(`waits for ${pin}/${name}`, () =>
          find<HTMLInputElement>(`pin-field[data-key="${pin}/${name}"] input`),
        );
        fill(input, text);
      }
    }
  },
  async confirm() {
    await press('[data-step="type"] button[type="submit"]');
    await step('confirm');
  },
  press: () => find('[data-step="confirm"] .button-main')?.click(),
  async outcomes() {
    await step('result');
    const results = [...document.querySelectorAll('.result')];
    return Object.fromEntries(
      results.map((result) => [
        result.getAttribute('aria-labelledby')?.replace('result-name-', ''),
        /result-(changed|unchanged|half-changed|unknown|costly)/.exec(result.className)?.[1],
      ]),
    );
  },
  async finish() {
    await press('[data-step="result"] > .buttons button');
    await appears('.visit-end');
  },
  back: () => find('.visit-end .button-main')?.click(),
  async visit({ language, wishes, virtual }) {
    const { resident } = window;
    await resident.begin();
    await resident.chooseLanguage(language);
    if (virtual) await resident.moveCard();
    await resident.type(wishes);
    await resident.confirm();
    resident.press();
    const outcomes = await resident.outcomes();
    if (virtual) await resident.moveCard();
    await resident.finish();
    return outcomes;
  },
};
