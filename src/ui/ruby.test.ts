import { describe, expect, it } from 'vitest';
import { parseRuby, withoutRuby } from './ruby.ts';

const PIN = { base: '暗証番号', reading: 'あんしょうばんごう' };

describe('readings', () => {
  it.each<[string, string, ReturnType<typeof parseRuby>, string]>([
    ['nothing', '', [], ''],
    ['no markup', 'カードリーダー', ['カードリーダー'], 'カードリーダー'],
    ['a word alone', '{暗証番号|あんしょうばんごう}', [PIN], '暗証番号'],
    ['at the beginning', '{変|か}える', [{ base: '変', reading: 'か' }, 'える'], '変える'],
    ['at the end', 'あと1{回|かい}', ['あと1', { base: '回', reading: 'かい' }], 'あと1回'],
    [
      'in the middle',
      'この{暗証番号|あんしょうばんごう}は「{今|いま}」です',
      ['この', PIN, 'は「', { base: '今', reading: 'いま' }, '」です'],
      'この暗証番号は「今」です',
    ],
    [
      'side by side',
      '{署名|しょめい}{用|よう}',
      [
        { base: '署名', reading: 'しょめい' },
        { base: '用', reading: 'よう' },
      ],
      '署名用',
    ],
    ['a digit with its counter', '{5日|いつか}', [{ base: '5日', reading: 'いつか' }], '5日'],
    [
      'around a name that was put in',
      '「<b>&amp;」{等|など}',
      ['「<b>&amp;」', { base: '等', reading: 'など' }],
      '「<b>&amp;」等',
    ],
  ])('%s', (_, text, parts, plain) => {
    expect(parseRuby(text)).toEqual(parts);
    expect(withoutRuby(text)).toBe(plain);
  });

  it.each([
    '{暗証番号}',
    '{暗証番号|',
    '暗証番号|あんしょうばんごう}',
    '{|あんしょうばんごう}',
    '{暗証番号|}',
    '{}',
    '{|}',
    '{暗証|あんしょう|番号}',
    '{ "pin": 1 }',
  ])('malformed, so it is text as it stands: %s', (text) => {
    expect(parseRuby(text)).toEqual([text]);
    expect(withoutRuby(text)).toBe(text);
  });

  it('nested: the innermost is the markup', () => {
    expect(parseRuby('{外{内|うち}|そと}')).toEqual(['{外', { base: '内', reading: 'うち' }, '|そと}']);
    expect(withoutRuby('{外{内|うち}|そと}')).toBe('{外内|そと}');
  });

  it('loses no character', () => {
    const text = 'a{b|c}{d|e}f{g';
    const joined = parseRuby(text).map((part) => (typeof part === 'string' ? part : `{${part.base}|${part.reading}}`));
    expect(joined.join('')).toBe(text);
  });
});
