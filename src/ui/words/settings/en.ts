import type { SettingsWords } from './settings-words.ts';

export const SETTINGS_WORDS_EN: SettingsWords = {
  title: 'Display settings',
  theme: 'Brightness of the screen',
  themes: { auto: 'Automatic (as on your device)', light: 'Light', dark: 'Dark' },
  keypad: 'On-screen keys for PINs',
  keypads: { 'on-request': 'Only when asked for', always: 'Always' },
  shuffle: 'Put the on-screen keys in a new order each time',
  shuffleHelp: 'Makes it harder to tell the number from the way your hand moves.',
  shuffleStates: { on: 'on', off: 'off' },
  reset: 'Reset the settings',
  changed: (setting, value) => `${setting}: ${value}.`,
  resetDone: 'The settings were reset.',
};
