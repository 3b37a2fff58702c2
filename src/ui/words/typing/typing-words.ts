import type { Notice } from '../../../texts/card-words.ts';

type Letter =
  | ('A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M')
  | ('N' | 'O' | 'P' | 'Q' | 'R' | 'S' | 'T' | 'U' | 'V' | 'W' | 'X' | 'Y' | 'Z');

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

/** What is said where PINs are typed, and of the time in which nobody types. */
export interface TypingWords {
  /** What was typed looks like a PIN of the other format: this PIN's own rule, and that the two are not the same. */
  readonly otherFormat: { readonly lettersForDigits: string; readonly digitsForPassword: string };
  /** Both fields of the new PIN are empty again. */
  readonly mismatch: string;
  /** A rule of the repetition, as short as the rules of formats. */
  readonly sameAsNew: string;
  /** In place of the advice to choose another one, where several offices advise what was done. */
  readonly allowed: string;
  /** Caps Lock makes no difference to any PIN: this is for those who look for the key. */
  readonly capsLock: string;
  readonly numLock: string;
  readonly errors: {
    /** Names a field of one PIN, in the list of errors. */
    readonly field: (pin: string, field: string) => string;
  };
  /** The name of the buttons beside a field, all together. */
  readonly tools: string;
  readonly keypad: {
    readonly open: string;
    readonly close: string;
    readonly digits: string;
    readonly letters: string;
    readonly backspace: string;
    readonly clear: string;
    readonly nextField: string;
    readonly finish: string;
  };
  readonly readBack: {
    readonly open: string;
    /** People nearby may hear it, and see it. */
    readonly warning: string;
    readonly start: string;
    readonly stop: string;
    readonly nothingTyped: string;
    /** The name of the list of characters. */
    readonly list: string;
    /** Each by a name that is not taken for another one's. */
    readonly characters: Readonly<Record<Letter | Digit, string>>;
    readonly otherCharacter: string;
  };
  readonly idle: {
    readonly title: string;
    readonly lead: string;
    readonly secondsLeft: (seconds: number) => string;
    readonly goOn: string;
    readonly cleared: Notice;
  };
}
