import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Counter, CounterProblem } from '../../app/counter.ts';
import type { Operator } from '../../office/schema.ts';
import '../components/button.ts';
import '../components/keypad.ts';
import type { KeypadEvent } from '../components/keypad.ts';
import { pressKey } from '../input/edit.ts';
import { problemAlert } from './staff-screen.ts';
import { STAFF } from './staff-words.ts';

/** As the settings take them. */
const LONGEST_CODE = 8;

/**
 * Who begins to serve. Owns: whether the names are on screen, who was chosen, and the field of the code. Does not own: whether
 * the code is right. Nobody sees the names who has not asked for them.
 */
@customElement('counter-opening')
export class CounterOpening extends LitElement {
  @property({ attribute: false }) counter!: Counter;
  /** That of the counter; drawn anew when it is another. */
  @property() problem: CounterProblem | undefined;
  @state() private asked = false;
  @state() private chosen: Operator | undefined;
  @query('input') private input!: HTMLInputElement | null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    if (!this.asked) {
      return html`<myna-button kind="main" .text=${STAFF.opening.open} @click=${this.#ask}></myna-button>`;
    }
    return this.chosen ? this.#code(this.chosen) : this.#names();
  }

  #names() {
    const { who, noProtection } = STAFF.opening;
    return html`
      <h3 tabindex="-1">${who}</h3>
      <ul class="operators">
        ${this.counter.operators.map(
          (operator) => html`<li>
            <myna-button kind="second" .text=${operator.name} @click=${() => this.#choose(operator)}></myna-button>
          </li>`,
        )}
      </ul>
      <p class="support">${noProtection}</p>
    `;
  }

  #code({ name }: Operator) {
    const { backspace, clear, code, codeHelp, digits, enter, otherPerson } = STAFF.opening;
    const wrong = this.problem === 'wrong-code';
    return html`
      <form class="operator-code" @submit=${this.#submit}>
        <label for="operator-code">${code}</label>
        <p class="support" id="operator-code-help">${codeHelp(name)}</p>
        <input
          id="operator-code"
          class="pin-input"
          type="password"
          inputmode="none"
          autocomplete="off"
          maxlength=${LONGEST_CODE}
          aria-describedby="operator-code-help operator-code-problem"
          aria-invalid=${wrong ? 'true' : nothing}
        />
        <div id="operator-code-problem">${problemAlert(wrong ? this.problem : undefined)}</div>
        <myna-keypad label=${digits} backspaceLabel=${backspace} .clearLabel=${clear} @key=${this.#key}></myna-keypad>
        <div class="buttons">
          <myna-button kind="main" type="submit" .text=${enter}></myna-button>
          <myna-button kind="second" .text=${otherPerson} @click=${this.#otherPerson}></myna-button>
        </div>
      </form>
    `;
  }

  async #show(change: () => void): Promise<void> {
    change();
    await this.updateComplete;
    this.querySelector<HTMLElement>('input, h3')?.focus();
  }

  readonly #ask = () =>
    this.#show(() => {
      this.asked = true;
    });

  readonly #otherPerson = () =>
    this.#show(() => {
      this.chosen = undefined;
    });

  #choose(operator: Operator): void {
    if (operator.code === undefined) this.counter.open(operator.name, '');
    else
      void this.#show(() => {
        this.chosen = operator;
      });
  }

  readonly #key = ({ key }: KeypadEvent): void => {
    if (!this.input || (key.length === 1 && this.input.value.length >= LONGEST_CODE)) return;
    pressKey(this.input, key);
    this.input.focus();
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const code = this.input?.value ?? '';
    if (this.input) this.input.value = '';
    if (this.chosen) this.counter.open(this.chosen.name, code);
    this.input?.focus();
  };
}
