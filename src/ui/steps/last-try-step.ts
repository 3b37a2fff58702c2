import { html, nothing } from 'lit';
import '../components/button.ts';
import '../components/checkbox.ts';
import type { AppModel } from '../../app/app-model.ts';
import { say, texts, words } from '../language.ts';
import { pinName } from '../pin-name.ts';

/** The separate, deliberate step before the last try of a PIN is spent. */
export function lastTryStep(model: AppModel) {
  const { card, page } = words();
  const submit = (event: Event) => {
    event.preventDefault();
    const consent = (event.target as HTMLFormElement).elements.namedItem('consent') as HTMLInputElement;
    if (consent.checked) void model.change(model.lastTryPins);
    else model.sayConsentMissing();
  };
  return html`
    <form novalidate @submit=${submit}>
      <p>${say(card.lastTry)}</p>
      <ul class="pin-names">
        ${model.lastTryPins.map(
          (pin) => html`<li>
            <span>${pinName(pin)}</span>
            <span class="support">${say(texts().card.resetAdvice(pin, model.overview?.pins))}</span>
          </li>`,
        )}
      </ul>
      <p>${say(page.lastTry.unsure)}</p>
      <myna-checkbox
        name="consent"
        .inputId=${'consent'}
        .label=${say(page.lastTry.consent)}
        .invalid=${model.consentMissing}
        describedBy="consent-problem"
      ></myna-checkbox>
      <div role="alert" id="consent-problem">
        ${model.consentMissing ? html`<p class="error">${say(page.lastTry.consentNeeded)}</p>` : nothing}
      </div>
      <div class="buttons">
        <myna-button kind="main" .text=${say(page.buttons.back)} @click=${() => model.goTo('confirm')}></myna-button>
        <myna-button kind="danger" type="submit" .text=${say(page.buttons.useLastTry)}></myna-button>
      </div>
    </form>
  `;
}
