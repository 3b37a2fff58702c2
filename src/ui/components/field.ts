import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Content, idList, LightElement } from './light-element.ts';

/** What the input of a field must carry: `id`, and `aria-describedby` and `aria-invalid`. */
export interface FieldAria {
  readonly id: string;
  /** The id of the label, for buttons that belong to the field. */
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly invalid: 'true' | 'false';
}

/**
 * The frame of a form field: label, support text below it, the input, the error below that. Owns: the ids that tie them.
 * Does not own: the input, which `control` renders with the ids it is given, nor what is typed into it.
 */
@customElement('myna-field')
export class MynaField extends LightElement {
  /** The id of the input; others inside begin with it. */
  @property() inputId = `${this.ownId}-input`;
  @property({ attribute: false }) label: Content = '';
  /** 必須 or 任意, where a form has both. */
  @property({ attribute: false }) mark: Content = '';
  @property({ attribute: false }) support: Content = '';
  /** What is wrong and how to mend it; empty when nothing is. */
  @property({ attribute: false }) error: Content = '';
  /** Ids of what else describes the input. */
  @property() describedBy: string | undefined;
  /** Drawn anew when it is another function, as one written in the template always is. */
  @property({ attribute: false }) control: (aria: FieldAria) => TemplateResult = () => html``;

  protected override render() {
    const id = this.inputId;
    const aria: FieldAria = {
      id,
      labelId: `${id}-label`,
      describedBy: idList(this.support !== '' && `${id}-support`, this.error !== '' && `${id}-error`, this.describedBy),
      invalid: this.error === '' ? 'false' : 'true',
    };
    return html`
      <div class="field-head">
        <label class="field-label" id=${aria.labelId} for=${id}>${this.label}</label>
        ${this.mark === '' ? nothing : html`<span class="field-mark">${this.mark}</span>`}
      </div>
      ${this.support === '' ? nothing : html`<p class="support" id="${id}-support">${this.support}</p>`}
      <div class="field-row">${this.control(aria)}</div>
      ${this.error === '' ? nothing : html`<p class="error" id="${id}-error">${this.error}</p>`}
    `;
  }
}
