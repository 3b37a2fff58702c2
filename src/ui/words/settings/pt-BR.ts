import type { SettingsWords } from './settings-words.ts';

export const SETTINGS_WORDS_PT_BR: SettingsWords = {
  title: 'Configurações de exibição',
  theme: 'Brilho da tela',
  themes: { auto: 'Automático (como no aparelho)', light: 'Claro', dark: 'Escuro' },
  keypad: 'Teclas na tela para digitar as senhas',
  keypads: { 'on-request': 'Mostrar só quando pedir', always: 'Mostrar sempre' },
  shuffle: 'Mudar a ordem das teclas na tela a cada vez',
  shuffleHelp: 'Fica mais difícil descobrir o número pelo movimento da mão.',
  shuffleStates: { on: 'Ligado', off: 'Desligado' },
  reset: 'Voltar às configurações iniciais',
  changed: (setting, value) => `“${setting}” mudou para “${value}”.`,
  resetDone: 'As configurações voltaram às iniciais.',
};
