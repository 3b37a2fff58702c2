import { html, nothing } from 'lit';
import type { NextStep, Receipt, ReceiptRow } from '../../app/receipt.ts';
import { contacts } from '../asides/contacts.ts';
import { icon } from '../components/icons.ts';
import { say, speaksJapanese, words } from '../language.ts';
import { pinName } from '../pin-name.ts';
import { words as japanese } from '../words/ja.ts';
import type { Words } from '../words/page-words.ts';
import { nextLines } from './next-lines.ts';
import { OUTCOME_ICONS } from './outcome.ts';
import { both, sheetFacts } from './sheet-texts.ts';

/** After these somebody may stand at the counter to set a PIN anew. */
const MAY_RESET: ReadonlySet<NextStep> = new Set(['be-sure-or-reset', 'reset']);
/** A phone has certificates of its own, with PINs of their own. */
const ALSO_ON_PHONE: ReadonlySet<string> = new Set(['sign', 'auth']);

/**
 * The receipt, in the language on screen. It may be shown at a counter, so what became of each PIN stands there in Japanese
 * as well. It has no ids: it is on the page twice, to be looked at and to be printed.
 */
export function receiptSheet({ at, trial, rows, next, office }: Receipt) {
  const { guidance, page, receipt } = words();
  const changed = rows.filter(({ outcome }) => outcome === 'changed');
  const mayReset = next.some((step) => MAY_RESET.has(step)) || rows.some(({ reason }) => reason === 'wrong-pin');
  return html`
    ${
      trial
        ? html`<p class="sheet-trial">
            <strong>${both(page.trial.mark, japanese.page.trial.mark)}</strong>
            ${both(page.result.trial, japanese.page.result.trial)}
          </p>`
        : nothing
    }
    <h3 class="sheet-title">${both(receipt.title, japanese.receipt.title)}</h3>
    ${sheetFacts(at, office)}
    <ul class="sheet-pins">
      ${rows.map(sheetRow)}
    </ul>
    ${changed.length > 0 ? html`<p>${say(page.result.remember)}</p>` : nothing}
    ${changed.some(({ pin }) => ALSO_ON_PHONE.has(pin)) ? html`<p>${say(receipt.phone)}</p>` : nothing}
    ${mayReset ? html`<p>${say(guidance.counter.bring.reset)}</p>` : nothing}
    ${contacts(office)}
    <p>${say(receipt.noSecrets)}</p>
  `;
}

function sheetRow(row: ReceiptRow) {
  const { receipt } = words();
  const { pin, outcome, reason, tries } = row;
  const mark = OUTCOME_ICONS[outcome];
  const lines = nextLines(row);
  return html`
    <li class="sheet-pin">
      <p class="sheet-name">${pinName(pin)}</p>
      <p class="sheet-outcome">
        ${mark ? icon(mark) : nothing}
        <strong>${both(outcomeIn(words(), outcome), outcomeIn(japanese, outcome))}</strong>
      </p>
      ${
        outcome === 'not-tried'
          ? nothing
          : html`<div class="sheet-more">
              ${reason ? html`<p>${say(receipt.reasons[reason])}</p>` : nothing}
              <p>${say(receipt.triesLeft)}${colon()}${say(receipt.tries[tries])}</p>
              ${
                lines.length > 0
                  ? html`<p><strong>${say(receipt.nextTitle)}</strong></p>
                      ${lines.map((line) => html`<p>${say(line)}</p>`)}`
                  : nothing
              }
            </div>`
      }
    </li>
  `;
}

function outcomeIn({ card, receipt }: Words, outcome: ReceiptRow['outcome']): string {
  return outcome === 'not-tried' ? receipt.notTried : card.outcomes[outcome];
}

function colon(): string {
  return speaksJapanese() ? '：' : ': ';
}
