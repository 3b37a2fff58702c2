import { html } from 'lit';
import type { Counter } from '../../app/counter.ts';
import type { Visit } from '../../app/visit.ts';
import type { Language } from '../../texts/language.ts';
import '../components/button.ts';
import { icon } from '../components/icons.ts';
import { say, words } from '../language.ts';
import { inEveryLanguage } from '../visit/in-every-language.ts';
import { languageButtons } from '../visit/language-screen.ts';
import type { StaffCall } from './call-staff.ts';
import { STAFF } from './staff-words.ts';
import { troubleForStaff } from './trouble.ts';

/*
 * What is on the screen when it faces a resident, or may: nothing of the clerk's, no name, no checklist.
 */

/** While it is turned: the clerk reads the first line, and the resident the rest. */
export function turnScreen(visit: Visit, call: StaffCall, begin: (language: Language) => void, quit: () => void) {
  const { lead, title } = STAFF.turn;
  return html`
    <main class="page-main visit-screen turned">
      <div lang="ja" class="turned-staff">
        <h1 id="step-title" tabindex="-1">${icon('next')}${title}</h1>
        <p>${lead}</p>
        ${troubleForStaff(visit)}
      </div>
      ${
        visit.ready
          ? html`<div class="turned-resident">
              <h2>${inEveryLanguage((said) => said.visit.chooseLanguage)}</h2>
              ${languageButtons(begin)}
            </div>`
          : ''
      }
      <div class="buttons">
        ${call.button(inEveryLanguage((said) => said.counter.call.open))}
        <myna-button kind="second" .text=${inEveryLanguage((said) => said.visit.quit)} @click=${quit}></myna-button>
      </div>
    </main>
  `;
}

/** After the job, in the language of the person. */
export function farewellScreen(counter: Counter, visit: Visit) {
  const { thanks } = words().visit;
  const cardThere = visit.model.desk.card.kind !== 'none';
  const next = () => {
    counter.takeBack();
    visit.reset();
  };
  return html`
    <main class="page-main visit-screen visit-end">
      <div class="visit-picture">${icon(cardThere ? 'card' : 'success')}</div>
      <h1 id="step-title" tabindex="-1">${say(thanks.title)}</h1>
      <div role="status">
        ${cardThere ? html`<p class="visit-lead">${say(thanks.takeCard)}</p>` : ''}
        <p class="visit-lead">${say(words().counter.giveBack)}</p>
      </div>
      ${nextPerson(next)}
    </main>
  `;
}

/** Nobody is in a visit, and the clerk has not taken the screen back. */
export function returnedScreen(counter: Counter) {
  return html`
    <main class="page-main visit-screen visit-end returned">
      <div class="visit-picture">${icon('card')}</div>
      <h1 id="step-title" tabindex="-1">${inEveryLanguage((said) => said.counter.giveBack)}</h1>
      ${nextPerson(() => counter.takeBack())}
    </main>
  `;
}

function nextPerson(next: () => void) {
  return html`<div class="buttons" lang="ja">
    <myna-button kind="second" .text=${STAFF.returned.next} @click=${next}></myna-button>
  </div>`;
}
