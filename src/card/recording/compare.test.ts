import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRecordings } from './compare.ts';
import { formatEntry } from './format-recording.ts';
import { parseRecording } from './parse-recording.ts';
import type { Recording } from './recording.ts';

const HEADER = `myna-pin recording 1
shows: a session
card: my-number-card
reader: Virtual PCD 00 00
atr: 3BE0
date: 2026-11-23
product: myna-pin 0.1.0
`;

const SELECT = '=> 00A4040C 0A D392F000260100000001\n<= 9000';
const FILE = '=> 00A4020C 02 0018\n<= 9000';
const TRIES = '=> 00200080\n<= 63C3';
const VERIFY = '=> 00200080 {current auth, 4 digits}\n<= 9000';

function recording(...parts: readonly string[]): Recording {
  return parseRecording(`${HEADER}\n! connect\n${parts.join('\n')}\n! disconnect\n`);
}

/** One letter a row: equal, different, only left, only right. */
function picture(left: Recording, right: Recording): string {
  return compareRecordings(left, right)
    .rows.map(({ kind }) => ({ equal: '=', different: '!', 'only-left': '<', 'only-right': '>' })[kind])
    .join('');
}

describe('two recordings side by side', () => {
  const whole = recording(SELECT, FILE, TRIES, VERIFY);

  it('the same: no difference', () => {
    expect(compareRecordings(whole, whole)).toMatchObject({ firstDifference: undefined, differences: 0, header: [] });
  });

  it('times, comments, dates and line numbers are none', () => {
    const other = parseRecording(
      `${HEADER.replace('2026-11-23', '2027-01-01')}\n# a comment\n! connect\n${[SELECT, FILE, TRIES, VERIFY]
        .join('\n\n')
        .replaceAll('9000', '9000 +50 ms')}\n! disconnect\n`,
    );
    expect(compareRecordings(whole, other)).toMatchObject({ differences: 0, header: [] });
  });

  it('an exchange that only one of them has shifts nothing', () => {
    expect(picture(whole, recording(SELECT, FILE, TRIES, TRIES, VERIFY))).toBe('=======>>===');
    expect(picture(recording(SELECT, FILE, TRIES, TRIES, VERIFY), whole)).toBe('=======<<===');
    expect(picture(whole, recording(SELECT, TRIES, VERIFY))).toBe('===<<=====');
  });

  it('another answer to the same command stands beside it', () => {
    const other = recording(SELECT, FILE, TRIES, VERIFY.replace('9000', '63C2'));
    expect(picture(whole, other)).toBe('========!=');
    expect(compareRecordings(whole, other)).toMatchObject({ firstDifference: 8, differences: 1 });
  });

  it('another file is a different command, and an unlike instruction is not put beside it', () => {
    expect(picture(whole, recording(SELECT, FILE.replace('0018', '001B'), TRIES, VERIFY))).toBe('===!======');
    expect(picture(recording(SELECT), recording('=> 00B0000003\n<= 6986'))).toMatch(/^=(<<>>|>><<)=$/);
  });

  it('two PINs in one role are a difference', () => {
    const second = recording(SELECT, FILE, TRIES, VERIFY.replace('current auth', 'current auth 2'));
    expect(picture(whole, second)).toBe('=======!==');
  });

  it('two differences apart from each other', () => {
    const other = recording(SELECT.replace('9000', '6A82'), FILE, VERIFY);
    expect(picture(whole, other)).toBe('==!==<<===');
    expect(compareRecordings(whole, other).firstDifference).toBe(2);
  });

  it('headers, apart', () => {
    const other: Recording = { ...whole, header: { ...whole.header, reader: 'Another', expect: ['変更しました'] } };
    expect(compareRecordings(whole, other)).toMatchObject({
      differences: 0,
      header: [
        { field: 'reader', left: 'Virtual PCD 00 00', right: 'Another' },
        { field: 'expect', left: '', right: '変更しました' },
      ],
    });
  });

  it('every entry is in exactly one row, in its order, however the two differ', () => {
    const session = fc
      .array(fc.constantFrom(SELECT, FILE, TRIES, VERIFY, '! last-try auth', '! card removed'), { maxLength: 12 })
      .map((parts) => recording(...parts));
    fc.assert(
      fc.property(session, session, (left, right) => {
        const { rows, differences, firstDifference } = compareRecordings(left, right);
        expect(rows.flatMap((row) => ('left' in row ? [row.left] : []))).toEqual(left.entries.map((_, i) => i));
        expect(rows.flatMap((row) => ('right' in row ? [row.right] : []))).toEqual(right.entries.map((_, i) => i));
        const same = left.entries.map(formatEntry).join() === right.entries.map(formatEntry).join();
        expect(differences === 0).toBe(same);
        expect(firstDifference === undefined).toBe(same);
      }),
      { numRuns: 200 },
    );
  });
});
