import { html, nothing } from 'lit';
import '../components/button.ts';
import '../components/checkbox.ts';
import '../components/notice.ts';
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
      ${model.anotherCard ? html`<myna-notice kind="warning" alert .lines=${[say(card.anotherCard)]}></myna-notice>` : nothing}
      <p>${say(page.choose.tries)}</p>
      <ul class="pins" aria-label=${plain(page.choose.legend)}>
        ${PIN_IDS.map((pin) => pinItem(model, pin, overview.pins))}
      </ul>
      ${certificates(model, overview)}
      <div role="alert">${model.nothingChosen ? html`<p class="error">${say(page.choose.nothing)}</p>` : nothing}</div>
      <div class="buttons">
        <myna-button kind="main" type="submit" .text=${say(page.buttons.next)}></myna-button>
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
          : html`<myna-button kind="quiet" .text=${say(page.certificates.check)}
              id="certificate-button"
              .expanded=${open}
              describedBy="certificate-help"
              @click=${toggle}></myna-button>
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
    <li class="pin ${able ? '' : 'pin-unable'}" aria-labelledby="pin-${pin}-label">
      <myna-checkbox
        .inputId=${`pin-${pin}`}
        .label=${pinName(pin)}
        .beside=${html`<span class="tries tries-${warning ? 'last' : state.kind}">${say(texts().card.pinState(state))}</span>`}
        .support=${html`
          ${advice ? html`<p class="pin-advice">${say(advice)}</p>` : nothing}
          <p class="pin-use">${say(words().card.uses[pin])}</p>
          <p>${say(words().card.formats[PINS[pin].format])}</p>
        `}
        .checked=${model.chosen.has(pin)}
        .disabled=${!able}
        @change=${(event: Event) => model.toggle(pin, (event.target as HTMLInputElement).checked)}
      ></myna-checkbox>
    </li>
  `;
}
