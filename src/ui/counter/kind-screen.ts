import { html, nothing } from 'lit';
import type { Counter } from '../../app/counter.ts';
import type { Visit } from '../../app/visit.ts';
import { japaneseOf } from '../../office/office-text.ts';
import type { Application, Office } from '../../office/schema.ts';
import '../components/button.ts';
import { icon } from '../components/icons.ts';
import { clock } from '../visit/leftover-notice.ts';
import { staffScreen } from './staff-screen.ts';
import { STAFF } from './staff-words.ts';
import { troubleForStaff } from './trouble.ts';

/** Whose application it is. `openJournal`: where there is one. */
export function kindScreen(counter: Counter, visit: Visit, office: Office, openJournal: (() => void) | undefined) {
  const { close, journal, leftover, title } = STAFF.kind;
  return staffScreen(counter, office, {
    title,
    content: html`
      ${troubleForStaff(visit)}
      ${visit.leftover ? html`<p class="counter-note">${icon('info')}<span>${leftover(clock(visit.leftover.at))}</span></p>` : nothing}
      <ul class="kinds">
        ${counter.applications.map((application) => html`<li>${kindButton(application, counter)}</li>`)}
      </ul>
    `,
    beside: html`${openJournal ? html`<myna-button kind="quiet" .text=${journal} @click=${openJournal}></myna-button>` : nothing}
      <myna-button kind="quiet" .text=${close} @click=${() => counter.close()}></myna-button>`,
  });
}

function kindButton({ kind, sameDay, typedBy, who }: Application, counter: Counter) {
  const { anotherDay, notHere, staffType, today } = STAFF.kind;
  const takes = counter.takes(kind);
  return html`
    <button type="button" class="kind ${takes ? '' : 'kind-declined'}" @click=${() => counter.choose(kind)}>
      <span class="kind-name">${STAFF.kinds[kind]}</span>
      ${who ? html`<span>${japaneseOf(who)}</span>` : nothing}
      ${
        takes
          ? html`<span>${sameDay ? today : anotherDay}${typedBy === 'staff' ? `・${staffType}` : ''}</span>`
          : html`<span class="kind-not-here">${icon('warning')}${notHere}</span>`
      }
    </button>
  `;
}
