import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import { PINS } from '../../card/applications.ts';
import { BUTTONS, CONFIRM, TEXTS, WORDS } from '../texts.ts';
import { notice } from './prepare-step.ts';

/** What will happen, without showing a PIN. */
export function confirmStep(model: AppModel) {
  const failure = model.startFailure && WORDS.cardErrors[model.startFailure];
  return html`
    <div role="alert">
      ${failure ? notice({ title: failure.title, lines: [...failure.lines, WORDS.notStarted] }, 'error') : nothing}
    </div>
    <p>${CONFIRM.lead}</p>
    <ul class="pin-names">
      ${model.chosenPins.map((pin) => {
        const state = model.overview?.pins[pin];
        return html`<li>
          <span>${PINS[pin].name}</span>
          ${state ? html`<span class="tries tries-${state.kind}">${TEXTS.pinState(state)}</span>` : nothing}
        </li>`;
      })}
    </ul>
    <p>${CONFIRM.how}</p>
    <p>${CONFIRM.stay}</p>
    <div class="buttons">
      <button type="button" class="button-main" @click=${() => model.change()}>${BUTTONS.change}</button>
      <button type="button" class="button-second" @click=${() => model.goTo('type')}>${BUTTONS.back}</button>
    </div>
  `;
}
