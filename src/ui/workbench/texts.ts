import type { PinId } from '../../card/applications.ts';
import type { ComparedRow } from '../../card/recording/compare.ts';
import type { RecordingHeader } from '../../card/recording/recording.ts';
import { CARD_WORDS_JA } from '../../texts/card-words.ja.ts';
import { EXPLAIN_TEXTS } from '../../texts/explain-texts.ts';

export const APDU_TEXTS = EXPLAIN_TEXTS.ja;
export const PIN_NAMES = CARD_WORDS_JA.pinNames;
export const CARD_ERRORS = CARD_WORDS_JA.cardErrors;

/** Where there is no room for the official names; those stand beside them as a title. */
export const SHORT_LANE_NAMES: Record<PinId | 'application' | 'file', string> = {
  application: 'アプリ',
  file: 'ファイル',
  sign: '署名用',
  auth: '利用者証明用',
  juki: '住民基本台帳用',
  text: '入力補助用',
};

export const WORKBENCH = {
  title: '開発者向け',
  lead: 'APDU の記録を開いて読む、記録する、2つを比べるための画面です。暗証番号の変更には必要ありません。',
} as const;

export const OPEN = {
  title: '記録を開く',
  library: '見本から選ぶ',
  libraryNone: '（選んでください）',
  file: 'ファイルを開く（.apdu）',
  drop: 'ファイルをここに置いても開けます。',
  unreachable: '読み込めませんでした。',
  tooLong: '大きすぎるファイルです。記録ではないようです。',
  problemTitle: (name: string) => `「${name}」は開けません`,
} as const;

export const VIEW = {
  title: '通信の内容',
  columns: { number: '番号', time: '時間', bytes: 'バイト列', words: '意味' },
  table: '通信の一覧。上下の矢印キーで移動します',
  previous: '前へ',
  next: '次へ',
  play: '再生',
  stop: '停止',
  nextNotable: '次のできごと・エラーへ',
  jump: '番号で移動',
  position: (row: number, rows: number) => `${row} / ${rows}`,
  expect: '画面に出る内容',
  empty: 'この記録には通信がありません。',
  seconds: (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} 秒`),
  pin: (role: 'current' | 'new', number: number, digits: boolean) =>
    `${role === 'current' ? '現在の番号' : '新しい番号'}${number > 1 ? ` ${number}` : ''}${digits ? '・4けた' : ''}`,
  somePin: '暗証番号',
  masked: (name: string, length: number) => `${name}・${length}バイト`,
} as const;

export const HEADERS: Record<keyof RecordingHeader, string> = {
  shows: '状況',
  card: 'カード',
  reader: 'カードリーダー',
  atr: 'ATR',
  date: '日付',
  product: '記録したもの',
  expect: VIEW.expect,
};

export const STATE = {
  title: 'この時点の状態',
  connection: '接続',
  connected: 'あり',
  disconnected: 'なし',
  application: 'アプリケーション',
  file: 'ファイル',
  none: '未選択',
  pins: '暗証番号',
  tries: '残り',
  verified: '確認',
  triesLeft: (left: number | undefined) => (left === undefined ? '不明' : left === 0 ? 'ロック' : `${left}回`),
  yes: '済み',
  no: '−',
} as const;

export const TIMELINE = {
  title: '時間の流れ',
  region: '時間の流れの図。横に動かせます',
  svgTitle: (shows: string) => `通信の時間の流れ：${shows}`,
  description: (exchanges: number, duration: string) => `通信${exchanges}回。${duration}`,
  duration: (time: string) => `全体で${time}`,
  even: '時間の記録がないため、等しい間隔で並べています',
  shortened: '長い待ち時間は短く描いています',
  application: 'アプリケーション',
  file: 'ファイル',
  session: '接続',
  save: 'SVGとして保存',
  mark: (number: number, command: string, answer: string) => `${number}：${command} → ${answer}`,
  legend: '記号',
  numbers: '数字は残り回数',
} as const;

export const COMPARE = {
  title: '2つの記録を比べる',
  lead: '時間、コメント、日付の違いは数えません。',
  closed: 'まず「記録を開く」で1つめを開いてください。',
  left: '左',
  right: '右',
  same: '2つの通信は同じです。',
  differences: (count: number) => `違う行が${count}行あります。`,
  toFirst: '最初の違いへ',
  table: '2つの記録の比較',
  header: '見出しの違い',
  first: '最初の違い',
  kinds: { equal: '', different: '違う', 'only-left': '左だけ', 'only-right': '右だけ' } satisfies Record<
    ComparedRow['kind'],
    string
  >,
} as const;

export const RECORD = {
  title: 'この画面の記録',
  safe: 'この画面とカードの間の通信を記録します。暗証番号と個人の情報はファイルに入りません。',
  shows: '何を示す記録か',
  showsDefault: 'この画面での操作',
  start: 'この画面の記録を始める',
  stop: '記録を止める',
  running: '記録しています。上の画面を操作してください。',
  mark: '記録中',
  empty: '記録された通信はありませんでした。',
  done: (entries: number) => `${entries}行を記録しました。`,
  save: '.apdu ファイルとして保存',
  open: 'この記録を開く',
  name: (date: string) => `この画面の記録（${date}）`,
} as const;

export const RAW = {
  title: 'APDU を直接送る',
  mark: '開発者モード：カードを守るしくみを通りません',
  warning:
    'どんな命令もそのままカードに届きます。暗証番号の残り回数を減らし、ロックし、元に戻せない変更をすることがあります。自分で責任を持てるカードだけで使ってください。ここで送ったものは記録されません。',
  reader: (name: string) => `カードリーダー：${name}`,
  noReader: '使えるカードリーダーがありません。',
  begin: 'カードをつかむ',
  end: '終わる',
  holding: 'カードをつかんでいます。「終わる」を押すと、カードの電源を切ります。',
  ended: '終わりました。カードの電源を切りました。',
  field: 'コマンド APDU（16進数）',
  send: '送る',
  consent: 'この1回で残り回数が減ることがあるのを承知して送ります',
  consentNeeded: '送るには、上の確認が必要です。',
  notHex: '16進数（0〜9、A〜F）で、バイトごとに2けた入れてください。',
  wrongLength: '4〜261バイトで入れてください。',
  sending: '応答を待っています。',
  log: '送ったものと応答',
} as const;
