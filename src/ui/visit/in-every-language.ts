import { html } from 'lit';
import { LANGUAGES } from '../../texts/language.ts';
import { offeredLanguages, sayIn, wordsIn } from '../language.ts';
import type { Words } from '../words/page-words.ts';

/** One sentence in each language that is offered, for people of whom nothing is known yet; each marked as what it is. */
export function inEveryLanguage(sentence: (words: Words) => string) {
  return html`
    <ul class="every-language">
      ${offeredLanguages().map((each) => {
        const said = wordsIn(each);
        return said ? html`<li lang=${LANGUAGES[each].tag}>${sayIn(each, sentence(said))}</li>` : '';
      })}
    </ul>
  `;
}
