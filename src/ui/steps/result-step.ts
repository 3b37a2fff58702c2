import { html, nothing } from 'lit';
import '../components/button.ts';
import { type IconName, icon } from '../components/icons.ts';
import '../components/notice.ts';
import type { AppModel } from '../../app/app-model.ts';
import type { PinOutcome, PinReport } from '../../card/pin-job.ts';
import { certificatesPanel } from '../certificates-panel.ts';
import { say, texts, words } from '../language.ts';
import { pinName } from '../pin-name.ts';

const OUTCOME_ICONS: Readonly<Record<PinOutcome, IconName>> = {
  changed: 'success',
  unchanged: 'info',
  'half-changed': 'error',
  unknown: 'warning',
};

/** What happened to each chosen PIN, and what to do next. */
export function resultStep(model: AppModel) {
  const { reports } = model;
  const { card, page } = words();
  return html`
    ${model.desk.trial ? html`<myna-notice .lines=${[say(page.result.trial)]}></myna-notice>` : nothing}
    <p class="lead">${say(texts().card.resultLead(reports))}</p>
    <ul class="results">
      ${reports.map(
        (report) => html`<li class="result result-${report.outcome}" aria-labelledby="result-name-${report.pin}">
          <div class="result-head">
            <span class="result-icon">${icon(OUTCOME_ICONS[report.outcome])}</span>
            <span class="result-outcome">${say(card.outcomes[report.outcome])}</span>
            <span class="result-name" id="result-name-${report.pin}">${pinName(report.pin)}</span>
          </div>
          ${texts()
            .card.reasonLines(report)
            .map((line) => html`<p>${say(line)}</p>`)}
          ${
            report.triesLeft === undefined
              ? nothing
              : html`<p class="support">
                  ${say(texts().card.pinState(report.triesLeft > 0 ? { kind: 'ready', triesLeft: report.triesLeft } : { kind: 'locked' }))}
                </p>`
          }
          ${furtherButton(model, report)}
        </li>`,
      )}
    </ul>
    ${reports.some(({ outcome }) => outcome === 'changed') ? html`<p>${say(page.result.remember)}</p>` : nothing}
    ${certificatesPanel(model, 'with-result')}
    <div class="buttons">
      <myna-button kind="main" .text=${say(page.buttons.again)} @click=${() => model.readAgain()}></myna-button>
    </div>
  `;
}

function furtherButton(model: AppModel, report: PinReport) {
  const { buttons } = words().page;
  switch (model.furtherStep(report)) {
    case 'find-out':
      return html`<myna-button kind="second" .text=${say(buttons.findOut)} @click=${() => model.findOut(report)}></myna-button>`;
    case 'finish':
      return html`<myna-button kind="second" .text=${say(buttons.finish)} @click=${() => model.finish(report)}></myna-button>`;
    default:
      return nothing;
  }
}
