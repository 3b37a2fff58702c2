import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import { say, texts, words } from '../language.ts';
import { notice } from '../notice.ts';
import { pinName } from '../pin-name.ts';

/** What will happen, without showing a PIN. */
export function confirmStep(model: AppModel) {
  const { card, page } = words();
  const failure = model.startFailure && card.cardErrors[model.startFailure];
  return html`
    <div role="alert">
      ${failure ? notice({ title: failure.title, lines: [...failure.lines, card.notStarted] }, 'error') : nothing}
    </div>
    <p>${say(page.confirm.lead)}</p>
    <ul class="pin-names">
      ${model.chosenPins.map((pin) => {
        const state = model.overview?.pins[pin];
        return html`<li>
          <span>${pinName(pin)}</span>
          ${state ? html`<span class="tries tries-${state.kind}">${say(texts().card.pinState(state))}</span>` : nothing}
        </li>`;
      })}
    </ul>
    <p>${say(page.confirm.how)}</p>
    <p>${say(page.confirm.stay)}</p>
    ${model.chosen.has('sign') ? alsoSign(model) : nothing}
    <div class="buttons">
      <button type="button" class="button-main" @click=${() => model.change()}>${say(page.buttons.change)}</button>
      <button type="button" class="button-second" @click=${() => model.goTo('type')}>${say(page.buttons.back)}</button>
    </div>
  `;
}

/** The 署名用 certificate can be read only while its PIN is verified, so it is asked for beforehand. */
function alsoSign(model: AppModel) {
  const { certificates } = words().page;
  return html`
    <div class="check">
      <input
        type="checkbox"
        id="also-sign"
        aria-describedby="also-sign-help"
        .checked=${model.certificates.signWanted}
        @change=${(event: Event) => model.wantSignCertificate((event.target as HTMLInputElement).checked)}
      />
      <div>
        <label for="also-sign">${say(certificates.alsoSign)}</label>
        <p class="support" id="also-sign-help">${say(certificates.alsoSignHelp)}</p>
      </div>
    </div>
  `;
}
