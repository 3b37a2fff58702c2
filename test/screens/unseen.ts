/** Sentences that no screen shows, by the beginning of their path in the Japanese words, and why. */
export const UNSEEN: Readonly<Record<string, string>> = {};
