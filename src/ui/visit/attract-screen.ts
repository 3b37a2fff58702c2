import { html, nothing } from 'lit';
import type { Visit } from '../../app/visit.ts';
import type { Office } from '../../office/schema.ts';
import { icon } from '../components/icons.ts';
import { plain, say, words } from '../language.ts';
import { officeSay } from '../office-words.ts';
import { PLACING } from '../pictures/placing.ts';
import type { Words } from '../words/page-words.ts';
import { inEveryLanguage } from './in-every-language.ts';
import { clock } from './leftover-notice.ts';
import { causeForStaff } from './out-of-order.ts';

/** What this is, to whoever comes by, in every language at once; a touch anywhere begins. */
export function attractScreen(visit: Visit, office: Office) {
  const begin = () => visit.begin();
  return html`
    <main class="attract" @click=${begin}>
      <h1 class="hidden">${plain(words().page.title)}</h1>
      ${office.name ? html`<p class="attract-office">${officeSay(office.name)}</p>` : nothing}
      <div class="attract-middle">${state(visit)}</div>
      ${visit.leftover && !visit.obstacle ? leftover(visit.leftover.at) : nothing}
    </main>
  `;
}

function state(visit: Visit) {
  const { obstacle } = visit;
  if (obstacle === 'connecting')
    return html`<p class="attract-title" role="status">${say(words().visit.attract.preparing)}</p>`;
  if (obstacle) return trouble((said) => said.visit.attract.outOfOrder, causeForStaff(visit));
  if (visit.cardLeft) return trouble((said) => said.visit.attract.cardLeft);
  return html`
    <div class="attract-picture">${PLACING.contactless}</div>
    ${inEveryLanguage(({ visit: { attract } }) => attract.title)}
    <button type="button" class="attract-button">${inEveryLanguage(({ visit: { attract } }) => attract.begin)}</button>
  `;
}

function trouble(sentence: (words: Words) => string, more: unknown = nothing) {
  return html`
    <div class="attract-trouble" role="alert">
      ${icon('warning')} ${inEveryLanguage(sentence)} ${more}
    </div>
  `;
}

function leftover(at: Date) {
  return html`<div class="attract-leftover">${icon('info')}${inEveryLanguage(({ visit: { attract } }) => attract.unfinished(clock(at)))}</div>`;
}
