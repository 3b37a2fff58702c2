import type { CardKind, PinId } from '../card/applications.ts';
import type { CardErrorCode } from '../card/card-error.ts';
import type { ChangePhase } from '../card/change.ts';
import type { PinState } from '../card/overview.ts';
import type { PinOutcome, PinReport, Reason } from '../card/pin-job.ts';
import type { Conversion, FormatProblem, PinFormat, RuleCode, Weakness } from '../card/pin-rules.ts';
import type { ProfileId } from '../readers/virtual/profiles.ts';
import type { Recovery, Step } from './app-model.ts';
import type { Obstacle } from './reader-desk.ts';

/** A sentence about a situation, and what to do about it. */
export interface Notice {
  readonly title: string;
  readonly lines: readonly string[];
}

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

export const FORMAT_TEXTS: Record<PinFormat, string> = {
  'four-digits': '数字4けた',
  'sign-password': '英字の大文字と数字をまぜて6〜16文字',
};

export const PIN_USES: Record<PinId, string> = {
  sign: 'e-Taxなど、インターネットで申請や届出をするときに使います。',
  auth: 'マイナポータルへのログイン、コンビニでの証明書の取得などに使います。',
  juki: '引っ越しの届出など、市区町村の窓口で使います。',
  text: '申請書などに、カードの氏名や住所を自動で入力するときに使います。',
};

export function pinStateText(state: PinState): string {
  switch (state.kind) {
    case 'ready':
      return `残り${state.triesLeft}回`;
    case 'locked':
      return 'ロックされています';
    case 'absent':
      return 'このカードにはありません';
    case 'unknown':
      return '残り回数を読み取れませんでした';
  }
}

/** What people can do about a PIN that cannot be changed here, given the state of the others. */
export function pinStateAdvice(pin: PinId, pins: Readonly<Record<PinId, PinState>>): string | undefined {
  const state = pins[pin];
  switch (state.kind) {
    case 'ready':
      return state.triesLeft === 1 ? 'あと1回間違えるとロックされます。' : undefined;
    case 'locked':
      return resetAdvice(pin, pins);
    case 'absent':
      return undefined;
    case 'unknown':
      return '安全のため、ここでは変更できません。カードを置きなおしてください。';
  }
}

/** 署名用 and 利用者証明用 can be set anew at a convenience store by whoever knows the other of the two. */
const STORE_NEEDS: Partial<Record<PinId, { readonly other: PinId; readonly name: string }>> = {
  sign: { other: 'auth', name: '利用者証明用' },
  auth: { other: 'sign', name: '署名用' },
};

/** Where a locked or forgotten PIN is set anew. `pins`, where known, leave out a way that is closed. */
export function resetAdvice(pin: PinId, pins?: Readonly<Record<PinId, PinState>>): string {
  const needs = STORE_NEEDS[pin];
  if (!needs || (pins && pins[needs.other].kind !== 'ready')) return '市区町村の窓口で再設定してください。';
  return `市区町村の窓口で再設定できます。${needs.name}の暗証番号がわかれば、コンビニの端末でも再設定できます。`;
}

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
    lines: ['カードリーダーを使うには、パソコンで myna-pin を起動してください（npm start）。'],
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
  lost: {
    title: 'myna-pin との接続が切れました',
    lines: ['接続しなおしています。つながらないときは、myna-pin を起動しなおして新しいアドレスを開いてください。'],
  },
  'virtual-requested': { title: 'お試しとして起動しました', lines: ['カードリーダーは使いません。'] },
  'module-missing': {
    title: 'カードリーダーを使う部品がありません',
    lines: ['次のコマンドで部品を入れてから、myna-pin を起動しなおしてください（npm start）。'],
  },
  'no-service': {
    title: 'スマートカードのサービスが動いていません',
    lines: ['パソコンのスマートカードサービス（Linuxでは pcscd）を起動してください。動き出すと、自動でつながります。'],
  },
  'no-reader': {
    title: 'カードリーダーが見つかりません',
    lines: ['カードリーダーをパソコンにつないでください。見つかると、自動で切り替わります。'],
  },
};

export const CARD_KINDS: Record<Exclude<CardKind, 'my-number-card'>, Notice> = {
  'juki-card': {
    title: '住民基本台帳カードです',
    lines: ['このカードの暗証番号は変更できません。マイナンバーカードを置いてください。'],
  },
  'android-phone': {
    title: 'スマートフォンの電子証明書です',
    lines: ['スマートフォンの暗証番号は、ここでは変更できません。マイナンバーカードを置いてください。'],
  },
  iphone: {
    title: 'スマートフォンの電子証明書です',
    lines: ['スマートフォンの暗証番号は、ここでは変更できません。マイナンバーカードを置いてください。'],
  },
  other: {
    title: 'マイナンバーカードではありません',
    lines: ['別のカードのようです。マイナンバーカードを置いてください。'],
  },
};

export const CARD_ERRORS: Record<CardErrorCode, Notice> = {
  'card-removed': { title: 'カードがありません', lines: ['カードリーダーにマイナンバーカードを置いてください。'] },
  'card-reset': { title: 'カードとの通信が切れました', lines: ['カードを置きなおしてください。'] },
  'reader-gone': { title: 'カードリーダーが外れました', lines: ['カードリーダーをつなぎなおしてください。'] },
  'service-gone': {
    title: 'カードリーダーとの接続が切れました',
    lines: ['自動でつなぎなおしています。しばらくお待ちください。'],
  },
  'in-use': {
    title: 'ほかのソフトがカードを使っています',
    lines: ['マイナポータルや e-Tax など、カードを使うソフトを終了してください。'],
  },
  unresponsive: {
    title: 'カードから応答がありません',
    lines: ['カードの向きと表裏を確かめて、置きなおしてください。'],
  },
  'bad-answer': { title: 'カードの応答を読み取れませんでした', lines: ['カードを置きなおしてください。'] },
  'refused-by-guard': {
    title: '安全のため止めました',
    lines: ['カードには送っていません。カードを置きなおして、もう一度はじめてください。'],
  },
  failed: { title: 'カードを読み取れませんでした', lines: ['カードを置きなおしてください。'] },
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
  another: '別のカードに替わりました。安全のため、入力した内容を消しました。もう一度選んでください。',
  tries: '「残り○回」は、続けて間違えられる回数です。0回になるとロックされます。正しく入力すると元に戻ります。',
  certificates: (sign: boolean | undefined, auth: boolean | undefined) => {
    const of = (present: boolean | undefined) => (present === undefined ? '不明' : present ? 'あり' : 'なし');
    return `電子証明書：署名用 ${of(sign)}、利用者証明用 ${of(auth)}`;
  },
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

export const RULES: Record<RuleCode, string> = {
  'only-digits': '数字だけ',
  'length-4': '4けた',
  'only-capitals-and-digits': '英字の大文字と数字だけ',
  'length-6-16': '6〜16文字',
  'has-letter': '英字が入っている',
  'has-digit': '数字が入っている',
};
export const RULE_STATE = { ok: '満たしています', notYet: 'まだです' } as const;

export function problemText(format: PinFormat, problem: FormatProblem): string {
  const digits = format === 'four-digits';
  switch (problem) {
    case 'empty':
      return '入力してください。';
    case 'not-a-digit':
      return '数字だけで入力してください。';
    case 'not-a-letter-or-digit':
      return '英字の大文字（A〜Z）と数字（0〜9）だけで入力してください。';
    case 'too-short':
      return digits ? '4けたに足りません。' : '6文字に足りません。';
    case 'too-long':
      return digits ? '4けたより長くなっています。' : '16文字より長くなっています。';
    case 'no-letter':
      return '英字が入っていません。英字と数字の両方を使ってください。';
    case 'no-digit':
      return '数字が入っていません。英字と数字の両方を使ってください。';
  }
}

export const PROBLEMS = {
  mismatch: '「新しい暗証番号」と違います。同じものをもう一度入力してください。',
  sameAsCurrent: '今の暗証番号と同じです。別のものにしてください。',
} as const;

export const CONVERSIONS: Record<Conversion, string> = {
  'full-width': '全角を半角にしました。',
  'upper-cased': '小文字を大文字にしました。',
  trimmed: '前後の空白を取り除きました。',
};

export const WEAKNESSES: Record<Weakness, string> = {
  'one-character-repeated': '同じ文字の繰り返しは、人に当てられやすい番号です。',
  'repeated-pattern': '同じ並びの繰り返しは、人に当てられやすい番号です。',
  sequence: '連続した並びは、人に当てられやすい番号です。',
  'looks-like-a-year': '年のように見えます。生まれた年などは、人に当てられやすい番号です。',
  'looks-like-a-date': '日付のように見えます。誕生日などは、人に当てられやすい番号です。',
};
export const WEAKNESS_LEAD = 'このままでも変更できますが、別の番号をおすすめします。';

export const CONFIRM = {
  lead: '次の暗証番号を、新しいものに変更します。',
  how: 'はじめに今の暗証番号をすべて確かめます。1つでも違うときは、何も変更しません。',
  stay: '「変更する」を押したあとは、終わるまでカードを動かさないでください。',
  notStarted: 'まだ何も変更していません。',
} as const;

export const LAST_TRY = {
  lead: '次の暗証番号は、残り1回です。間違えるとロックされ、市区町村の窓口などでの再設定が必要になります。',
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
  lead: '途中で止まったため、次の暗証番号が新しくなったか、まだわかりません。',
  states: {
    waiting: '変更していたカードを、もう一度カードリーダーに置いてください。どちらの番号になったか、自動で確かめます。',
    asking: '確かめています。カードを動かさないでください。',
    'another-card': '別のカードのようです。変更していたカードを置いてください。',
  } satisfies Record<Recovery, string>,
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

export const OUTCOMES: Record<PinOutcome, string> = {
  changed: '変更しました',
  unchanged: '変更していません',
  'half-changed': '変更が途中です',
  unknown: '確認できていません',
};

export const RESULT_LEADS = {
  allChanged: 'すべて変更しました。カードを外せます。',
  noneChanged: '変更した暗証番号はありません。',
  mixed: '変更したものと、していないものがあります。',
  unknown: '変更できたか確認できていない暗証番号があります。',
  halfChanged: '変更が途中の暗証番号があります。',
} as const;

const status = (sw: number | undefined) =>
  sw === undefined ? '' : `（応答 ${sw.toString(16).toUpperCase().padStart(4, '0')}）`;

/** Why a PIN was not changed, what it cost, and what to do next. */
export function reasonLines(report: PinReport): readonly string[] {
  switch (report.outcome) {
    case 'changed':
      return ['新しい暗証番号で確認できました。'];
    case 'half-changed':
      return halfChangedLines(report);
    case 'unknown':
      return [...UNKNOWN_REASONS[report.reason ?? 'stopped'](report), ...UNKNOWN_ADVICE];
    case 'unchanged':
      return UNCHANGED_REASONS[report.reason ?? 'stopped'](report);
  }
}

function halfChangedLines({ reason, sw }: PinReport): string[] {
  return [
    'この暗証番号はカードの中の2か所に記録されています。1か所だけが新しい番号になり、もう1か所は今までの番号のままです。',
    reason === 'card-refused'
      ? `カードがもう1か所の変更を受け付けませんでした${status(sw)}。市区町村の窓口で再設定してください。`
      : '残りの1か所も変更できます。',
  ];
}

const UNCHANGED_REASONS: Record<Reason, (report: PinReport) => string[]> = {
  'wrong-pin': ({ pin, triesLeft }) => [
    '現在の暗証番号が違います。',
    ...(triesLeft === 0 ? ['ロックされました。', resetAdvice(pin)] : []),
    ...(triesLeft === 1 ? ['次に間違えるとロックされます。', resetAdvice(pin)] : []),
  ],
  'references-differ': ({ pin, triesLeft }) => [
    'この暗証番号はカードの中の2か所に記録されていて、番号が食い違っています。入力した番号は、片方とだけ一致しました。',
    ...((triesLeft ?? 0) > 1 ? ['前の変更が途中で終わったときは、片方がもう新しい番号かもしれません。'] : []),
    resetAdvice(pin),
  ],
  locked: ({ pin }) => ['ロックされています。', resetAdvice(pin)],
  'last-try': () => ['残り1回のため、確かめる前に止めました。この回数は減っていません。'],
  absent: () => ['このカードにはありません。'],
  'tries-unknown': ({ sw }) => [`残り回数を読み取れないため、安全のため止めました${status(sw)}。`],
  stopped: () => ['ほかの暗証番号で止まったため、変更しませんでした。'],
  'card-refused': ({ sw }) => [`カードが受け付けませんでした${status(sw)}。`],
  interrupted: ({ error }) => [
    error ? `途中で止まりました。${CARD_ERRORS[error].title}。` : '途中で止まりました。',
    'この暗証番号は変更していません。カードを置きなおして、もう一度はじめてください。',
  ],
};

const UNKNOWN_REASONS: Record<Reason, (report: PinReport) => string[]> = {
  ...UNCHANGED_REASONS,
  'wrong-pin': () => ['新しい番号も、今までの番号も、カードが受け付けませんでした。'],
  'last-try': () => ['残り1回のため、確かめませんでした。'],
  'tries-unknown': ({ sw }) => [`残り回数を読み取れないため、確かめませんでした${status(sw)}。`],
  stopped: () => ['途中で止まったため、確かめていません。'],
  interrupted: ({ error }) => [error ? `途中で止まりました。${CARD_ERRORS[error].title}。` : '途中で止まりました。'],
};

const UNKNOWN_ADVICE = [
  '新しい番号になったかどうか、わかりません。続けて何度も試さないでください。',
  '次に使うときは、新しい番号を1回だけ試し、違ったら今までの番号を使ってください。心配なときは、市区町村の窓口に相談してください。',
];

export const RESULT = {
  trial: 'お試しの結果です。本物のカードは変わっていません。',
  remember: '新しい暗証番号は、忘れないように、また人に知られないようにしてください。',
} as const;
