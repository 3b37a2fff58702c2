import { html } from 'lit';
import { say } from '../language.ts';
import type { Paper, ReceiptWords } from '../words/receipt/receipt-words.ts';

const PAPERS: readonly Paper[] = ['a4', 'roll'];

/** What is printed on, in whichever language. */
export function paperChoice(chosen: Paper, { paper: legend, papers }: ReceiptWords, onChange: (paper: Paper) => void) {
  return html`
    <fieldset class="radios">
      <legend>${say(legend)}</legend>
      ${PAPERS.map(
        (paper) => html`<label class="radio">
          <input
            type="radio"
            name="paper"
            value=${paper}
            .checked=${chosen === paper}
            @change=${() => onChange(paper)}
          />
          <span>${say(papers[paper])}</span>
        </label>`,
      )}
    </fieldset>
  `;
}
