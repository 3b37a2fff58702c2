import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import { say, words } from '../language.ts';
import { pinName } from '../pin-name.ts';

/** The change in progress, PIN by PIN. */
export function workingStep(model: AppModel) {
  const { certificate, page } = words();
  return html`
    <p class="lead">${say(page.working.lead)}</p>
    <ul class="pin-names">
      ${model.chosenPins.map((pin) => {
        const phase = model.progress.get(pin) ?? 'waiting';
        return html`<li class="phase phase-${phase}">
          <span>${pinName(pin)}</span>
          <span>${say(page.working.phases[phase])}</span>
        </li>`;
      })}
    </ul>
    <div role="status">
      ${model.certificates.state?.kind === 'reading' ? html`<p>${say(certificate.reading.sign)}</p>` : nothing}
    </div>
  `;
}
