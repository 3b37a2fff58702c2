import { CLI_WORDS_EN } from './cli-words.en.ts';
import { CLI_WORDS_JA } from './cli-words.ja.ts';
import type { CliTexts } from './cli-words.ts';
import type { CliLanguage } from './language.ts';

/** What the command line says beside what is said of cards and PINs everywhere (`card-texts.ts`). */
export const CLI_TEXTS: Record<CliLanguage, CliTexts> = { ja: CLI_WORDS_JA, en: CLI_WORDS_EN };
