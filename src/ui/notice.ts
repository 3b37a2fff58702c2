import { html } from 'lit';
import type { Notice } from '../texts/card-words.ts';

export function notice({ title, lines }: Notice, kind: 'warning' | 'error' | 'success' | 'info' | 'quiet') {
  return html`
    <div class="notice notice-${kind}">
      <p class="notice-title">${title}</p>
      ${lines.map((line) => html`<p>${line}</p>`)}
    </div>
  `;
}
