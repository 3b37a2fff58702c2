import type { SettingsWords } from './settings-words.ts';

export const SETTINGS_WORDS_JA: SettingsWords = {
  title: '表示の設定',
  theme: '画面の明るさ',
  themes: { auto: '自動（端末の設定と同じ）', light: '明るい', dark: '暗い' },
  keypad: '暗証番号を入力する画面のキー',
  keypads: { 'on-request': '押したときだけ出す', always: 'いつも出す' },
  shuffle: '画面のキーの並びを毎回変える',
  shuffleHelp: '手の動きから番号を知られにくくなります。',
  shuffleStates: { on: 'オン', off: 'オフ' },
  reset: 'はじめの設定に戻す',
  changed: (setting, value) => `「${setting}」を「${value}」にしました。`,
  resetDone: 'はじめの設定に戻しました。',
};
