import type { Finding } from '../../src/texts/doctor-findings.ts';

const MASK = '(masked)';

/** Facts that are words of this product, not of the computer or the card. */
const OUR_OWN: ReadonlySet<string> = new Set([
  'code',
  'command',
  'devices',
  'error',
  'kind',
  'needed',
  'pin',
  'pins',
  'start',
]);

/** Facts that are names of readers. */
const READER_NAMES: ReadonlySet<string> = new Set(['name', 'names', 'reader']);

/** From the beginning of an absolute path, perhaps masked already, to the end of the last name on the line: names in between may have spaces. */
const PATH = /(?<=^|[\s"'(=:])(?:[A-Za-z]:|\(masked\))?[\\/](?:[^\n"']*[\\/])?[^\s"')]*/g;
const HARDWARE_ADDRESS = /\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b/gi;
/** Six digits in a row, or eight letters and digits of which at least four are digits. */
const SERIAL_NUMBER = /\b(?=(?:[A-Za-z]*\d){4})[A-Za-z\d]{8,}\b|\d{6,}/g;

/**
 * `text` from the computer, a reader or a card, without what may tell who or which one it is: names of the person and the
 * computer, paths, hardware addresses, serial numbers. Rather too little is left than too much.
 */
export function anonymous(text: string, personalNames: readonly string[]): string {
  const longestFirst = personalNames.toSorted((a, b) => b.length - a.length);
  const nameless = longestFirst.reduce((rest, name) => rest.replace(wholeWord(name), MASK), text);
  return nameless
    .replace(PATH, MASK)
    .replace(HARDWARE_ADDRESS, MASK)
    .replace(SERIAL_NUMBER, MASK)
    .replace(/[^\x20-\x7e]/g, '?');
}

/** The same of a reader: pcsc-lite puts its serial number in parentheses. */
function anonymousReader(name: string, personalNames: readonly string[]): string {
  return anonymous(name.replace(/\([^)]*\)?/g, MASK), personalNames);
}

/** A finding with nothing in it that could tell who or which computer it is about. */
export function anonymousFinding(finding: Finding, personalNames: readonly string[]): Finding {
  const clean = (key: string, value: unknown): unknown => {
    if (OUR_OWN.has(key)) return value;
    if (Array.isArray(value)) return value.map((item) => clean(key, item));
    if (typeof value !== 'string') return value;
    return (READER_NAMES.has(key) ? anonymousReader : anonymous)(value, personalNames);
  };
  const facts = Object.entries(finding.facts).map(([key, value]) => [key, clean(key, value)]);
  return { ...finding, facts: Object.fromEntries(facts) } as Finding;
}

function wholeWord(name: string): RegExp {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`(?<![A-Za-z0-9])${escaped}(?![A-Za-z0-9])`, 'gi');
}
