import { CARD_WORDS_JA } from '../../texts/card-words.ja.ts';
import { CERTIFICATE_WORDS_JA } from '../../texts/certificate-words.ja.ts';
import { PAGE_WORDS_JA } from './page-words.ja.ts';
import type { Words } from './page-words.ts';

export const words: Words = { card: CARD_WORDS_JA, certificate: CERTIFICATE_WORDS_JA, page: PAGE_WORDS_JA };
