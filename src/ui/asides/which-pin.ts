import { html, nothing } from 'lit';
import '../components/button.ts';
import '../components/checkbox.ts';
import { type AppModel, canChange } from '../../app/app-model.ts';
import type { PinId } from '../../card/applications.ts';
import { PURPOSE_IDS, type PurposeId, pinsFor } from '../../card/purposes.ts';
import { listed, say, texts, words } from '../language.ts';
import { pinName, pinNameText } from '../pin-name.ts';
import type { Aside, Asides, AsideView } from './aside.ts';
import { pinsAtHand, topicFor } from './pins-at-hand.ts';

/** どの暗証番号？: from what somebody wants to do to the PINs that are asked for in the course of it. */
export function whichPin(_aside: Aside, asides: Asides, model: AppModel): AsideView {
  const { whichPin } = words().guidance;
  const needed = pinsFor(asides.whichPin.purposes);
  return {
    heading: say(whichPin.title),
    content: html`
      <p id="purposes-lead">${say(whichPin.lead)}</p>
      <ul class="purposes" aria-labelledby="purposes-lead">
        ${PURPOSE_IDS.map((purpose) => html`<li>${purposeBox(purpose, asides)}</li>`)}
      </ul>
      <p class="hidden" role="status">
        ${needed.length > 0 ? say(whichPin.because(whichPin.answer, listed(needed.map(pinNameText)))) : nothing}
      </p>
      ${needed.length > 0 ? answer(needed, asides, model) : nothing}
      <div role="alert">${problem(asides)}</div>
    `,
    ...(canTick(model) ? { actions: chooseButton(needed, asides, model) } : {}),
  };
}

function purposeBox(purpose: PurposeId, asides: Asides) {
  const { purposes } = asides.whichPin;
  const change = (event: Event) => {
    if ((event.target as HTMLInputElement).checked) purposes.add(purpose);
    else purposes.delete(purpose);
    asides.whichPin.problem = undefined;
    asides.changed();
  };
  return html`
    <myna-checkbox
      .label=${say(words().guidance.whichPin.purposes[purpose])}
      .checked=${purposes.has(purpose)}
      @change=${change}
    ></myna-checkbox>
  `;
}

function answer(needed: readonly PinId[], asides: Asides, model: AppModel) {
  return html`
    <section class="needed" aria-labelledby="needed-title">
      <h3 id="needed-title">${say(words().guidance.whichPin.answer)}</h3>
      <ul>
        ${needed.map((pin) => neededPin(pin, asides, model))}
      </ul>
    </section>
  `;
}

/** A PIN, what it is asked for, and what to do where it cannot be changed. */
function neededPin(pin: PinId, asides: Asides, model: AppModel) {
  const { whichPin } = words().guidance;
  const purposes = PURPOSE_IDS.filter((id) => asides.whichPin.purposes.has(id) && pinsFor([id]).includes(pin));
  const state = pinsAtHand(model)?.[pin];
  const topic = state && topicFor(state);
  return html`
    <li class="needed-pin">
      <p class="needed-name">${pinName(pin)}</p>
      ${purposes.map((id) => html`<p>${say(whichPin.because(whichPin.purposes[id], why(id, pin)))}</p>`)}
      ${model.offers(pin) ? nothing : html`<p class="pin-advice">${say(words().office.notOffered)}</p>`}
      ${
        state && topic
          ? html`
              <p class="pin-advice">${say(texts().card.pinState(state))}</p>
              <myna-button
                kind="quiet"
                .text=${say(whichPin.whatToDo(pinNameText(pin)))}
                @click=${() => asides.open({ name: 'guidance', topic, pin })}
              ></myna-button>
            `
          : nothing
      }
    </li>
  `;
}

function why(purpose: PurposeId, pin: PinId): string {
  const said: Partial<Record<PinId, string>> = words().guidance.whichPin.why[purpose];
  return said[pin] ?? '';
}

function problem({ whichPin: { problem } }: Asides) {
  const { nothing: none, noneReady } = words().guidance.whichPin;
  return problem ? html`<p class="error">${say(problem === 'nothing' ? none : noneReady)}</p>` : nothing;
}

/** Where choosing is still to come, or going on. */
function canTick({ step }: AppModel): boolean {
  return step === 'prepare' || step === 'choose';
}

function chooseButton(needed: readonly PinId[], asides: Asides, model: AppModel) {
  const pins = pinsAtHand(model);
  const choose = () => {
    const [first, ...others] = needed.filter((pin) => model.offers(pin) && (!pins || canChange(pins[pin])));
    if (!first) {
      asides.whichPin.problem = needed.length === 0 ? 'nothing' : 'none-ready';
      asides.changed();
      return;
    }
    for (const pin of [first, ...others]) model.toggle(pin, true);
    if (model.step === 'choose') asides.leaveFor(`pin-${first}`);
    else asides.close();
  };
  return html`<myna-button kind="main" .text=${say(words().guidance.whichPin.choose)} @click=${choose}></myna-button>`;
}
