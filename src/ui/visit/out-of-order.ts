import { html, nothing } from 'lit';
import type { Visit } from '../../app/visit.ts';
import { journalProblem } from '../../texts/journal-problems.ts';
import { say, words } from '../language.ts';
import { words as japanese } from '../words/ja.ts';

/** During a visit: a resident can do nothing about it. */
export function outOfOrder(visit: Visit) {
  return html`
    <div class="out-of-order">
      <myna-notice
        kind="error"
        alert
        .heading=${say(words().visit.attract.outOfOrder)}
        .body=${causeForStaff(visit)}
      ></myna-notice>
    </div>
  `;
}

/** What staff go by; Japanese as everything that is for them. */
export function causeForStaff({ obstacle, model }: Visit) {
  if (obstacle === 'journal' && model.journalProblem) {
    const code = model.journalProblem;
    return forStaff(`窓口日誌に記録できません。${journalProblem('ja', code)}`, code);
  }
  if (obstacle === 'settings') {
    return forStaff(
      '窓口の設定を読めません。ファイルに誤りがあるときは、その場所が画面の下にあります。読めるようになると、この画面は自動で元に戻ります。',
      obstacle,
    );
  }
  if (!obstacle || obstacle === 'connecting' || obstacle === 'journal') return nothing;
  return forStaff({ ...japanese.page.obstacles, ...japanese.card.obstacles }[obstacle].title, obstacle);
}

function forStaff(sentence: string, code: string) {
  return html`<p class="for-staff" lang="ja">職員の方へ：${sentence}（${code}）</p>`;
}
