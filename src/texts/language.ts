/** What a language is called in itself, and how it is told to browsers, screen readers and `Intl` (BCP 47). */
interface LanguageFacts {
  readonly name: string;
  readonly tag: string;
}

/** Every language that something is said to people in, in the order in which it is offered. */
export const LANGUAGES = {
  ja: { name: '日本語', tag: 'ja' },
  /** Short sentences in everyday words, with the reading of every kanji. */
  'ja-simple': { name: 'やさしい日本語', tag: 'ja-simple' },
  en: { name: 'English', tag: 'en' },
  'zh-Hans': { name: '简体中文', tag: 'zh-Hans' },
  ko: { name: '한국어', tag: 'ko' },
  vi: { name: 'Tiếng Việt', tag: 'vi' },
  'pt-BR': { name: 'Português (Brasil)', tag: 'pt-BR' },
} as const satisfies Record<string, LanguageFacts>;

export type Language = keyof typeof LANGUAGES;

/** What the command line says is in these two; the page has more. */
export type CliLanguage = Extract<Language, 'ja' | 'en'>;
