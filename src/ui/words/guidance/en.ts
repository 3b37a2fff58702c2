import type { GuidanceWords } from './guidance-words.ts';

export const GUIDANCE_WORDS_EN: GuidanceWords = {
  title: 'Help',
  close: 'Close',
};
