import { updateWhenLocaleChanges } from '@lit/localize';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { LANGUAGES } from '../../texts/language.ts';
import { LightElement } from '../components/light-element.ts';
import { choose, language, offeredLanguages } from '../language.ts';
import { paperChoice } from '../receipt/paper-choice.ts';
import { PrintCopy } from '../receipt/print-copy.ts';
import { ownName } from '../visit/language-screen.ts';
import { words as japanese } from '../words/ja.ts';
import type { Paper } from '../words/receipt/receipt-words.ts';
import { type BringSheet, bringSheet } from './bring-sheet.ts';
import { STAFF } from './staff-words.ts';

/**
 * A sheet that staff hand over, on the screen and printed. Owns: its language, which is the page's from then on and ends with
 * the visit, its paper, and what is printed while it is on screen. Does not own: what is on it.
 */
@customElement('sheet-print')
export class SheetPrint extends LightElement {
  @property({ attribute: false }) sheet!: BringSheet;
  @state() private paper: Paper = 'a4';
  readonly #copy = new PrintCopy();

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override disconnectedCallback(): void {
    this.#copy.remove();
    super.disconnectedCallback();
  }

  protected override render() {
    const { language: legend, preview } = STAFF.sheet;
    return html`
      <div class="sheet-choices">
        ${offeredLanguages().length > 1 ? this.#languages(legend) : ''}
        ${paperChoice(this.paper, japanese.receipt, (paper) => {
          this.paper = paper;
        })}
      </div>
      <div class="sheet-window" role="region" aria-label=${preview} tabindex="0">
        <div class="sheet sheet-${this.paper} sheet-preview" lang=${LANGUAGES[language()].tag}>
          ${bringSheet(this.sheet)}
        </div>
      </div>
    `;
  }

  protected override updated(): void {
    this.#copy.show(bringSheet(this.sheet), this.paper);
  }

  #languages(legend: string) {
    return html`<fieldset class="radios sheet-languages">
      <legend>${legend}</legend>
      ${offeredLanguages().map(
        (each) => html`<label class="radio" lang=${LANGUAGES[each].tag}>
          <input type="radio" name="sheet-language" .checked=${each === language()} @change=${() => choose(each)} />
          <span>${ownName(each)}</span>
        </label>`,
      )}
    </fieldset>`;
  }
}
