import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon } from './icons.ts';
import { type Content, LightElement } from './light-element.ts';

export interface ProgressItem {
  readonly name: Content;
  readonly state: 'waiting' | 'active' | 'done';
  /** The state in words. */
  readonly text: Content;
}

/**
 * Work in progress: a bar with its text, and the state of each thing worked on. Owns: the live region of the text. Does not
 * own: what counts as progress, nor whether it went well: done is not yet success.
 */
@customElement('myna-progress')
export class MynaProgress extends LightElement {
  /** Beside the bar, and its name; spoken when it changes. */
  @property({ attribute: false }) text: Content = '';
  @property({ type: Number }) value = 0;
  @property({ type: Number }) max = 1;
  @property({ attribute: false }) items: readonly ProgressItem[] = [];

  protected override render() {
    const textId = `${this.ownId}-text`;
    return html`
      <p class="progress-text" id=${textId} role="status">${this.text}</p>
      <progress class="progress-bar" aria-labelledby=${textId} max=${this.max} .value=${this.value}></progress>
      <ul class="progress-items">
        ${this.items.map(
          ({ name, state, text }) => html`<li class="progress-item progress-${state}">
            <span class="progress-mark">${state === 'done' ? icon('check') : nothing}</span>
            <span class="progress-name">${name}</span>
            <span class="progress-state">${text}</span>
          </li>`,
        )}
      </ul>
    `;
  }
}
