import { html, nothing } from 'lit';
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
      <div class="check">
        <input
          type="checkbox"
          id="consent"
          name="consent"
          aria-describedby="consent-problem"
          aria-invalid=${model.consentMissing ? 'true' : 'false'}
        />
        <label for="consent">${say(page.lastTry.consent)}</label>
      </div>
      <div role="alert" id="consent-problem">
        ${model.consentMissing ? html`<p class="error">${say(page.lastTry.consentNeeded)}</p>` : nothing}
      </div>
      <div class="buttons">
        <button type="button" class="button-main" @click=${() => model.goTo('confirm')}>${say(page.buttons.back)}</button>
        <button type="submit" class="button-danger">${say(page.buttons.useLastTry)}</button>
      </div>
    </form>
  `;
}
