import { html, nothing } from 'lit';
import type { Counter } from '../../app/counter.ts';
import { documentsOf, mostOf, type RequirementState } from '../../office/checklist.ts';
import { japaneseOf } from '../../office/office-text.ts';
import type { Office, OfficeDocument, Requirement } from '../../office/schema.ts';
import '../components/button.ts';
import { icon } from '../components/icons.ts';
import { missingSentence } from './missing.ts';
import { staffScreen, tickRow } from './staff-screen.ts';
import { STAFF } from './staff-words.ts';

const SAID = STAFF.documents;

/** What was brought, ticked off, with what is missing said at once. */
export function documentsScreen(counter: Counter, office: Office) {
  const { application, evaluation } = counter;
  if (!application || !evaluation) return nothing;
  const { met, requirements } = evaluation;
  const open = requirements.filter((state) => !state.met).length;
  const { accept, allMet, back, refuse, title } = SAID;
  return staffScreen(counter, office, {
    title: title(STAFF.kinds[application.kind]),
    content: html`
      <ul class="checklist">
        ${application.bring.map((requirement, index) => {
          const state = requirements[index];
          return state
            ? html`<li class="asked ${state.met ? 'asked-met' : ''}">${requirementCard(counter, office, requirement, index, state)}</li>`
            : nothing;
        })}
      </ul>
      ${
        office.documentNotes
          ? html`<ul class="notes counter-notes">
              ${office.documentNotes.map((note) => html`<li>${japaneseOf(note)}</li>`)}
            </ul>`
          : nothing
      }
    `,
    actions: html`
      <myna-button
        kind="main"
        .text=${application.sameDay ? accept.today : accept.anotherDay}
        @click=${() => counter.accept()}
      ></myna-button>
      <myna-button kind="second" .text=${back} @click=${() => counter.back()}></myna-button>
      ${met ? nothing : html`<myna-button kind="danger" .text=${refuse} @click=${() => counter.refuse()}></myna-button>`}
      <p class="counter-summary" role="status">${icon(met ? 'success' : 'info')}<span>${met ? allMet : SAID.open(open)}</span></p>
    `,
  });
}

function requirementCard(
  counter: Counter,
  { documents = [] }: Office,
  requirement: Requirement,
  index: number,
  state: RequirementState,
) {
  const { notNeeded } = requirement;
  const row = (id: string) => {
    const document = documents.find((one) => one.id === id);
    return document ? documentRow(counter, document, requirement) : nothing;
  };
  const { of, or } = requirement;
  const others = documentsOf(requirement).filter((id) => !of.includes(id));
  return html`
    ${heading(requirement)} ${of.map(row)}
    ${or ? html`<p class="asked-or">${SAID.or}${or.count && or.count > 1 ? `（${SAID.inAll(or.count)}）` : ''}</p>` : nothing}
    ${others.map(row)}
    ${
      notNeeded === undefined
        ? nothing
        : tickRow({
            id: `not-needed-${index}`,
            label: SAID.notNeeded(japaneseOf(notNeeded)),
            checked: counter.presented.notNeeded.has(index),
            onChange: (on) => counter.setNotNeeded(index, on),
          })
    }
    ${isOne(requirement) ? nothing : stateLine(state, documents)}
  `;
}

function stateLine(state: RequirementState, documents: readonly OfficeDocument[]) {
  return html`<p class="asked-state">
    ${
      state.met
        ? html`${icon('success')}<span>${state.by === 'exemption' ? SAID.exempted : SAID.met}</span>`
        : html`${icon('warning')}<span>${missingSentence(state, documents)}</span>`
    }
  </p>`;
}

/** One document that is asked for by itself: its row says all there is to say. */
function isOne({ of, count = 1, or, notNeeded }: Requirement): boolean {
  return of.length === 1 && count === 1 && !or && notNeeded === undefined;
}

function heading({ of, count = 1 }: Requirement) {
  if (count === 1 && of.length === 1) return nothing;
  return html`<p class="asked-count">${count === 1 ? SAID.oneOf : SAID.inAll(count)}</p>`;
}

function documentRow(counter: Counter, document: OfficeDocument, requirement: Requirement) {
  const { id, examples, note } = document;
  const name = japaneseOf(document.name);
  const count = counter.presented.counts.get(id) ?? 0;
  const most = mostOf(document, requirement);
  const must = requirement.including?.includes(id);
  const support = [
    ...(examples ? [SAID.examples(examples.map(japaneseOf).join('、'))] : []),
    ...(note ? [japaneseOf(note)] : []),
  ];
  return html`
    <div class="document">
      ${tickRow({
        id: `document-${id}`,
        label: html`${name}${must ? html` <strong class="asked-must">${SAID.must}</strong>` : nothing}`,
        ...(support.length > 0 ? { support: support.join(' ') } : {}),
        checked: count > 0,
        onChange: (on) => counter.setCount(id, on ? 1 : 0),
      })}
      ${most > 1 ? pieces(counter, { id, name, count, most }) : nothing}
    </div>
  `;
}

function pieces(counter: Counter, of: { id: string; name: string; count: number; most: number }) {
  const { id, name, count, most } = of;
  const set = (to: number) => counter.setCount(id, Math.min(Math.max(to, 0), most));
  return html`
    <div class="pieces">
      <button type="button" class="button-quiet" aria-label=${SAID.fewer(name)} @click=${() => set(count - 1)}>−</button>
      <output for="document-${id}">${SAID.pieces(count)}</output>
      <button type="button" class="button-quiet" aria-label=${SAID.more(name)} @click=${() => set(count + 1)}>＋</button>
    </div>
  `;
}
