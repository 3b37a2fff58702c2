import { describe, expect, it } from 'vitest';
import { fromAscii } from './bytes.ts';
import { checkRules, findProblem, isWellFormed, normaliseInput, type PinFormat } from './pin-rules.ts';

describe('what is wrong with a PIN', () => {
  const rows: [PinFormat, string, ReturnType<typeof findProblem>][] = [
    ['four-digits', '1234', undefined],
    ['four-digits', '0000', undefined],
    ['four-digits', '', 'empty'],
    ['four-digits', '123', 'too-short'],
    ['four-digits', '12345', 'too-long'],
    ['four-digits', '12a4', 'not-a-digit'],
    ['four-digits', '12 4', 'not-a-digit'],
    ['four-digits', '１２３４', 'not-a-digit'],
    ['four-digits', '😀😀😀😀', 'not-a-digit'],
    ['four-digits', '١٢٣٤', 'not-a-digit'],
    ['sign-password', 'ABC123', undefined],
    ['sign-password', 'A1B2C3D4E5F6G7H8', undefined],
    ['sign-password', '', 'empty'],
    ['sign-password', 'ABC12', 'too-short'],
    ['sign-password', 'A1B2C3D4E5F6G7H89', 'too-long'],
    ['sign-password', '123456', 'no-letter'],
    ['sign-password', 'ABCDEF', 'no-digit'],
    ['sign-password', 'abc123', 'not-a-letter-or-digit'],
    ['sign-password', 'ABC-123', 'not-a-letter-or-digit'],
    ['sign-password', 'ABC 123', 'not-a-letter-or-digit'],
    ['sign-password', 'パス12345', 'not-a-letter-or-digit'],
    ['sign-password', 'ABC12😀', 'not-a-letter-or-digit'],
  ];
  it.each(rows)('%s "%s": %s', (format, text, problem) => {
    expect(findProblem(format, text)).toBe(problem);
    expect(checkRules(format, text).every((rule) => rule.ok)).toBe(problem === undefined);
  });

  it.each(rows.filter(([, text]) => /^[\x20-\x7e]*$/.test(text)))('as bytes: %s "%s"', (format, text, problem) => {
    expect(isWellFormed(format, fromAscii(text))).toBe(problem === undefined);
  });

  it('lets no byte through that is not an ASCII digit or capital', () => {
    for (let byte = 0; byte < 256; byte++) {
      const isDigit = byte >= 0x30 && byte <= 0x39;
      const isCapital = byte >= 0x41 && byte <= 0x5a;
      expect(isWellFormed('four-digits', new Uint8Array([0x31, 0x32, 0x33, byte]))).toBe(isDigit);
      expect(isWellFormed('sign-password', new Uint8Array([0x41, 0x42, 0x43, 0x31, 0x32, byte]))).toBe(
        isDigit || isCapital,
      );
    }
  });
});

describe('what people type is taken as they mean it, and they are told', () => {
  it.each<[PinFormat, string, string, string[]]>([
    ['four-digits', '1234', '1234', []],
    ['four-digits', '１２３４', '1234', ['full-width']],
    ['four-digits', ' 1234　', '1234', ['trimmed']],
    ['four-digits', '　１２３４', '1234', ['full-width', 'trimmed']],
    ['four-digits', 'ab', 'ab', []],
    ['sign-password', 'abc123', 'ABC123', ['upper-cased']],
    ['sign-password', 'ＡＢｃ１２３', 'ABC123', ['full-width', 'upper-cased']],
    ['sign-password', 'ABC 123', 'ABC 123', []],
    ['sign-password', '！ＡＢＣ１２３', '!ABC123', ['full-width']],
    ['sign-password', 'ß12345', 'ß12345', []],
  ])('%s "%s" → "%s"', (format, typed, text, conversions) => {
    expect(normaliseInput(format, typed)).toEqual({ text, conversions });
  });
});
