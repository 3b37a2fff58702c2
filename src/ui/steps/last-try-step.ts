import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import { PINS } from '../../card/applications.ts';
import { BUTTONS, LAST_TRY, TEXTS, WORDS } from '../texts.ts';

/** The separate, deliberate step before the last try of a PIN is spent. */
export function lastTryStep(model: AppModel) {
  const submit = (event: Event) => {
    event.preventDefault();
    const consent = (event.target as HTMLFormElement).elements.namedItem('consent') as HTMLInputElement;
    if (consent.checked) void model.change(model.lastTryPins);
    else model.sayConsentMissing();
  };
  return html`
    <form novalidate @submit=${submit}>
      <p>${WORDS.lastTry}</p>
      <ul class="pin-names">
        ${model.lastTryPins.map(
          (pin) => html`<li>
            <span>${PINS[pin].name}</span>
            <span class="support">${TEXTS.resetAdvice(pin, model.overview?.pins)}</span>
          </li>`,
        )}
      </ul>
      <p>${LAST_TRY.unsure}</p>
      <div class="check">
        <input
          type="checkbox"
          id="consent"
          name="consent"
          aria-describedby="consent-problem"
          aria-invalid=${model.consentMissing ? 'true' : 'false'}
        />
        <label for="consent">${LAST_TRY.consent}</label>
      </div>
      <div role="alert" id="consent-problem">
        ${model.consentMissing ? html`<p class="error">${LAST_TRY.consentNeeded}</p>` : nothing}
      </div>
      <div class="buttons">
        <button type="button" class="button-main" @click=${() => model.goTo('confirm')}>${BUTTONS.back}</button>
        <button type="submit" class="button-danger">${BUTTONS.useLastTry}</button>
      </div>
    </form>
  `;
}
