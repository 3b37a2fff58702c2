import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { APPLICATIONS, type ApplicationId, CERTIFICATE_FILES, PIN_IDS, PINS } from '../card/applications.ts';
import { fromHex } from '../card/bytes.ts';
import { Explainer, explainEntries } from '../card/explain.ts';
import {
  type CommandMeaning,
  type FileMeaning,
  INSTRUCTION_NAMES,
  type InstructionName,
} from '../card/explain-meanings.ts';
import { parseRecording, RECORDING_PROBLEMS } from '../card/recording/parse-recording.ts';
import { PROGRAM_EVENTS, WORLD_EVENTS } from '../card/recording/recording.ts';
import { STATUS_WORDS } from '../card/status-word.ts';
import { EXPLAIN_TEXTS } from './explain-texts.ts';
import type { CliLanguage } from './language.ts';
import { recordingProblem } from './recording-problems.ts';

const LANGUAGES: readonly CliLanguage[] = ['ja', 'en'];

const FILES: readonly FileMeaning[] = [
  ...PIN_IDS.flatMap((pin) =>
    PINS[pin].references.map(({ application }): FileMeaning => ({ kind: 'pin', pin, application })),
  ),
  ...Object.keys(CERTIFICATE_FILES).map(
    (certificate): FileMeaning => ({ kind: 'certificate', certificate: certificate as keyof typeof CERTIFICATE_FILES }),
  ),
  { kind: 'token-info' },
  { kind: 'certificate-availability' },
  { kind: 'other', file: 0x14 },
  { kind: 'short', shortFile: 3 },
  { kind: 'unknown' },
];

const COMMANDS: readonly CommandMeaning[] = [
  ...(Object.keys(APPLICATIONS) as ApplicationId[]).map(
    (application): CommandMeaning => ({ kind: 'select-application', application, aid: '' }),
  ),
  { kind: 'select-application', application: undefined, aid: 'A000' },
  { kind: 'select-other' },
  ...FILES.flatMap((file): CommandMeaning[] => [
    { kind: 'select-file', file, id: 0 },
    { kind: 'ask-tries', file },
    { kind: 'verify', file, role: 'current' },
    { kind: 'verify', file, role: 'new' },
    { kind: 'verify', file, role: undefined },
    { kind: 'change', file, instruction: 'reference-data' },
    { kind: 'change', file, instruction: 'change-key' },
    { kind: 'read-binary', file, offset: 5, length: 256 },
    { kind: 'read-binary', file, offset: 0, length: undefined },
  ]),
  { kind: 'get-response', length: 16 },
  { kind: 'get-response', length: undefined },
  { kind: 'compute-signature' },
  ...Object.values(INSTRUCTION_NAMES).map(
    (name): CommandMeaning => ({ kind: 'instruction', name: name as InstructionName }),
  ),
  { kind: 'unknown', cla: 0x90, ins: 0xfd },
  { kind: 'malformed' },
];

/** Short, finished, and nothing in it that a template could not fill. */
function expectSentence(text: string): void {
  expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  expect(text.length).toBeGreaterThan(1);
  expect(text.length).toBeLessThan(160);
  expect(text).not.toMatch(/[０-９Ａ-Ｚａ-ｚ]/);
}

describe.each(LANGUAGES)('APDUs in words: %s', (language) => {
  const texts = EXPLAIN_TEXTS[language];

  it('every command, and no two files alike', () => {
    const sentences = COMMANDS.map((command) => texts.command(command));
    sentences.forEach(expectSentence);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('every status word in answer to every kind of command', () => {
    const commands = ['', '00A4040C01D3', '00A4020C020018', '00200080', '0020008001FF', '0024018001FF', '00B0000000'];
    const words = [...STATUS_WORDS.map(({ sw }) => sw), 0x63c2, 0x1234].map((sw) => sw.toString(16).padStart(4, '0'));
    for (const command of commands) {
      for (const sw of words) {
        const explainer = new Explainer();
        if (command) explainer.command(fromHex(command));
        expectSentence(texts.answer(explainer.answer(fromHex(sw))));
      }
    }
  });

  it('answers with data, without an answer, and without a status word', () => {
    const explainer = new Explainer();
    explainer.command(fromHex('00B0000003'));
    const answer = explainer.answer(fromHex('8F8F009000'));
    expect(texts.answer(answer)).toContain('3');
    for (const code of ['removed-card', 'refused-by-guard/locked']) {
      expect(texts.answer(explainer.answer({ failure: code }))).toContain(code);
    }
    expectSentence(texts.answer(explainer.answer(fromHex('90'))));
  });

  it('every recording of the library, and nothing in it that is not understood', () => {
    const folder = new URL('../../fixtures/recordings/', import.meta.url);
    for (const name of readdirSync(folder).filter((name) => name.endsWith('.apdu'))) {
      for (const each of explainEntries(parseRecording(readFileSync(new URL(name, folder), 'utf8')).entries)) {
        if (each.kind === 'event') expectSentence(texts.event(each.entry));
        else {
          expect(`${name} ${JSON.stringify(each.meaning)}`).not.toMatch(/"kind":"(unknown|malformed)"/);
          expectSentence(each.kind === 'command' ? texts.command(each.meaning) : texts.answer(each.meaning));
        }
      }
    }
  });

  it('every event', () => {
    const sentences = [...PROGRAM_EVENTS, ...WORLD_EVENTS].map((event) => texts.event({ event, detail: '' }));
    sentences.forEach(expectSentence);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(texts.event({ event: 'connect', detail: 'no-smartcard' })).toContain('no-smartcard');
  });

  it('names a PIN officially, and tells its two references apart', () => {
    const ask = (application: ApplicationId) =>
      texts.command({ kind: 'ask-tries', file: { kind: 'pin', pin: 'juki', application } });
    expect(ask('juki')).toContain(PINS.juki.name);
    expect(ask('juki')).not.toBe(ask('common'));
    expect(texts.event({ event: 'last-try', detail: 'auth' })).toContain(PINS.auth.name);
  });

  it.each(RECORDING_PROBLEMS)('a malformed recording: %s', (code) => {
    const sentence = recordingProblem(language, { code, line: 12, column: 7 });
    expectSentence(sentence);
    expect(sentence).toMatch(/12.*7/);
  });
});

it('what a try costs is said where it matters', () => {
  const texts = EXPLAIN_TEXTS.ja;
  const explainer = new Explainer();
  const ask = (command: string, answer: string) => {
    explainer.command(fromHex(command));
    return texts.answer(explainer.answer(fromHex(answer)));
  };
  expect(ask('00200080', '63C3')).toBe('残り3回です');
  expect(ask('002000800431323334', '63C2')).toBe('番号が違います。残り2回です');
  expect(ask('002000800431323334', '63C0')).toBe('番号が違います。この1回でロックされました');
  expect(ask('00200080', '63C0')).toBe('ロックされています');
});
