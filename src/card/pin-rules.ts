import { birthDateForms, eraForm } from './birth-date.ts';

/**
 * The formats of the four PINs (J-LIS password page; municipal pages) and advice on weak ones.
 *
 * Nobody knows whether the card itself checks any format, so it is assumed that it does not: a PIN that breaks its
 * rule must never leave for the card, or it could become one that nobody can type anywhere.
 */
export type PinFormat = 'four-digits' | 'sign-password';

export type RuleCode =
  | 'length-4'
  | 'length-6-16'
  | 'only-digits'
  | 'only-capitals-and-digits'
  | 'has-letter'
  | 'has-digit';

interface Rule {
  readonly code: RuleCode;
  readonly holds: (characters: ArrayLike<number>) => boolean;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const isCapital = (code: number) => code >= 0x41 && code <= 0x5a;

const RULES: Record<PinFormat, readonly Rule[]> = {
  'four-digits': [
    { code: 'only-digits', holds: (c) => c.length > 0 && Array.from(c).every(isDigit) },
    { code: 'length-4', holds: (c) => c.length === 4 },
  ],
  'sign-password': [
    {
      code: 'only-capitals-and-digits',
      holds: (c) => c.length > 0 && Array.from(c).every((x) => isDigit(x) || isCapital(x)),
    },
    { code: 'length-6-16', holds: (c) => c.length >= 6 && c.length <= 16 },
    { code: 'has-letter', holds: (c) => Array.from(c).some(isCapital) },
    { code: 'has-digit', holds: (c) => Array.from(c).some(isDigit) },
  ],
};

/** The character codes of `text`; one entry a code point, so that an emoji counts as one character. */
function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) as number);
}

/** Every rule of the format, in the order people should read them, and whether `text` keeps it. */
export function checkRules(format: PinFormat, text: string): { readonly code: RuleCode; readonly ok: boolean }[] {
  const characters = codePoints(text);
  return RULES[format].map((rule) => ({ code: rule.code, ok: rule.holds(characters) }));
}

/** Whether these bytes may be sent as a PIN of this format. The last gate before the card. */
export function isWellFormed(format: PinFormat, pin: Uint8Array): boolean {
  return RULES[format].every((rule) => rule.holds(pin));
}

export type FormatProblem =
  | 'empty'
  | 'not-a-digit'
  | 'not-a-letter-or-digit'
  | 'too-short'
  | 'too-long'
  | 'no-letter'
  | 'no-digit';

/** The first thing that is wrong with `text`, in the order a person can mend it; `undefined` when it is well-formed. */
export function findProblem(format: PinFormat, text: string): FormatProblem | undefined {
  if (text === '') return 'empty';
  const broken = new Set(
    checkRules(format, text)
      .filter((rule) => !rule.ok)
      .map((rule) => rule.code),
  );
  const length = codePoints(text).length;
  if (broken.has('only-digits')) return 'not-a-digit';
  if (broken.has('only-capitals-and-digits')) return 'not-a-letter-or-digit';
  if (broken.has('length-4')) return length < 4 ? 'too-short' : 'too-long';
  if (broken.has('length-6-16')) return length < 6 ? 'too-short' : 'too-long';
  if (broken.has('has-letter')) return 'no-letter';
  if (broken.has('has-digit')) return 'no-digit';
  return undefined;
}

export type Conversion = 'full-width' | 'upper-cased' | 'trimmed';

/**
 * What a person meant to type: full-width characters (U+FF01–FF5E and the ideographic space) become half-width,
 * white space around it goes, and for 署名用 alone small letters become capitals, as the official software does.
 * The conversions made are named so that the person can be told.
 */
export function normaliseInput(
  format: PinFormat,
  text: string,
): { readonly text: string; readonly conversions: readonly Conversion[] } {
  const conversions: Conversion[] = [];
  let result = text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  if (result !== text) conversions.push('full-width');
  const trimmed = result.trim();
  if (trimmed !== result) conversions.push('trimmed');
  result = trimmed;
  if (format === 'sign-password') {
    const upper = result.replace(/[a-z]/g, (c) => c.toUpperCase());
    if (upper !== result) conversions.push('upper-cased');
    result = upper;
  }
  return { text: result, conversions };
}

export type Weakness =
  | 'same-as-current'
  | 'birth-date'
  | 'one-character-repeated'
  | 'sequence'
  | 'looks-like-a-year'
  | 'looks-like-a-date'
  | 'repeated-pattern'
  /** All three four-digit PINs. Several offices advise it, so this says what it costs and no more. */
  | 'same-for-all';

/** What is known besides the new PIN itself; whatever is not known is left out. */
export interface WeaknessContext {
  /** What was typed as the current PIN. */
  readonly current?: string | undefined;
  /** Of the holder, `YYYY-MM-DD`; anything else is taken for no date. */
  readonly birthDate?: string | undefined;
  /** What was typed as the new PIN for the other four-digit PINs, one entry a PIN. */
  readonly othersNew?: readonly string[] | undefined;
}

/**
 * Reasons why somebody could guess `text`. Advice only: the office allows such PINs, so nothing here forbids one.
 * `text` is expected to be well-formed; nothing is said of a PIN that is not finished.
 *
 * Sequence, repeated digit, year and birth date are what DigiDoc4 looks for (code: open-eid/DigiDoc4-Client).
 */
export function findWeaknesses(format: PinFormat, text: string, context: WeaknessContext = {}): Weakness[] {
  if (findProblem(format, text)) return [];
  const { current, birthDate, othersNew = [] } = context;
  const own = isBirthDate(format, text, birthDate);
  const found: Weakness[] = [];
  if (text === current) found.push('same-as-current');
  if (own) found.push('birth-date');
  // That it looks like some date says less than whose it is.
  found.push(...patternsIn(format, text).filter((weakness) => !(own && LOOKS.has(weakness))));
  const isEverywhere = othersNew.length >= OTHER_FOUR_DIGIT_PINS && othersNew.every((other) => other === text);
  if (format === 'four-digits' && isEverywhere) found.push('same-for-all');
  return found;
}

const OTHER_FOUR_DIGIT_PINS = 2;

const LOOKS: ReadonlySet<Weakness> = new Set(['looks-like-a-year', 'looks-like-a-date']);

/** Runs of keys side by side, and the digit rows that wrap from 9 to 0. */
const KEYBOARD_RUNS = ['1234567890', '0987654321', 'QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'];

function patternsIn(format: PinFormat, text: string): Weakness[] {
  const found: Weakness[] = [];
  if (format === 'four-digits') {
    if (/^(.)\1{3}$/.test(text)) return ['one-character-repeated'];
    if (/^(..)\1$/.test(text)) found.push('repeated-pattern');
    if (isPredictable(text)) found.push('sequence');
    if (/^(19|20)\d\d$/.test(text)) found.push('looks-like-a-year');
    if (/^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text)) found.push('looks-like-a-date');
    return found;
  }
  const runs = text.match(/[A-Z]+|\d+/g) ?? [];
  if (runs.every((run) => /^(.)\1+$/.test(run))) found.push('one-character-repeated');
  if (/^(.{2,})\1+$/.test(text)) found.push('repeated-pattern');
  if (runs.every((run) => run.length >= 3 && isPredictable(run))) found.push('sequence');
  if (/^[A-Z]*(19|20)\d\d$/.test(text)) found.push('looks-like-a-year');
  if (/^[A-Z]*(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text)) found.push('looks-like-a-date');
  return found;
}

function isPredictable(run: string): boolean {
  return isSequence(run) || KEYBOARD_RUNS.some((keys) => keys.includes(run));
}

function isSequence(text: string): boolean {
  const codes = codePoints(text);
  return [1, -1].some((step) => codes.every((code, i) => i === 0 || code - (codes[i - 1] as number) === step));
}

/** A four-digit PIN is a form of the date as a whole; in a password one stands as a run of digits, or with its era. */
function isBirthDate(format: PinFormat, text: string, birthDate: string | undefined): boolean {
  if (birthDate === undefined) return false;
  const forms = birthDateForms(birthDate);
  if (format === 'four-digits') return forms.has(text);
  const runs = text.match(/\d+/g) ?? [];
  return runs.some((run) => forms.has(run)) || (eraForm(birthDate)?.test(text) ?? false);
}
