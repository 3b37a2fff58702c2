import { updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type Conversion, normaliseInput, type PinFormat, type RuleCode, type Weakness } from '../card/pin-rules.ts';
import './components/button.ts';
import './components/field.ts';
import type { FieldAria, MynaField } from './components/field.ts';
import { icon } from './components/icons.ts';
import './components/keypad.ts';
import type { KeypadEvent } from './components/keypad.ts';
import { movedCaret, pressKey } from './input/edit.ts';
import { readKeyboard } from './input/keyboard-state.ts';
import { looksLikeOtherFormat, type OtherFormat } from './input/other-format.ts';
import { ReadBack } from './input/read-back.ts';
import { language, plain, say, sentences, words } from './language.ts';
import { settings } from './settings.ts';

let lastId = 0;

/** What is known of a text while it is typed. */
export interface Judgement {
  readonly rules: readonly { readonly code: RuleCode | 'same-as-new'; readonly ok: boolean }[];
  readonly weaknesses: readonly Weakness[];
}

const NO_JUDGEMENT: Judgement = { rules: [], weaknesses: [] };

/**
 * One field for one PIN. Owns: its input, showing and hiding it, converting what was typed, the keypad, reading back, and what
 * it says of all that. Does not own: comparing fields (`judge`), or when an error is shown (`problem`).
 *
 * The PIN stays in the input and nowhere else: no property or attribute of this element ever holds it, and no text but that
 * which reads it back on request. Says `pin-input` when it is another one, `keypad-opened`, `next-field` when the person
 * is done with it, and `typing-on` before a key that is meant for the next one does its work.
 */
@customElement('pin-field')
export class PinField extends LitElement {
  @property() label = '';
  @property() format: PinFormat = 'four-digits';
  /** Of a new PIN: which rules it keeps, and how easily it is guessed. It is asked anew whenever that may have changed. */
  @property({ attribute: false }) judge: ((text: string) => Judgement) | undefined;
  /** The sentence that says what is wrong; empty when nothing is. */
  @property() problem = '';
  @property() help = '';
  /** A weak new PIN is not only advised against. */
  @property({ type: Boolean }) refuseWeak = false;
  /** Somebody is near who must not see what is typed: it can be neither shown nor spelt. */
  @property({ type: Boolean }) discreet = false;
  /** No field comes after it. */
  @property({ type: Boolean }) last = false;

  @state() private shown = false;
  @state() private keypadOpen = false;
  @state() private readBackOpen = false;
  /** 読み上げる was pressed on an empty field. */
  @state() private nothingToRead = false;
  @state() private conversions: readonly Conversion[] = [];
  @state() private capsLock = false;
  @state() private numLockOff = false;
  @state() private otherFormat: OtherFormat | undefined;
  @state() private judgement: Judgement = NO_JUDGEMENT;

  @query('input') private input!: HTMLInputElement;
  @query('myna-field') private field!: MynaField | null;

  readonly #id = `pin-field-${++lastId}`;
  readonly #readBack = new ReadBack(
    () => this.querySelector<HTMLElement>('.spelt'),
    () => this.read(),
    () => this.requestUpdate(),
  );
  #composing = false;
  /** The Tab key was pressed in the input, and nothing since. */
  #tabbedOn = false;
  #spelt = language();

  constructor() {
    super();
    updateWhenLocaleChanges(this);
    this.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && this.contains(relatedTarget)) return;
      this.#readBack.stop();
      this.capsLock = false;
      this.numLockOff = false;
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#hideWithTab);
    settings.addEventListener('change', this.#settingsChanged);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#hideWithTab);
    settings.removeEventListener('change', this.#settingsChanged);
    this.#readBack.stop();
    super.disconnectedCallback();
  }

  /** The id of the input. */
  get inputId(): string {
    return this.#id;
  }

  /** What is typed, converted; nothing before it is drawn. The caller turns it into bytes and then calls `clear`. */
  read(): string {
    const input = this.querySelector('input');
    return input ? normaliseInput(this.format, input.value).text : '';
  }

  get filled(): boolean {
    return this.read() !== '';
  }

  /** Fills the field, for a person who comes back to it. */
  fill(text: string): void {
    this.input.value = text;
    this.judgeAnew();
  }

  clear(): void {
    this.input.value = '';
    this.conversions = [];
    this.otherFormat = undefined;
    this.hide();
    this.judgeAnew();
  }

  /** Nothing of what was typed is on the screen any more. */
  hide(): void {
    void this.#showOrHide(false);
    this.#readBack.stop();
  }

  /** Something that the judgement depends on is another one. */
  judgeAnew(): void {
    if (this.judge) this.judgement = this.judge(this.read());
  }

  focusInput(): void {
    this.input.focus();
  }

  /** Where the keypad is used, it goes along to the field that comes next. */
  async openKeypad(): Promise<void> {
    if (this.keypadOpen) return;
    this.keypadOpen = true;
    this.dispatchEvent(new Event('keypad-opened', { bubbles: true }));
    await this.updateComplete;
    this.querySelector('.pin-keypad')?.scrollIntoView({ block: 'nearest' });
  }

  closeKeypad(): void {
    this.keypadOpen = false;
  }

  /** Its input is there when it is drawn, which takes the frame around it one turn more. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.field?.updateComplete;
    return complete;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('judge') || this.hasUpdated) return;
    this.judgement = this.judge?.('') ?? NO_JUDGEMENT;
  }

  protected override updated(): void {
    const tools = this.#toolButtons();
    if (!tools.some((tool) => tool === document.activeElement)) this.#giveTabStop(tools[0]);
    // What is spelt is no part of the template.
    if (this.#spelt !== language()) this.#readBack.spellAnew();
    this.#spelt = language();
  }

  protected override render() {
    const id = this.#id;
    const { card, typing } = words();
    const hint = this.problem === '' ? this.otherFormat : undefined;
    // Caps Lock makes no difference, since letters become capitals. But people who cannot see what they type look for it, and
    // browsers warn of it: they are told that they need not.
    const capsLock = this.capsLock && !this.shown && this.format === 'sign-password';
    return html`
      <myna-field
        .inputId=${id}
        .label=${say(this.label)}
        .support=${this.help === '' ? '' : say(this.help)}
        .error=${this.problem === '' ? '' : say(this.problem)}
        .describedBy=${this.judge ? `${id}-rules` : undefined}
        .control=${(aria: FieldAria) => this.#control(aria)}
      ></myna-field>
      <p class="pin-told" role="status">${say(sentences(this.conversions.map((code) => card.conversions[code])))}</p>
      <div role="status">
        ${hint ? html`<p class="pin-told">${say(otherFormatText(hint))}</p>` : nothing}
        ${capsLock ? html`<p class="pin-told">${say(typing.capsLock)}</p>` : nothing}
        ${this.numLockOff ? html`<p class="pin-told pin-told-strong">${say(typing.numLock)}</p>` : nothing}
      </div>
      ${this.judge ? this.#rulesAndAdvice(id) : nothing}
      ${this.readBackOpen ? this.#readBackBox(id) : nothing}
      ${this.keypadOpen ? this.#keypad(id) : nothing}
    `;
  }

  #control(aria: FieldAria) {
    const { inputmode, capitals } = this.#onScreenKeyboard();
    return html`
      <input
        id=${aria.id}
        class="pin-input ${this.format === 'four-digits' ? '' : 'pin-input-long'}"
        type=${this.shown ? 'text' : 'password'}
        inputmode=${inputmode}
        autocomplete="off"
        autocapitalize=${capitals}
        autocorrect="off"
        spellcheck="false"
        aria-describedby=${aria.describedBy ?? nothing}
        aria-invalid=${aria.invalid}
        @input=${this.#onInput}
        @focus=${this.#onFocus}
        @keydown=${this.#onKey}
        @keyup=${this.#onKey}
        @compositionstart=${this.#onCompositionStart}
        @compositionend=${this.#onCompositionEnd}
      />
      ${this.#tools(aria)}
    `;
  }

  #tools({ id, labelId }: FieldAria) {
    const { typing } = words();
    const { keypad } = typing;
    return html`
      <div
        class="pin-tools"
        role="toolbar"
        aria-label=${plain(typing.tools)}
        @keydown=${this.#onToolKey}
        @focusin=${this.#toolFocused}
        @focusout=${this.#toolLeft}
        @mousedown=${keepFocus}
      >
        ${this.discreet ? nothing : this.#showButton(id, labelId)}
        <myna-button
          kind="text"
          icon="keyboard"
          .text=${say(keypad.open)}
          .expanded=${this.keypadOpen}
          .controls=${this.keypadOpen ? `${id}-keypad` : undefined}
          .describedBy=${labelId}
          @click=${this.#toggleKeypad}
        ></myna-button>
        ${this.discreet ? nothing : this.#readBackButton(id, labelId)}
      </div>
    `;
  }

  #showButton(id: string, labelId: string) {
    const { buttons } = words().page;
    return html`
      <button
        type="button"
        class="button-quiet"
        aria-controls=${id}
        aria-describedby=${labelId}
        @click=${this.#toggleShown}
      >
        ${icon(this.shown ? 'hide' : 'show')}${say(this.shown ? buttons.hide : buttons.show)}
      </button>
    `;
  }

  #readBackButton(id: string, labelId: string) {
    const { readBack } = words().typing;
    return html`
      <myna-button
        kind="text"
        icon="speak"
        .text=${say(readBack.open)}
        .expanded=${this.readBackOpen}
        .controls=${this.readBackOpen ? `${id}-read-back` : undefined}
        .describedBy=${labelId}
        @click=${this.#toggleReadBack}
      ></myna-button>
    `;
  }

  /** Over the keys of the page there must be none of the system. */
  #onScreenKeyboard(): { readonly inputmode: string; readonly capitals: string } {
    const digits = this.format === 'four-digits';
    const ours = this.keypadOpen || settings.keypad === 'always';
    return { inputmode: ours ? 'none' : digits ? 'numeric' : 'text', capitals: digits ? 'off' : 'characters' };
  }

  #rulesAndAdvice(id: string) {
    const { card, office, page, typing } = words();
    const { rules, weaknesses } = this.judgement;
    const advice = this.refuseWeak ? office.weakRefused : card.weaknessLead;
    const lead = weaknesses.every((weakness) => weakness === 'same-for-all') ? typing.allowed : advice;
    return html`
      <ul class="rules" id="${id}-rules">
        ${rules.map(
          ({ code, ok }) => html`<li class=${ok ? 'rule-ok' : 'rule-open'}>
            <span class="rule-mark" aria-hidden="true">${ok ? icon('check') : nothing}</span
            ><span>${say(code === 'same-as-new' ? typing.sameAsNew : card.rules[code])}</span
            ><span class="hidden">${say(ok ? page.ruleStates.ok : page.ruleStates.notYet)}</span>
          </li>`,
        )}
      </ul>
      <div role="status">
        ${
          weaknesses.length > 0
            ? html`<div class="advice">
                ${icon('info')}
                <div>
                  ${weaknesses.map((weakness) => html`<p>${say(card.weaknesses[weakness])}</p>`)}
                  <p>${say(lead)}</p>
                </div>
              </div>`
            : nothing
        }
      </div>
    `;
  }

  #readBackBox(id: string) {
    const { readBack } = words().typing;
    const stop = this.#readBack.running;
    return html`
      <div class="pin-read-back" id="${id}-read-back" @keydown=${this.#escapeReadBack}>
        <p id="${id}-warning">${say(readBack.warning)}</p>
        <myna-button
          kind="quiet"
          .text=${say(stop ? readBack.stop : readBack.start)}
          .describedBy="${id}-warning"
          @click=${this.#startOrStopReading}
        ></myna-button>
        <p role="status">${this.nothingToRead ? say(readBack.nothingTyped) : nothing}</p>
        <ol class="spelt" aria-label=${plain(readBack.list)} aria-live="polite" aria-relevant="additions"></ol>
      </div>
    `;
  }

  #keypad(id: string) {
    const { keypad } = words().typing;
    const letters = this.format === 'sign-password';
    return html`
      <div class="pin-keypad" id="${id}-keypad" @keydown=${this.#escapeKeypad}>
        <myna-keypad
          ?letters=${letters}
          .shuffle=${settings.shuffle}
          label=${plain(letters ? keypad.letters : keypad.digits)}
          backspaceLabel=${plain(keypad.backspace)}
          .clearLabel=${say(keypad.clear)}
          @key=${this.#onKeypad}
        ></myna-keypad>
        <div class="pin-keypad-end">
          <myna-button
            kind="quiet"
            .text=${say(this.last ? keypad.finish : keypad.nextField)}
            @mousedown=${keepFocus}
            @click=${this.#nextField}
          ></myna-button>
          <myna-button kind="text" .text=${say(keypad.close)} @click=${this.#closeKeypadByHand}></myna-button>
        </div>
      </div>
    `;
  }

  readonly #onInput = (): void => {
    if (this.#composing) return;
    const { input } = this;
    const typed = input.value;
    const { text, conversions } = normaliseInput(this.format, typed);
    if (text !== typed) {
      const { selectionStart, selectionEnd } = input;
      input.value = text;
      const moved = (caret: number | null) => movedCaret(typed, text, caret ?? typed.length);
      input.setSelectionRange(moved(selectionStart), moved(selectionEnd));
    }
    this.conversions = text === '' ? [] : [...new Set([...this.conversions, ...conversions])];
    this.numLockOff = false;
    this.nothingToRead = false;
    // Four digits are how every password may begin, so there it is said when the person wants to go on.
    this.otherFormat = this.format === 'four-digits' ? looksLikeOtherFormat(this.format, text) : undefined;
    this.problem = '';
    this.#readBack.stop();
    this.judgeAnew();
    this.dispatchEvent(new Event('pin-input', { bubbles: true }));
  };

  readonly #onCompositionStart = (): void => {
    this.#composing = true;
  };

  readonly #onCompositionEnd = (): void => {
    this.#composing = false;
    this.#onInput();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const { capsLock, numLockOff } = readKeyboard(event);
    this.capsLock = capsLock;
    if (numLockOff) this.numLockOff = true;
    if (event.type === 'keydown') this.#tabbedOn = event.key === 'Tab' && !event.shiftKey;
  };

  /** One stop of the Tab key for all of them: people go from field to field with it. Arrow keys lead from one to the other. */
  #giveTabStop(to: Element | undefined): void {
    for (const tool of this.#toolButtons()) tool.tabIndex = tool === to ? 0 : -1;
  }

  #toolButtons(): HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>('.pin-tools button')];
  }

  readonly #toolFocused = (event: FocusEvent): void => {
    this.#giveTabStop(event.target as HTMLButtonElement);
  };

  readonly #toolLeft = (): void => {
    this.#tabbedOn = false;
    this.#giveTabStop(this.#toolButtons()[0]);
  };

  readonly #onToolKey = (event: KeyboardEvent): void => {
    const tools = this.#toolButtons();
    const at = tools.indexOf(event.target as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tools.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      tools[(to + tools.length) % tools.length]?.focus();
      return;
    }
    const types = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    // With the Tab key people mean the next field, and look at the card or at their keys: nothing of what they type is lost.
    if (types && this.#tabbedOn) this.dispatchEvent(new Event('typing-on', { bubbles: true }));
    else if (event.key !== 'Shift') this.#tabbedOn = false;
  };

  readonly #onFocus = (): void => {
    if (settings.keypad === 'always') void this.openKeypad();
  };

  readonly #onKeypad = (event: KeypadEvent): void => {
    pressKey(this.input, event.key);
    this.#onInput();
  };

  readonly #toggleShown = () => this.#showOrHide(!this.shown);

  /** The caret stays where it was: what is typed next must not end up before what is there. */
  async #showOrHide(shown: boolean): Promise<void> {
    if (shown === this.shown) return;
    const { selectionStart, selectionEnd } = this.input;
    this.shown = shown;
    await this.updateComplete;
    this.input.setSelectionRange(selectionStart, selectionEnd);
  }

  /** Who presses the button by keyboard goes on by keyboard, among the keys; others go on in the field. */
  readonly #toggleKeypad = async (event: MouseEvent): Promise<void> => {
    if (this.keypadOpen) {
      this.closeKeypad();
      return;
    }
    const byKeyboard = event.detail === 0;
    await this.openKeypad();
    if (byKeyboard) this.querySelector<HTMLElement>('.keypad-key')?.focus();
    else this.input.focus({ preventScroll: true });
  };

  readonly #escapeKeypad = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#closeKeypadByHand();
  };

  readonly #closeKeypadByHand = (): void => {
    this.closeKeypad();
    this.querySelector<HTMLElement>('.pin-tools [icon="keyboard"] button')?.focus();
  };

  readonly #nextField = (): void => {
    this.dispatchEvent(new Event('next-field', { bubbles: true }));
  };

  readonly #toggleReadBack = async (): Promise<void> => {
    this.#readBack.stop();
    this.nothingToRead = false;
    this.readBackOpen = !this.readBackOpen;
    if (!this.readBackOpen) return;
    await this.updateComplete;
    // The warning is the description of this button: it is heard before anything else is.
    this.querySelector<HTMLElement>('.pin-read-back button')?.focus();
  };

  readonly #startOrStopReading = (): void => {
    if (this.#readBack.running) {
      this.#readBack.stop();
      return;
    }
    this.nothingToRead = !this.filled;
    if (this.filled) this.#readBack.start();
  };

  readonly #escapeReadBack = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#readBack.stop();
    this.readBackOpen = false;
    this.querySelector<HTMLElement>('.pin-tools [icon="speak"] button')?.focus();
  };

  readonly #hideWithTab = (): void => {
    if (document.visibilityState === 'hidden') this.hide();
  };

  readonly #settingsChanged = (): void => {
    this.requestUpdate();
  };
}

export function otherFormatText(code: OtherFormat): string {
  const { otherFormat } = words().typing;
  return code === 'letters-for-digits' ? otherFormat.lettersForDigits : otherFormat.digitsForPassword;
}

/** The button does its work, and the focus goes where that leads. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
