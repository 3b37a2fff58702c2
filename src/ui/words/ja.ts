import { FIRST_WORDS_JA } from './japanese/first.ts';
import { LATER_WORDS_JA } from './japanese/later.ts';
import type { Words } from './page-words.ts';

export const words: Words = { ...FIRST_WORDS_JA, ...LATER_WORDS_JA };
