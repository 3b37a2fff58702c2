import { updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import {
  type Conversion,
  checkRules,
  type FormatProblem,
  findProblem,
  findWeaknesses,
  normaliseInput,
  type PinFormat,
  type RuleCode,
  type Weakness,
} from '../card/pin-rules.ts';
import { say, sentences, words } from './language.ts';

let lastId = 0;

/**
 * One field for one PIN. Owns: its input, the 表示 button, converting what was typed, the live rules and advice under a
 * new PIN. Does not own: comparing fields, or when an error is shown (`problem`).
 *
 * The PIN stays in the input and nowhere else: no property or attribute of this element ever holds it.
 */
@customElement('pin-field')
export class PinField extends LitElement {
  @property() label = '';
  @property() format: PinFormat = 'four-digits';
  /** Shows the rules as they are met, and advice on weak PINs. */
  @property({ type: Boolean }) isNew = false;
  /** The sentence that says what is wrong; empty when nothing is. */
  @property() problem = '';
  @property() help = '';

  @state() private shown = false;
  @state() private conversions: readonly Conversion[] = [];
  @state() private rules: readonly { readonly code: RuleCode; readonly ok: boolean }[] = [];
  @state() private weaknesses: readonly Weakness[] = [];

  @query('input') private input!: HTMLInputElement;

  readonly #id = `pin-field-${++lastId}`;
  #composing = false;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.rules = checkRules(this.format, '');
  }

  /** What is typed, converted. The caller turns it into bytes and then calls `clear`. */
  read(): string {
    return normaliseInput(this.format, this.input.value).text;
  }

  /** Fills the field, for a person who comes back to it. */
  fill(text: string): void {
    this.input.value = text;
    this.#look();
  }

  clear(): void {
    this.input.value = '';
    this.shown = false;
    this.conversions = [];
    this.#look();
  }

  formatProblem(): FormatProblem | undefined {
    return findProblem(this.format, this.read());
  }

  focusInput(): void {
    this.input.focus();
  }

  protected override render() {
    const id = this.#id;
    const { card, page } = words();
    const described = [this.help && `${id}-help`, this.problem && `${id}-problem`, this.isNew && `${id}-rules`].filter(
      Boolean,
    );
    return html`
      <label class="field-label" id="${id}-label" for=${id}>${say(this.label)}</label>
      ${this.help ? html`<p class="support" id="${id}-help">${say(this.help)}</p>` : nothing}
      <div class="field-row">
        <input
          id=${id}
          class="pin-input"
          type=${this.shown ? 'text' : 'password'}
          inputmode=${this.format === 'four-digits' ? 'numeric' : 'text'}
          autocomplete="off"
          autocapitalize=${this.format === 'sign-password' ? 'characters' : 'off'}
          autocorrect="off"
          spellcheck="false"
          aria-describedby=${described.join(' ') || nothing}
          aria-invalid=${this.problem ? 'true' : 'false'}
          @input=${this.#onInput}
          @compositionstart=${() => {
            this.#composing = true;
          }}
          @compositionend=${() => {
            this.#composing = false;
            this.#onInput();
          }}
        />
        <button type="button" class="button-quiet" aria-controls=${id} aria-describedby="${id}-label" @click=${this.#toggle}>
          ${say(this.shown ? page.buttons.hide : page.buttons.show)}
        </button>
      </div>
      ${this.problem ? html`<p class="error" id="${id}-problem">${say(this.problem)}</p>` : nothing}
      <p class="converted" role="status">${say(sentences(this.conversions.map((conversion) => card.conversions[conversion])))}</p>
      ${this.isNew ? this.#rulesAndAdvice(id) : nothing}
    `;
  }

  #rulesAndAdvice(id: string) {
    const { card, page } = words();
    return html`
      <ul class="rules" id="${id}-rules">
        ${this.rules.map(
          ({ code, ok }) => html`<li class=${ok ? 'rule-ok' : 'rule-open'}>
            <span aria-hidden="true">${ok ? '✓' : '・'}</span>${say(card.rules[code])}<span class="hidden"
              >${say(ok ? page.ruleStates.ok : page.ruleStates.notYet)}</span
            >
          </li>`,
        )}
      </ul>
      <div role="status">
        ${
          this.weaknesses.length > 0
            ? html`<div class="advice">
                ${this.weaknesses.map((weakness) => html`<p>${say(card.weaknesses[weakness])}</p>`)}
                <p>${say(card.weaknessLead)}</p>
              </div>`
            : nothing
        }
      </div>
    `;
  }

  #onInput(): void {
    if (this.#composing) return;
    const typed = this.input.value;
    const { text, conversions } = normaliseInput(this.format, typed);
    if (text !== typed) {
      // Keep the caret where it was: an upper-cased letter in the middle must not send it to the end.
      const { selectionStart, selectionEnd } = this.input;
      this.input.value = text;
      if (text.length === typed.length) this.input.setSelectionRange(selectionStart, selectionEnd);
    }
    this.conversions = text === '' ? [] : [...new Set([...this.conversions, ...conversions])];
    this.problem = '';
    this.#look();
    this.dispatchEvent(new Event('pin-input', { bubbles: true }));
  }

  #look(): void {
    if (!this.isNew) return;
    const text = this.read();
    this.rules = checkRules(this.format, text);
    this.weaknesses = findWeaknesses(this.format, text);
  }

  #toggle(): void {
    this.shown = !this.shown;
  }
}
