import type { GuidanceWords } from './guidance-words.ts';

export const GUIDANCE_WORDS_JA: GuidanceWords = {
  title: '困ったときは',
  close: '閉じる',
};
