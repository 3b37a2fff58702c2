import type { CliLanguage } from '../src/texts/language.ts';

/** The language of the system: Japanese, or English for everybody else. */
export const LANGUAGE: CliLanguage = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ja') ? 'ja' : 'en';
