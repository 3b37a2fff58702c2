import { html, nothing } from 'lit';
import { placeHere } from '../../office/acceptance.ts';
import { japaneseOf, officeTextIn } from '../../office/office-text.ts';
import type { Office, OfficeText } from '../../office/schema.ts';
import { LANGUAGES } from '../../texts/language.ts';
import { language, say, speaksJapanese, words } from '../language.ts';
import { officeSay } from '../office-words.ts';
import { words as japanese } from '../words/ja.ts';
import type { Words } from '../words/page-words.ts';

/** When and where; `more` are other pairs of `dt` and `dd`. */
export function sheetFacts(at: Date, office: Office, more: unknown = nothing) {
  const { receipt } = words();
  const here = placeHere(office);
  return html`
    <dl class="sheet-facts">
      <dt>${say(receipt.at)}</dt>
      <dd>${both(day(at, words()), day(at, japanese))}</dd>
      <dd>${time(at)}</dd>
      ${
        office.name
          ? html`<dt>${say(receipt.office)}</dt>
              <dd>${bothOf(office.name)}</dd>
              ${here ? html`<dd>${bothOf(here.name)}</dd>` : nothing}`
          : nothing
      }
      ${more}
    </dl>
  `;
}

/** With the Japanese beside it where the page is in another language. */
export function both(text: string, inJapanese: string) {
  if (speaksJapanese() || text === inJapanese) return say(text);
  return html`<span>${say(text)} <span class="sheet-japanese" lang="ja">${inJapanese}</span></span>`;
}

/** What the office wrote, with the Japanese beside a translation. */
function bothOf(text: OfficeText) {
  const { text: said, inJapanese } = officeTextIn(text, language());
  return inJapanese ? officeSay(text) : both(said, japaneseOf(text));
}

/** On the calendar of the computer. */
function day(at: Date, { certificate }: Words): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return certificate.day(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`);
}

function time(at: Date): string {
  return new Intl.DateTimeFormat(LANGUAGES[language()].tag, { hour: 'numeric', minute: '2-digit' }).format(at);
}
