import { CARD_WORDS_KO } from '../../texts/card-words.ko.ts';
import { CERTIFICATE_WORDS_KO } from '../../texts/certificate-words.ko.ts';
import { COUNTER_WORDS_KO } from './counter/ko.ts';
import { DIAGNOSIS_WORDS_KO } from './diagnosis/ko.ts';
import { GUIDANCE_WORDS_KO } from './guidance/ko.ts';
import { OFFICE_WORDS_KO } from './office/ko.ts';
import { PAGE_WORDS_KO } from './page-words.ko.ts';
import type { Words } from './page-words.ts';
import { RECEIPT_WORDS_KO } from './receipt/ko.ts';
import { SETTINGS_WORDS_KO } from './settings/ko.ts';
import { TYPING_WORDS_KO } from './typing/ko.ts';
import { VISIT_WORDS_KO } from './visit/ko.ts';

export const words: Words = {
  card: CARD_WORDS_KO,
  certificate: CERTIFICATE_WORDS_KO,
  page: PAGE_WORDS_KO,
  typing: TYPING_WORDS_KO,
  guidance: GUIDANCE_WORDS_KO,
  receipt: RECEIPT_WORDS_KO,
  diagnosis: DIAGNOSIS_WORDS_KO,
  settings: SETTINGS_WORDS_KO,
  office: OFFICE_WORDS_KO,
  visit: VISIT_WORDS_KO,
  counter: COUNTER_WORDS_KO,
};
