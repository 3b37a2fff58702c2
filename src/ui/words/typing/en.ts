import { pluralIn } from '../../../texts/plural.ts';
import type { TypingWords } from './typing-words.ts';

const plural = pluralIn('en');

const letter = (letter: string, word: string) => `the letter ${letter}, as in ${word}`;
const digit = (name: string) => `the digit ${name}`;

export const TYPING_WORDS_EN: TypingWords = {
  otherFormat: {
    lettersForDigits:
      'This PIN has 4 digits. It is not the password for signatures (署名用電子証明書暗証番号), which has letters in it.',
    digitsForPassword:
      'The PIN for signatures (署名用電子証明書暗証番号) has 6 to 16 letters and digits mixed. It is not one of the 4-digit PINs.',
  },
  mismatch: 'The new PIN was not the same both times. Please enter it twice again.',
  sameAsNew: 'The same as “New PIN”',
  allowed: 'You can change to it all the same.',
  capsLock: 'Caps Lock is on. You can go on typing: letters always become capitals.',
  numLock: 'The number pad is not entering digits. Press the NumLock key, or use “Use on-screen keys”.',
  errors: { field: (pin, field) => `${pin}: ${field}` },
  tools: 'Help with typing',
  keypad: {
    open: 'Use on-screen keys',
    close: 'Close the keys',
    digits: 'Digit keys',
    letters: 'Letter and digit keys',
    backspace: 'Delete one character',
    clear: 'Clear',
    nextField: 'Next field',
    finish: 'Done, go on',
  },
  readBack: {
    open: 'Read it back letter by letter',
    warning:
      'What you typed is shown here one character at a time, and a screen reader says it aloud. Make sure that nobody nearby can see or hear it.',
    start: 'Read it back',
    stop: 'Stop',
    nothingTyped: 'Nothing is typed yet.',
    list: 'The characters you typed',
    characters: {
      A: letter('A', 'Alfa'),
      B: letter('B', 'Bravo'),
      C: letter('C', 'Charlie'),
      D: letter('D', 'Delta'),
      E: letter('E', 'Echo'),
      F: letter('F', 'Foxtrot'),
      G: letter('G', 'Golf'),
      H: letter('H', 'Hotel'),
      I: letter('I', 'India'),
      J: letter('J', 'Juliett'),
      K: letter('K', 'Kilo'),
      L: letter('L', 'Lima'),
      M: letter('M', 'Mike'),
      N: letter('N', 'November'),
      O: letter('O', 'Oscar'),
      P: letter('P', 'Papa'),
      Q: letter('Q', 'Quebec'),
      R: letter('R', 'Romeo'),
      S: letter('S', 'Sierra'),
      T: letter('T', 'Tango'),
      U: letter('U', 'Uniform'),
      V: letter('V', 'Victor'),
      W: letter('W', 'Whiskey'),
      X: letter('X', 'X-ray'),
      Y: letter('Y', 'Yankee'),
      Z: letter('Z', 'Zulu'),
      0: digit('zero'),
      1: digit('one'),
      2: digit('two'),
      3: digit('three'),
      4: digit('four'),
      5: digit('five'),
      6: digit('six'),
      7: digit('seven'),
      8: digit('eight'),
      9: digit('nine'),
    },
    otherCharacter: 'another character',
  },
  idle: {
    title: 'Do you want to go on?',
    lead: 'Nothing was done for a while. If nothing is done now, the PINs you typed are cleared, to keep them safe.',
    secondsLeft: (seconds) => `They are cleared in ${seconds} ${plural(seconds, { one: 'second', other: 'seconds' })}.`,
    goOn: 'Go on typing',
    cleared: {
      title: 'The PINs you typed were cleared',
      lines: [
        'Nothing was done for a while, so they were cleared to keep them safe. This changed neither the PINs of the card nor the tries left.',
        'To go on, please enter them again.',
      ],
    },
  },
};
