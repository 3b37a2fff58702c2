import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import type { PinReport } from '../../card/pin-job.ts';
import { certificatesPanel } from '../certificates-panel.ts';
import { say, texts, words } from '../language.ts';
import { pinName } from '../pin-name.ts';

/** What happened to each chosen PIN, and what to do next. */
export function resultStep(model: AppModel) {
  const { reports } = model;
  const { card, page } = words();
  return html`
    ${model.desk.trial ? html`<p class="notice notice-info">${say(page.result.trial)}</p>` : nothing}
    <p class="lead">${say(texts().card.resultLead(reports))}</p>
    <ul class="results">
      ${reports.map(
        (report) => html`<li class="result result-${report.outcome}" aria-labelledby="result-name-${report.pin}">
          <div class="result-head">
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
      <button type="button" class="button-main" @click=${() => model.readAgain()}>${say(page.buttons.again)}</button>
    </div>
  `;
}

function furtherButton(model: AppModel, report: PinReport) {
  const { buttons } = words().page;
  switch (model.furtherStep(report)) {
    case 'find-out':
      return html`<button type="button" class="button-second" @click=${() => model.findOut(report)}>
        ${say(buttons.findOut)}
      </button>`;
    case 'finish':
      return html`<button type="button" class="button-second" @click=${() => model.finish(report)}>
        ${say(buttons.finish)}
      </button>`;
    default:
      return nothing;
  }
}
