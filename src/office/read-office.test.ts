import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { officeProblem } from '../texts/office-problems.ts';
import { type OfficeProblemCode, readOffice } from './read-office.ts';
import { MAX_OFFICE_BYTES } from './schema.ts';

const FIXTURES = new URL('../../fixtures/offices/', import.meta.url);
const example = readFileSync(new URL('example.json', FIXTURES), 'utf8');

const bytes = (text: string) => new TextEncoder().encode(text);
const problemsOf = (text: string) => readOffice(bytes(text)).problems ?? [];
/** `line:column code`. */
const found = (text: string) => problemsOf(text).map(({ line, column, code }) => `${line}:${column} ${code}`);
/** With these settings beside the name, which is on the first line. */
const withMore = (more: object) => `{"name": "見本市",\n${JSON.stringify(more).slice(1)}`;

describe('a file of office settings', () => {
  it.each(['example', 'minimal'])('%s.json is right', (name) => {
    const file = readFileSync(new URL(`${name}.json`, FIXTURES));
    expect(readOffice(file)).toEqual({ office: JSON.parse(file.toString()) });
  });

  it('may begin with the mark that editors on Windows write', () => {
    expect(readOffice(bytes(`\uFEFF${example}`)).office?.feeYen).toBe(0);
  });

  it.each<[string, string, string]>([
    ['nothing', '', '1:1 value-missing'],
    ['a list', '[]', '1:1 wrong-type'],
    ['a comma too many', '{\n  "name": "見本市",\n}', '3:1 comma-too-many'],
    ['a comma too few', '{\n  "name": "見本市"\n  "feeYen": 0\n}', '3:3 comma-missing'],
    ['no end', '{\n  "name": "見本市"', '2:16 not-closed'],
    ['a quotation mark too few', '{ "name": "見本市 }', '1:11 not-closed'],
    ['no value', '{ "name": }', '1:11 value-missing'],
    ['a comment', '{ "name": "x" } // 市', '1:17 comment'],
    ['something after the end', '{ "name": "x" } }', '1:17 text-after-end'],
    ['single quotes', "{ 'name': 1 }", '1:3 not-json'],
    ['line ends of Windows', '{\r\n  "name": 1\r\n}', '2:11 wrong-type'],
    ['characters outside the basic plane before it', '{ "name": "𠮷野", "x": 1 }', '1:17 unknown-key'],
    ['brackets by the thousand', '['.repeat(20_000), '1:1 not-json'],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each<[OfficeProblemCode, object]>([
    ['unknown-key', { telephone: [] }],
    ['wrong-type', { places: {} }],
    ['wrong-type', { feeYen: '0' }],
    ['not-one-of', { languages: ['jp'] }],
    ['empty', { documentNotes: [' '] }],
    ['too-long', { documentNotes: ['長'.repeat(401)] }],
    ['too-long', { counter: { operators: [{ name: '長'.repeat(81) }] } }],
    ['none-listed', { counter: { operators: [] } }],
    ['none-listed', { places: [] }],
    ['too-many', { documentNotes: Array.from({ length: 51 }, String) }],
    ['not-https', { reservation: 'http://www.city.mihon.example/' }],
    ['not-https', { resetProcedure: 'javascript:alert(1)' }],
    ['not-a-time', { places: [{ name: 'A', hours: [{ days: 'weekdays', from: '8:30', to: '17:15' }] }] }],
    ['not-a-telephone-number', { telephones: [{ number: '市役所' }] }],
    ['not-a-code', { counter: { operators: [{ name: '窓口1', code: '12' }] } }],
    ['not-an-id', { documents: [{ id: '証', name: 'A' }] }],
    ['not-a-language-tag', { telephones: [{ number: '0570-025-850', languages: ['日本語'] }] }],
    ['not-whole', { feeYen: 0.5 }],
    ['too-small', { kiosk: { idleSeconds: 60 } }],
    ['too-large', { kiosk: { idleSeconds: 86_400 } }],
    ['missing-key', { places: [{ address: 'A' }] }],
    ['not-one-of', { kiosk: { changeable: ['pin'] } }],
  ])('%s: %j', (code, more) => {
    expect(found(withMore(more)).map((text) => text.replace(/:\d+/, ''))).toEqual([`2 ${code}`]);
  });

  const document = { id: 'a', name: 'A' };
  const applies = (bring: object, documents: readonly object[] = [document, { id: 'b', name: 'B' }]) => ({
    documents,
    applications: [{ kind: 'self', sameDay: true, bring: [bring] }],
  });
  const clerk = { counter: { operators: [{ name: 'A' }] } };
  it.each<[OfficeProblemCode, string, object]>([
    ['no-such-place', 'kiosk.place', { kiosk: { place: 'main' } }],
    [
      'id-twice',
      'places[1].id',
      {
        places: [
          { id: 'a', name: 'A' },
          { id: 'a', name: 'B' },
        ],
      },
    ],
    ['name-twice', 'stores[1].name', { stores: [{ name: 'A' }, { name: { ja: 'A', en: 'B' } }] }],
    ['name-twice', 'documents[1].name', { documents: [document, { id: 'b', name: 'A' }] }],
    ['listed-twice', 'languages[1]', { languages: ['ja', 'ja'] }],
    ['listed-twice', 'telephones[1].number', { telephones: [{ number: '118-00' }, { number: '118-00' }] }],
    ['japanese-missing', 'languages', { languages: ['en'] }],
    [
      'hours-incomplete',
      'places[0].hours[0]',
      { places: [{ name: 'A', hours: [{ days: 'weekdays', from: '09:00' }] }] },
    ],
    [
      'hours-backwards',
      'telephones[0].hours[0].to',
      { telephones: [{ number: '118-00', hours: [{ days: 'weekdays', from: '17:00', to: '09:00' }] }] },
    ],
    ['closing-rule-unclear', 'places[0].closedOn[0]', { places: [{ name: 'A', closedOn: [{ weekday: 'sunday' }] }] }],
    ['no-such-document', 'applications[0].bring[0].of[0]', applies({ of: ['c'] })],
    ['no-such-document', 'applications[0].bring[0].or.of[0]', applies({ of: ['a'], or: { of: ['c'] } })],
    ['cannot-be-met', 'applications[0].bring[0].count', applies({ count: 3, of: ['a', 'b'] })],
    ['cannot-be-met', 'applications[0].bring[0]', applies({ of: ['a', 'b'], including: ['a', 'b'] })],
    ['cannot-be-met', 'applications[0].bring[0].or.count', applies({ of: ['a'], or: { count: 2, of: ['b'] } })],
    ['not-among', 'applications[0].bring[0].including[0]', applies({ of: ['a'], including: ['b'] })],
    [
      'counted-twice',
      'applications[0].bring[1].or.of[0]',
      {
        ...applies({}),
        applications: [{ kind: 'self', sameDay: true, bring: [{ of: ['a'] }, { of: ['b'], or: { of: ['a'] } }] }],
      },
    ],
    ['name-twice', 'counter.operators[1].name', { counter: { operators: [{ name: 'A' }, { name: 'A' }] } }],
    ['counter-without-operators', 'kiosk.mode', { ...applies({ of: ['a'] }), kiosk: { mode: 'counter' } }],
    ['counter-without-applications', 'kiosk.mode', { ...clerk, kiosk: { mode: 'counter' } }],
    [
      'place-not-said',
      'kiosk.mode',
      {
        ...applies({ of: ['a'] }),
        ...clerk,
        places: [{ name: 'A', declines: ['proxy'] }],
        kiosk: { mode: 'counter' },
      },
    ],
    [
      'second-visit-missing',
      'applications[0].kind',
      {
        ...applies({ of: ['a'] }),
        ...clerk,
        applications: [{ kind: 'proxy-first', sameDay: false, bring: [{ of: ['a'] }] }],
        kiosk: { mode: 'counter' },
      },
    ],
    [
      'kind-twice',
      'applications[1].kind',
      {
        ...applies({ of: ['a'] }),
        applications: Array(2).fill({ kind: 'self', sameDay: true, bring: [{ of: ['a'] }] }),
      },
    ],
  ])('%s at %s', (code, at, more) => {
    expect(problemsOf(withMore(more))).toMatchObject([{ code, at, line: 2 }]);
  });

  it('asks for clerks, applications and a place only where clerks lead the way', () => {
    const { kiosk: _, ...rest } = JSON.parse(example);
    for (const mode of [undefined, 'self-service']) {
      const { counter, applications, ...others } = rest;
      expect(problemsOf(JSON.stringify({ ...others, ...(mode ? { kiosk: { mode } } : {}) }))).toEqual([]);
    }
    expect(problemsOf(JSON.stringify({ ...rest, kiosk: { mode: 'counter', place: 'branch' } }))).toEqual([]);
  });

  it('counts several of a kind where that is said', () => {
    const twoOf = (several: boolean) => applies({ count: 2, of: ['a'] }, [{ ...document, several }]);
    expect(problemsOf(withMore(twoOf(true)))).toEqual([]);
    expect(problemsOf(withMore(twoOf(false)))).toHaveLength(1);
  });

  it('says of a text by languages what is wrong with which', () => {
    expect(problemsOf('{"name": {"en": "Mihon"}}')).toMatchObject([{ code: 'missing-key', at: 'name', value: 'ja' }]);
    expect(problemsOf('{"name": {"ja": "見本市", "fr": "Mihon"}}')).toMatchObject([
      { code: 'unknown-key', value: 'fr' },
    ]);
    expect(problemsOf('{"name": {"ja": 3}}')).toMatchObject([{ code: 'wrong-type', at: 'name.ja' }]);
    expect(problemsOf('{"name": 3}')).toMatchObject([{ code: 'wrong-type', expected: ['string', 'object'] }]);
  });

  it('finds a key that stands twice, of which JSON forgets the first', () => {
    expect(found('{\n"name": "A",\n"name": "B"}')).toEqual(['3:1 key-twice']);
  });

  it('takes no key for anything but a key', () => {
    expect(found('{"name": "A", "__proto__": {"feeYen": 5}}')).toEqual(['1:15 unknown-key']);
  });

  it('says everything at once, in the order of the file, and no more than one can read', () => {
    expect(found('{\n"nam": "A",\n"feeYen": -1,\n"languages": ["ja", "xx"]\n}')).toEqual([
      '1:1 missing-key',
      '2:1 unknown-key',
      '3:11 too-small',
      '4:21 not-one-of',
    ]);
    expect(problemsOf(withMore({ documentNotes: Array(50).fill(0) }))).toHaveLength(20);
  });

  it('is no longer than it may be, and UTF-8', () => {
    const padded = (length: number) => bytes(`{"name": "A"${' '.repeat(length - 13)}}`);
    expect(readOffice(padded(MAX_OFFICE_BYTES)).problems).toBeUndefined();
    expect(readOffice(padded(MAX_OFFICE_BYTES + 1)).problems).toEqual([{ code: 'file-too-large' }]);
    // 見本 in Shift_JIS, as some editors still save it.
    const shiftJis = Uint8Array.of(...bytes('{\n"name": "'), 0x8c, 0xa9, 0x96, 0x7b, ...bytes('"}'));
    expect(readOffice(shiftJis).problems).toEqual([{ code: 'not-utf-8', line: 2, column: 1 }]);
  });
});

describe('what staff read', () => {
  it('names line, column and place, what stands there and what is expected', () => {
    const hours = problemsOf('{\n  "name": "A",\n  "places": [{ "name": "B", "hours": [{ "days": "daily" }] }]\n}')[0];
    if (!hours) throw new Error('a problem was expected');
    expect(officeProblem('ja', hours)).toBe(
      '3行目 49文字目（places[0].hours[0].days）："daily" は使えません。次のどれかを書きます：every-day · weekdays · weekends · saturdays · sundays · weekends-and-holidays',
    );
    expect(officeProblem('en', hours)).toBe(
      'Line 3, column 49 (places[0].hours[0].days): "daily" cannot stand here. One of these is expected: every-day · weekdays · weekends · saturdays · sundays · weekends-and-holidays',
    );
  });

  it('names the most that fits, which is less for the name of a clerk', () => {
    const said = (more: object) =>
      problemsOf(withMore(more))
        .map((problem) => officeProblem('ja', problem))
        .join();
    expect(said({ documentNotes: ['長'.repeat(401)] })).toContain('400文字まで');
    expect(said({ counter: { operators: [{ name: '長'.repeat(81) }] } })).toContain('80文字まで');
  });

  it('names no line of a file that is not there', () => {
    expect(officeProblem('ja', { code: 'not-found' })).toBe('ファイルがありません。');
  });
});
