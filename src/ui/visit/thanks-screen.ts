import { html } from 'lit';
import type { Visit } from '../../app/visit.ts';
import '../components/button.ts';
import { icon } from '../components/icons.ts';
import { say, words } from '../language.ts';

/** The end of a visit: the card is not to be forgotten. */
export function thanksScreen(visit: Visit) {
  const { thanks } = words().visit;
  const cardThere = visit.model.desk.card.kind !== 'none';
  return html`
    <main class="page-main visit-screen visit-end">
      <div class="visit-picture">${icon(cardThere ? 'card' : 'success')}</div>
      <h1 id="step-title" tabindex="-1">${say(thanks.title)}</h1>
      <div role="status">
        <p class="visit-lead">${say(cardThere ? thanks.takeCard : thanks.over)}</p>
      </div>
      <div class="buttons">
        <myna-button kind="main" .text=${say(thanks.back)} @click=${() => visit.reset()}></myna-button>
      </div>
    </main>
  `;
}
