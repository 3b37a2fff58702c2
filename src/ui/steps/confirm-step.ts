import { html, nothing } from 'lit';
import '../components/button.ts';
import '../components/checkbox.ts';
import type { AppModel } from '../../app/app-model.ts';
import type { PinId } from '../../card/applications.ts';
import { icon } from '../components/icons.ts';
import { plain, say, texts, words } from '../language.ts';
import { notice } from '../notice.ts';
import { pinBrief, pinName } from '../pin-name.ts';

/** What will happen, without showing a PIN. */
export function confirmStep(model: AppModel) {
  const { card, page } = words();
  const failure = model.startFailure && card.cardErrors[model.startFailure];
  return html`
    <div role="alert">
      ${failure ? notice({ title: failure.title, lines: [...failure.lines, card.notStarted] }, 'error') : nothing}
    </div>
    <ul class="pin-names" aria-label=${plain(page.confirm.list)}>
      ${model.chosenPins.map((pin) => chosenPin(pin, model))}
    </ul>
    <h3>${say(page.confirm.afterPress)}</h3>
    <ol class="what-happens">
      ${page.confirm.steps(model.chosenPins.length).map((step) => html`<li>${say(step)}</li>`)}
    </ol>
    <p class="stay">${icon('card')}<span>${say(page.confirm.stay)}</span></p>
    ${model.chosen.has('sign') ? alsoSign(model) : nothing}
    <div class="buttons">
      <myna-button kind="main" .text=${say(page.buttons.change)} @click=${() => model.change()}></myna-button>
      <myna-button kind="second" .text=${say(page.buttons.back)} @click=${() => model.goTo('type')}></myna-button>
    </div>
  `;
}

function chosenPin(pin: PinId, { overview }: AppModel) {
  const state = overview?.pins[pin];
  const last = state?.kind === 'ready' && state.triesLeft === 1;
  return html`
    <li>
      <span class="pin-whose"><b>${pinName(pin)}</b>${pinBrief(pin)}</span>
      ${state ? html`<span class="tries tries-${last ? 'last' : state.kind}">${say(texts().card.pinState(state))}</span>` : nothing}
    </li>
  `;
}

/** The 署名用 certificate can be read only while its PIN is verified, so it is asked for beforehand. */
function alsoSign(model: AppModel) {
  const { certificates } = words().page;
  return html`
    <myna-checkbox
      .inputId=${'also-sign'}
      .label=${say(certificates.alsoSign)}
      .support=${say(certificates.alsoSignHelp)}
      .checked=${model.certificates.signWanted}
      @change=${(event: Event) => model.wantSignCertificate((event.target as HTMLInputElement).checked)}
    ></myna-checkbox>
  `;
}
