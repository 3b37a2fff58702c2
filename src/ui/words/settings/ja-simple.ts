import type { SettingsWords } from './settings-words.ts';

export const SETTINGS_WORDS_JA_SIMPLE: SettingsWords = {
  title: '{画面|がめん}の{設定|せってい}',
  theme: '{画面|がめん}の{明|あか}るさ',
  themes: { auto: '{自動|じどう}（パソコンなどと{同|おな}じ）', light: '{明|あか}るい', dark: '{暗|くら}い' },
  keypad: '{暗証番号|あんしょうばんごう}を{入|い}れる{画面|がめん}のキー',
  keypads: { 'on-request': '{押|お}したときだけ{出|だ}す', always: 'いつも{出|だ}す' },
  shuffle: '{画面|がめん}のキーの{場所|ばしょ}を{毎回|まいかい}{変|か}える',
  shuffleHelp: '{手|て}の{動|うご}きを{見|み}られても、{番号|ばんごう}がわかりにくくなります。',
  shuffleStates: { on: '{変|か}える', off: '{変|か}えない' },
  reset: '{初|はじ}めの{設定|せってい}に{戻|もど}す',
  changed: (setting, value) => `「${setting}」を「${value}」にしました。`,
  resetDone: '{初|はじ}めの{設定|せってい}に{戻|もど}しました。',
};
