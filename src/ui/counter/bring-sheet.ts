import { html, nothing } from 'lit';
import type { Application, Office, Place, Requirement } from '../../office/schema.ts';
import { howItGoes, requirementList } from '../asides/at-counter.ts';
import { contacts, placeList } from '../asides/contacts.ts';
import { say, words } from '../language.ts';
import { officeSay } from '../office-words.ts';
import { both, sheetFacts } from '../receipt/sheet-texts.ts';
import { words as japanese } from '../words/ja.ts';

/** What somebody takes home from the counter. */
export interface BringSheet {
  readonly at: Date;
  readonly office: Office;
  /** What they applied for today. */
  readonly application: Application;
  /** It was taken in, and is not finished. */
  readonly accepted: boolean;
  /** What they come back for. */
  readonly next: Application;
  /** What was asked for today and not all there. */
  readonly missing: readonly Requirement[];
  /** It is done there and not here; undefined where it is done here. */
  readonly elsewhere?: readonly Place[];
}

/**
 * The slip of a first visit, and what to bring after a refusal, in the language on screen with the most important of it in
 * Japanese beside. It has no ids: it is on the page twice, to be looked at and to be printed.
 */
export function bringSheet({ at, office, application, accepted, next, missing, elsewhere }: BringSheet) {
  const { counter, office: said } = words();
  const { sheet } = counter;
  const inJapanese = japanese.counter.sheet;
  const kind = accepted ? application.kind : next.kind;
  return html`
    <h3 class="sheet-title">${accepted ? both(sheet.accepted, inJapanese.accepted) : both(sheet.toBring, inJapanese.toBring)}</h3>
    ${sheetFacts(
      at,
      office,
      html`<dt>${say(sheet.application)}</dt>
        <dd>${both(said.kinds[kind], japanese.office.kinds[kind])}</dd>`,
    )}
    ${accepted ? html`<p><strong>${both(sheet.notYet, inJapanese.notYet)}</strong></p>` : nothing}
    ${
      elsewhere
        ? html`<p><strong>${both(sheet.notHere, inJapanese.notHere)}</strong></p>
            ${elsewhere.length > 0 ? html`<h4>${say(sheet.where)}</h4>${placeList(elsewhere)}` : nothing}`
        : nothing
    }
    ${accepted && application.steps ? html`<ul class="notes">${application.steps.map((step) => html`<li>${officeSay(step)}</li>`)}</ul>` : nothing}
    <h4>${both(sheet.nextTime, inJapanese.nextTime)}</h4>
    ${requirementList(next.bring, office, (requirement) =>
      missing.includes(requirement)
        ? html`<p><strong>${both(sheet.missing, inJapanese.missing)}</strong></p>`
        : nothing,
    )}
    ${office.documentNotes ? html`<ul class="notes">${office.documentNotes.map((note) => html`<li>${officeSay(note)}</li>`)}</ul>` : nothing}
    ${accepted ? html`<h4>${say(said.howItGoes)}</h4>${howItGoes(next)}` : nothing}
    ${contacts(office)}
    <p>${say(sheet.noSecrets)}</p>
  `;
}
