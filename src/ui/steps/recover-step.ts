import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import { PINS } from '../../card/applications.ts';
import { BUTTONS, RECOVER } from '../texts.ts';

/** After an interruption: the PINs in doubt, and what to do so that the page can find out. */
export function recoverStep(model: AppModel) {
  const asking = model.recovery === 'asking';
  const cardThere = model.desk.card.kind === 'read' || model.desk.card.kind === 'failed';
  return html`
    <p>${RECOVER.lead}</p>
    <ul class="pin-names">
      ${model.openPins.map((pin) => html`<li><span>${PINS[pin].name}</span></li>`)}
    </ul>
    <div role="status">
      <p class="lead">${RECOVER.states[model.recovery]}</p>
    </div>
    <p>${RECOVER.cost}</p>
    ${
      asking
        ? nothing
        : html`<div class="buttons">
            ${
              cardThere
                ? html`<button type="button" class="button-main" @click=${() => model.desk.readAgain()}>
                    ${BUTTONS.readAgain}
                  </button>`
                : nothing
            }
            <button type="button" class="button-second" @click=${() => model.giveUp()}>${BUTTONS.giveUp}</button>
          </div>`
    }
  `;
}
