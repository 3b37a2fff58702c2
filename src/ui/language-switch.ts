import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { LANGUAGES } from '../texts/language.ts';
import { choose, language, offeredLanguages, plain, say, words } from './language.ts';

/** The choice of the language, each under its own name; nothing that was typed is lost by it. */
export function languageSwitch(onChange: () => void) {
  const offered = offeredLanguages();
  if (offered.length < 2) return nothing;
  const change = async (event: Event) => {
    const chosen = offered[(event.target as HTMLSelectElement).selectedIndex];
    // Without its words (no network) the choice jumps back.
    if (chosen && !(await choose(chosen))) onChange();
  };
  // Who cannot read the page looks for this word.
  const forOthers = language() === 'en' ? nothing : html` / <span lang="en">Language</span>`;
  return html`
    <div class="language-switch">
      <label for="language">${say(words().page.language)}${forOthers}</label>
      <select id="language" @change=${change}>
        ${offered.map(
          (each) =>
            html`<option lang=${LANGUAGES[each].tag} .selected=${live(each === language())}>${plain(LANGUAGES[each].name)}</option>`,
        )}
      </select>
    </div>
  `;
}
