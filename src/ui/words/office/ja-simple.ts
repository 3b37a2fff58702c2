import type { OfficeWords } from './office-words.ts';

const PIN = '{暗証番号|あんしょうばんごう}';
const PROXY = '{代理人|だいりにん}（あなたの{代|か}わりに{行|い}く{人|ひと}）';
const GUARDIAN = '{法定代理人|ほうていだいりにん}（{親|おや}や{後見人|こうけんにん}）';

export const OFFICE_WORDS_JA_SIMPLE: OfficeWords = {
  title: '{窓口|まどぐち}ですること',
  lead: `{窓口|まどぐち}で${PIN}を{変|か}えるときに、{持|も}っていくものと、することです。`,
  feeNone: 'お{金|かね}はかかりません。',
  fee: (yen) => `お{金|かね}が${yen}{円|えん}かかります。`,
  places: 'できるところ',
  who: '{窓口|まどぐち}に{行|い}く{人|ひと}',
  kinds: {
    self: '{本人|ほんにん}（カードの{人|ひと}）',
    'proxy-first': `${PROXY}、1{回目|かいめ}`,
    'proxy-second': `${PROXY}、2{回目|かいめ}`,
    'legal-representative': GUARDIAN,
  },
  bring: '{持|も}っていくもの',
  howItGoes: 'すること',
  sameDay: 'その{日|ひ}に{終|お}わります。',
  otherDay: 'その{日|ひ}には{終|お}わりません。',
  typedBy: {
    applicant: `{今|いま}の${PIN}は、{自分|じぶん}で{入|い}れます。`,
    staff: `${PIN}は、{窓口|まどぐち}の{人|ひと}が{入|い}れます。`,
  },
  oneOf: 'この{中|なか}から1つ',
  inAll: (count) => `この{中|なか}から、ぜんぶで${count}つ`,
  must: 'かならず{必要|ひつよう}です',
  or: 'または',
  examples: 'たとえば：',
  notNeeded: '{必要|ひつよう}ないとき：',
  documentNotes: '{紙|かみ}について',
  reservation: {
    required: '{予約|よやく}が{必要|ひつよう}です。',
    first: '{予約|よやく}した{人|ひと}が{先|さき}です。',
  },
  declines: (who) => `ここではできない{人|ひと}：${who}`,
  applicants: { self: '{本人|ほんにん}', proxy: PROXY, 'legal-representative': GUARDIAN },
  weekdays: {
    sunday: '{日曜日|にちようび}',
    monday: '{月曜日|げつようび}',
    tuesday: '{火曜日|かようび}',
    wednesday: '{水曜日|すいようび}',
    thursday: '{木曜日|もくようび}',
    friday: '{金曜日|きんようび}',
    saturday: '{土曜日|どようび}',
  },
  closingAfter: (day, nth, reference) => `{月|つき}の${nth}{回目|かいめ}の${reference}の{次|つぎ}の${day}`,
  closingNth: (day, nth) => `{月|つき}の${nth}{回目|かいめ}の${day}`,
  nextClosing: (day) => `{次|つぎ}の{休|やす}みは${day}です。`,
  callerPays: '{電話|でんわ}のお{金|かね}は、あなたがはらいます。',
  takesReservations: '{電話|でんわ}で{予約|よやく}できます。',
  qr: '{予約|よやく}のページのQRコード',
  qrHelp: 'スマートフォンで{読|よ}むと、{予約|よやく}のページが{開|ひら}きます。',
  resetPage: '{再設定|さいせってい}のページを{見|み}る',
  notOffered: 'ここでは{変|か}えられません。{変|か}えたいときは、{窓口|まどぐち}で{聞|き}いてください。',
  weakRefused:
    'ほかの{人|ひと}にわかりやすい{番号|ばんごう}は、ここでは{使|つか}えません。{別|べつ}の{番号|ばんごう}を{入|い}れてください。',
};
