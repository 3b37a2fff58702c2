import { html } from 'lit';
import type { Visit } from '../../app/visit.ts';
import { say, words } from '../language.ts';
import { notice } from '../notice.ts';
import { pinName } from '../pin-name.ts';

/**
 * Something of the page itself went wrong: what is known of the card is said, and nothing else. With as little in it as can
 * be, since anything else may be what went wrong.
 */
export function failedScreen(visit: Visit) {
  const { card, page, visit: said } = words();
  const { model } = visit;
  return html`
    <main class="page-main visit-screen">
      <h1 id="step-title" tabindex="-1">${say(said.failed.title)}</h1>
      <div role="alert">
        <p class="visit-lead">${say(model.atWork ? said.failed.atWork : said.failed.cleared)}</p>
      </div>
      ${
        model.atWork
          ? ''
          : model.reports.length > 0
            ? html`<ul class="visit-outcomes">
                ${model.reports.map(({ pin, outcome }) => html`<li>${pinName(pin)}：<strong>${say(card.outcomes[outcome])}</strong></li>`)}
              </ul>`
            : html`<p>${say(said.failed.nothingSent)}</p>`
      }
      ${model.unrecorded ? notice(page.result.unrecorded, 'error') : ''}
      <p>${say(said.failed.tellStaff)}</p>
      ${
        model.atWork
          ? ''
          : html`<div class="buttons">
              <button type="button" class="button-main" @click=${() => visit.reset()}>${say(said.thanks.back)}</button>
            </div>`
      }
    </main>
  `;
}
