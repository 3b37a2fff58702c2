import { birthDateForms, eraForm } from './birth-date.ts';
import { findProblem, type PinFormat } from './pin-rules.ts';

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
  const codes = [...text].map((character) => character.codePointAt(0) as number);
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
