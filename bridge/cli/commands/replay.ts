import { readFile, writeFile } from 'node:fs/promises';
import { replayThrough } from '../../../src/app/replay-through.ts';
import { formatRecording } from '../../../src/card/recording/format-recording.ts';
import { parseRecording, RecordingSyntaxError } from '../../../src/card/recording/parse-recording.ts';
import { commandOf } from '../../../src/card/recording/product.ts';
import type { Recording } from '../../../src/card/recording/recording.ts';
import type { CliLanguage } from '../../../src/texts/language.ts';
import { recordingProblem } from '../../../src/texts/recording-problems.ts';
import { REPLAY_TEXTS } from '../../../src/texts/replay-texts.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { replayCommand } from '../replay/replay-command.ts';

export interface ReplayOptions {
  readonly language: CliLanguage;
  /** Path of a recording. */
  readonly file: string;
  readonly json: boolean;
  /** Writes what was read into the file, so that it becomes a regression test. */
  readonly expect: boolean;
}

/** The language of the `expect` lines: that of the page. */
const EXPECT_LANGUAGE: CliLanguage = 'ja';

/**
 * `replay FILE`: plays a recording through the program that made it, the page's own model or a command of this command
 * line, and prints what its person read. Resolves with the exit code: `refused` where something else was done than was recorded, or something else read than the file expects; `usage`
 * where the file cannot be read.
 */
export async function runReplay({ language, file, json, expect }: ReplayOptions, io: Io): Promise<number> {
  const texts = REPLAY_TEXTS[language];
  let recording: Recording;
  try {
    recording = parseRecording(await readFile(file, 'utf8'));
  } catch (error) {
    const syntax = error instanceof RecordingSyntaxError ? error : undefined;
    io.err(syntax ? `${file}: ${recordingProblem(language, syntax)}` : texts.cannotRead(file));
    const problem = syntax
      ? { problem: syntax.code, line: syntax.line, column: syntax.column }
      : { problem: 'unreadable' };
    if (json) io.out(JSON.stringify({ command: 'replay', exitCode: EXIT.usage, file, ...problem }));
    return EXIT.usage;
  }
  const play = (inLanguage: CliLanguage) => replayedAs(recording, { file, language: inLanguage });
  const { mismatch, reads } = await play(EXPECT_LANGUAGE);
  const expected = recording.header.expect;
  const readsAsExpected = expected.length === 0 || expected.join('\n') === reads.join('\n');
  if (expect && !mismatch && reads.length > 0 && !(await write(file, recording, reads))) {
    io.err(texts.cannotWrite(file));
    return EXIT.usage;
  }
  const exitCode = mismatch || (!readsAsExpected && !expect) ? EXIT.refused : EXIT.done;
  if (json) {
    const { line, expected: recorded, received } = mismatch ?? {};
    const difference = mismatch ? { line, expected: recorded, received } : null;
    io.out(JSON.stringify({ command: 'replay', exitCode, file, reads, expected, difference }));
    return exitCode;
  }
  const shown = language === EXPECT_LANGUAGE ? reads : (await play(language)).reads;
  io.out(recording.header.shows);
  for (const line of shown) io.out(`  ${line}`);
  if (mismatch) {
    io.err(texts.differs(file, mismatch.line));
    io.err(`  ${texts.expected}${mismatch.expected}`);
    io.err(`  ${texts.received}${mismatch.received}`);
  } else if (reads.length === 0) {
    io.err(texts.nothingToReplay);
  } else if (expect) {
    io.err(texts.written(file));
  } else if (!readsAsExpected) {
    const at = reads.findIndex((line, i) => line !== expected[i]);
    const first = at < 0 ? reads.length : at;
    io.err(texts.readsDiffer);
    io.err(`  ${texts.readBefore}${expected[first] ?? '—'}`);
    io.err(`  ${texts.readNow}${reads[first] ?? '—'}`);
  } else {
    io.err(texts.asRecorded);
    if (expected.length === 0) io.err(texts.nothingExpected);
  }
  return exitCode;
}

/** Whatever made a recording is what it is replayed through. */
function replayedAs(recording: Recording, options: { readonly file: string; readonly language: CliLanguage }) {
  const command = commandOf(recording.header.product);
  return command ? replayCommand(recording, command, options) : replayThrough(recording, options);
}

async function write(file: string, { header, entries }: Recording, expect: readonly string[]): Promise<boolean> {
  try {
    await writeFile(file, formatRecording({ header: { ...header, expect }, entries }));
    return true;
  } catch {
    return false;
  }
}
