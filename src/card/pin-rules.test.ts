import { describe, expect, it } from 'vitest';
import { fromAscii } from './bytes.ts';
import { checkRules, findProblem, findWeaknesses, isWellFormed, normaliseInput, type PinFormat } from './pin-rules.ts';

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

describe('weak PINs are advised against', () => {
  it.each<[PinFormat, string, string[]]>([
    ['four-digits', '0000', ['one-character-repeated']],
    ['four-digits', '1212', ['repeated-pattern', 'looks-like-a-date']],
    ['four-digits', '1234', ['sequence']],
    ['four-digits', '9876', ['sequence']],
    ['four-digits', '7890', ['sequence']],
    ['four-digits', '1985', ['looks-like-a-year']],
    ['four-digits', '0715', ['looks-like-a-date']],
    ['four-digits', '7294', []],
    ['sign-password', 'AAA111', ['one-character-repeated']],
    ['sign-password', 'ABC123', ['sequence']],
    ['sign-password', 'QWERTY123', ['sequence']],
    ['sign-password', 'A1A1A1', ['repeated-pattern']],
    ['sign-password', 'TARO1985', ['looks-like-a-year']],
    ['sign-password', 'TARO19850715', ['looks-like-a-date']],
    ['sign-password', 'K7RV92QX', []],
  ])('%s %s', (format, text, weaknesses) => {
    expect(findWeaknesses(format, text)).toEqual(weaknesses);
  });

  it('says nothing of a PIN that is not finished', () => {
    expect(findWeaknesses('four-digits', '111')).toEqual([]);
  });
});

describe('with what is known of the person', () => {
  const BORN = '1980-07-05';

  it.each([
    ['MMDD', '0705'],
    ['DDMM', '0507'],
    ['YYMM', '8007'],
    ['MMYY', '0780'],
    ['YYYY', '1980'],
    ['YY, month and day without zeros', '8075'],
    ['昭和, year and month', '5507'],
    ['昭和, month and year', '0755'],
  ])('the birth date as %s', (_form, pin) => {
    expect(findWeaknesses('four-digits', pin, { birthDate: BORN })).toEqual(['birth-date']);
    expect(findWeaknesses('four-digits', pin)).not.toContain('birth-date');
  });

  it.each([
    'TARO19800705',
    'TARO800705',
    'X0705Y',
    'TARO1980',
    'S55TARO',
    'TAROS5507',
    'S550705X',
    '050780TARO',
    'T550705',
  ])('the birth date in the password %s', (password) => {
    expect(findWeaknesses('sign-password', password, { birthDate: BORN })).toEqual(['birth-date']);
  });

  it.each<[string, string]>([
    ['1989-01-07', 'S64ABC'],
    ['1989-01-08', 'H01ABC'],
    ['2000-02-29', 'H12ABC'],
    ['2019-04-30', 'H31ABC'],
    ['2019-05-01', 'R01ABC'],
    ['1926-12-25', 'S01ABC'],
    ['1926-12-24', 'T15ABC'],
  ])('somebody born on %s is of the year %s', (birthDate, password) => {
    expect(findWeaknesses('sign-password', password, { birthDate })).toEqual(['birth-date']);
  });

  it.each(['7294', '8172', '0715', '5512'])("%s is nobody's birth date here", (pin) => {
    expect(findWeaknesses('four-digits', pin, { birthDate: BORN })).not.toContain('birth-date');
  });

  it.each(['K7RV92QX', 'S551Q9', 'X1980079Y', 'TARO19851203'])('nor is %s', (password) => {
    expect(findWeaknesses('sign-password', password, { birthDate: BORN })).not.toContain('birth-date');
  });

  it.each(['', '1980', '昭和55年7月5日', '1980-7-5'])('a birth date that is none is no reason: "%s"', (birthDate) => {
    expect(findWeaknesses('four-digits', '1980', { birthDate })).toEqual(['looks-like-a-year']);
  });

  it('the current PIN once more, with whatever else is weak in it', () => {
    expect(findWeaknesses('four-digits', '7294', { current: '7294' })).toEqual(['same-as-current']);
    expect(findWeaknesses('four-digits', '0000', { current: '0000' })).toEqual([
      'same-as-current',
      'one-character-repeated',
    ]);
    expect(findWeaknesses('sign-password', 'K7RV92QX', { current: 'K7RV92QX' })).toEqual(['same-as-current']);
    expect(findWeaknesses('four-digits', '7294', { current: '7295' })).toEqual([]);
  });

  it.each<[string[], boolean]>([
    [['7294', '7294'], true],
    [['7294', '1586'], false],
    [['7294'], false],
    [['7294', ''], false],
    [[], false],
  ])('beside the new PINs %j: the same for all three %s', (othersNew, same) => {
    expect(findWeaknesses('four-digits', '7294', { othersNew })).toEqual(same ? ['same-for-all'] : []);
  });

  it('nothing of a PIN that is not finished', () => {
    expect(
      findWeaknesses('four-digits', '070', { birthDate: BORN, current: '070', othersNew: ['070', '070'] }),
    ).toEqual([]);
  });
});
