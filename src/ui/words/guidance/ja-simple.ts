import type { GuidanceWords } from './guidance-words.ts';

export const GUIDANCE_WORDS_JA_SIMPLE: GuidanceWords = {
  title: '{困|こま}ったときは',
  close: '{閉|と}じる',
};
