import { CARD_WORDS_ZH_HANS } from '../../texts/card-words.zh-Hans.ts';
import { CERTIFICATE_WORDS_ZH_HANS } from '../../texts/certificate-words.zh-Hans.ts';
import { COUNTER_WORDS_ZH_HANS } from './counter/zh-Hans.ts';
import { DIAGNOSIS_WORDS_ZH_HANS } from './diagnosis/zh-Hans.ts';
import { GUIDANCE_WORDS_ZH_HANS } from './guidance/zh-Hans.ts';
import { OFFICE_WORDS_ZH_HANS } from './office/zh-Hans.ts';
import type { Words } from './page-words.ts';
import { PAGE_WORDS_ZH_HANS } from './page-words.zh-Hans.ts';
import { RECEIPT_WORDS_ZH_HANS } from './receipt/zh-Hans.ts';
import { SETTINGS_WORDS_ZH_HANS } from './settings/zh-Hans.ts';
import { TYPING_WORDS_ZH_HANS } from './typing/zh-Hans.ts';
import { VISIT_WORDS_ZH_HANS } from './visit/zh-Hans.ts';

export const words: Words = {
  card: CARD_WORDS_ZH_HANS,
  certificate: CERTIFICATE_WORDS_ZH_HANS,
  page: PAGE_WORDS_ZH_HANS,
  typing: TYPING_WORDS_ZH_HANS,
  guidance: GUIDANCE_WORDS_ZH_HANS,
  receipt: RECEIPT_WORDS_ZH_HANS,
  diagnosis: DIAGNOSIS_WORDS_ZH_HANS,
  settings: SETTINGS_WORDS_ZH_HANS,
  office: OFFICE_WORDS_ZH_HANS,
  visit: VISIT_WORDS_ZH_HANS,
  counter: COUNTER_WORDS_ZH_HANS,
};
