import type { CounterWords } from './counter-words.ts';

export const COUNTER_WORDS_JA: CounterWords = {
  call: {
    open: '職員を呼ぶ',
    title: '職員に声をかけてください',
    lines: ['画面はこのままで結構です。入力した番号は見えません。'],
    goOn: '続ける',
  },
  giveBack: '画面を職員のほうに向けてください。',
  sheet: {
    accepted: 'マイナンバーカードの暗証番号変更の受付票',
    notYet: '手続きはまだ終わっていません。暗証番号は、まだ変わっていません。',
    toBring: 'マイナンバーカードの暗証番号変更の持ち物',
    application: '手続きをする方',
    missing: '今日、そろっていなかったもの',
    nextTime: '次にお持ちいただくもの',
    notHere: 'ここでは受け付けていません。',
    where: '受け付けている場所',
    noSecrets: 'この紙には、暗証番号も、お名前も、カードの番号も書かれていません。',
  },
};
