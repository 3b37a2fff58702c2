import { CARD_WORDS_EN } from '../../texts/card-words.en.ts';
import { CERTIFICATE_WORDS_EN } from '../../texts/certificate-words.en.ts';
import { PAGE_WORDS_EN } from './page-words.en.ts';
import type { Words } from './page-words.ts';

export const words: Words = { card: CARD_WORDS_EN, certificate: CERTIFICATE_WORDS_EN, page: PAGE_WORDS_EN };
