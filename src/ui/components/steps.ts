import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon } from './icons.ts';
import { type Content, LightElement } from './light-element.ts';

/**
 * Which step of how many. Owns: marking the steps done, current and to come. Does not own: going to one; there is nothing to
 * press. Where there is little room the titles are left out but for the current one.
 */
@customElement('myna-steps')
export class MynaSteps extends LightElement {
  @property({ attribute: false }) steps: readonly Content[] = [];
  /** Counted from 1; one more than there are steps when all are done. */
  @property({ type: Number }) current = 1;
  /** 全4ステップ中2 in words. */
  @property({ attribute: false }) summary: Content = '';
  /** Said after each step that is done, for those who do not see its mark. */
  @property({ attribute: false }) doneText: Content = '';

  protected override render() {
    const title = this.steps[this.current - 1];
    return html`
      <p class="steps-summary">
        <span class="steps-count">${this.summary}</span>${
          title === undefined ? nothing : html`<span class="steps-now" aria-hidden="true">${title}</span>`
        }
      </p>
      <ol class="steps" role="list">
        ${this.steps.map((step, index) => this.#item(step, index + 1))}
      </ol>
    `;
  }

  #item(step: Content, number: number) {
    const done = number < this.current;
    return html`
      <li
        class="steps-item ${done ? 'steps-done' : ''}"
        aria-current=${number === this.current ? 'step' : nothing}
      >
        <span class="steps-number">${done ? icon('check') : number}</span>
        <span class="steps-title">${step}</span>
        ${done && this.doneText !== '' ? html`<span class="hidden">${this.doneText}</span>` : nothing}
      </li>
    `;
  }
}
