import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type IconName, icon } from './icons.ts';
import { type Content, LightElement } from './light-element.ts';

/** `quiet` is for what people have brought about on purpose. */
export type NoticeKind = 'info' | 'success' | 'warning' | 'error' | 'quiet';

const ICONS: Readonly<Record<NoticeKind, IconName>> = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  error: 'error',
  quiet: 'info',
};

/**
 * A notification banner: icon, title, text, buttons. Owns: its look, and its close button where it has one. Does not own:
 * whether it is there; `close` asks to take it away.
 */
@customElement('myna-notice')
export class MynaNotice extends LightElement {
  @property() kind: NoticeKind = 'info';
  @property({ attribute: false }) heading: Content = '';
  @property({ attribute: false }) lines: readonly Content[] = [];
  /** What is more than lines of text. */
  @property({ attribute: false }) body: TemplateResult | typeof nothing = nothing;
  @property({ attribute: false }) actions: TemplateResult | typeof nothing = nothing;
  /** Interrupts a screen reader: only for what went wrong just now, and where no live region is around it. */
  @property({ type: Boolean }) alert = false;
  /** The name of its close button; without one it has none. */
  @property({ attribute: false }) closeText: Content = '';

  protected override render() {
    return html`
      <div class="notice notice-${this.kind}" role=${this.alert ? 'alert' : nothing}>
        <span class="notice-icon">${icon(ICONS[this.kind])}</span>
        <div class="notice-text">
          ${this.heading === '' ? nothing : html`<p class="notice-title">${this.heading}</p>`}
          ${this.lines.map((line) => html`<p>${line}</p>`)} ${this.body}
          ${this.actions === nothing ? nothing : html`<div class="notice-actions">${this.actions}</div>`}
        </div>
        ${this.closeText === '' ? nothing : this.#closeButton()}
      </div>
    `;
  }

  #closeButton() {
    const close = () => this.dispatchEvent(new Event('close'));
    return html`<button type="button" class="button-close" @click=${close}>${icon('close')}${this.closeText}</button>`;
  }
}
