import { html, nothing } from 'lit';
import type { Counter, Office, OpeningHours, Telephone } from '../../app/office.ts';
import { say, words } from '../language.ts';

/** Whom to ask: telephones with their hours and languages, and where an appointment is made. */
export function contacts({ name, telephones = [], reservation }: Office) {
  if (telephones.length === 0 && !reservation) return nothing;
  const said = words().guidance.contacts;
  return html`
    <section class="contacts">
      <h3>${say(said.title)}</h3>
      ${name ? html`<p data-office>${name}</p>` : nothing} ${telephoneList(telephones)}
      ${
        reservation
          ? html`<p><a href=${reservation} target="_blank" rel="noopener noreferrer">${say(said.reservation)}</a></p>`
          : nothing
      }
    </section>
  `;
}

export function telephoneList(telephones: readonly Telephone[], { allDay = false } = {}) {
  return html`<ul class="telephones">
    ${telephones.map((telephone) => html`<li>${telephoneItem(telephone, allDay)}</li>`)}
  </ul>`;
}

function telephoneItem({ number, tollFree, languages, hours = [], closed = [] }: Telephone, allDay: boolean) {
  const said = words().guidance.contacts;
  return html`
    <p>
      <span class="hidden">${say(said.telephone)}</span> <span class="telephone-number">${number}</span>
      ${tollFree ? html`<span class="support">${say(said.tollFree)}</span>` : nothing}
    </p>
    ${languages ? html`<p><span class="support">${say(said.languages)}</span> ${languages.map(ownName)}</p>` : nothing}
    ${allDay ? nothing : hoursList(hours)}
    ${
      allDay || closed.length === 0
        ? nothing
        : html`<p class="support">${say(said.closedOn(closed.map((each) => said.closed[each]).join('・')))}</p>`
    }
  `;
}

/** Counters and stores, in the words of the office. */
export function placeList(places: readonly Counter[]) {
  return html`<ul class="places" data-office>
    ${places.map(
      ({ name, address, hours = [], note }) => html`
        <li>
          <p class="place-name">${name}</p>
          ${address ? html`<p>${address}</p>` : nothing} ${hoursList(hours)} ${note ? html`<p>${note}</p>` : nothing}
        </li>
      `,
    )}
  </ul>`;
}

function hoursList(hours: readonly OpeningHours[]) {
  const said = words().guidance.contacts;
  return hours.map(({ days, from, to }) => html`<p>${say(said.hours(said.days[days], clock(from), clock(to)))}</p>`);
}

function clock(time: string): string {
  return time.replace(/^0/, '');
}

/** Everybody finds the own language by its own name. */
function ownName(tag: string, index: number) {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return html`${index > 0 ? '・' : ''}<span lang=${tag}>${name}</span>`;
}
