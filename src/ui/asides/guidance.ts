import { html, nothing, type TemplateResult } from 'lit';
import '../components/button.ts';
import type { AppModel } from '../../app/app-model.ts';
import { PIN_IDS, PINS, type PinId } from '../../card/applications.ts';
import { PIN_FACTS } from '../../card/pin-facts.ts';
import { procedure } from '../../card/procedure.ts';
import { NATIONAL_CONTACT } from '../../office/national-contact.ts';
import { icon } from '../components/icons.ts';
import type { Content } from '../components/light-element.ts';
import { say, texts, words } from '../language.ts';
import { pinName, pinNameText } from '../pin-name.ts';
import type { GuidanceWords } from '../words/guidance/guidance-words.ts';
import type { Aside, Asides, AsideView } from './aside.ts';
import { atCounter, hasCounter } from './at-counter.ts';
import { contacts, telephoneList } from './contacts.ts';
import { pinsAtHand } from './pins-at-hand.ts';
import { procedureView } from './procedure-view.ts';

/** The list that it begins with. */
const TROUBLES: readonly { readonly trouble: keyof GuidanceWords['troubles']; readonly aside: Aside }[] = [
  { trouble: 'forgotten', aside: { name: 'guidance', topic: 'forgotten' } },
  { trouble: 'locked', aside: { name: 'guidance', topic: 'locked' } },
  { trouble: 'certificateExpired', aside: { name: 'guidance', topic: 'certificate-expired' } },
  { trouble: 'cardAbolished', aside: { name: 'guidance', topic: 'card-abolished' } },
  { trouble: 'lostCard', aside: { name: 'guidance', topic: 'lost-card' } },
  { trouble: 'tries', aside: { name: 'guidance', topic: 'tries' } },
  { trouble: 'diagnosis', aside: { name: 'diagnosis' } },
];

/** 困ったときは: what to do about a PIN or a card in trouble, one page to each. */
export function guidance(aside: Aside, asides: Asides, model: AppModel): AsideView {
  if (!aside.topic) return troubleList(asides, model);
  const toList = html`
    <myna-button kind="second" .text=${say(words().guidance.toList)} @click=${() => asides.open({ name: 'guidance' })}></myna-button>
  `;
  return { ...topicPage(aside, asides, model), actions: toList };
}

function troubleList(asides: Asides, model: AppModel): AsideView {
  const { guidance } = words();
  const pins = pinsAtHand(model);
  const troubles = TROUBLES.filter(({ aside }) => !(asides.shared && aside.name === 'diagnosis'));
  const locked = pins ? PIN_IDS.filter((pin) => pins[pin].kind === 'locked') : [];
  return {
    heading: say(guidance.title),
    content: html`
      <p>${say(guidance.lead)}</p>
      <ul class="links">
        ${locked.map((pin) =>
          link(asides, { name: 'guidance', topic: 'locked', pin }, say(guidance.headings.locked(pinNameText(pin)))),
        )}
        ${troubles.map(({ trouble, aside }) => link(asides, aside, say(guidance.troubles[trouble])))}
        ${hasCounter(asides.office) ? link(asides, { name: 'guidance', topic: 'at-counter' }, say(words().office.title)) : nothing}
      </ul>
    `,
  };
}

function topicPage({ topic, pin }: Aside, asides: Asides, model: AppModel): AsideView {
  const { guidance } = words();
  const { office } = asides;
  switch (topic) {
    case 'forgotten':
    case 'locked':
      return pin ? resetPage(topic, pin, asides, model) : pinList(topic, asides, model);
    case 'certificate-expired':
      return {
        heading: say(guidance.headings.certificateExpired),
        // That of 署名用 says all that there is to know of the other one as well.
        content: html`${procedureView(procedure('sign', topic), { office, hint: othersStayUsable() })}`,
      };
    case 'card-abolished':
      return {
        heading: say(guidance.headings.cardAbolished),
        content: html`${procedureView(procedure('sign', topic), { office })}`,
      };
    case 'absent':
    case 'unreadable':
      return pin ? unusablePage(topic, pin, asides) : troubleList(asides, model);
    case 'lost-card':
      return lostPage();
    case 'at-counter':
      return atCounter(office);
    default:
      return {
        heading: say(guidance.headings.tries),
        content: notes(guidance.tries(PINS.sign.maxTries, PINS.auth.maxTries)),
      };
  }
}

function pinList(topic: 'forgotten' | 'locked', asides: Asides, model: AppModel): AsideView {
  const { card, guidance } = words();
  const pins = pinsAtHand(model);
  return {
    heading: say(topic === 'locked' ? guidance.whichLocked : guidance.whichForgotten),
    content: html`
      <ul class="links">
        ${PIN_IDS.map((pin) =>
          link(
            asides,
            { name: 'guidance', topic, pin },
            pinName(pin),
            html`${say(card.uses[pin])}
            ${pins?.[pin].kind === 'locked' ? html`<strong>${say(texts().card.pinState(pins[pin]))}</strong>` : nothing}`,
          ),
        )}
        ${link(asides, { name: 'which-pin' }, say(guidance.notSureWhich))}
      </ul>
    `,
  };
}

function resetPage(trouble: 'forgotten' | 'locked', pin: PinId, { office }: Asides, model: AppModel): AsideView {
  const { card, guidance } = words();
  const open = procedure(pin, trouble, pinsAtHand(model));
  const closed = procedure(pin, trouble).ways.find((way) => !open.ways.includes(way));
  const sheet = html`<p>${say(guidance.sheet(card.formats[PINS[pin].format]))}</p>`;
  return {
    heading: say(guidance.headings[trouble](pinNameText(pin))),
    content: html`${procedureView(open, { office, closed, ...(trouble === 'forgotten' ? { hint: sheet } : {}) })}`,
  };
}

/** A PIN that this card does not have, or says nothing of. */
function unusablePage(topic: 'absent' | 'unreadable', pin: PinId, asides: Asides): AsideView {
  const { guidance } = words();
  const { notFor } = PIN_FACTS[pin];
  const { absent } = guidance;
  const toDiagnosis = () => asides.open({ name: 'diagnosis' });
  const content =
    topic === 'unreadable'
      ? html`
          ${notes(guidance.unreadable)}
          ${
            asides.shared
              ? nothing
              : html`<div><myna-button kind="quiet" .text=${say(guidance.toDiagnosis)} @click=${toDiagnosis}></myna-button></div>`
          }
        `
      : html`
          <p>${say(notFor.length > 0 ? absent.certificate : absent.other)}</p>
          ${notFor.length > 0 ? notes(notFor.map((whose) => absent.notFor[whose])) : nothing}
          <p>${say(absent.ask)}</p>
        `;
  return {
    heading: say(guidance.headings[topic](pinNameText(pin))),
    content: html`${content} ${contacts(asides.office)}`,
  };
}

/** The number that stops a card is the same everywhere, whatever the office. */
function lostPage(): AsideView {
  const { headings, lost } = words().guidance;
  return {
    heading: say(headings.lostCard),
    content: html`
      <p class="lead">${say(lost.stop)}</p>
      ${telephoneList(NATIONAL_CONTACT.telephones ?? [], { allDay: true })} ${notes(lost.next)}
    `,
  };
}

function othersStayUsable() {
  return html`<p>${say(words().guidance.procedureNotes['pin-stays-usable'])}</p>`;
}

function notes(lines: readonly string[]) {
  return html`<ul class="notes">
    ${lines.map((line) => html`<li>${say(line)}</li>`)}
  </ul>`;
}

function link(asides: Asides, to: Aside, text: Content, more?: TemplateResult) {
  return html`
    <li>
      <button type="button" class="link" @click=${() => asides.open(to)}>
        <span><span class="link-text">${text}</span>${more ? html`<span class="link-more">${more}</span>` : nothing}</span>
        ${icon('next')}
      </button>
    </li>
  `;
}
