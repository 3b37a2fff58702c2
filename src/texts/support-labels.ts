import type { CheckId } from './diagnosis-codes.ts';

/** Japanese and English side by side: who reads the text need not read the language of the page. */
export const SUPPORT_TITLE = 'myna-pin 接続の診断 / connection report';

export const SUPPORT_NOTE =
  '暗証番号・氏名・カードの番号は含まれていません。 / No PIN, no name and no number of a card is in here.';

/** What is not known, or not said. */
export const SUPPORT_UNKNOWN = '不明 / unknown';

export const SUPPORT_LABELS = {
  version: 'バージョン / version',
  protocol: 'プロトコル / protocol',
  browser: 'ブラウザー / browser',
  system: 'OS / system',
  delivery: '配信 / delivered by',
  way: '接続方法 / way',
  reader: 'リーダー / reader',
  card: 'カード / card',
  tries: '残り回数 / tries left',
} as const;

export const CHECK_LABELS: Readonly<Record<CheckId, string>> = {
  bridge: '中継プログラム / bridge',
  module: 'PC/SC 部品 / PC/SC module',
  service: 'PC/SC サービス / PC/SC service',
  webusb: 'WebUSB',
  reader: 'カードリーダー / card reader',
  'usb-reader': 'USB リーダー / USB reader',
  proven: 'リーダーの実績 / proven reader',
  card: 'カード / card',
  'card-free': 'カードの占有 / card not in use elsewhere',
  'card-answers': 'カードの応答 / card answers',
  'card-kind': 'カードの種類 / kind of card',
};
