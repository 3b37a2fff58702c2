import type { GuidanceButtons } from './guidance-words.ts';

/** On the first screen already. */
export const GUIDANCE_BUTTONS_JA: GuidanceButtons = {
  title: '困ったときは',
  close: '閉じる',
  toDiagnosis: '接続を診断する',
};
