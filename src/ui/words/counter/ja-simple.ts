import type { CounterWords } from './counter-words.ts';

const PIN = '{暗証番号|あんしょうばんごう}';
const STAFF = '{職員|しょくいん}（ここで{働|はたら}く{人|ひと}）';

export const COUNTER_WORDS_JA_SIMPLE: CounterWords = {
  call: {
    open: '{職員|しょくいん}を{呼|よ}ぶ',
    title: `${STAFF}に{言|い}ってください`,
    lines: ['{画面|がめん}はこのままでいいです。{入|い}れた{番号|ばんごう}は{見|み}えません。'],
    goOn: '{続|つづ}ける',
  },
  giveBack: `{画面|がめん}を${STAFF}のほうに{向|む}けてください。`,
  sheet: {
    accepted: `マイナンバーカードの${PIN}を{変|か}える{手続|てつづ}きの{紙|かみ}`,
    notYet: `{手続|てつづ}きは、まだ{終|お}わっていません。${PIN}は、まだ{変|か}わっていません。`,
    toBring: `マイナンバーカードの${PIN}を{変|か}えるときに{持|も}ってくるもの`,
    application: '{窓口|まどぐち}に{来|く}る{人|ひと}',
    missing: '{今日|きょう}、たりなかったもの',
    nextTime: '{次|つぎ}に{持|も}ってくるもの',
    notHere: 'ここではできません。',
    where: 'できるところ',
    noSecrets: `この{紙|かみ}には、${PIN}も、{名前|なまえ}も、カードの{番号|ばんごう}も{書|か}いてありません。`,
  },
};
