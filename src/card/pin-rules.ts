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
