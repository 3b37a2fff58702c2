import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../texts/language.ts';
import { OFFERED, plain, preferred, say } from './language.ts';

const ALL = Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[];

describe('the language of a first visit', () => {
  it.each<[readonly string[], string]>([
    [['ja-JP', 'en'], 'ja'],
    [['en-AU'], 'en'],
    [['fr', 'en-GB', 'ja'], 'en'],
    [['ko-KR'], 'ko'],
    [['vi'], 'vi'],
    [['pt-BR'], 'pt-BR'],
    [['pt-PT'], 'pt-BR'],
    [['zh-CN'], 'zh-Hans'],
    [['zh-SG'], 'zh-Hans'],
    [['zh-TW', 'en'], 'en'],
    [['zh-Hant-HK'], 'ja'],
    [['fr', 'de'], 'ja'],
    [['not a tag', '', 'en'], 'en'],
    [[], 'ja'],
  ])('%j: %s', (tags, expected) => {
    expect(preferred(tags, ALL)).toBe(expected);
  });

  it('is never one without words', () => {
    for (const language of ALL) expect(OFFERED).toContain(preferred([LANGUAGES[language].tag]));
  });
});

it('every language has a tag that browsers know, and a name that no other has', () => {
  for (const { tag } of Object.values(LANGUAGES)) expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
  expect(new Set(Object.values(LANGUAGES).map(({ name }) => name)).size).toBe(ALL.length);
});

it('text without markup is the same as content and as an attribute', () => {
  expect(say('次へ')).toBe('次へ');
  expect(plain('次へ')).toBe('次へ');
  expect(plain('{次|つぎ}へ')).toBe('次へ');
});
