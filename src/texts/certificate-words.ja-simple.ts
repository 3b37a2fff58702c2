import type { CertificateWords } from './certificate-words.ts';
import { parseDay } from './day.ts';

const CERTIFICATE = '{電子証明書|でんししょうめいしょ}';
const AUTH = `{利用者証明用|りようしゃしょうめいよう}${CERTIFICATE}`;
const SIGN = `{署名用|しょめいよう}${CERTIFICATE}`;
const PIN = '{暗証番号|あんしょうばんごう}';
const CA = '{認証局|にんしょうきょく}';
const OFFICE = '{市役所|しやくしょ}や{区役所|くやくしょ}などの{窓口|まどぐち}';
const RENEWAL = `${OFFICE}で、{新|あたら}しくできます（{更新|こうしん}）。{最後|さいご}の{日|ひ}の3か{月|げつ}くらい{前|まえ}からできます。`;

/** Days whose number and 日 are one word. */
const DAY_READINGS: Readonly<Record<number, string>> = {
  2: 'ふつか',
  3: 'みっか',
  4: 'よっか',
  5: 'いつか',
  6: 'むいか',
  7: 'なのか',
  8: 'ようか',
  9: 'ここのか',
  10: 'とおか',
  14: 'じゅうよっか',
  20: 'はつか',
  24: 'にじゅうよっか',
};

/** やさしい日本語: the official names, and otherwise short sentences in everyday words. Every kanji has its reading. */
export const CERTIFICATE_WORDS_JA_SIMPLE: CertificateWords = {
  names: { auth: AUTH, sign: SIGN },
  kinds: {
    auth: AUTH,
    sign: SIGN,
    ca: `${CA}の{証明書|しょうめいしょ}`,
    other: '{何|なに}かわからない{証明書|しょうめいしょ}',
  },
  day,
  period: (first, last) => `${first}から${last}まで`,
  validity: {
    valid: (_first, last) => `{今|いま}{使|つか}えます（${last}まで）。`,
    'expires-soon': (_first, last, daysLeft) =>
      daysLeft === 0
        ? `{使|つか}えるのは、{今日|きょう}（${last}）までです。`
        : `{使|つか}えるのは、あと${days(daysLeft)}です（${last}まで）。`,
    expired: (_first, last) => `もう{使|つか}えません（${last}まででした）。`,
    'not-yet': (first) => `まだ{使|つか}えません（${first}から{使|つか}えます）。`,
  },
  validityAdvice: {
    valid: () => [],
    'expires-soon': () => [RENEWAL],
    expired: (today) => [
      `{古|ふる}い${CERTIFICATE}は、ログインや{申|もう}し{込|こ}みに{使|つか}えないことがあります。${OFFICE}で、{新|あたら}しくしてください（{更新|こうしん}）。`,
      `${CERTIFICATE}が{古|ふる}くても、${PIN}は{変|か}えられます。`,
      clock(today),
    ],
    'not-yet': (today) => [clock(today)],
  },
  testEnvironment: `テスト{用|よう}の${CERTIFICATE}です。`,
  facts: {
    kind: '{種類|しゅるい}',
    period: '{使|つか}える{期間|きかん}',
    serialNumber: 'シリアル{番号|ばんごう}（16{進数|しんすう}）',
    issuer: '{出|だ}したところ',
    chain: '{出|だ}したところの{確認|かくにん}',
    ca: `${CA}（{証明書|しょうめいしょ}を{出|だ}すところ）`,
    fingerprint: `${CA}の{証明書|しょうめいしょ}の SHA-256`,
  },
  chain: {
    holds: `カードの{中|なか}の${CA}が{出|だ}したことを、{確|たし}かめました。`,
    'wrong-issuer': `{出|だ}したところの{名前|なまえ}が、カードの{中|なか}の${CA}とちがいます。`,
    'not-a-ca': `カードの{中|なか}の${CA}の{証明書|しょうめいしょ}に、ほかの{証明書|しょうめいしょ}を{出|だ}せると{書|か}いてありません。それで、{出|だ}したところを{確|たし}かめられませんでした。`,
    'bad-signature': `カードの{中|なか}の${CA}の{署名|しょめい}と{合|あ}いませんでした。`,
    'not-checked': 'このソフトが{知|し}らない{方法|ほうほう}なので、{署名|しょめい}を{確|たし}かめられませんでした。',
  },
  ca: {
    known: `このソフトが{知|し}っている、{公的個人認証|こうてきこじんにんしょう}サービスの${CA}です。`,
    'not-recognised': `このソフトが{知|し}らない${CA}です。ソフトが{知|し}っている${CA}は{少|すこ}しだけです。{悪|わる}いという{意味|いみ}ではありません。`,
    test: `テスト{用|よう}の${CA}です。`,
    unreadable: `${CA}の{証明書|しょうめいしょ}を{読|よ}めませんでした。それで、{出|だ}したところを{確|たし}かめていません。`,
    'not-read': `${CA}の{証明書|しょうめいしょ}を{読|よ}んでいません。それで、{出|だ}したところを{確|たし}かめていません。`,
  },
  revocation:
    '{最後|さいご}の{日|ひ}より{前|まえ}に{使|つか}えなくなったか（{失効|しっこう}）は、ここではわかりません。',
  unshown: {
    absent: () => `この${CERTIFICATE}は、カードに{入|はい}っていません。`,
    'needs-pin': () => `${PIN}を{確|たし}かめたすぐあとだけ、{読|よ}めます。`,
    truncated: () => 'データが{途中|とちゅう}で{終|お}わっています。それで、{見|み}せられません。',
    'not-a-certificate': () => `${CERTIFICATE}ではないデータが{入|はい}っていました。`,
    refused: (sw) => `カードが、{読|よ}めないと{答|こた}えました${sw}。`,
    'broken-der': () => 'データの{形|かたち}が{正|ただ}しくありません。それで、{見|み}せられません。',
    masked: () => `{中身|なかみ}をかくしてあります。{記録|きろく}には、${CERTIFICATE}の{中身|なかみ}がありません。`,
  },
  readAgain: {
    auth: `カードを{一度|いちど}{取|と}って、もう{一度|いちど}{置|お}いて、{読|よ}んでください。それでも{同|おな}じときは、${OFFICE}で{聞|き}いてください。`,
    sign: `{次|つぎ}に{読|よ}んだときも{同|おな}じなら、${OFFICE}で{聞|き}いてください。`,
  },
  reading: {
    auth: `${AUTH}を{読|よ}んでいます。カードを{動|うご}かさないでください。`,
    sign: `${SIGN}を{読|よ}んでいます。カードを{動|うご}かさないでください。`,
  },
  failures: {
    'not-loaded': {
      title: `${CERTIFICATE}を{調|しら}べる{部品|ぶひん}を{読|よ}めませんでした`,
      lines: ['myna-pin が{動|うご}いているか{見|み}てください。そして、もう{一度|いちど}やってください。'],
    },
    'pin-not-changed': {
      title: `${SIGN}は{読|よ}みませんでした`,
      lines: [
        `{署名用|しょめいよう}の${PIN}が{新|あたら}しくなって、{途中|とちゅう}で{止|と}まらなかったときだけ、{読|よ}みます。`,
      ],
    },
  },
  interrupted: (what) => `{読|よ}めませんでした。${what}。`,
  changeStands: `${PIN}がどうなったかは、{上|うえ}に{書|か}いてあります。`,
  holder: {
    name: '{名前|なまえ}',
    nameSubstitutes: '{名前|なまえ}の{代|か}わりの{文字|もじ}（{代替文字|だいたいもじ}）',
    birthDate: '{生|う}まれた{日|ひ}',
    sex: '{性別|せいべつ}',
    sexes: { male: '{男|おとこ}', female: '{女|おんな}', unknown: 'わかりません' },
    address: '{住所|じゅうしょ}',
    addressSubstitutes: '{住所|じゅうしょ}の{代|か}わりの{文字|もじ}（{代替文字|だいたいもじ}）',
    substitutes: (positions) =>
      positions.length === 0 ? 'ありません' : positions.map((position) => `${position}{文字目|もじめ}`).join('、'),
    none: '{名前|なまえ}や{住所|じゅうしょ}などは{読|よ}めませんでした。',
  },
};

function day(isoDay: string): string {
  const date = parseDay(isoDay);
  if (!date) return isoDay;
  const number = date.getUTCDate();
  return `${date.getUTCFullYear()}{年|ねん}${date.getUTCMonth() + 1}{月|がつ}${number === 1 ? '{1日|ついたち}' : days(number)}`;
}

/** So many days, and the day of the month with this number: the same words but for 1. */
function days(number: number): string {
  const reading = DAY_READINGS[number];
  return reading ? `{${number}日|${reading}}` : `${number}{日|にち}`;
}

function clock(today: string): string {
  return `パソコンの{日|ひ}にち（${today}）で{調|しら}べました。ちがうときは、パソコンの{日|ひ}にちを{直|なお}して、もう{一度|いちど}{調|しら}べてください。`;
}
