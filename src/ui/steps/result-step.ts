import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import { PINS } from '../../card/applications.ts';
import type { PinReport } from '../../card/pin-job.ts';
import { certificatesPanel } from '../certificates-panel.ts';
import { BUTTONS, RESULT, TEXTS, WORDS } from '../texts.ts';

/** What happened to each chosen PIN, and what to do next. */
export function resultStep(model: AppModel) {
  const { reports } = model;
  return html`
    ${model.desk.trial ? html`<p class="notice notice-info">${RESULT.trial}</p>` : nothing}
    <p class="lead">${TEXTS.resultLead(reports)}</p>
    <ul class="results">
      ${reports.map(
        (report) => html`<li class="result result-${report.outcome}" aria-labelledby="result-name-${report.pin}">
          <div class="result-head">
            <span class="result-outcome">${WORDS.outcomes[report.outcome]}</span>
            <span class="result-name" id="result-name-${report.pin}">${PINS[report.pin].name}</span>
          </div>
          ${TEXTS.reasonLines(report).map((line) => html`<p>${line}</p>`)}
          ${
            report.triesLeft === undefined
              ? nothing
              : html`<p class="support">
                  ${TEXTS.pinState(report.triesLeft > 0 ? { kind: 'ready', triesLeft: report.triesLeft } : { kind: 'locked' })}
                </p>`
          }
          ${furtherButton(model, report)}
        </li>`,
      )}
    </ul>
    ${reports.some(({ outcome }) => outcome === 'changed') ? html`<p>${RESULT.remember}</p>` : nothing}
    ${certificatesPanel(model, 'with-result')}
    <div class="buttons">
      <button type="button" class="button-main" @click=${() => model.readAgain()}>${BUTTONS.again}</button>
    </div>
  `;
}

function furtherButton(model: AppModel, report: PinReport) {
  switch (model.furtherStep(report)) {
    case 'find-out':
      return html`<button type="button" class="button-second" @click=${() => model.findOut(report)}>
        ${BUTTONS.findOut}
      </button>`;
    case 'finish':
      return html`<button type="button" class="button-second" @click=${() => model.finish(report)}>
        ${BUTTONS.finish}
      </button>`;
    default:
      return nothing;
  }
}
