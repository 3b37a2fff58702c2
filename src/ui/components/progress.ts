import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type IconName, icon } from './icons.ts';
import { type Content, LightElement } from './light-element.ts';

export interface ProgressItem {
  readonly name: Content;
  readonly state: 'waiting' | 'active' | 'done' | 'failed';
  /** The state in words. */
  readonly text: Content;
}

const ICONS: Record<ProgressItem['state'], IconName | undefined> = {
  waiting: undefined,
  active: undefined,
  done: 'success',
  failed: 'error',
};

/**
 * Work in progress: a bar with its text, and the state of each thing worked on. Owns: the live region of the text. Does not
 * own: what counts as progress.
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
        ${this.items.map(({ name, state, text }) => {
          const picture = ICONS[state];
          return html`<li class="progress-item progress-${state}">
            <span class="progress-mark">${picture ? icon(picture) : html`<span class="progress-dot"></span>`}</span>
            <span class="progress-name">${name}</span>
            <span class="progress-state">${text}</span>
          </li>`;
        })}
      </ul>
    `;
  }
}
