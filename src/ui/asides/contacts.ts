import { html, nothing } from 'lit';
import { isShared } from '../../app/office-rules.ts';
import { type Day, nextClosedDay } from '../../office/closing-rule.ts';
import type { ClosingRule, Office, OpeningHours, Place, Telephone } from '../../office/schema.ts';
import '../components/qr.ts';
import { listed, plain, say, words } from '../language.ts';
import { officeSay } from '../office-words.ts';

/** Whom to ask: telephones with their hours and languages, and where an appointment is made. */
export function contacts(office: Office) {
  const { name, telephones = [], reservation } = office;
  if (telephones.length === 0 && !reservation) return nothing;
  return html`
    <section class="contacts">
      <h3>${say(words().guidance.contacts.title)}</h3>
      ${name ? html`<p>${officeSay(name)}</p>` : nothing} ${telephoneList(telephones)}
      ${reservation ? reservationPage(reservation, office) : nothing}
    </section>
  `;
}

export function telephoneList(telephones: readonly Telephone[], { allDay = false } = {}) {
  return html`<ul class="telephones">
    ${telephones.map((telephone) => html`<li>${telephoneItem(telephone, allDay)}</li>`)}
  </ul>`;
}

function telephoneItem(telephone: Telephone, allDay: boolean) {
  const { number, name, paidBy, takesReservations, languages, hours = [], closed = [] } = telephone;
  const { guidance, office } = words();
  const said = guidance.contacts;
  return html`
    ${name ? html`<p>${officeSay(name)}</p>` : nothing}
    <p>
      <span class="hidden">${say(said.telephone)}</span> <span class="telephone-number">${number}</span>
      ${paidBy === 'office' ? html`<span class="support">${say(said.tollFree)}</span>` : nothing}
    </p>
    ${paidBy === 'caller' ? html`<p>${say(office.callerPays)}</p>` : nothing}
    ${takesReservations ? html`<p>${say(office.takesReservations)}</p>` : nothing}
    ${languages ? html`<p><span class="support">${say(said.languages)}</span> ${languages.map(ownName)}</p>` : nothing}
    ${allDay ? nothing : html`${hoursList(hours)} ${closedDays(closed)}`}
  `;
}

function reservationPage(address: string, from: Office) {
  const { guidance, office } = words();
  const link = isShared(from) ? {} : { link: guidance.contacts.reservation };
  return pageCode({ address, name: office.qr, help: office.qrHelp, ...link });
}

interface OfficePage {
  readonly address: string;
  /** What the picture is. */
  readonly name: string;
  readonly help: string;
  /** Left out on a screen that belongs to nobody: nothing leads out of the page there. */
  readonly link?: string;
}

/** A page of the office, for somebody at this screen and for somebody with a smartphone. */
export function pageCode({ address, name, help, link }: OfficePage) {
  return html`
    <div class="reservation">
      <div>
        ${link ? html`<p><a href=${address} target="_blank" rel="noopener noreferrer">${say(link)}</a></p>` : nothing}
        <p class="support">${say(help)}</p>
      </div>
      <myna-qr .address=${address} .label=${plain(name)}></myna-qr>
    </div>
  `;
}

/** Counters and stores, in the words of the office, with what they do not accept. */
export function placeList(places: readonly Place[]) {
  return html`<ul class="places">
    ${places.map((place) => html`<li>${placeItem(place)}</li>`)}
  </ul>`;
}

function placeItem({ name, address, hours = [], closed = [], closedOn = [], reservation, declines, note }: Place) {
  const { office } = words();
  return html`
    <p class="place-name">${officeSay(name)}</p>
    ${address ? html`<p>${officeSay(address)}</p>` : nothing} ${hoursList(hours)} ${closedDays(closed, closedOn)}
    ${reservation ? html`<p>${say(office.reservation[reservation])}</p>` : nothing}
    ${
      declines
        ? html`<p class="place-declines">${say(office.declines(listed(declines.map((who) => office.applicants[who]))))}</p>`
        : nothing
    }
    ${note ? html`<p>${officeSay(note)}</p>` : nothing}
  `;
}

function hoursList(hours: readonly OpeningHours[]) {
  const said = words().guidance.contacts;
  return hours.map(({ days, from, to }) => {
    const when = from && to ? said.hours(said.days[days], clock(from), clock(to)) : said.days[days];
    return html`<p>${say(when)}</p>`;
  });
}

function closedDays(closed: NonNullable<Place['closed']>, rules: readonly ClosingRule[] = []) {
  if (closed.length + rules.length === 0) return nothing;
  const { certificate, guidance, office } = words();
  const said = guidance.contacts;
  const days = [...closed.map((each) => said.closed[each]), ...rules.map(ruleText)].join('・');
  const next = nextClosedDay(rules, today());
  return html`
    <p class="support">${say(said.closedOn(days))}</p>
    ${next ? html`<p class="support">${say(office.nextClosing(certificate.day(next)))}</p>` : nothing}
  `;
}

function ruleText({ weekday, nth, after }: ClosingRule): string {
  const { weekdays, closingAfter, closingNth } = words().office;
  const day = weekdays[weekday];
  return after ? closingAfter(day, after.nth, weekdays[after.weekday]) : closingNth(day, nth ?? 1);
}

/** On the calendar of the computer. */
function today(): Day {
  const now = new Date();
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

function clock(time: string): string {
  return time.replace(/^0/, '');
}

/** Everybody finds the own language by its own name. */
function ownName(tag: string, index: number) {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return html`${index > 0 ? '・' : ''}<span lang=${tag}>${name}</span>`;
}
