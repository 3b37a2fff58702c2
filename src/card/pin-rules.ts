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
  | 'one-character-repeated'
  | 'sequence'
  | 'looks-like-a-year'
  | 'looks-like-a-date'
  | 'repeated-pattern';

function isSequence(text: string): boolean {
  const codes = codePoints(text);
  return [1, -1].some((step) => codes.every((code, i) => i === 0 || code - (codes[i - 1] as number) === step));
}

/** Runs of keys side by side, and the digit rows that wrap from 9 to 0. */
const KEYBOARD_RUNS = ['1234567890', '0987654321', 'QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'];

/**
 * Reasons why somebody could guess `text`. Advice only: the office allows such PINs, so nothing here forbids one.
 * `text` is expected to be well-formed.
 */
export function findWeaknesses(format: PinFormat, text: string): Weakness[] {
  if (findProblem(format, text)) return [];
  const found: Weakness[] = [];
  if (format === 'four-digits') {
    if (/^(.)\1{3}$/.test(text)) return ['one-character-repeated'];
    if (/^(..)\1$/.test(text)) found.push('repeated-pattern');
    if (isSequence(text) || KEYBOARD_RUNS.some((run) => run.includes(text))) found.push('sequence');
    if (/^(19|20)\d\d$/.test(text)) found.push('looks-like-a-year');
    if (/^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text)) found.push('looks-like-a-date');
    return found;
  }
  const runs = text.match(/[A-Z]+|\d+/g) ?? [];
  if (runs.every((run) => /^(.)\1+$/.test(run))) found.push('one-character-repeated');
  if (/^(.{2,})\1+$/.test(text)) found.push('repeated-pattern');
  const predictable = (run: string) => isSequence(run) || KEYBOARD_RUNS.some((keys) => keys.includes(run));
  if (runs.every((run) => run.length >= 3 && predictable(run))) found.push('sequence');
  if (/^[A-Z]*(19|20)\d\d$/.test(text)) found.push('looks-like-a-year');
  if (/^[A-Z]*(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text)) found.push('looks-like-a-date');
  return found;
}
