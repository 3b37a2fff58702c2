import { html, render } from 'lit';
import { say, words } from '../language.ts';

/** Long enough for a screen reader to say one character. */
const CHARACTER_MS = 900;
/** How long the last one stays. */
const STAY_MS = 5000;

/**
 * Spells what stands in a field, on request: one character after the other into a live region, and soon nothing any more.
 * Owns: what is in `list`, and its timers. Does not own: the text: each character is read from the field when its turn comes,
 * so nothing of it is held here.
 */
export class ReadBack {
  readonly #list: () => HTMLElement | null;
  readonly #read: () => string;
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #at = 0;

  constructor(list: () => HTMLElement | null, read: () => string, changed: () => void) {
    this.#list = list;
    this.#read = read;
    this.#changed = changed;
  }

  get running(): boolean {
    return this.#timer !== undefined;
  }

  start(): void {
    this.stop();
    this.#next();
    this.#changed();
  }

  /** At once; nothing of it is left. */
  stop(): void {
    if (!this.running) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#at = 0;
    this.#list()?.replaceChildren();
    this.#changed();
  }

  /** The same in another language. */
  spellAnew(): void {
    if (!this.running) return;
    const list = this.#list();
    list?.replaceChildren();
    for (const character of Array.from(this.#read()).slice(0, this.#at)) list?.append(spell(character));
  }

  #next(): void {
    const character = Array.from(this.#read())[this.#at];
    const list = this.#list();
    if (character === undefined || !list) {
      this.#timer = setTimeout(() => this.stop(), STAY_MS);
      return;
    }
    this.#at++;
    list.append(spell(character));
    this.#timer = setTimeout(() => this.#next(), CHARACTER_MS);
  }
}

function spell(character: string): HTMLLIElement {
  const item = document.createElement('li');
  const name = characterName(character);
  render(html`<span class="spelt-character" aria-hidden="true">${character}</span><span>${say(name)}</span>`, item);
  return item;
}

function characterName(character: string): string {
  const { characters, otherCharacter } = words().typing.readBack;
  return (characters as Readonly<Record<string, string>>)[character.toUpperCase()] ?? otherCharacter;
}
