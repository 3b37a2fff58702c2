import type { TypingWords } from './typing-words.ts';

const PIN = '{暗証番号|あんしょうばんごう}';
const letter = (name: string) => `アルファベットの${name}`;
const digit = (name: string) => `{数字|すうじ}の${name}`;

export const TYPING_WORDS_JA_SIMPLE: TypingWords = {
  otherFormat: {
    lettersForDigits: `この${PIN}は、{数字|すうじ}4つです。アルファベットがある{署名用|しょめいよう}のパスワードとは、ちがうものです。`,
    digitsForPassword: `{署名用|しょめいよう}の${PIN}は、アルファベットと{数字|すうじ}の{両方|りょうほう}で、6〜16{文字|もじ}です。{数字|すうじ}4つの${PIN}とは、ちがうものです。`,
  },
  mismatch: `{新|あたら}しい${PIN}が、2{回|かい}{同|おな}じではありません。{両方|りょうほう}、もう{一度|いちど}{入|い}れてください。`,
  sameAsNew: `「{新|あたら}しい${PIN}」と{同|おな}じ`,
  allowed: 'このままでも{変|か}えられます。',
  capsLock:
    'Caps Lock がオンです。そのまま{入|い}れても{大丈夫|だいじょうぶ}です。アルファベットは、いつも{大文字|おおもじ}になります。',
  numLock:
    'キーボードの{右|みぎ}の{数字|すうじ}が{入|はい}りません。NumLock キーを{押|お}すか、「{画面|がめん}のキーで{入|い}れる」を{使|つか}ってください。',
  errors: { field: (pin, field) => `${pin}の「${field}」` },
  tools: '{入|い}れるのを{助|たす}けるボタン',
  keypad: {
    open: '{画面|がめん}のキーで{入|い}れる',
    close: 'キーを{閉|と}じる',
    digits: '{数字|すうじ}のキー',
    letters: 'アルファベットと{数字|すうじ}のキー',
    backspace: '1つ{消|け}す',
    clear: 'ぜんぶ{消|け}す',
    nextField: '{次|つぎ}の{場所|ばしょ}へ',
    finish: '{入|い}れ{終|お}わりました。{次|つぎ}へ',
  },
  readBack: {
    open: '1つずつ{読|よ}む',
    warning:
      '{入|い}れた{文字|もじ}を、1つずつ{画面|がめん}に{出|だ}します。{画面|がめん}を{読|よ}むソフトは、{声|こえ}で{読|よ}みます。{近|ちか}くの{人|ひと}が{見|み}ていないか、{聞|き}いていないか、{気|き}をつけてください。',
    start: '{読|よ}む',
    stop: '{読|よ}むのをやめる',
    nothingTyped: 'まだ{何|なに}も{入|い}れていません。',
    list: '{入|い}れた{文字|もじ}',
    characters: {
      A: letter('エー'),
      B: letter('ビー'),
      C: letter('シー'),
      D: letter('ディー'),
      E: letter('イー'),
      F: letter('エフ'),
      G: letter('ジー'),
      H: letter('エイチ'),
      I: letter('アイ'),
      J: letter('ジェー'),
      K: letter('ケー'),
      L: letter('エル'),
      M: letter('エム'),
      N: letter('エヌ'),
      O: letter('オー'),
      P: letter('ピー'),
      Q: letter('キュー'),
      R: letter('アール'),
      S: letter('エス'),
      T: letter('ティー'),
      U: letter('ユー'),
      V: letter('ブイ'),
      W: letter('ダブリュー'),
      X: letter('エックス'),
      Y: letter('ワイ'),
      Z: letter('ゼット'),
      0: digit('ゼロ'),
      1: digit('いち'),
      2: digit('に'),
      3: digit('さん'),
      4: digit('よん'),
      5: digit('ご'),
      6: digit('ろく'),
      7: digit('なな'),
      8: digit('はち'),
      9: digit('きゅう'),
    },
    otherCharacter: 'ほかの{文字|もじ}',
  },
  idle: {
    title: '{続|つづ}けますか',
    lead: `{長|なが}い{時間|じかん}、{何|なに}もしていません。このまま{何|なに}もしないと、{安全|あんぜん}のため、{入|い}れた${PIN}を{消|け}します。`,
    secondsLeft: (seconds) => `あと${seconds}{秒|びょう}で{消|け}します。`,
    goOn: '{続|つづ}ける',
    cleared: {
      title: `{入|い}れた${PIN}を{消|け}しました`,
      lines: [
        `{長|なが}い{時間|じかん}、{何|なに}もしなかったので、{安全|あんぜん}のため{消|け}しました。カードの${PIN}と「あと○{回|かい}」は、{変|か}わっていません。`,
        '{続|つづ}けるときは、もう{一度|いちど}{入|い}れてください。',
      ],
    },
  },
};
