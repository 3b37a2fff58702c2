import { CARD_WORDS_JA } from '../../../texts/card-words.ja.ts';
import { GUIDANCE_BUTTONS_JA } from '../guidance/buttons.ja.ts';
import { OFFICE_WORDS_JA } from '../office/ja.ts';
import { PAGE_WORDS_JA } from '../page-words.ja.ts';
import type { FirstWords } from '../page-words.ts';
import { SETTINGS_WORDS_JA } from '../settings/ja.ts';

/** The language of the page as it is delivered, for its first screen. */
export const FIRST_WORDS_JA: FirstWords = {
  card: CARD_WORDS_JA,
  page: PAGE_WORDS_JA,
  guidance: GUIDANCE_BUTTONS_JA,
  settings: SETTINGS_WORDS_JA,
  office: OFFICE_WORDS_JA,
};
