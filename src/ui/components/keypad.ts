import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { icon } from './icons.ts';
import { type Content, LightElement } from './light-element.ts';

const DIGITS = [...'1234567890'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** A press on the keypad; `key` is one character, or `Backspace` or `Clear` as in the UI Events KeyboardEvent key values. */
export class KeypadEvent extends Event {
  readonly key: string;

  constructor(key: string) {
    super('key');
    this.key = key;
  }
}

/**
 * Keys for those without a keyboard, or with one of another layout. Owns: the order of its keys, and the arrow keys that move
 * among them; it is one stop of the Tab key. Does not own: the field it types into: each press is one `KeypadEvent`, and
 * nothing of what was typed stays here.
 *
 * The focus stays where it is when a key is pressed by mouse or finger.
 */
@customElement('myna-keypad')
export class MynaKeypad extends LightElement {
  /** Letters are capitals: only the password of 署名用 has any. */
  @property({ type: Boolean }) letters = false;
  /** A new order of digits, and of letters, each time the keypad appears: what is pressed cannot be told from where. */
  @property({ type: Boolean }) shuffle = false;
  /** The name of the group of keys. */
  @property() label = '';
  @property() backspaceLabel = '';
  /** Stands on its key; the others have pictures or one character. */
  @property() clearLabel: Content = '';

  @state() private keys: readonly string[] = [];
  /** Which key the Tab key goes to. */
  @state() private stop = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#arrange();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && (changed.has('letters') || changed.has('shuffle'))) this.#arrange();
  }

  protected override render() {
    const last = this.keys.length;
    return html`
      <div
        class="keypad keypad-${this.letters ? 'letters' : 'digits'}"
        role="group"
        aria-label=${this.label}
        @mousedown=${(event: Event) => event.preventDefault()}
        @keydown=${this.#move}
        @focusin=${this.#remember}
      >
        ${this.keys.map((key, index) => this.#key(index, key, key, html`${key}`))}
        ${this.#key(last, 'Clear', '', html`<span class="keypad-word">${this.clearLabel}</span>`)}
        ${this.#key(last + 1, 'Backspace', this.backspaceLabel, icon('backspace'))}
      </div>
    `;
  }

  #key(index: number, key: string, label: string, face: unknown) {
    return html`<button
      type="button"
      class="keypad-key keypad-${key.length > 1 ? key.toLowerCase() : 'character'}"
      tabindex=${index === this.stop ? 0 : -1}
      aria-label=${label || nothing}
      @click=${() => this.dispatchEvent(new KeypadEvent(key))}
    >
      ${face}
    </button>`;
  }

  #arrange(): void {
    const order = (keys: readonly string[]) => (this.shuffle ? shuffled(keys) : keys);
    this.keys = [...order(DIGITS), ...(this.letters ? order(LETTERS) : [])];
    this.stop = 0;
  }

  #buttons(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('button')];
  }

  #remember(event: FocusEvent): void {
    this.stop = Math.max(0, this.#buttons().indexOf(event.target as HTMLElement));
  }

  #move(event: KeyboardEvent): void {
    const next = target(event.key, this.#buttons(), event.target as HTMLElement);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

/** Where an arrow key, Home or End leads: by where the keys are on screen, since their columns change with the room. */
function target(key: string, keys: readonly HTMLElement[], from: HTMLElement): HTMLElement | undefined {
  const at = keys.indexOf(from);
  switch (key) {
    case 'ArrowLeft':
      return keys[at - 1];
    case 'ArrowRight':
      return keys[at + 1];
    case 'ArrowUp':
      return nearest(keys.slice(0, at).reverse(), from);
    case 'ArrowDown':
      return nearest(keys.slice(at + 1), from);
    case 'Home':
      return keys[0];
    case 'End':
      return keys.at(-1);
    default:
      return undefined;
  }
}

/** The key of the next row that is closest; `keys` begin with the one beside `from`. */
function nearest(keys: readonly HTMLElement[], from: HTMLElement): HTMLElement | undefined {
  const middle = (key: HTMLElement) => key.offsetLeft + key.offsetWidth / 2;
  const distance = (key: HTMLElement) => Math.abs(middle(key) - middle(from));
  const row = keys.find((key) => key.offsetTop !== from.offsetTop)?.offsetTop;
  const inRow = keys.filter((key) => key.offsetTop === row);
  return inRow.sort((one, other) => distance(one) - distance(other))[0];
}

function shuffled(keys: readonly string[]): string[] {
  const random = crypto.getRandomValues(new Uint32Array(keys.length));
  return keys
    .map((key, index) => ({ key, place: random[index] ?? 0 }))
    .sort((one, other) => one.place - other.place)
    .map(({ key }) => key);
}
