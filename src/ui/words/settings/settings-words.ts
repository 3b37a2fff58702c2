import type { KeypadUse, Theme } from '../../settings.ts';

/** What 表示の設定 says. */
export interface SettingsWords {
  /** On the button in the header as well: a few words. */
  readonly title: string;
  readonly theme: string;
  readonly themes: Readonly<Record<Theme, string>>;
  readonly keypad: string;
  readonly keypads: Readonly<Record<KeypadUse, string>>;
  readonly shuffle: string;
  readonly shuffleHelp: string;
  readonly shuffleStates: { readonly on: string; readonly off: string };
  readonly reset: string;
  /** After each choice; both are said as they stand on the screen. */
  readonly changed: (setting: string, value: string) => string;
  readonly resetDone: string;
}
