import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../texts/language.ts';
import { OFFICIAL_TERMS } from '../../texts/official-terms.ts';
import { OFFERED } from '../language.ts';
import { parseRuby } from '../ruby.ts';
import { words as english } from './en.ts';
import { words as japanese } from './ja.ts';
import { words as simple } from './ja-simple.ts';
import type { Words } from './page-words.ts';

const MODULES = import.meta.glob<{ readonly words: Words }>(['./*.ts', '!./page-words*', '!./*.test.ts'], {
  eager: true,
});
const ALL = Object.entries(MODULES).map(([path, { words }]) => [path.slice(2, -3) as Language, words] as const);
const OTHERS = ALL.filter(([language]) => language !== 'ja');

type Leaf = string | ((...args: unknown[]) => string | readonly string[]);

const KANJI = /\p{Script=Han}/u;
const KANA_OR_KANJI = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const READING = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;
const OFFICIAL = new RegExp(`[（(](${OFFICIAL_TERMS.join('|')})[）)]`, 'g');

const NAMES = ['Name of a PIN', 'Another PIN'];

/** What a parameter may be where it is neither a count nor a piece of text; those are both tried as numbers. */
const SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  'card.resetAtCounterOrStore': ['auth', 'sign'],
  'card.certificates': [true, false, undefined],
  'card.reasons.interrupted': ['41', undefined],
  'certificate.day': ['2026-06-05', '2026-01-01', '2031-12-24', '41'],
  'certificate.holder.substitutes': [[], [1], [2, 5]],
  'guidance.headings.forgotten': NAMES,
  'guidance.headings.locked': NAMES,
  'guidance.headings.absent': NAMES,
  'guidance.headings.unreadable': NAMES,
  'guidance.store.needs': NAMES,
  'guidance.store.closed': NAMES,
  'guidance.whichPin.whatToDo': NAMES,
  'office.closingAfter': [1, 2, 3, 'Sunday', 'Monday'],
};
const NUMBERS = [41, 0, 1, 2, 5, 14, 42];

/** Texts that are simple enough in Japanese, or the same in Chinese. */
const SAME: Readonly<Partial<Record<Language, readonly string[]>>> = {
  'ja-simple': [
    'card.cardKinds.other.title',
    'card.cardErrors.card-removed.title',
    'page.prepare.need.card.name',
    'page.choose.details',
    'page.choose.facts.lock',
    'guidance.headings.forgotten',
    'guidance.headings.locked',
    'guidance.headings.absent',
    'guidance.headings.lostCard',
    'guidance.whichPin.purposes.myna-portal-login',
    'guidance.whichPin.why.e-tax.auth',
    'guidance.whichPin.why.myna-portal-login.auth',
    'guidance.whichPin.why.moving-out-online.auth',
    'guidance.whichPin.because',
    'office.or',
    'diagnosis.stages.card',
    'diagnosis.states.later',
    'settings.changed',
  ],
  'zh-Hans': [
    'office.applicants.legal-representative',
    'certificate.day',
    'certificate.holder.sexes.male',
    'certificate.holder.sexes.female',
  ],
};

function leavesOf(value: unknown, path: string): [string, Leaf][] {
  if (typeof value === 'string' || typeof value === 'function') return [[path, value as Leaf]];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** By path; the lines of a notice have no paths of their own, since languages may divide them as they like. */
function linesOf(words: Words): [string, string][] {
  return leavesOf(words, '').flatMap(([path, leaf]) =>
    samplesOf(path, leaf).map((text) => [path, text] as [string, string]),
  );
}

function samplesOf(path: string, leaf: Leaf): readonly string[] {
  if (typeof leaf === 'string') return [leaf];
  return callsOf(path, leaf.length).flatMap((args) => flat(leaf(...args)));
}

/** Every parameter through all of its values, the others at their first. */
function callsOf(path: string, parameters: number): unknown[][] {
  const values = SAMPLES[path] ?? NUMBERS;
  const base = Array.from({ length: parameters }, (_, index) => values[SAMPLES[path] ? 0 : index % values.length]);
  return [base, ...base.flatMap((_, index) => values.map((value) => base.with(index, value)))];
}

function flat(result: string | readonly string[]): readonly string[] {
  return (typeof result === 'string' ? [result] : result).map(String);
}

/** The positions of the parameters that make a difference. */
function usedBy(path: string, leaf: Leaf, parameters: number): number[] {
  if (typeof leaf === 'string') return [];
  const calls = callsOf(path, parameters);
  const base = calls[0] as unknown[];
  return base.flatMap((_, index) => {
    const said = calls
      .filter((args) => args.every((value, other) => other === index || value === base[other]))
      .map((args) => flat(leaf(...args)).join('\n'));
    return new Set(said).size > 1 ? [index] : [];
  });
}

it('what is offered is what has words', () => {
  expect(ALL.map(([language]) => language).toSorted()).toEqual([...OFFERED].toSorted());
});

describe.each(ALL)('%s', (language, words) => {
  const lines = linesOf(words);

  it('nothing is empty, and nothing has space around it that is not meant to join', () => {
    for (const [path, text] of lines) {
      expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/undefined|NaN|\[object|\s$|\s\s/);
    }
  });

  it('has the same parameters to say as Japanese has', () => {
    const ja = new Map(leavesOf(japanese, ''));
    for (const [path, leaf] of leavesOf(words, '')) {
      const other = ja.get(path);
      if (typeof leaf === 'string' || typeof other !== 'function') continue;
      const parameters = Math.max(leaf.length, other.length);
      expect(usedBy(path, leaf, parameters), path).toEqual(usedBy(path, other, parameters));
    }
  });

  if (language === 'ja-simple') {
    it('every kanji has its reading', () => {
      for (const [path, text] of lines) {
        for (const part of parseRuby(text)) {
          if (typeof part === 'string') {
            expect(part, path).not.toMatch(KANJI);
            expect(part, `${path}: markup`).not.toMatch(/[{}|]/);
          } else {
            expect(part.base, path).toMatch(KANJI);
            expect(part.reading, path).toMatch(READING);
          }
        }
      }
    });
  } else {
    it('has no markup', () => {
      for (const [path, text] of lines) expect(text, path).not.toMatch(/[{}|]/);
    });
  }

  const script = new Intl.Locale(LANGUAGES[language].tag).maximize().script;
  if (script !== 'Jpan') {
    it('is Japanese only where an official name stands in brackets', () => {
      const foreign = script === 'Hans' ? /[\p{Script=Hiragana}\p{Script=Katakana}]/u : KANA_OR_KANJI;
      for (const [path, text] of lines) expect(text.replace(OFFICIAL, ''), path).not.toMatch(foreign);
    });
  }
});

it.each(OTHERS)('%s: nothing was left in Japanese', (language, words) => {
  const ja = new Map(leavesOf(japanese, ''));
  const left = leavesOf(words, '').filter(([path, leaf]) => {
    const other = ja.get(path);
    if (other === undefined || SAME[language]?.includes(path)) return false;
    const said = samplesOf(path, leaf);
    return said.join('\n') === samplesOf(path, other).join('\n') && said.some((text) => /\p{L}/u.test(text));
  });
  expect(left.map(([path]) => path)).toEqual([]);
});

describe('counts', () => {
  it.each(
    ALL.filter(
      ([language]) => new Intl.PluralRules(LANGUAGES[language].tag).resolvedOptions().pluralCategories.length > 1,
    ),
  )('%s: one is not said as several', (_, { card, certificate, page }) => {
    const alike = (text: string) => text.replace(/\d+/, '#');
    const counted: ((count: number) => string)[] = [
      card.states.ready,
      page.form.triesNote,
      page.form.errorSummary,
      (count) => certificate.validity['expires-soon']('', '', count),
    ];
    for (const say of counted) expect(alike(say(1)), say(1)).not.toBe(alike(say(5)));
  });

  it('English', () => {
    const { card, certificate, page } = english;
    expect([1, 5].map(card.states.ready)).toEqual(['1 try left', '5 tries left']);
    expect(page.form.errorSummary(1)).toMatch(/^1 entry needs /);
    expect(page.form.errorSummary(5)).toMatch(/^5 entries need /);
    expect([1, 5].map((days) => certificate.validity['expires-soon']('', 'X', days))).toEqual([
      'It expires in 1 day (X).',
      'It expires in 5 days (X).',
    ]);
  });

  it('やさしい日本語: days are read as people say them', () => {
    const { certificate } = simple;
    expect(certificate.day('2026-06-01')).toBe('2026{年|ねん}6{月|がつ}{1日|ついたち}');
    expect(certificate.day('2026-06-20')).toContain('{20日|はつか}');
    expect(certificate.day('2026-06-21')).toContain('21{日|にち}');
    expect(certificate.validity['expires-soon']('', '', 1)).toContain('1{日|にち}');
  });
});
