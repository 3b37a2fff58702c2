/**
 * What a person does, as the Keystroke-Level Model counts it (Card, Moran, Newell 1980), and what they read meanwhile. It is
 * a model: it compares designs, and says nothing of one person.
 */
export interface Doings {
  /** Characters typed on a keyboard. */
  keys: number;
  /** Of something on the screen, with the mouse: getting there, and the press. */
  clicks: number;
  /** The same by finger. */
  taps: number;
  /** A hand goes from the mouse to the keyboard or back. */
  homings: number;
  /** Finding out what to do next: which button, which number. */
  decisions: number;
  /** Of the sentences a person needs. */
  characters: number;
}

/** Seconds. An average typist; a mouse button takes as long as a key, and a finger is on the way as long as a mouse. */
const SECONDS: Readonly<Record<keyof Doings, number>> = {
  keys: 0.28,
  clicks: 1.1 + 0.28,
  taps: 1.1,
  homings: 0.4,
  decisions: 1.35,
  // 500 characters of Japanese a minute.
  characters: 60 / 500,
};

export function estimateSeconds(doings: Readonly<Doings>): number {
  return (Object.keys(SECONDS) as (keyof Doings)[]).reduce((sum, name) => sum + doings[name] * SECONDS[name], 0);
}
