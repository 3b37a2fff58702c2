import { html, nothing } from 'lit';
import type { Office } from '../../office/schema.ts';

/**
 * The journal in place of everything else, for staff; loaded when it is first asked for. `operator`: who opened the counter,
 * so that nobody is asked for a code again. `onClose`: take it away.
 */
export function staffJournal(office: Office, operator: string | undefined, onClose: () => void) {
  void import('./staff-journal.ts');
  return html`<staff-journal .office=${office} .operator=${operator} @close=${onClose}></staff-journal>`;
}

/** At a screen without staff, where residents would come upon it: only where a code is asked for. */
export function journalButton({ counter }: Office, onOpen: () => void) {
  if (!counter?.operators.some(({ code }) => code !== undefined)) return nothing;
  return html`
    <div class="staff-entry" lang="ja">
      <myna-button kind="text" .text=${'職員用：窓口日誌'} @click=${onOpen}></myna-button>
    </div>
  `;
}
