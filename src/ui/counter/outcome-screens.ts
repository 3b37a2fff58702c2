import { html, nothing } from 'lit';
import type { Counter, Refusal } from '../../app/counter.ts';
import { japaneseOf } from '../../office/office-text.ts';
import type { Office } from '../../office/schema.ts';
import '../components/button.ts';
import type { BringSheet } from './bring-sheet.ts';
import { missingSentence } from './missing.ts';
import './sheet-print.ts';
import { staffScreen } from './staff-screen.ts';
import { STAFF } from './staff-words.ts';

/** The first visit is over: what comes next is on the slip. */
export function slipScreen(counter: Counter, office: Office) {
  const { end, lead, title } = STAFF.slip;
  return staffScreen(counter, office, {
    title,
    content: html`<p>${lead}</p>${sheetPrint(counter, office)}`,
    actions: printAndEnd(counter, end),
  });
}

/** Why somebody is not served, and what they can do. */
export function refusedScreen(counter: Counter, office: Office) {
  const { refusal } = counter;
  if (!refusal) return nothing;
  const { end, title } = STAFF.refused;
  return staffScreen(counter, office, {
    title,
    content: html`${reason(refusal, counter, office)} ${sheetPrint(counter, office)}`,
    actions: printAndEnd(counter, end),
  });
}

/** What is printed is the sheet, as long as it is on screen. */
function printAndEnd(counter: Counter, end: string) {
  return html`
    <myna-button kind="main" icon="print" .text=${STAFF.print} @click=${() => window.print()}></myna-button>
    <myna-button kind="second" .text=${end} @click=${() => counter.abandon()}></myna-button>
  `;
}

function reason(refusal: Refusal, { evaluation }: Counter, { documents = [] }: Office) {
  const { elsewhere, why } = STAFF.refused;
  if (refusal.why === 'place-declines') {
    return html`
      <p class="lead">${why['place-declines'](japaneseOf(refusal.here.name), STAFF.kinds[refusal.kind])}</p>
      ${refusal.elsewhere.length > 0 ? html`<h3>${elsewhere}</h3>` : nothing}
      ${lines(refusal.elsewhere.map(({ name }) => japaneseOf(name)))}
    `;
  }
  const open = (evaluation?.requirements ?? []).filter((state) => !state.met);
  return html`
    <p class="lead">${why[refusal.why]}</p>
    ${lines(open.map((state) => missingSentence(state, documents)))}
  `;
}

function lines(list: readonly string[]) {
  return list.length > 0
    ? html`<ul class="notes refusal-list">${list.map((line) => html`<li>${line}</li>`)}</ul>`
    : nothing;
}

function sheetPrint(counter: Counter, office: Office) {
  const sheet = sheetOf(counter, office);
  return sheet ? html`<sheet-print .sheet=${sheet}></sheet-print>` : nothing;
}

function sheetOf(
  { application, evaluation, nextVisit, phase, refusal, since }: Counter,
  office: Office,
): BringSheet | undefined {
  if (!application) return undefined;
  const accepted = phase === 'slip';
  const declined = refusal?.why === 'place-declines' ? refusal.elsewhere : undefined;
  return {
    at: since,
    office,
    application,
    accepted,
    next: (accepted ? nextVisit : undefined) ?? application,
    missing: declined ? [] : application.bring.filter((_, index) => evaluation?.requirements[index]?.met === false),
    ...(declined ? { elsewhere: declined } : {}),
  };
}
