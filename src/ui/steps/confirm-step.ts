import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import { PINS } from '../../card/applications.ts';
import { notice } from '../notice.ts';
import { BUTTONS, CERTIFICATES, CONFIRM, TEXTS, WORDS } from '../texts.ts';

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
    ${model.chosen.has('sign') ? alsoSign(model) : nothing}
    <div class="buttons">
      <button type="button" class="button-main" @click=${() => model.change()}>${BUTTONS.change}</button>
      <button type="button" class="button-second" @click=${() => model.goTo('type')}>${BUTTONS.back}</button>
    </div>
  `;
}

/** The 署名用 certificate can be read only while its PIN is verified, so it is asked for beforehand. */
function alsoSign(model: AppModel) {
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
        <label for="also-sign">${CERTIFICATES.alsoSign}</label>
        <p class="support" id="also-sign-help">${CERTIFICATES.alsoSignHelp}</p>
      </div>
    </div>
  `;
}
