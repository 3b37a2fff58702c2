import { CARD_WORDS_VI } from '../../texts/card-words.vi.ts';
import { CERTIFICATE_WORDS_VI } from '../../texts/certificate-words.vi.ts';
import { COUNTER_WORDS_VI } from './counter/vi.ts';
import { DIAGNOSIS_WORDS_VI } from './diagnosis/vi.ts';
import { GUIDANCE_WORDS_VI } from './guidance/vi.ts';
import { OFFICE_WORDS_VI } from './office/vi.ts';
import type { Words } from './page-words.ts';
import { PAGE_WORDS_VI } from './page-words.vi.ts';
import { RECEIPT_WORDS_VI } from './receipt/vi.ts';
import { SETTINGS_WORDS_VI } from './settings/vi.ts';
import { TYPING_WORDS_VI } from './typing/vi.ts';
import { VISIT_WORDS_VI } from './visit/vi.ts';

export const words: Words = {
  card: CARD_WORDS_VI,
  certificate: CERTIFICATE_WORDS_VI,
  page: PAGE_WORDS_VI,
  typing: TYPING_WORDS_VI,
  guidance: GUIDANCE_WORDS_VI,
  receipt: RECEIPT_WORDS_VI,
  diagnosis: DIAGNOSIS_WORDS_VI,
  settings: SETTINGS_WORDS_VI,
  office: OFFICE_WORDS_VI,
  visit: VISIT_WORDS_VI,
  counter: COUNTER_WORDS_VI,
};
