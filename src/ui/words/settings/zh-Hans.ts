import type { SettingsWords } from './settings-words.ts';

export const SETTINGS_WORDS_ZH_HANS: SettingsWords = {
  title: '显示设置',
  theme: '屏幕的明暗',
  themes: { auto: '自动（与设备的设置相同）', light: '明亮', dark: '暗' },
  keypad: '输入密码用的屏幕按键',
  keypads: { 'on-request': '只在按下时显示', always: '总是显示' },
  shuffle: '每次改变屏幕按键的排列',
  shuffleHelp: '使别人更难从手的动作得知号码。',
  shuffleStates: { on: '开', off: '关' },
  reset: '恢复最初的设置',
  changed: (setting, value) => `已将“${setting}”设为“${value}”。`,
  resetDone: '已恢复最初的设置。',
};
