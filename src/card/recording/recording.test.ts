import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../bytes.ts';
import { formatRecording } from './format-recording.ts';
import { parseRecording, RECORDING_PROBLEMS, type RecordingProblem, RecordingSyntaxError } from './parse-recording.ts';
import { type RecordedBytes, type RecordingEntry, WORLD_EVENTS } from './recording.ts';

const HEADER = `myna-pin recording 1
shows: 利用者証明用 changed
card: my-number-card
reader: Virtual PCD 00 00
atr: 3BE000FF8131FE4514
date: 2026-11-23
product: myna-pin 0.1.0
`;

const EXAMPLE = `${HEADER}expect: 利用者証明用電子証明書暗証番号：変更しました

! connect
# SELECT 公的個人認証
=> 00A4040C 0A D392F000260100000001
<= 9000 +23 ms
=> 00B00000 60
<= 4A504B49 {serial 1, 16 bytes} 9000
! last-try auth
=> 00200080 {current auth, 4 digits}
<= 9000
=> 00240180 {new sign}
<= ! removed-card
! disconnect

! card removed
! card inserted +3500 ms
! connect sharing-violation
`;

describe('the text form of a recording', () => {
  it('is read and written again without a change', () => {
    expect(formatRecording(parseRecording(EXAMPLE))).toBe(EXAMPLE);
  });

  it('tells bytes from what stands for a PIN or for masked data', () => {
    const { header, entries } = parseRecording(EXAMPLE);
    expect(header).toMatchObject({
      shows: '利用者証明用 changed',
      expect: ['利用者証明用電子証明書暗証番号：変更しました'],
    });
    expect(entries[1]).toMatchObject({ kind: 'command', comments: ['SELECT 公的個人認証'], line: 12 });
    expect(entries[2]).toEqual({ kind: 'answer', answer: [fromHex('9000')], delayMs: 23, comments: [], line: 13 });
    expect(entries[4]).toMatchObject({
      answer: [fromHex('4A504B49'), { kind: 'masked', name: 'serial 1', length: 16 }, fromHex('9000')],
    });
    expect(entries[6]).toMatchObject({
      bytes: [fromHex('00200080'), { kind: 'pin', pin: 'auth', role: 'current', number: 1 }],
    });
    expect(entries[9]).toMatchObject({ answer: { failure: 'removed-card' } });
  });

  it('accepts Windows line ends, a byte order mark and comments behind a line', () => {
    const untidy = `\uFEFF${EXAMPLE.replace('<= 9000 +23 ms', '<= 90 00 +23 ms # done').replaceAll('\n', '\r\n')}`;
    const { entries } = parseRecording(untidy);
    expect(entries[2]).toMatchObject({ answer: [fromHex('9000')], comments: ['done'] });
  });

  it('survives being written and read, whatever happened', () => {
    const part = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 64 }),
      fc.record({
        kind: fc.constant('masked' as const),
        name: fc.constantFrom('serial 1', 'certificate 12', 'data 3'),
        length: fc.integer({ min: 1, max: 256 }),
      }),
    );
    const pin = fc.record({
      kind: fc.constant('pin' as const),
      pin: fc.constantFrom('sign' as const, 'auth' as const, 'juki' as const, 'text' as const),
      role: fc.constantFrom('current' as const, 'new' as const),
      number: fc.integer({ min: 1, max: 99 }),
    });
    const command: fc.Arbitrary<RecordedBytes> = fc.oneof(
      fc
        .uint8Array({ minLength: 4, maxLength: 60 })
        .map((bytes) => [Uint8Array.from([bytes[0] as number, 0xb0, ...bytes.slice(2)])]),
      pin.map((placeholder) => [fromHex('00200080'), placeholder]),
    );
    const timed = {
      delayMs: fc.nat(99_999),
      comments: fc.array(fc.constantFrom('a comment', '理由'), { maxLength: 2 }),
    };
    const exchange = fc
      .tuple(
        fc.record({ kind: fc.constant('command' as const), bytes: command, ...timed }),
        fc.record({
          kind: fc.constant('answer' as const),
          answer: fc.oneof(
            fc
              .tuple(fc.array(part, { maxLength: 2 }), fc.uint8Array({ minLength: 2, maxLength: 2 }))
              .map(([parts, sw]) => [...parts, sw]),
            fc.constantFrom({ failure: 'removed-card' }, { failure: 'refused-by-guard/pin-format' }),
          ),
          ...timed,
        }),
      )
      .map((pair): RecordingEntry[] => pair.map((entry) => ({ ...entry, line: 0 })));
    const world = fc
      .record({
        kind: fc.constant('event' as const),
        event: fc.constantFrom(...WORLD_EVENTS),
        detail: fc.constant(''),
        ...timed,
      })
      .map((event): RecordingEntry[] => [{ ...event, line: 0 }]);
    const event = (name: 'connect' | 'disconnect'): RecordingEntry => ({
      kind: 'event',
      event: name,
      detail: '',
      delayMs: 0,
      comments: [],
      line: 0,
    });
    const sessions = fc.array(fc.array(fc.oneof(exchange, world), { maxLength: 6 }), { maxLength: 3 });
    fc.assert(
      fc.property(sessions, fc.constantFrom('', 'odd: text, 番号'), (generated, shows) => {
        const entries = generated.flatMap((session) => [event('connect'), ...session.flat(), event('disconnect')]);
        const { header } = parseRecording(EXAMPLE);
        const text = formatRecording({ header: { ...header, shows }, entries });
        const again = parseRecording(text);
        expect(again.header.shows).toBe(shows);
        expect(again.entries.map(({ line, ...entry }) => joined(entry))).toEqual(
          entries.map(({ line, ...entry }) => joined(entry)),
        );
      }),
    );
  });

  const body = (line: string) => `${HEADER}\n! connect\n${line}\n`;
  const asked = (answer: string) => body(`=> 00200080\n${answer}`);
  const wrong: [RecordingProblem, number, number, string][] = [
    ['not-a-recording', 1, 1, 'hello'],
    ['not-a-recording', 1, 1, ''],
    ['newer-format', 1, 1, 'myna-pin recording 2\n'],
    ['unknown-header', 2, 1, 'myna-pin recording 1\nowner: me\n'],
    ['unknown-header', 2, 1, 'myna-pin recording 1\n=> 00A4\n'],
    ['header-twice', 8, 1, `${HEADER}card: other\n`],
    ['header-missing', 3, 1, 'myna-pin recording 1\nshows: it\n\n'],
    ['bad-date', 6, 7, HEADER.replace('2026-11-23', 'today')],
    ['unknown-line', 10, 1, body('-> 00200080')],
    ['bad-hex', 10, 6, body('=> 00X00080')],
    ['half-a-byte', 10, 11, body('=> 0020008')],
    ['brace-not-closed', 10, 13, body('=> 00200080 {current auth')],
    ['unknown-placeholder', 10, 13, body('=> 00200080 {current auth}')],
    ['unknown-placeholder', 10, 13, body('=> 00200080 {current sign, 4 digits}')],
    ['unknown-placeholder', 10, 13, body('=> 00200080 {old auth, 4 digits}')],
    ['unknown-placeholder', 11, 4, asked('<= {serial 1, 257 bytes} 9000')],
    ['placeholder-misplaced', 10, 13, body('=> 00200080 {serial 1, 4 bytes}')],
    ['placeholder-misplaced', 10, 15, body('=> 0020008004 {current auth, 4 digits}')],
    ['placeholder-misplaced', 11, 4, asked('<= {current sign} 9000')],
    ['pin-in-the-open', 10, 3, body('=> 0020008004 31323334')],
    ['pin-in-the-open', 10, 3, body('=> 8032008004 31323334')],
    ['pin-in-the-open', 10, 3, body('=> 0024018006 414243313233')],
    ['command-too-short', 10, 3, body('=> 002000')],
    ['status-word-missing', 11, 4, asked('<= 90')],
    ['status-word-missing', 11, 4, asked('<= {serial 1, 4 bytes}')],
    ['unknown-event', 10, 1, body('! card eaten')],
    ['unknown-event', 10, 1, body('! last-try 1234')],
    ['bad-failure', 11, 4, asked('<= ! It broke')],
    ['bad-delay', 11, 9, asked('<= 9000 +3 s')],
    ['answer-missing', 10, 1, body('=> 00200080')],
    ['answer-missing', 10, 1, asked('! disconnect')],
    ['answer-without-command', 10, 1, body('<= 9000')],
    ['not-connected', 9, 1, `${HEADER}\n=> 00200080\n<= 63C3\n`],
    ['not-connected', 9, 1, `${HEADER}\n! disconnect\n`],
    ['already-connected', 10, 1, body('! connect')],
  ];
  it.each(wrong)('says what is wrong and where: %s at %i:%i', (code, line, column, text) => {
    expect(problemOf(text)).toEqual({ code, line, column });
  });

  it('has a row above for every problem it can report', () => {
    expect(new Set(wrong.map(([code]) => code))).toEqual(new Set(RECORDING_PROBLEMS));
  });
});

/** Neighbouring bytes are one group in the text, wherever they were cut. */
function joined(entry: object): object {
  const glue = (parts: unknown): unknown =>
    Array.isArray(parts)
      ? parts.reduce<unknown[]>((done, part) => {
          const last = done.at(-1);
          if (part instanceof Uint8Array && last instanceof Uint8Array)
            done[done.length - 1] = Uint8Array.from([...last, ...part]);
          else done.push(part);
          return done;
        }, [])
      : parts;
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [name, name === 'bytes' || name === 'answer' ? glue(value) : value]),
  );
}

function problemOf(text: string): { code: RecordingProblem; line: number; column: number } | undefined {
  try {
    parseRecording(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof RecordingSyntaxError)) throw error;
    const { code, line, column } = error;
    return { code, line, column };
  }
}
