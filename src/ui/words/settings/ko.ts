import type { SettingsWords } from './settings-words.ts';

export const SETTINGS_WORDS_KO: SettingsWords = {
  title: '화면 설정',
  theme: '화면의 밝기',
  themes: { auto: '자동(기기의 설정과 같음)', light: '밝게', dark: '어둡게' },
  keypad: '비밀번호를 입력하는 화면 키',
  keypads: { 'on-request': '눌렀을 때만 표시', always: '항상 표시' },
  shuffle: '화면 키의 배열을 매번 바꾸기',
  shuffleHelp: '손의 움직임으로 번호를 알아내기 어려워집니다.',
  shuffleStates: { on: '켜짐', off: '꺼짐' },
  reset: '처음 설정으로 되돌리기',
  changed: (setting, value) => `${setting}: ${value}.`,
  resetDone: '처음 설정으로 되돌렸습니다.',
};
