import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { icon } from './icons.ts';
import { type Content, LightElement } from './light-element.ts';

/**
 * A modal dialog over the job. Owns: opening and closing the native dialog, the focus on its heading when it opens, and back
 * where it was when it closes. Does not own: what is in it, which is there only while it is open.
 *
 * Closes by its button and by Escape, not by a press beside it, and says `close` then.
 */
@customElement('myna-dialog')
export class MynaDialog extends LightElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) heading: Content = '';
  @property({ attribute: false }) content: TemplateResult | typeof nothing = nothing;
  /** Buttons at its end, beside the one that closes it. */
  @property({ attribute: false }) actions: TemplateResult | typeof nothing = nothing;
  @property({ attribute: false }) closeText: Content = '';
  /** Interrupts: it came by itself and waits for an answer. Its contents are read with its heading. */
  @property({ type: Boolean }) alert = false;

  @query('dialog') private dialog!: HTMLDialogElement;
  #opener: Element | null = null;

  override disconnectedCallback(): void {
    // A dialog that is taken out of the page closes without a word, and without giving the focus back.
    if (this.dialog?.open) {
      this.dialog.close();
      this.#giveFocusBack();
    }
    super.disconnectedCallback();
  }

  protected override render() {
    const titleId = `${this.ownId}-title`;
    const bodyId = `${this.ownId}-body`;
    return html`
      <dialog
        class="dialog"
        role=${this.alert ? 'alertdialog' : nothing}
        aria-labelledby=${titleId}
        aria-describedby=${this.alert ? bodyId : nothing}
        @close=${this.#closed}
      >
        ${
          this.open
            ? html`
                <div class="dialog-head">
                  <h2 class="dialog-title" id=${titleId} tabindex="-1">${this.heading}</h2>
                  <button type="button" class="button-close" @click=${this.#close}>
                    ${icon('close')}${this.closeText}
                  </button>
                </div>
                <div class="dialog-body" id=${bodyId}>${this.content}</div>
                ${this.actions === nothing ? nothing : html`<div class="dialog-actions">${this.actions}</div>`}
              `
            : nothing
        }
      </dialog>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return;
    if (this.open && !this.dialog.open) {
      this.#opener = document.activeElement;
      this.dialog.showModal();
      this.querySelector<HTMLElement>('.dialog-title')?.focus();
    }
    if (!this.open && this.dialog.open) this.dialog.close();
  }

  #close(): void {
    this.dialog.close();
  }

  #closed(): void {
    this.open = false;
    this.#giveFocusBack();
    this.dispatchEvent(new Event('close'));
  }

  /** The browser does so too, but not to what was drawn anew in the meantime, nor from a dialog that is gone. */
  #giveFocusBack(): void {
    const opener = this.#opener;
    this.#opener = null;
    if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
  }
}
