import type { CounterProblem, FormStepCode } from '../../app/counter.ts';
import type { ApplicationKind } from '../../office/schema.ts';

/**
 * What staff read, in Japanese alone: they serve in it. What a resident reads at the counter is in `words/counter/`, in every
 * language.
 */
export const STAFF = {
  operator: (name: string) => `担当：${name}`,
  problems: {
    'wrong-code': '番号が違います。もう一度入れてください。',
    'documents-missing': '書類が足りません。足りないものを確かめてください。',
    'steps-open': 'まだ済んでいない項目があります。すべて確かめてから、先に進んでください。',
    'reader-not-ready': 'カードリーダーの準備ができていません。上の表示を確かめてください。',
    'not-recorded':
      '窓口日誌に記録できないため、先に進めません。もう一度押しても同じときは、管理者に知らせてください。',
  } satisfies Record<CounterProblem, string>,
  opening: {
    title: 'この窓口は閉じています',
    open: '窓口を開く',
    who: '担当の職員を選んでください',
    noProtection: '担当者を窓口日誌に書くための操作です。不正な使用を防ぐものではありません。',
    code: '番号',
    codeHelp: (name: string) => `${name}さんの番号を入れてください。`,
    enter: '開く',
    otherPerson: 'ほかの職員を選ぶ',
    digits: '数字のキー',
    backspace: '1文字消す',
    clear: 'すべて消す',
  },
  returned: { next: '職員：次の方の受付へ' },
  kind: {
    title: '手続きをする方を選んでください',
    journal: '窓口日誌',
    close: '窓口を閉じる',
    notHere: 'ここでは受け付けていません',
    today: 'その日に終わります',
    anotherDay: '後日、もう一度来ていただきます',
    staffType: '職員が入力します',
    leftover: (time: string) =>
      `${time}ごろの変更が、途中で終わっています。戻って来られた方は、同じカードで確かめられます。`,
  },
  kinds: {
    self: '本人',
    'proxy-first': '任意代理人（1回目）',
    'proxy-second': '任意代理人（2回目）',
    'legal-representative': '法定代理人',
  } satisfies Record<ApplicationKind, string>,
  documents: {
    title: (kind: string) => `${kind}：書類を確かめてください`,
    oneOf: 'どれか1点',
    inAll: (count: number) => `合わせて${count}点`,
    must: '必須',
    or: 'または',
    examples: (list: string) => `例：${list}`,
    notNeeded: (when: string) => `必要ない：${when}`,
    pieces: (count: number) => `${count}点`,
    fewer: (name: string) => `1点減らす：${name}`,
    more: (name: string) => `1点増やす：${name}`,
    met: 'そろいました',
    exempted: '必要ありません',
    allMet: '書類がそろいました。',
    open: (count: number) => `あと${count}か所、足りません。`,
    accept: { today: '受け付ける', anotherDay: '受け付ける（1回目）' },
    refuse: '書類不足で断る',
    back: '戻る',
  },
  missing: {
    one: (name: string) => `「${name}」`,
    several: (name: string, count: number) => `「${name}」あと${count}点`,
    among: (names: string, count: number) => `${names}のうち、あと${count}点`,
    including: (names: string) => `（${names}を含む）`,
    or: '、または、',
    sentence: (what: string) => `${what}が必要です。`,
  },
  refused: {
    title: '受け付けられません',
    why: {
      'place-declines': (place: string, kind: string) => `${place}では、${kind}の手続きを受け付けていません。`,
      'documents-missing': '書類が足りません。',
      'form-not-acceptable':
        '照会書兼回答書が、受け付けられる状態ではありません（封が開いている、記入がそろっていない）。',
    },
    elsewhere: '受け付けている場所',
    end: '終わる',
  },
  print: '印刷する',
  slip: {
    title: '受け付けました（1回目）',
    lead: '今日は、カードの暗証番号を変更しません。受付票を印刷して渡してください。',
    end: '終わる',
  },
  sheet: { language: '渡す紙の言語', preview: '渡す紙' },
  envelope: {
    title: '封筒を開ける',
    start: '入力をはじめる',
    refuse: '回答書の不備で断る',
    back: '戻る',
  },
  form: {
    title: '回答書をしまう',
    lead: '入力した番号は、画面から消しました。',
    end: '終わる',
  },
  steps: {
    'seal-whole': '封筒の封が切られていないことを確かめました。',
    'screen-hidden': '画面を、代理人から見えない向きにしました。',
    'opened-alone': '代理人から見えないところで封を開けました。',
    'filled-in': '回答書の記入がそろっています。',
    'back-in-envelope': '回答書を封筒に戻し、封をしました。',
    'kept-by-office': '封筒を、決められた場所に保管しました。代理人には渡していません。',
    'card-given-back': 'カードを代理人に返しました。',
  } satisfies Record<FormStepCode, string>,
  turn: {
    title: '画面を住民の方に向けてください',
    lead: '住民の方が言語を選ぶと、はじまります。カードは、もう置いてもかまいません。',
    cardLeft: '前のカードが置かれたままです。取り外して、持ち主にお返しください。',
  },
  called: '住民の方がお呼びです',
  forStaff: '職員の方へ',
};
