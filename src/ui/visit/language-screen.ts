import { html } from 'lit';
import type { Visit } from '../../app/visit.ts';
import { LANGUAGES, type Language } from '../../texts/language.ts';
import { choose, offeredLanguages, sayIn } from '../language.ts';
import { inEveryLanguage } from './in-every-language.ts';

/** The first question, in the words of everybody who may be asked. */
export function languageScreen(visit: Visit) {
  const take = async (language: Language) => {
    // Without its words the language of the office stays.
    await choose(language);
    visit.languageChosen();
  };
  return html`
    <main class="page-main visit-screen">
      <h1 id="step-title" tabindex="-1">${inEveryLanguage(({ visit }) => visit.chooseLanguage)}</h1>
      ${languageButtons(take)}
    </main>
  `;
}

/** Each in its own language. */
export function languageButtons(take: (language: Language) => void) {
  return html`
    <ul class="languages">
      ${offeredLanguages().map(
        (each) => html`<li>
          <button type="button" class="button-second" lang=${LANGUAGES[each].tag} @click=${() => take(each)}>
            ${ownName(each)}
          </button>
        </li>`,
      )}
    </ul>
  `;
}

/** What a language is called by those who speak it. */
export function ownName(each: Language) {
  return sayIn(each, each === 'ja-simple' ? 'やさしい{日本語|にほんご}' : LANGUAGES[each].name);
}
