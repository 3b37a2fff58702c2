import type { VisitWords } from './visit-words.ts';

export const VISIT_WORDS_JA: VisitWords = {
  attract: {
    title: 'マイナンバーカードの暗証番号を変更できます',
    begin: '画面に触れてください',
    preparing: '準備しています。お待ちください。',
    outOfOrder: 'この端末は使えません。職員にお知らせください。',
    cardLeft: 'カードが置かれたままです。カードをお取りください。ほかの方のカードは、職員に渡してください。',
    unfinished: (time) => `${time}ごろ、変更が途中で終わった方は、カードを持って職員に声をかけてください。`,
  },
  chooseLanguage: '言語を選んでください',
  quit: 'やめる',
  finish: '終わる',
  cardTaken: {
    title: 'カードが外されました',
    lines: [
      '結果を確かめ、必要なときは控えを印刷して、「終わる」を押してください。',
      'しばらく操作がないと、最初の画面に戻ります。',
    ],
  },
  idle: {
    title: '続けますか',
    lead: 'しばらく操作がありません。このまま操作がないと、入力したものを消して、最初の画面に戻ります。',
    secondsLeft: (seconds) => `あと${seconds}秒で戻ります。`,
    goOn: '続ける',
  },
  leaving: {
    title: 'まだ結果を見ますか',
    lead: 'このまま操作がないと、結果を消して、最初の画面に戻ります。',
    goOn: 'まだ見る',
  },
  thanks: {
    title: 'ありがとうございました',
    takeCard: 'カードを取ってください。',
    over: 'まもなく最初の画面に戻ります。カードや控えを忘れていないか、お確かめください。',
    back: '最初の画面に戻る',
  },
  failed: {
    title: '画面に問題が起きました',
    atWork: '途中の変更が終わるまで、カードを動かさないでください。',
    cleared: '入力したものは消しました。まもなく最初の画面に戻ります。',
    nothingSent: '最後に入力したものは、カードに送っていません。',
    tellStaff: 'わからないことがあれば、職員に聞いてください。',
  },
  unfinishedTitle: (time) => `${time}ごろ、ここでの変更が途中で終わりました`,
  unfinishedNotYours: 'ご自分のことでないときは、そのまま進んでください。',
  resetCode: '再設定の手続きのページのQRコード',
  resetCodeHelp: 'スマートフォンで読み取ると、再設定の手続きのページが開きます。',
};
