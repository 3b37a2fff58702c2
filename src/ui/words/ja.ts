import { CARD_WORDS_JA } from '../../texts/card-words.ja.ts';
import { CERTIFICATE_WORDS_JA } from '../../texts/certificate-words.ja.ts';
import { COUNTER_WORDS_JA } from './counter/ja.ts';
import { DIAGNOSIS_WORDS_JA } from './diagnosis/ja.ts';
import { GUIDANCE_WORDS_JA } from './guidance/ja.ts';
import { OFFICE_WORDS_JA } from './office/ja.ts';
import { PAGE_WORDS_JA } from './page-words.ja.ts';
import type { Words } from './page-words.ts';
import { RECEIPT_WORDS_JA } from './receipt/ja.ts';
import { SETTINGS_WORDS_JA } from './settings/ja.ts';
import { TYPING_WORDS_JA } from './typing/ja.ts';
import { VISIT_WORDS_JA } from './visit/ja.ts';

export const words: Words = {
  card: CARD_WORDS_JA,
  certificate: CERTIFICATE_WORDS_JA,
  page: PAGE_WORDS_JA,
  typing: TYPING_WORDS_JA,
  guidance: GUIDANCE_WORDS_JA,
  receipt: RECEIPT_WORDS_JA,
  diagnosis: DIAGNOSIS_WORDS_JA,
  settings: SETTINGS_WORDS_JA,
  office: OFFICE_WORDS_JA,
  visit: VISIT_WORDS_JA,
  counter: COUNTER_WORDS_JA,
};
