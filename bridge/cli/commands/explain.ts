import { readFile } from 'node:fs/promises';
import { maskedHex } from '../../../src/card/apdu.ts';
import { toHex } from '../../../src/card/bytes.ts';
import { Explainer, explainEntries } from '../../../src/card/explain.ts';
import type { AnswerMeaning, CommandMeaning } from '../../../src/card/explain-meanings.ts';
import { formatEntry } from '../../../src/card/recording/format-recording.ts';
import { parseRecording, RecordingSyntaxError } from '../../../src/card/recording/parse-recording.ts';
import type { Recording, RecordingHeader } from '../../../src/card/recording/recording.ts';
import { EXPLAIN_TEXTS, type ExplainTexts } from '../../../src/texts/explain-texts.ts';
import type { CliLanguage } from '../../../src/texts/language.ts';
import { recordingProblem } from '../../../src/texts/recording-problems.ts';
import { EXIT } from '../exit-codes.ts';
import { HexSyntaxError, parseHexApdus } from '../hex-apdus.ts';
import type { Io } from '../io.ts';

export interface ExplainOptions {
  readonly language: CliLanguage;
  /** Path of a recording, or APDUs in hexadecimal digits. */
  readonly input: string;
  readonly json: boolean;
}

/** One line of a recording or of what was typed: its bytes as they may be shown, and what they mean. */
interface ExplainedLine {
  readonly kind: 'command' | 'answer' | 'event';
  readonly line: number;
  readonly text: string;
  readonly delayMs: number;
  readonly meaning?: CommandMeaning | AnswerMeaning;
  readonly words: string;
}

interface Explanation {
  readonly header?: RecordingHeader;
  readonly lines: readonly ExplainedLine[];
  readonly hidesPin: boolean;
}

/**
 * `explain FILE|HEX`: APDUs and status words in words. Resolves with the exit code: `usage` where the input does not exist
 * or is malformed. A PIN in it is never shown.
 */
export async function runExplain({ language, input, json }: ExplainOptions, io: Io): Promise<number> {
  const texts = EXPLAIN_TEXTS[language];
  try {
    const explanation = await explain(input, texts);
    if (explanation.hidesPin) io.err(texts.words.input.pinHidden);
    if (json) {
      const { header, lines } = explanation;
      io.out(JSON.stringify({ command: 'explain', exitCode: EXIT.done, ...(header ? { header } : {}), lines }));
    } else {
      for (const line of asText(explanation)) io.out(line);
    }
    return EXIT.done;
  } catch (error) {
    const { sentence, ...problem } = problemOf(error, language, texts);
    io.err(sentence);
    if (json) io.out(JSON.stringify({ command: 'explain', exitCode: EXIT.usage, ...problem }));
    return EXIT.usage;
  }
}

async function explain(input: string, texts: ExplainTexts): Promise<Explanation> {
  if (/^[\s0-9A-Fa-f<=>]+$/.test(input)) return explainHex(input, texts);
  try {
    return explainRecording(parseRecording(await readFile(input, 'utf8')), texts);
  } catch (error) {
    // Digits with a slip in them, rather than the name of a file.
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing && /^[\s<=>]*[0-9A-Fa-f]{2}[\s\w<=>]*$/.test(input)) return explainHex(input, texts);
    throw error;
  }
}

function explainRecording({ header, entries }: Recording, texts: ExplainTexts): Explanation {
  const lines = explainEntries(entries).map((explained): ExplainedLine => {
    const { kind, entry } = explained;
    const common = { kind, line: entry.line, text: formatEntry(entry), delayMs: entry.delayMs };
    if (kind === 'command') return { ...common, meaning: explained.meaning, words: texts.command(explained.meaning) };
    if (kind === 'answer') return { ...common, meaning: explained.meaning, words: texts.answer(explained.meaning) };
    return { ...common, words: texts.event(explained.entry) };
  });
  return { header, lines, hidesPin: false };
}

function explainHex(input: string, texts: ExplainTexts): Explanation {
  const explainer = new Explainer();
  let hidesPin = false;
  const lines = parseHexApdus(input).map(({ kind, bytes, line }): ExplainedLine => {
    if (kind === 'answer') {
      const meaning = explainer.answer(bytes);
      return { kind, line, text: `<= ${toHex(bytes)}`, delayMs: 0, meaning, words: texts.answer(meaning) };
    }
    const meaning = explainer.command(bytes);
    const shown = maskedHex(bytes);
    hidesPin ||= shown !== toHex(bytes);
    return { kind, line, text: `=> ${shown}`, delayMs: 0, meaning, words: texts.command(meaning) };
  });
  return { lines, hidesPin };
}

function asText({ header, lines }: Explanation): string[] {
  const width = String(lines.at(-1)?.line ?? '').length;
  const about = header
    ? [header.shows, [header.card, header.reader, header.date, header.product].filter(Boolean).join(' · '), '']
    : [];
  return [
    ...about,
    ...lines.flatMap(({ kind, line, text, delayMs, words }) => {
      // A recording is worked on with an editor beside it; what was typed has no lines to look up.
      const number = header ? `${String(line).padStart(width)}  ` : '';
      const time = delayMs > 0 ? `  +${delayMs} ms` : '';
      return [
        `${number}${text}${time}`,
        `${' '.repeat(number.length + 3)}${words}`,
        ...(kind === 'answer' ? [''] : []),
      ];
    }),
  ];
}

interface Problem {
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
  readonly sentence: string;
}

function problemOf(error: unknown, language: CliLanguage, texts: ExplainTexts): Problem {
  const { input } = texts.words;
  if (error instanceof RecordingSyntaxError) {
    const { code, line, column } = error;
    return { problem: code, line, column, sentence: recordingProblem(language, error) };
  }
  if (error instanceof HexSyntaxError) {
    const { code, line, column } = error;
    const say = { 'bad-hex': input.badHex, 'half-a-byte': input.halfAByte, 'not-an-apdu': input.notAnApdu };
    return { problem: code, line, column, sentence: say[code](line, column) };
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return code === 'ENOENT'
    ? { problem: 'file-missing', sentence: input.fileMissing }
    : { problem: 'file-unreadable', sentence: input.fileUnreadable };
}
