import type { SettingsWords } from './settings-words.ts';

export const SETTINGS_WORDS_VI: SettingsWords = {
  title: 'Cài đặt hiển thị',
  theme: 'Độ sáng của màn hình',
  themes: { auto: 'Tự động (theo cài đặt của máy)', light: 'Sáng', dark: 'Tối' },
  keypad: 'Phím trên màn hình để nhập mã PIN',
  keypads: { 'on-request': 'Chỉ hiện khi bấm', always: 'Luôn hiện' },
  shuffle: 'Mỗi lần đổi thứ tự các phím trên màn hình',
  shuffleHelp: 'Người khác khó đoán mã từ cử động của tay hơn.',
  shuffleStates: { on: 'Bật', off: 'Tắt' },
  reset: 'Trở về cài đặt ban đầu',
  changed: (setting, value) => `Đã đặt “${setting}” thành “${value}”.`,
  resetDone: 'Đã trở về cài đặt ban đầu.',
};
