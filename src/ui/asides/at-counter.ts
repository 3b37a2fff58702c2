import { html, nothing } from 'lit';
import type { Application, Office, OfficeDocument, Requirement } from '../../office/schema.ts';
import { say, words } from '../language.ts';
import { officeList, officeSay } from '../office-words.ts';
import type { AsideView } from './aside.ts';
import { contacts, placeList } from './contacts.ts';

/** Whether the office said what can be told on that page. */
export function hasCounter({ places, applications, feeYen }: Office): boolean {
  return [places, applications, feeYen].some((said) => said !== undefined);
}

/** 窓口でのお手続き: where it is, and for each kind of application what to bring and how it goes. */
export function atCounter(office: Office): AsideView {
  const said = words().office;
  const { places = [], applications = [], documentNotes = [], feeYen } = office;
  return {
    heading: say(said.title),
    content: html`
      <p class="lead">${say(said.lead)}</p>
      ${feeYen === undefined ? nothing : html`<p>${say(feeYen === 0 ? said.feeNone : said.fee(feeYen))}</p>`}
      ${
        applications.length > 0
          ? html`<h3>${say(said.who)}</h3>
              <div class="applications">${applications.map((each) => applicationDetails(each, office))}</div>`
          : nothing
      }
      ${
        documentNotes.length > 0
          ? html`<h3>${say(said.documentNotes)}</h3>
              <ul class="notes">
                ${documentNotes.map((note) => html`<li>${officeSay(note)}</li>`)}
              </ul>`
          : nothing
      }
      ${places.length > 0 ? html`<h3>${say(said.places)}</h3>${placeList(places)}` : nothing}
      ${contacts(office)}
    `,
  };
}

function applicationDetails(application: Application, office: Office) {
  const said = words().office;
  const { kind, who, bring } = application;
  return html`
    <details class="application">
      <summary>${say(said.kinds[kind])}</summary>
      ${who ? html`<p>${officeSay(who)}</p>` : nothing}
      <h4>${say(said.bring)}</h4>
      ${requirementList(bring, office)}
      <h4>${say(said.howItGoes)}</h4>
      ${howItGoes(application)}
    </details>
  `;
}

/** What to bring, with how it is counted. `mark` stands above one that there is something to be said of. */
export function requirementList(
  bring: readonly Requirement[],
  office: Office,
  mark: (requirement: Requirement) => unknown = () => nothing,
) {
  const documents = new Map(office.documents?.map((document) => [document.id, document]));
  return html`<ul class="requirements">
    ${bring.map(
      (requirement) =>
        html`<li class="requirement">${mark(requirement)}${requirementView(requirement, documents)}</li>`,
    )}
  </ul>`;
}

export function howItGoes({ steps = [], typedBy, sameDay }: Application) {
  const said = words().office;
  return html`<ul class="notes">
    ${steps.map((step) => html`<li>${officeSay(step)}</li>`)}
    ${typedBy ? html`<li>${say(said.typedBy[typedBy])}</li>` : nothing}
    <li>${say(sameDay ? said.sameDay : said.otherDay)}</li>
  </ul>`;
}

type Documents = ReadonlyMap<string, OfficeDocument>;

function requirementView({ count = 1, of, including = [], or, notNeeded }: Requirement, documents: Documents) {
  const said = words().office;
  return html`
    ${choiceView(of, count, documents, including)}
    ${
      or
        ? html`<p class="requirement-or">${say(said.or)}</p>
            ${choiceView(or.of, or.count ?? 1, documents)}`
        : nothing
    }
    ${notNeeded ? html`<p class="support">${say(said.notNeeded)} ${officeSay(notNeeded)}</p>` : nothing}
  `;
}

/** A document that is asked for by itself needs no count. */
function choiceView(of: readonly string[], count: number, documents: Documents, including: readonly string[] = []) {
  const said = words().office;
  const [only, ...others] = of;
  if (only !== undefined && others.length === 0 && count === 1) return documentView(only, documents);
  return html`
    <p class="requirement-count">${say(count === 1 ? said.oneOf : said.inAll(count))}</p>
    <ul class="notes">
      ${of.map((id) => html`<li>${documentView(id, documents, including.includes(id))}</li>`)}
    </ul>
  `;
}

function documentView(id: string, documents: Documents, must = false) {
  const document = documents.get(id);
  const said = words().office;
  if (!document) return nothing;
  const { name, examples, note } = document;
  return html`
    <p>${officeSay(name)}${must ? html` <strong>${say(said.must)}</strong>` : nothing}</p>
    ${examples ? html`<p class="support">${say(said.examples)} ${officeList(examples)}</p>` : nothing}
    ${note ? html`<p class="support">${officeSay(note)}</p>` : nothing}
  `;
}
