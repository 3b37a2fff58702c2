import { html } from 'lit';
import type { Obstacle } from '../../app/reader-desk.ts';
import { say, words } from '../language.ts';
import { words as japanese } from '../words/ja.ts';

/** During a visit: a resident can do nothing about it. */
export function outOfOrder(obstacle: Exclude<Obstacle, 'connecting'>) {
  return html`
    <div class="out-of-order">
      <myna-notice
        kind="error"
        alert
        .heading=${say(words().visit.attract.outOfOrder)}
        .body=${causeForStaff(obstacle)}
      ></myna-notice>
    </div>
  `;
}

/** What staff go by; Japanese as everything that is for them. */
export function causeForStaff(obstacle: Exclude<Obstacle, 'connecting'>) {
  const { title } = { ...japanese.page.obstacles, ...japanese.card.obstacles }[obstacle];
  return html`<p class="for-staff" lang="ja">職員の方へ：${title}（${obstacle}）</p>`;
}
