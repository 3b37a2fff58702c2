import { html, nothing } from 'lit';
import type { OfficeState } from '../app/load-office.ts';
import { officeProblem } from '../texts/office-problems.ts';
import { language } from './language.ts';

/** For staff, in the two languages of the command line; residents need not read it, and nothing is in their way. */
const SAID = {
  ja: '職員の方へ：窓口の設定のファイルに誤りがあります',
  en: 'For staff: something is wrong with the file of office settings',
} as const;

/** At the foot of the page, folded: what is wrong with the file of office settings, and where. */
export function officeProblems({ problems }: OfficeState) {
  if (problems.length === 0) return nothing;
  const speaks = language() === 'en' ? 'en' : 'ja';
  return html`
    <details class="office-problems" lang=${speaks}>
      <summary>${SAID[speaks]}</summary>
      <ul class="notes">
        ${problems.map((problem) => html`<li>${officeProblem(speaks, problem)}</li>`)}
      </ul>
    </details>
  `;
}
