import { html } from 'lit';
import type { Notice } from '../texts/card-words.ts';
import { say } from './language.ts';

export function notice({ title, lines }: Notice, kind: 'warning' | 'error' | 'success' | 'info' | 'quiet') {
  return html`
    <div class="notice notice-${kind}">
      <p class="notice-title">${say(title)}</p>
      ${lines.map((line) => html`<p>${say(line)}</p>`)}
    </div>
  `;
}
