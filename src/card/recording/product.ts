import { PIN_IDS } from '../applications.ts';

/**
 * The commands that can be recorded, and the words after them on which it depends what the card is sent. No other word of a
 * command line is ever written down: somebody may have typed a PIN there.
 */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  readers: [],
  status: ['--certificates'],
  change: [...PIN_IDS, '--stdin'],
  doctor: ['--report'],
};

/** The word behind one of these belongs to it. */
const WITH_VALUE: readonly string[] = ['--reader', '--last-try', '--wait', '--report'];

/** The command that a recording was made of. */
export interface CommandOfRecording {
  readonly name: string;
  /** Those that are known, in the order typed. */
  readonly words: readonly string[];
}

/** The command and its words among `args`; `undefined` where that command cannot be recorded. */
export function recordableCommand([name = '', ...args]: readonly string[]): CommandOfRecording | undefined {
  const known = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (!known) return undefined;
  const words = args
    .filter((_, i) => !WITH_VALUE.includes(args[i - 1] ?? ''))
    .map((word) => word.replace(/=.*$/s, ''))
    .filter((word) => known.includes(word));
  return { name, words: [...new Set(words)] };
}

/** The `product` of a recording of a command: `myna-pin 0.1.0 change auth --stdin`. */
export function productOf(version: string, { name, words }: CommandOfRecording): string {
  return ['myna-pin', version, name, ...words].join(' ');
}

/** Which command made a recording, by its `product`; `undefined` for the page (`myna-pin 0.1.0`) and for whatever else. */
export function commandOf(product: string): CommandOfRecording | undefined {
  const [program, , ...command] = product.split(' ');
  return program === 'myna-pin' ? recordableCommand(command) : undefined;
}
