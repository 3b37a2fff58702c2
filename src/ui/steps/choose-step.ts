import { html, nothing } from 'lit';
import { type AppModel, canChange } from '../../app/app-model.ts';
import { PIN_IDS, PINS, type PinId } from '../../card/applications.ts';
import type { Overview } from '../../card/overview.ts';
import { certificatesPanel } from '../certificates-panel.ts';
import { plain, say, texts, words } from '../language.ts';
import { pinName } from '../pin-name.ts';

/** The four PINs with what each is for and the tries left, before anything is typed. */
export function chooseStep(model: AppModel) {
  const { overview } = model;
  if (!overview) return nothing;
  const { card, page } = words();
  const next = (event: Event) => {
    event.preventDefault();
    if (model.chosen.size > 0) model.goTo('type');
    else model.sayNothingChosen();
  };
  return html`
    <form novalidate @submit=${next}>
      ${model.anotherCard ? html`<p class="notice notice-warning" role="alert">${say(card.anotherCard)}</p>` : nothing}
      <p>${say(page.choose.tries)}</p>
      <ul class="pins" aria-label=${plain(page.choose.legend)}>
        ${PIN_IDS.map((pin) => pinItem(model, pin, overview.pins))}
      </ul>
      ${certificates(model, overview)}
      <div role="alert">${model.nothingChosen ? html`<p class="error">${say(page.choose.nothing)}</p>` : nothing}</div>
      <div class="buttons">
        <button type="submit" class="button-main">${say(page.buttons.next)}</button>
      </div>
    </form>
  `;
}

/** Which certificates there are, and on request what is in the one that needs no PIN. */
function certificates(model: AppModel, { certificates: { sign, auth }, pins }: Overview) {
  const { card, page } = words();
  const open = model.certificates.state !== undefined;
  const toggle = () => (open ? model.closeCertificates() : model.readAuthCertificate());
  return html`
    <div class="certificates">
      <p class="support">${say(card.certificates(sign, auth))}</p>
      ${
        pins.auth.kind === 'absent'
          ? nothing
          : html`<button
              type="button"
              class="button-quiet"
              id="certificate-button"
              aria-expanded=${open ? 'true' : 'false'}
              aria-describedby="certificate-help"
              @click=${toggle}
            >
              ${say(page.certificates.check)}
            </button>
            <p class="support" id="certificate-help">${say(page.certificates.checkHelp)}</p>`
      }
    </div>
    ${certificatesPanel(model, 'opened')}
  `;
}

function pinItem(model: AppModel, pin: PinId, pins: Overview['pins']) {
  const state = pins[pin];
  const able = canChange(state);
  const advice = texts().card.pinStateAdvice(pin, pins);
  const warning = state.kind === 'ready' && state.triesLeft === 1;
  return html`
    <li class="pin ${able ? '' : 'pin-unable'}" aria-labelledby="pin-name-${pin}">
      <input
        type="checkbox"
        id="pin-${pin}"
        aria-labelledby="pin-name-${pin}"
        aria-describedby="pin-about-${pin}"
        .checked=${model.chosen.has(pin)}
        ?disabled=${!able}
        @change=${(event: Event) => model.toggle(pin, (event.target as HTMLInputElement).checked)}
      />
      <div class="pin-text">
        <div class="pin-head">
          <label for="pin-${pin}" id="pin-name-${pin}">${pinName(pin)}</label>
          <span class="tries tries-${warning ? 'last' : state.kind}">${say(texts().card.pinState(state))}</span>
        </div>
        <div id="pin-about-${pin}">
          ${advice ? html`<p class="pin-advice">${say(advice)}</p>` : nothing}
          <p>${say(words().card.uses[pin])}</p>
          <p class="support">${say(words().card.formats[PINS[pin].format])}</p>
        </div>
      </div>
    </li>
  `;
}
