import { html, nothing } from 'lit';
import '../components/button.ts';
import type { AppModel } from '../../app/app-model.ts';
import { type ReceiptRow, receiptRow } from '../../app/receipt.ts';
import type { PinReport } from '../../card/pin-job.ts';
import type { Asides, GuidanceTopic } from '../asides/aside.ts';
import { pinsAtHand } from '../asides/pins-at-hand.ts';
import { icon } from '../components/icons.ts';
import { say, texts, words } from '../language.ts';
import { pinBrief, pinName } from '../pin-name.ts';
import { nextLines } from '../receipt/next-lines.ts';
import { OUTCOME_ICONS } from '../receipt/outcome.ts';

/** The reason says already that it is locked, where no try is left. */
const SAYS_LOCKED: ReadonlySet<ReceiptRow['reason']> = new Set(['wrong-pin', 'locked']);

/** What became of each PIN, why, and what to do next. */
export function reportList(model: AppModel, asides: Asides) {
  return html`
    <ul class="results">
      ${model.reports.map((report) => reportItem(report, model, asides))}
    </ul>
  `;
}

function reportItem(report: PinReport, model: AppModel, asides: Asides) {
  const { card, receipt } = words();
  const { pin, outcome, triesLeft } = report;
  const row = receiptRow(pin, report);
  const costly = outcome === 'unchanged' && report.reason === 'wrong-pin';
  const mark = costly ? 'error' : OUTCOME_ICONS[outcome];
  const lines = nextLines(row, pinsAtHand(model));
  return html`
    <li class="result result-${costly ? 'costly' : outcome}" aria-labelledby="result-name-${pin}">
      <div class="result-head">
        <span class="result-icon">${mark ? icon(mark) : nothing}</span>
        <span class="result-outcome">${say(card.outcomes[outcome])}</span>
        <span class="result-name" id="result-name-${pin}">${pinName(pin)}</span>
        <span class="result-brief">${pinBrief(pin)}</span>
      </div>
      <div class="result-more">
        ${texts()
          .card.whyLines(report)
          .map((line) => html`<p>${say(line)}</p>`)}
        ${
          outcome === 'changed' || triesLeft === undefined || (triesLeft === 0 && SAYS_LOCKED.has(row.reason))
            ? nothing
            : html`<p class="support">
                ${say(texts().card.pinState(triesLeft > 0 ? { kind: 'ready', triesLeft } : { kind: 'locked' }))}
              </p>`
        }
        ${
          lines.length > 0
            ? html`<div class="result-next">
                <p class="result-next-title">${say(receipt.nextTitle)}</p>
                ${lines.map((line) => html`<p>${say(line)}</p>`)}
              </div>`
            : nothing
        }
        <div class="result-buttons">${costly ? retryButton(model) : furtherButton(model, report)} ${guidanceButton(row, report, asides)}</div>
      </div>
    </li>
  `;
}

function retryButton(model: AppModel) {
  if (model.retryable.length === 0) return nothing;
  return html`<myna-button kind="main" .text=${say(words().page.buttons.retry)} @click=${() => model.retry()}></myna-button>`;
}

function furtherButton(model: AppModel, report: PinReport) {
  const { buttons } = words().page;
  switch (model.furtherStep(report)) {
    case 'find-out':
      return html`<myna-button kind="main" .text=${say(buttons.findOut)} @click=${() => model.findOut(report)}></myna-button>`;
    case 'finish':
      return html`<myna-button kind="main" .text=${say(buttons.finish)} @click=${() => model.finish(report)}></myna-button>`;
    default:
      return nothing;
  }
}

function guidanceButton(row: ReceiptRow, report: PinReport, asides: Asides) {
  const { pin } = row;
  const topic = topicOf(row, report);
  if (!topic) return nothing;
  const { choose, prepare } = words().page;
  const text = topic === 'forgotten' || topic === 'locked' ? prepare.reset : choose.whatToDo;
  return html`
    <myna-button
      kind="quiet"
      opensDialog
      describedBy="result-name-${pin}"
      .text=${say(text)}
      @click=${() => asides.open({ name: 'guidance', topic, pin })}
    ></myna-button>
  `;
}

/** Where 困ったときは tells more of it. */
function topicOf({ next, reason, tries }: ReceiptRow, report: PinReport): GuidanceTopic | undefined {
  if (reason === 'absent') return 'absent';
  if (report.reason === 'tries-unknown') return 'unreadable';
  if (tries === 'none' || reason === 'locked') return 'locked';
  const mayReset = next.some((step) => step === 'reset' || step === 'be-sure-or-reset');
  return mayReset || reason === 'wrong-pin' ? 'forgotten' : undefined;
}
