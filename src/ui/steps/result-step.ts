import { html, nothing } from 'lit';
import '../components/button.ts';
import '../components/notice.ts';
import type { AppModel } from '../../app/app-model.ts';
import type { PinReport } from '../../card/pin-job.ts';
import type { Asides } from '../asides/aside.ts';
import { certificatesPanel } from '../certificates-panel.ts';
import type { NoticeKind } from '../components/notice.ts';
import { say, texts, words } from '../language.ts';
import { notice } from '../notice.ts';
import '../receipt/receipt-print.ts';
import { reportList } from './reports.ts';

/** How it went as a whole, what happened to each chosen PIN, and what to do next. `visit`: what is ended then. */
export function resultStep(model: AppModel, asides: Asides, visit?: { finish(): void }) {
  const { reports } = model;
  const { page, receipt } = words();
  const trial = model.trialResult;
  const changed = reports.filter(({ outcome }) => outcome === 'changed').map(({ pin }) => pin);
  // With something left to be done for a PIN, that is what the button in its place is for.
  const further = model.retryable.length > 0 || reports.some((report) => model.furtherStep(report));
  const allChanged = changed.length === reports.length;
  return html`
    <myna-notice
      .kind=${kindOf(reports)}
      .heading=${say(texts().card.resultLead(reports))}
      .lines=${[...texts().card.wrongPinCost(reports), ...(trial ? [page.result.trial] : [])].map((line) => say(line))}
    ></myna-notice>
    ${reportList(model, asides)}
    ${model.unrecorded ? notice(page.result.unrecorded, 'error') : nothing}
    ${changed.length > 0 ? html`<p>${say(page.result.remember)}</p>` : nothing}
    ${changed.includes('sign') || changed.includes('auth') ? html`<p>${say(receipt.phone)}</p>` : nothing}
    ${allChanged && !visit ? html`<p>${say(page.result.over)}</p>` : nothing}
    ${certificatesPanel(model, 'with-result')}
    <div class="buttons">
      ${
        visit
          ? html`<myna-button .kind=${further ? 'second' : 'main'} .text=${say(words().visit.finish)} @click=${() => visit.finish()}></myna-button>`
          : nothing
      }
      <myna-button .kind=${further || allChanged || visit ? 'second' : 'main'} .text=${say(page.buttons.again)} @click=${() => model.readAgain()}></myna-button>
      ${
        asides.office.kiosk?.receipt === false
          ? nothing
          : html`<receipt-print .reports=${reports} .trial=${trial} .office=${asides.office}></receipt-print>`
      }
    </div>
  `;
}

function kindOf(reports: readonly PinReport[]): NoticeKind {
  const outcomes = new Set(reports.map(({ outcome }) => outcome));
  if (outcomes.has('unknown') || outcomes.has('half-changed')) return 'error';
  if (reports.some(({ outcome, reason }) => outcome === 'unchanged' && reason === 'wrong-pin')) return 'error';
  return outcomes.has('unchanged') ? 'warning' : 'success';
}
