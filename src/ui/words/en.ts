import { CARD_WORDS_EN } from '../../texts/card-words.en.ts';
import { CERTIFICATE_WORDS_EN } from '../../texts/certificate-words.en.ts';
import { COUNTER_WORDS_EN } from './counter/en.ts';
import { DIAGNOSIS_WORDS_EN } from './diagnosis/en.ts';
import { GUIDANCE_WORDS_EN } from './guidance/en.ts';
import { OFFICE_WORDS_EN } from './office/en.ts';
import { PAGE_WORDS_EN } from './page-words.en.ts';
import type { Words } from './page-words.ts';
import { RECEIPT_WORDS_EN } from './receipt/en.ts';
import { SETTINGS_WORDS_EN } from './settings/en.ts';
import { TYPING_WORDS_EN } from './typing/en.ts';
import { VISIT_WORDS_EN } from './visit/en.ts';

export const words: Words = {
  card: CARD_WORDS_EN,
  certificate: CERTIFICATE_WORDS_EN,
  page: PAGE_WORDS_EN,
  typing: TYPING_WORDS_EN,
  guidance: GUIDANCE_WORDS_EN,
  receipt: RECEIPT_WORDS_EN,
  diagnosis: DIAGNOSIS_WORDS_EN,
  settings: SETTINGS_WORDS_EN,
  office: OFFICE_WORDS_EN,
  visit: VISIT_WORDS_EN,
  counter: COUNTER_WORDS_EN,
};
