import { html, nothing, type TemplateResult } from 'lit';
import { isShared } from '../../app/office-rules.ts';
import type { ResetWay } from '../../card/pin-facts.ts';
import type { Procedure } from '../../card/procedure.ts';
import type { Office } from '../../office/schema.ts';
import { say, words } from '../language.ts';
import { pinNameText } from '../pin-name.ts';
import { contacts, pageCode, placeList } from './contacts.ts';

interface ProcedureOptions {
  readonly office: Office;
  /** After what is to be done and known. */
  readonly hint?: TemplateResult;
  /** A way that the card at hand does not leave open. */
  readonly closed?: ResetWay | undefined;
}

/** What to do, what to know, where to go, whom to ask. */
export function procedureView({ kind, ways, notes }: Procedure, { office, hint, closed }: ProcedureOptions) {
  const { guidance } = words();
  return html`
    <p class="lead">${say(guidance.procedures[kind])}</p>
    <ul class="notes">
      ${notes.map((note) => html`<li>${say(guidance.procedureNotes[note])}</li>`)}
    </ul>
    ${hint ?? nothing}
    ${kind === 'none' ? nothing : html`<h3>${say(guidance.places[kind])}</h3>${ways.map((way) => wayView(way, kind, office))}`}
    ${closed?.place === 'store' ? html`<p>${say(guidance.store.closed(pinNameText(closed.needs)))}</p>` : nothing}
    ${contacts(office)}
  `;
}

function wayView(way: ResetWay, kind: Exclude<Procedure['kind'], 'none'>, office: Office) {
  const { places = [], stores = [] } = office;
  const { counter, store, contacts: said } = words().guidance;
  if (way.place === 'counter') {
    return html`
      <section class="way">
        <h4>${say(counter.name)}</h4>
        <p>${say(counter.where)}</p>
        <p class="way-bring">${say(counter.bring[kind])}</p>
        ${places.length > 0 ? placeList(places) : nothing}
        ${kind === 'reset' ? resetPage(office) : nothing}
        <p>${say(counter.differs)}</p>
        <p>${say(counter.proxy)}</p>
      </section>
    `;
  }
  return html`
    <section class="way">
      <h4>${say(store.name)}</h4>
      <p class="way-bring">${say(store.needs(pinNameText(way.needs)))}</p>
      <ol class="way-steps">
        ${store.steps.map((step) => html`<li>${say(step)}</li>`)}
      </ol>
      ${stores.length > 0 ? html`<h5>${say(said.stores)}</h5>${placeList(stores)}` : nothing}
      <p>${say(store.where)}</p>
    </section>
  `;
}

function resetPage(from: Office) {
  const { resetProcedure: address } = from;
  if (!address) return nothing;
  const { office, visit } = words();
  if (isShared(from)) return pageCode({ address, name: visit.resetCode, help: visit.resetCodeHelp });
  return html`<p>
    <a class="way-page" href=${address} target="_blank" rel="noopener noreferrer">${say(office.resetPage)}</a>
  </p>`;
}
