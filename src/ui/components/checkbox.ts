import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
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
  /** It cannot be chosen: it stays where the Tab key gets to, and why is said when it is pressed. */
  @property({ type: Boolean }) unavailable = false;
  /** Why, and what to do instead. */
  @property({ attribute: false }) explanation: Content = '';
  /** Where the error is told elsewhere. */
  @property({ type: Boolean }) invalid = false;
  /** Ids of what else describes it. */
  @property() describedBy: string | undefined;

  @state() private explained = false;

  override focus(options?: FocusOptions): void {
    this.querySelector('input')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('unavailable')) this.explained = false;
  }

  protected override render() {
    const id = this.inputId;
    const explained = this.unavailable && this.explained;
    const described = idList(
      this.beside !== '' && `${id}-beside`,
      this.support !== '' && `${id}-support`,
      this.error !== '' && `${id}-error`,
      explained && `${id}-explanation`,
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
          aria-disabled=${this.unavailable ? 'true' : nothing}
          .checked=${live(this.checked && !this.unavailable)}
          @click=${this.#pressed}
          @change=${this.#changed}
        />
        <div class="checkbox-text">
          <div class="checkbox-head">
            <label for=${id} id="${id}-label">${this.label}</label>
            ${this.beside === '' ? nothing : html`<span class="checkbox-beside" id="${id}-beside">${this.beside}</span>`}
          </div>
          ${this.support === '' ? nothing : html`<div class="support" id="${id}-support">${this.support}</div>`}
          ${
            this.unavailable
              ? html`<div role="alert">
                  ${explained ? html`<p class="error" id="${id}-explanation">${this.explanation}</p>` : nothing}
                </div>`
              : nothing
          }
        </div>
      </div>
      ${this.error === '' ? nothing : html`<p class="error" id="${id}-error">${this.error}</p>`}
    `;
  }

  #pressed(event: Event): void {
    if (!this.unavailable) return;
    event.preventDefault();
    this.explained = true;
  }

  #changed(event: Event): void {
    this.checked = (event.target as HTMLInputElement).checked;
  }
}
