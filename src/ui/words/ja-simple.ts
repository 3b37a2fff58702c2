import { CARD_WORDS_JA_SIMPLE } from '../../texts/card-words.ja-simple.ts';
import { CERTIFICATE_WORDS_JA_SIMPLE } from '../../texts/certificate-words.ja-simple.ts';
import { COUNTER_WORDS_JA_SIMPLE } from './counter/ja-simple.ts';
import { DIAGNOSIS_WORDS_JA_SIMPLE } from './diagnosis/ja-simple.ts';
import { GUIDANCE_WORDS_JA_SIMPLE } from './guidance/ja-simple.ts';
import { OFFICE_WORDS_JA_SIMPLE } from './office/ja-simple.ts';
import { PAGE_WORDS_JA_SIMPLE } from './page-words.ja-simple.ts';
import type { Words } from './page-words.ts';
import { RECEIPT_WORDS_JA_SIMPLE } from './receipt/ja-simple.ts';
import { SETTINGS_WORDS_JA_SIMPLE } from './settings/ja-simple.ts';
import { TYPING_WORDS_JA_SIMPLE } from './typing/ja-simple.ts';
import { VISIT_WORDS_JA_SIMPLE } from './visit/ja-simple.ts';

export const words: Words = {
  card: CARD_WORDS_JA_SIMPLE,
  certificate: CERTIFICATE_WORDS_JA_SIMPLE,
  page: PAGE_WORDS_JA_SIMPLE,
  typing: TYPING_WORDS_JA_SIMPLE,
  guidance: GUIDANCE_WORDS_JA_SIMPLE,
  receipt: RECEIPT_WORDS_JA_SIMPLE,
  diagnosis: DIAGNOSIS_WORDS_JA_SIMPLE,
  settings: SETTINGS_WORDS_JA_SIMPLE,
  office: OFFICE_WORDS_JA_SIMPLE,
  visit: VISIT_WORDS_JA_SIMPLE,
  counter: COUNTER_WORDS_JA_SIMPLE,
};
