import { html, nothing } from 'lit';
import '../components/button.ts';
import '../components/checkbox.ts';
import '../components/notice.ts';
import { type AppModel, canChange, fourDigitPins } from '../../app/app-model.ts';
import { PIN_IDS, PINS, type PinId } from '../../card/applications.ts';
import type { Overview, PinState } from '../../card/overview.ts';
import type { Asides } from '../asides/aside.ts';
import { guidanceButton } from '../asides/guidance-button.ts';
import { topicFor } from '../asides/pins-at-hand.ts';
import { plain, say, sentences, texts, words } from '../language.ts';
import { pinName } from '../pin-name.ts';
import { rest } from '../rest.ts';

/** The four PINs with what each is for and the tries left, before anything is typed. */
export function chooseStep(model: AppModel, asides: Asides) {
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
      <div>
      <myna-button
        kind="quiet"
        opensDialog
        .text=${say(page.choose.whichPin)}
        @click=${() => asides.open({ name: 'which-pin' })}
      ></myna-button>
      </div>
      <ul class="pins" aria-label=${plain(page.choose.legend)}>
        ${PIN_IDS.map((pin) => pinItem(model, asides, pin, overview.pins))}
      </ul>
      <p class="support">${say(page.choose.tries)}</p>
      ${together(model, overview.pins)}
      <div role="alert">${model.nothingChosen ? html`<p class="error">${say(page.choose.nothing)}</p>` : nothing}</div>
      <div class="buttons">
        <myna-button kind="main" type="submit" .text=${say(page.buttons.next)}></myna-button>
      </div>
    </form>
    ${certificates(model, overview)}
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
    ${rest()?.certificatesPanel(model, 'opened') ?? nothing}
  `;
}

function pinItem(model: AppModel, asides: Asides, pin: PinId, pins: Overview['pins']) {
  const state = pins[pin];
  const offered = model.offers(pin);
  const able = offered && canChange(state);
  const advice = offered ? texts().card.pinStateAdvice(pin, pins) : words().office.notOffered;
  const warning = state.kind === 'ready' && state.triesLeft === 1;
  return html`
    <li class="pin ${able ? '' : 'pin-unable'}" aria-labelledby="pin-${pin}-label">
      <myna-checkbox
        .inputId=${`pin-${pin}`}
        .label=${pinName(pin)}
        .beside=${html`<span class="pin-format">${say(words().card.formats[PINS[pin].format])}</span>
          <span class="tries tries-${warning ? 'last' : state.kind}">${say(texts().card.pinState(state))}</span>`}
        .support=${html`
          ${advice ? html`<p class="pin-advice">${say(advice)}</p>` : nothing}
          <p class="pin-use">${say(words().card.uses[pin])}</p>
        `}
        .checked=${model.chosen.has(pin)}
        .unavailable=${!able}
        .explanation=${able ? '' : say(whyUnavailable(state, offered, advice))}
        @change=${(event: Event) => model.toggle(pin, (event.target as HTMLInputElement).checked)}
      ></myna-checkbox>
      <div class="pin-more">${pinHelp(asides, pin, state)} ${pinDetails(asides, pin, able)}</div>
    </li>
  `;
}

/** What is said when somebody tries to choose it. */
function whyUnavailable({ kind }: PinState, offered: boolean, advice: string | undefined): string {
  const { card, page } = words();
  const reason = offered && (kind === 'locked' || kind === 'absent') ? card.reasons[kind] : undefined;
  return sentences([page.choose.cannotChoose, reason, advice].filter((sentence) => sentence !== undefined));
}

/** For a PIN that cannot be changed. */
function pinHelp(asides: Asides, pin: PinId, state: PinState) {
  const topic = topicFor(state);
  return topic ? guidanceButton(asides, { name: 'guidance', topic, pin }, words().page.choose.whatToDo) : nothing;
}

/** What else there is to know of a PIN, out of the way. */
function pinDetails(asides: Asides, pin: PinId, able: boolean) {
  const { card, page } = words();
  const { choose } = page;
  const facts = [
    [choose.facts.format, card.formats[PINS[pin].format]],
    [choose.facts.setAt, choose.setAt],
    [choose.facts.lock, choose.lockedAfter(PINS[pin].maxTries)],
  ] as const;
  return html`
    <details class="pin-details">
      <summary>${say(choose.details)}<span class="hidden"> ${pinName(pin)}</span></summary>
      <dl>
        ${facts.map(([name, fact]) => html`<div><dt>${say(name)}</dt><dd>${say(fact)}</dd></div>`)}
      </dl>
      ${able ? guidanceButton(asides, { name: 'guidance', topic: 'forgotten', pin }, choose.forgotten) : nothing}
    </details>
  `;
}

/**
 * Offices advise to have one number for the three; whoever has, and changes one, has two after that. It is there from the
 * start: what comes with the first tick would push 次へ away from under the finger.
 */
function together(model: AppModel, pins: Overview['pins']) {
  const { choose } = words().page;
  const fourDigits = fourDigitPins(PIN_IDS).filter((pin) => model.offers(pin) && canChange(pins[pin]));
  if (fourDigits.length < 2) return nothing;
  const all = fourDigits.every((pin) => model.chosen.has(pin));
  const toggleAll = () => {
    for (const pin of fourDigits) model.toggle(pin, !all);
  };
  return html`
    <div class="together">
      <p id="together">${say(choose.together)}</p>
      <myna-button
        kind="quiet"
        describedBy="together"
        .icon=${all ? 'check' : undefined}
        .pressed=${all}
        .text=${say(choose.chooseTogether)}
        @click=${toggleAll}
      ></myna-button>
    </div>
  `;
}
