import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { type Content, idList, LightElement } from './light-element.ts';

/**
 * A checkbox with its label. Owns: the native input and the ids that tie label, support text and error to it. Does not own:
 * what a change means: the native `change` event bubbles, and `checked` is up to date by then.
 */
@customElement('myna-checkbox')
export class MynaCheckbox extends LightElement {
  /** The id of the input; the label's is this with `-label`. */
  @property() inputId = `${this.ownId}-input`;
  /** In the form around it. */
  @property() name: string | undefined;
  @property({ attribute: false }) label: Content = '';
  /** At the end of the label's line: something about it that is not its name. */
  @property({ attribute: false }) beside: Content = '';
  @property({ attribute: false }) support: Content = '';
  @property({ attribute: false }) error: Content = '';
  @property({ type: Boolean }) checked = false;
  /** Where there is nothing to choose at all, and words beside it say why. */
  @property({ type: Boolean }) disabled = false;
  /** Where the error is told elsewhere. */
  @property({ type: Boolean }) invalid = false;
  /** Ids of what else describes it. */
  @property() describedBy: string | undefined;

  override focus(options?: FocusOptions): void {
    this.querySelector('input')?.focus(options);
  }

  protected override render() {
    const id = this.inputId;
    const described = idList(
      this.beside !== '' && `${id}-beside`,
      this.support !== '' && `${id}-support`,
      this.error !== '' && `${id}-error`,
      this.describedBy,
    );
    return html`
      <div class="checkbox">
        <input
          type="checkbox"
          id=${id}
          name=${this.name ?? nothing}
          aria-describedby=${described ?? nothing}
          aria-invalid=${this.invalid || this.error !== '' ? 'true' : nothing}
          .checked=${live(this.checked)}
          ?disabled=${this.disabled}
          @change=${this.#changed}
        />
        <div class="checkbox-text">
          <div class="checkbox-head">
            <label for=${id} id="${id}-label">${this.label}</label>
            ${this.beside === '' ? nothing : html`<span class="checkbox-beside" id="${id}-beside">${this.beside}</span>`}
          </div>
          ${this.support === '' ? nothing : html`<div class="support" id="${id}-support">${this.support}</div>`}
        </div>
      </div>
      ${this.error === '' ? nothing : html`<p class="error" id="${id}-error">${this.error}</p>`}
    `;
  }

  #changed(event: Event): void {
    this.checked = (event.target as HTMLInputElement).checked;
  }
}
