import type { Step } from '../app/app-model.ts';
import type { Obstacle } from '../app/reader-desk.ts';
import type { ChangePhase } from '../card/change.ts';
import type { ProfileId } from '../readers/virtual/profiles.ts';
import { CardTexts } from '../texts/card-texts.ts';
import type { Notice } from '../texts/card-words.ts';
import { CertificateTexts } from '../texts/certificate-texts.ts';

/** What the page says of cards and PINs, in the words that the command line uses too. */
export const TEXTS = new CardTexts('ja');
export const WORDS = TEXTS.words;
export const CERTIFICATE_TEXTS = new CertificateTexts('ja');

export const APP_TITLE = 'マイナンバーカードの暗証番号変更';

export const STEP_TITLES: Record<Step, string> = {
  prepare: 'カードを置いてください',
  choose: '変更する暗証番号を選んでください',
  type: '暗証番号を入力してください',
  confirm: '内容を確認してください',
  'last-try': '残り1回の確認',
  working: '変更しています',
  recover: '変更できたか確かめます',
  result: '結果',
};

/** While there is no reader to put a card on. */
export const TITLE_WITHOUT_READER = 'はじめる前に';

/** What people count as steps. */
const COUNTED_STEPS: readonly Step[] = ['prepare', 'choose', 'type', 'confirm', 'result'];

export function stepCount(step: Step): string {
  // 残り1回の確認, the work itself and what may come after it belong to the confirmation.
  const counted = COUNTED_STEPS.includes(step) ? step : 'confirm';
  return `全${COUNTED_STEPS.length}ステップ中 ${COUNTED_STEPS.indexOf(counted) + 1}`;
}

export const BUTTONS = {
  next: '次へ',
  back: '戻る',
  change: '変更する',
  show: '表示',
  hide: '隠す',
  readAgain: 'もう一度読み取る',
  again: 'ほかの暗証番号を変更する',
  reconnect: 'もう一度接続する',
  useRealReader: 'カードリーダーに切り替える',
  removeCard: 'カードを外す',
  insertCard: 'カードを置く',
  useLastTry: '最後の1回を使って変更する',
  giveUp: '確かめずに終わる',
  findOut: '新しい番号になっていないか確かめる',
  finish: '残りを変更する',
  understood: '確認しました',
} as const;

export const TRIAL = {
  mark: 'お試し（仮想カード）',
  explanation: '画面の流れを試すための見本です。本物のカードは変わりません。',
  warning: 'ご自分の暗証番号は入力しないでください。',
  pins: '見本のはじめの暗証番号：署名用は ABC123、ほかの3つは 1234',
  profile: '見本のカード',
  cutOff: '次の変更の途中でカードを外す',
} as const;

export const PROFILE_NAMES: Record<ProfileId, string> = {
  ordinary: 'ふつうのカード',
  'no-sign-certificate': '署名用電子証明書のないカード',
  'last-try': '残り1回の暗証番号があるカード',
  locked: 'ロックされた暗証番号があるカード',
  'juki-shared': '住民基本台帳用の番号が内部で1つのカード',
  'juki-half': '住民基本台帳用の番号が途中までしか変わらないカード',
  'juki-differs': '住民基本台帳用の番号が内部で食い違うカード',
  'juki-card': '住民基本台帳カード（住基カード）',
  phone: 'スマートフォンの電子証明書',
  'other-card': 'マイナンバーカードではないカード',
};

export const PREPARE = {
  needTitle: '用意するもの',
  need: ['マイナンバーカード', 'カードリーダー', '今の暗証番号'],
  forgotten:
    '今の暗証番号がわからないときや、ロックされているときは、ここでは変更できません。市区町村の窓口で再設定してください。',
  waiting: 'カードリーダーにマイナンバーカードを置いてください。読み取ると、次の画面に進みます。',
  reading: 'カードを読み取っています。動かさないでください。',
} as const;

export const OBSTACLES: Record<Obstacle, Notice> = {
  connecting: { title: '準備しています', lines: [] },
  'not-a-bridge': {
    title: 'このページからはカードリーダーを使えません',
    lines: [
      'カードリーダーを使うには、パソコンで myna-pin を起動してください（npm start）。',
      'Chrome か Edge で開くと、このページから直接使えるカードリーダーもあります。',
    ],
  },
  'secret-missing': {
    title: 'カードリーダーに接続できません',
    lines: ['myna-pin が起動したときに表示したアドレスから、このページを開いてください。'],
  },
  'secret-used': {
    title: 'このアドレスはすでに使われました',
    lines: ['アドレスは1回だけ使えます。myna-pin を起動しなおし、新しいアドレスを開いてください。'],
  },
  'secret-wrong': {
    title: 'アドレスが正しくありません',
    lines: ['myna-pin が表示したアドレスを、最後の文字まで正しく開いてください。'],
  },
  'in-use': {
    title: 'ほかのタブで使用中です',
    lines: ['暗証番号の変更は、1つの画面でだけ行えます。ほかのタブを閉じると、ここで使えるようになります。'],
  },
  unreachable: {
    title: 'myna-pin に接続できません',
    lines: [
      'myna-pin が動いているか確かめてください。止まっているときは、起動しなおして新しいアドレスを開いてください。',
    ],
  },
  'foreign-worker': {
    title: '安全でないため、接続していません',
    lines: [
      '以前このアドレスを使ったほかのプログラムがページの通信に割り込んでいるため、myna-pin のアドレスをシークレットウィンドウで開くか、ブラウザーの設定で 127.0.0.1 のサイトデータを削除してから開いてください。',
    ],
  },
  lost: {
    title: 'myna-pin との接続が切れました',
    lines: ['接続しなおしています。つながらないときは、myna-pin を起動しなおして新しいアドレスを開いてください。'],
  },
  'virtual-requested': { title: 'お試しとして起動しました', lines: ['カードリーダーは使いません。'] },
  'module-missing': {
    title: 'カードリーダーを使う部品がありません',
    lines: ['次のコマンドで部品を入れてから、myna-pin を起動しなおしてください（npm start）。'],
  },
  ...WORDS.obstacles,
};

export const STATUS = {
  noReader: 'カードリーダー：なし',
  trialReader: 'お試し（仮想カード）を使っています。',
  reader: (name: string) => `カードリーダー：${name}`,
  noCard: 'カードが置かれていません。',
  reading: 'カードを読み取っています。',
  read: 'マイナンバーカードを読み取りました。',
  mute: 'カードから応答がありません。',
  chooseReader: '使うカードリーダー',
} as const;

export const CHOOSE = {
  legend: '変更する暗証番号',
  nothing: '変更する暗証番号を1つ以上選んでください。',
  tries: '「残り○回」は、続けて間違えられる回数です。0回になるとロックされます。正しく入力すると元に戻ります。',
} as const;

export const FIELDS = {
  current: '現在の暗証番号',
  next: '新しい暗証番号',
  repeat: '新しい暗証番号（確認）',
} as const;

export const FORM = {
  combine: 'まとめて同じ番号にする',
  combineHelp: '選んだ4けたの暗証番号を、1つの新しい番号にそろえます。',
  sameToday: '今の番号も同じです',
  sameTodayHelp: '今も同じ番号を使っているときは、1回の入力で済みます。',
  combinedGroup: '新しい番号（共通）',
  combinedFor: (names: readonly string[]) => `対象：${names.join('、')}`,
  triesNote: (tries: number) => `残り${tries}回です。間違えると1回減ります。`,
  errorSummary: (count: number) => `入力内容に${count}か所の誤りがあります。カードにはまだ何も送っていません。`,
  safe: 'ここではまだカードに送りません。',
} as const;

export const RULE_STATE = { ok: '満たしています', notYet: 'まだです' } as const;

export const CONFIRM = {
  lead: '次の暗証番号を、新しいものに変更します。',
  how: 'はじめに今の暗証番号をすべて確かめます。1つでも違うときは、何も変更しません。',
  stay: '「変更する」を押したあとは、終わるまでカードを動かさないでください。',
} as const;

export const LAST_TRY = {
  unsure: '自信がないときは、戻ってください。戻れば、残り1回のままです。',
  consent: 'ロックされることがあると理解しました',
  consentNeeded: '続けるときは、チェックを入れてください。',
} as const;

export const WORKING = {
  lead: 'カードを動かさないでください。',
  phases: {
    waiting: '待っています',
    checking: '今の暗証番号を確かめています',
    checked: '確かめました',
    changing: '変更しています',
    finished: '終わりました',
  } satisfies Record<ChangePhase | 'waiting', string>,
} as const;

export const RECOVER = {
  ...WORDS.recover,
  cost: '残り回数が足りないときは、確かめずに止めます。最後の1回は使いません。',
} as const;

export const UNFINISHED = {
  title: '前の変更が途中で終わりました',
  pins: (names: readonly string[]) => `新しい番号になったか確かめられていないもの：${names.join('、')}`,
  lines: [
    'もう一度変更するときは、「現在の暗証番号」に新しい番号を入れて、1回だけ試してください。違ったときは、前の番号を入れてください。',
    '残り回数は、カードを置くと下に表示されます。残り1回のときは試さず、市区町村の窓口に相談してください。',
  ],
} as const;

export const RESULT = {
  trial: 'お試しの結果です。本物のカードは変わっていません。',
  remember: '新しい暗証番号は、忘れないように、また人に知られないようにしてください。',
} as const;

export const CERTIFICATES = {
  check: '利用者証明用の有効期限を確かめる',
  checkHelp: '暗証番号は使いません。',
  close: '閉じる',
  alsoSign: '署名用電子証明書の内容も表示する',
  alsoSignHelp:
    '変更できたあとに、有効期限などをカードから読み取って、結果の画面に表示します。氏名や住所は、ボタンを押すまで表示しません。',
  personal: '氏名などの個人情報を表示する',
  hidePersonal: '個人情報を隠す',
  personalHelp: '氏名、生年月日、性別、住所などを、この画面に表示します。保存はしません。',
} as const;
