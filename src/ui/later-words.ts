import { addLaterWords } from './language.ts';
import { LATER_WORDS_JA } from './words/japanese/later.ts';

/** To be imported by whatever is loaded later and says something of these tables. */
addLaterWords(LATER_WORDS_JA);
