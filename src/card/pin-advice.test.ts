import { describe, expect, it } from 'vitest';
import { findWeaknesses } from './pin-advice.ts';
import type { PinFormat } from './pin-rules.ts';

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
