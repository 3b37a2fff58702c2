import { html, nothing } from 'lit';
import '../components/button.ts';
import type { AppModel } from '../../app/app-model.ts';
import { say, words } from '../language.ts';
import { pinName } from '../pin-name.ts';

/** After an interruption: the PINs in doubt, and what to do so that the page can find out. */
export function recoverStep(model: AppModel) {
  const { card, page } = words();
  const asking = model.recovery === 'asking';
  const cardThere = model.desk.card.kind === 'read' || model.desk.card.kind === 'failed';
  return html`
    <p>${say(card.recover.lead)}</p>
    <ul class="pin-names">
      ${model.openPins.map((pin) => html`<li><span>${pinName(pin)}</span></li>`)}
    </ul>
    <div role="status">
      <p class="lead">${say(card.recover.states[model.recovery])}</p>
    </div>
    <p>${say(page.recoverCost)}</p>
    ${
      asking
        ? nothing
        : html`<div class="buttons">
            ${
              cardThere
                ? html`<myna-button kind="main" .text=${say(page.buttons.readAgain)} @click=${() => model.desk.readAgain()}></myna-button>`
                : nothing
            }
            <myna-button kind="second" .text=${say(page.buttons.giveUp)} @click=${() => model.giveUp()}></myna-button>
          </div>`
    }
  `;
}
