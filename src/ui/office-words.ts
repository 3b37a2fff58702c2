import { html } from 'lit';
import { officeTextIn } from '../office/office-text.ts';
import type { OfficeText } from '../office/schema.ts';
import { language, say } from './language.ts';

/** What the office wrote, in the language on screen, or else in Japanese and marked as that. */
export function officeSay(text: OfficeText) {
  const { text: said, inJapanese } = officeTextIn(text, language());
  if (!inJapanese) return say(said);
  return language() === 'ja' ? said : html`<span lang="ja">${said}</span>`;
}

/** Several in a row. */
export function officeList(texts: readonly OfficeText[]) {
  return texts.map((text, index) => html`${index > 0 ? '、' : ''}${officeSay(text)}`);
}
