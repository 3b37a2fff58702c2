import { html, nothing } from 'lit';
import type { Visit } from '../../app/visit.ts';
import { LANGUAGES } from '../../texts/language.ts';
import { language, listed, words } from '../language.ts';
import { notice } from '../notice.ts';
import { pinNameText } from '../pin-name.ts';

/** Before a card was changed: what an earlier visit left in doubt, and what its person can safely do now. */
export function leftoverNotice({ leftover, model }: Visit) {
  if (!leftover || model.desk.trial || (model.step !== 'prepare' && model.step !== 'choose')) return nothing;
  const { page, visit } = words();
  return html`
    <div class="obstacle">
      ${notice(
        {
          title: visit.unfinishedTitle(clock(leftover.at)),
          lines: [
            visit.unfinishedNotYours,
            page.unfinished.pins(listed(leftover.pins.map(pinNameText))),
            ...page.unfinished.lines,
          ],
        },
        'warning',
      )}
    </div>
  `;
}

/** The time of day, in the way of the language on screen. */
export function clock(at: Date): string {
  return new Intl.DateTimeFormat(LANGUAGES[language()].tag, { hour: 'numeric', minute: '2-digit' }).format(at);
}
