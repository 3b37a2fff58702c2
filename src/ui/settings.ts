import * as v from 'valibot';

const THEMES = ['auto', 'light', 'dark'] as const;

/** `always`: it comes with the field that has the focus, and the keyboard of a touch screen stays away. */
const KEYPAD_USES = ['on-request', 'always'] as const;

export type Theme = (typeof THEMES)[number];
export type KeypadUse = (typeof KEYPAD_USES)[number];

const KEY = 'myna-pin.settings';

/** What cannot be read, of an older page or made by hand, is as if it had never been chosen. */
const Choices = v.object({
  theme: v.optional(v.fallback(v.picklist(THEMES), 'auto'), 'auto'),
  keypad: v.optional(v.fallback(v.picklist(KEYPAD_USES), 'on-request'), 'on-request'),
  /** The keys of the keypad lie in a new order each time. */
  shuffle: v.optional(v.fallback(v.boolean(), false), false),
});

export type Choices = Readonly<v.InferOutput<typeof Choices>>;

/** Before anything was chosen, where no office has other wishes. */
const ORDINARY = v.getDefaults(Choices) as Choices;

/**
 * How a person wants the page to look and to be used. Owns: keeping it from one visit to the next. Does not own: what follows
 * from it; `change` tells of each change. Where storage is switched off a choice lasts as long as the page.
 */
export class Settings extends EventTarget {
  readonly #storage: () => Pick<Storage, 'getItem' | 'setItem'>;
  #ordinary = ORDINARY;
  #shared = false;
  #choices = ORDINARY;

  constructor(storage: () => Pick<Storage, 'getItem' | 'setItem'>) {
    super();
    this.#storage = storage;
    this.begin({});
  }

  get theme(): Theme {
    return this.#choices.theme;
  }

  get keypad(): KeypadUse {
    return this.#choices.keypad;
  }

  get shuffle(): boolean {
    return this.#choices.shuffle;
  }

  /**
   * What holds until a person chooses something else; called once, before anything is shown. `shared`: every visit is another
   * person's, and nothing is kept for the next.
   */
  begin(ordinary: Partial<Choices>, { shared = false } = {}): void {
    this.#ordinary = { ...ORDINARY, ...ordinary };
    this.#shared = shared;
    const stored = shared ? {} : this.#stored();
    this.#choices = v.parse(Choices, { ...this.#ordinary, ...(isObject(stored) ? stored : {}) });
    this.dispatchEvent(new Event('change'));
  }

  /** Goes back to that. */
  reset(): void {
    this.choose(this.#ordinary);
  }

  choose(choices: Partial<Choices>): void {
    this.#choices = { ...this.#choices, ...choices };
    if (!this.#shared) this.#store();
    this.dispatchEvent(new Event('change'));
  }

  #store(): void {
    try {
      this.#storage().setItem(KEY, JSON.stringify(this.#choices));
    } catch {
      // Switched off, or full.
    }
  }

  #stored(): unknown {
    try {
      return JSON.parse(this.#storage().getItem(KEY) ?? '{}');
    } catch {
      return {};
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const settings = new Settings(() => localStorage);

/** Shows the page in the theme that was chosen, from now on. */
export function followTheme(): void {
  const show = () => {
    const { dataset } = document.documentElement;
    if (settings.theme === 'auto') delete dataset['theme'];
    else dataset['theme'] = settings.theme;
  };
  settings.addEventListener('change', show);
  show();
}
