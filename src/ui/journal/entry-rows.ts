import { html, nothing } from 'lit';
import type { JournalRow } from '../../app/journal-reading.ts';
import type { JournalOutcome, Occasion } from '../../journal/entry.ts';
import { japaneseOf } from '../../office/office-text.ts';
import type { Office } from '../../office/schema.ts';
import { JOURNAL_WORDS } from '../../texts/journal-words.ts';
import { icon } from '../components/icons.ts';
import { OUTCOME_ICONS } from '../receipt/outcome.ts';
import { JOURNAL } from './words.ts';

const { list } = JOURNAL;
const WORDS = JOURNAL_WORDS.ja;

const WHEN = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** What was recorded, newest first. `places`: whether there are several, so that it matters where. */
export function entryTable(rows: readonly JournalRow[], office: Office, places: boolean) {
  return html`
    <table class="journal-table journal-list">
      <thead>
        <tr>
          <th scope="col">${list.time}</th>
          <th scope="col">${list.who}</th>
          <th scope="col">${list.what}</th>
          ${places ? html`<th scope="col">${list.place}</th>` : nothing}
          <th scope="col">${list.operator}</th>
          <th scope="col" class="journal-number">${list.sequence}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => entryRow(row, office, places))}
      </tbody>
    </table>
  `;
}

/** Of an end, that of its beginning. */
export function occasionOf({ event, begun }: JournalRow): Occasion | undefined {
  return 'occasion' in event ? event.occasion : begun?.occasion;
}

function entryRow(row: JournalRow, office: Office, places: boolean) {
  const { sequence, at } = row;
  const occasion = occasionOf(row);
  return html`
    <tr>
      <td class="journal-when"><time datetime=${at.toISOString()}>${WHEN.format(at)}</time></td>
      <td>${occasion ? who(occasion, office) : nothing}</td>
      <td class="journal-what">${what(row)}</td>
      ${places ? html`<td>${nameIn(office.places, occasion?.place)}</td>` : nothing}
      <td class="journal-operator">${occasion?.operator ?? nothing}</td>
      <td class="journal-number journal-sequence">${sequence}</td>
    </tr>
  `;
}

function who({ application, documents, operator }: Occasion, { documents: known }: Office) {
  const alone = !application && !operator;
  return html`
    ${alone ? list.alone : application ? WORDS.applications[application] : nothing}
    ${documents.length > 0 ? html`<span class="journal-more">${documents.map((id) => nameIn(known, id)).join('、')}</span>` : nothing}
  `;
}

function what({ event, begun }: JournalRow) {
  const mark = (event.event === 'change-begun' ? event.recovery : begun?.recovery)
    ? html`<span class="journal-mark">${list.recovery}</span>`
    : nothing;
  switch (event.event) {
    case 'change-begun':
      return html`${mark}${noted('info', list.open)}${pinsOf(event.pins)}`;
    case 'change-ended':
      if (event.outcomes.length === 0) return html`${mark}${noted('info', list.notBegun)}`;
      return html`${mark}<ul class="journal-outcomes">${event.outcomes.map(outcomeOf)}</ul>`;
    case 'interrupted':
      return html`${mark}${noted('warning', list.interrupted)}${begun ? pinsOf(begun.pins) : nothing}`;
    case 'accepted':
      return noted('success', WORDS.events.accepted);
    case 'refused':
      return noted('info', `${WORDS.events.refused}：${WORDS.refusals[event.why]}`);
    case 'deleted':
      return noted('info', `${WORDS.events.deleted}（${WORDS.deleted(event.through, event.count)}）`);
  }
}

function outcomeOf({ pin, outcome, tries }: JournalOutcome) {
  const sign = OUTCOME_ICONS[outcome];
  return html`
    <li class="journal-outcome journal-outcome-${outcome}">
      ${sign ? icon(sign) : nothing}
      <span>${list.pins[pin]}<b>${list.outcomes[outcome]}</b>${list.tries[tries] === '' ? nothing : html`<span class="journal-tries">${list.tries[tries]}</span>`}</span>
    </li>
  `;
}

function noted(sign: 'info' | 'success' | 'warning', text: string) {
  return html`<span class="journal-outcome">${icon(sign)}<span>${text}</span></span>`;
}

function pinsOf(pins: readonly JournalOutcome['pin'][]) {
  return html`<span class="journal-more">${pins.map((pin) => list.pins[pin]).join('、')}</span>`;
}

/** What the office calls it today; its id where it no longer has such a thing. */
function nameIn(things: Office['places'] | Office['documents'], id: string | undefined): string {
  const thing = things?.find((each) => each.id === id);
  return thing ? japaneseOf(thing.name) : (id ?? '');
}
