import { decodeCommand, INS } from '../../src/card/apdu.ts';
import { fromHex } from '../../src/card/bytes.ts';

/** A command or an answer that somebody wrote in hexadecimal digits. */
export interface WrittenApdu {
  readonly kind: 'command' | 'answer';
  readonly bytes: Uint8Array;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly column: number;
}

/** What is wrong with such a text. Has none of it: it may be a PIN. */
export class HexSyntaxError extends Error {
  readonly code: 'bad-hex' | 'half-a-byte' | 'not-an-apdu';
  readonly line: number;
  readonly column: number;

  constructor(code: HexSyntaxError['code'], { line, column }: { line: number; column: number }) {
    super(code);
    this.code = code;
    this.line = line;
    this.column = column;
  }
}

interface Word {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Reads one APDU, one status word, or commands each followed by its answer. `=>` and `<=` say which is which; without them
 * the bytes do: what is a whole command APDU is one, and the two bytes 6xxx or 9xxx end an answer. White space may stand
 * anywhere between bytes. Throws `HexSyntaxError`.
 */
export function parseHexApdus(text: string): readonly WrittenApdu[] {
  const words = text
    .split('\n')
    .flatMap((content, i) =>
      [...content.matchAll(/=>|<=|[^\s<=>]+|[<=>]/g)].map(
        (match): Word => ({ text: match[0], line: i + 1, column: match.index + 1 }),
      ),
    );
  for (const word of words) checkHex(word);
  const found: WrittenApdu[] = [];
  for (let i = 0; i < words.length; ) {
    const marker = markerOf(words[i]);
    const start = marker ? i + 1 : i;
    let end = start;
    while (end < words.length && !markerOf(words[end])) end++;
    const part = words.slice(start, end);
    const place = words[i] as Word;
    if (marker) {
      const next = apdu(marker, part, place);
      const asked = found.at(-1);
      // No card says more than a status word to a PIN: such data is one that stands in the wrong place.
      if (marker === 'answer' && asked && isAboutPin(asked.bytes) && next.bytes.length > 2) fail('not-an-apdu', place);
      found.push(next);
    }
    if (!marker) found.push(...(unmarked(part) ?? fail('not-an-apdu', place)));
    i = end;
  }
  return found.length > 0 ? found : fail('not-an-apdu', { line: 1, column: 1 });
}

/** Commands and answers in turn, where nothing but their own form tells them apart; `undefined` when they cannot be told. */
function unmarked(words: readonly Word[], hopeless = new Set<number>()): readonly WrittenApdu[] | undefined {
  const [first] = words;
  // `words` is always an end of what was written, so its length tells which one: none is looked at twice.
  if (!first || hopeless.has(words.length)) return undefined;
  const whole = bytesOf(words);
  if (whole.length === 2 && endsInStatusWord(whole)) return [apdu('answer', words, first)];
  if (isCommand(whole)) return [apdu('command', words, first)];
  // The longest command first: what could still be its body is not shown as an answer, it may be a PIN.
  for (let cut = words.length - 1; cut > 0; cut--) {
    const command = bytesOf(words.slice(0, cut));
    if (!isCommand(command)) continue;
    for (let end = cut + 1; end <= words.length; end++) {
      const answer = bytesOf(words.slice(cut, end));
      if (!endsInStatusWord(answer) || (isAboutPin(command) && answer.length > 2)) continue;
      const rest = end < words.length ? unmarked(words.slice(end), hopeless) : [];
      if (rest) return [apdu('command', words.slice(0, cut), first), answerAt(words, cut, end), ...rest];
    }
  }
  hopeless.add(words.length);
  return undefined;
}

function answerAt(words: readonly Word[], start: number, end: number): WrittenApdu {
  return apdu('answer', words.slice(start, end), words[start] as Word);
}

function apdu(kind: WrittenApdu['kind'], words: readonly Word[], { line, column }: Word): WrittenApdu {
  const bytes = bytesOf(words);
  const fits = kind === 'command' ? bytes.length >= 4 : bytes.length >= 2;
  return fits ? { kind, bytes, line, column } : fail('not-an-apdu', { line, column });
}

function markerOf(word: Word | undefined): WrittenApdu['kind'] | undefined {
  return word?.text === '=>' ? 'command' : word?.text === '<=' ? 'answer' : undefined;
}

function checkHex(word: Word): void {
  if (markerOf(word)) return;
  const at = word.text.search(/[^0-9A-Fa-f]/);
  if (at >= 0) fail('bad-hex', { line: word.line, column: word.column + at });
  if (word.text.length % 2 !== 0) fail('half-a-byte', { line: word.line, column: word.column + word.text.length });
}

function bytesOf(words: readonly Word[]): Uint8Array {
  return fromHex(words.map(({ text }) => text).join(''));
}

function isCommand(bytes: Uint8Array): boolean {
  return decodeCommand(bytes) !== undefined;
}

const PIN_INSTRUCTIONS: readonly number[] = [INS.verify, INS.changeReferenceData, INS.changeKey];

function isAboutPin(command: Uint8Array): boolean {
  return PIN_INSTRUCTIONS.includes(command[1] as number);
}

/** SW1 is 6x or 9x (ISO/IEC 7816-4, 5.6); 60 is a procedure byte of T=0. */
function endsInStatusWord(bytes: Uint8Array): boolean {
  const sw1 = bytes.at(-2);
  return sw1 !== undefined && sw1 !== 0x60 && (sw1 >> 4 === 6 || sw1 >> 4 === 9);
}

function fail(code: HexSyntaxError['code'], place: { line: number; column: number }): never {
  throw new HexSyntaxError(code, place);
}
