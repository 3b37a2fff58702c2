import { html } from 'lit';
import '../components/button.ts';
import '../components/dialog.ts';
import type { Content } from '../components/light-element.ts';
import { say, words } from '../language.ts';
import type { PinField } from '../pin-field.ts';
import { STAFF } from './staff-words.ts';

/**
 * A resident wants somebody to come. Owns: that nothing typed can be read while staff look, and that it is on screen. Does not
 * own: fetching anybody; staff are near.
 */
export class StaffCall {
  open = false;
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** `text`: in every language, where that of the person is not known yet. */
  button(text: Content = say(words().counter.call.open)) {
    return html`<myna-button kind="second" icon="help" opensDialog .text=${text} @click=${this.#call}></myna-button>`;
  }

  dialog() {
    const { goOn, lines, title } = words().counter.call;
    return html`<myna-dialog
      ?open=${this.open}
      .heading=${say(title)}
      .content=${html`
        <p class="call-staff" lang="ja">${STAFF.called}</p>
        ${lines.map((line) => html`<p>${say(line)}</p>`)}
      `}
      .closeText=${say(goOn)}
      @close=${this.#over}
    ></myna-dialog>`;
  }

  readonly #call = (): void => {
    for (const field of document.querySelectorAll<PinField>('pin-field')) field.hide();
    this.open = true;
    this.#onChange();
  };

  readonly #over = (): void => {
    this.open = false;
    this.#onChange();
  };
}
