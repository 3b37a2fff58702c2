import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import { PINS } from '../../card/applications.ts';
import { CERTIFICATE_TEXTS, WORKING } from '../texts.ts';

/** The change in progress, PIN by PIN. */
export function workingStep(model: AppModel) {
  return html`
    <p class="lead">${WORKING.lead}</p>
    <ul class="pin-names">
      ${model.chosenPins.map((pin) => {
        const phase = model.progress.get(pin) ?? 'waiting';
        return html`<li class="phase phase-${phase}">
          <span>${PINS[pin].name}</span>
          <span>${WORKING.phases[phase]}</span>
        </li>`;
      })}
    </ul>
    <div role="status">
      ${model.certificates.state?.kind === 'reading' ? html`<p>${CERTIFICATE_TEXTS.words.reading.sign}</p>` : nothing}
    </div>
  `;
}
