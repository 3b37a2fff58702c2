import { CARD_WORDS_PT_BR } from '../../texts/card-words.pt-BR.ts';
import { CERTIFICATE_WORDS_PT_BR } from '../../texts/certificate-words.pt-BR.ts';
import { COUNTER_WORDS_PT_BR } from './counter/pt-BR.ts';
import { DIAGNOSIS_WORDS_PT_BR } from './diagnosis/pt-BR.ts';
import { GUIDANCE_WORDS_PT_BR } from './guidance/pt-BR.ts';
import { OFFICE_WORDS_PT_BR } from './office/pt-BR.ts';
import { PAGE_WORDS_PT_BR } from './page-words.pt-BR.ts';
import type { Words } from './page-words.ts';
import { RECEIPT_WORDS_PT_BR } from './receipt/pt-BR.ts';
import { SETTINGS_WORDS_PT_BR } from './settings/pt-BR.ts';
import { TYPING_WORDS_PT_BR } from './typing/pt-BR.ts';
import { VISIT_WORDS_PT_BR } from './visit/pt-BR.ts';

export const words: Words = {
  card: CARD_WORDS_PT_BR,
  certificate: CERTIFICATE_WORDS_PT_BR,
  page: PAGE_WORDS_PT_BR,
  typing: TYPING_WORDS_PT_BR,
  guidance: GUIDANCE_WORDS_PT_BR,
  receipt: RECEIPT_WORDS_PT_BR,
  diagnosis: DIAGNOSIS_WORDS_PT_BR,
  settings: SETTINGS_WORDS_PT_BR,
  office: OFFICE_WORDS_PT_BR,
  visit: VISIT_WORDS_PT_BR,
  counter: COUNTER_WORDS_PT_BR,
};
