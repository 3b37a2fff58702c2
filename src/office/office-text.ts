import type { Language } from '../texts/language.ts';
import type { OfficeText } from './schema.ts';

/** What the office wrote, for somebody who reads `language`; `inJapanese` where there is nothing better. */
export function officeTextIn(
  text: OfficeText,
  language: Language,
): { readonly text: string; readonly inJapanese: boolean } {
  const translated = typeof text === 'string' ? undefined : text[language];
  if (translated !== undefined) return { text: translated, inJapanese: language === 'ja' };
  return { text: japaneseOf(text), inJapanese: true };
}

export function japaneseOf(text: OfficeText): string {
  return typeof text === 'string' ? text : text.ja;
}
