import { CERTIFICATE_WORDS_JA } from '../../../texts/certificate-words.ja.ts';
import { COUNTER_WORDS_JA } from '../counter/ja.ts';
import { DIAGNOSIS_WORDS_JA } from '../diagnosis/ja.ts';
import { GUIDANCE_WORDS_JA } from '../guidance/ja.ts';
import type { LaterTable, Words } from '../page-words.ts';
import { RECEIPT_WORDS_JA } from '../receipt/ja.ts';
import { TYPING_WORDS_JA } from '../typing/ja.ts';
import { VISIT_WORDS_JA } from '../visit/ja.ts';

/** What the rest of the page says besides. */
export const LATER_WORDS_JA: Pick<Words, LaterTable> = {
  certificate: CERTIFICATE_WORDS_JA,
  typing: TYPING_WORDS_JA,
  guidance: GUIDANCE_WORDS_JA,
  receipt: RECEIPT_WORDS_JA,
  diagnosis: DIAGNOSIS_WORDS_JA,
  visit: VISIT_WORDS_JA,
  counter: COUNTER_WORDS_JA,
};
