import { type ExplainedEntry, explainEntries } from '../../card/explain.ts';
import type { Outcome } from '../../card/explain-meanings.ts';
import { parseRecording, RecordingSyntaxError } from '../../card/recording/parse-recording.ts';
import type { Recording } from '../../card/recording/recording.ts';
import { type Timeline, timelineOf } from '../../card/recording/timeline.ts';
import { recordingProblem } from '../../texts/recording-problems.ts';
import { OPEN } from './texts.ts';

/** A line of the table: a command with its answer, or an event. */
export interface Row {
  /** Index of its first entry, and how many it has. */
  readonly start: number;
  readonly count: number;
  /** `undefined` for an event. */
  readonly outcome: Outcome | undefined;
  /** From the beginning of the recording to this row, and how long it took. */
  readonly atMs: number;
  readonly tookMs: number;
}

/** A recording and everything that follows from it. */
export interface Opened {
  readonly name: string;
  readonly recording: Recording;
  readonly explained: readonly ExplainedEntry[];
  readonly rows: readonly Row[];
  readonly timeline: Timeline;
}

/** Why a text could not be opened, and the line where. */
export interface OpenProblem {
  readonly name: string;
  readonly sentence: string;
  readonly offending: string;
}

/** Characters. The longest recording of a session has some tens of thousands. */
export const MAX_LENGTH = 1_000_000;

export function openRecording(name: string, text: string): Opened | OpenProblem {
  if (text.length > MAX_LENGTH) return { name, sentence: OPEN.tooLong, offending: '' };
  try {
    return opened(name, parseRecording(text));
  } catch (error) {
    if (!(error instanceof RecordingSyntaxError)) throw error;
    const offending = text.split(/\r?\n/)[error.line - 1] ?? '';
    return { name, sentence: recordingProblem('ja', error), offending: offending.slice(0, 200) };
  }
}

export function opened(name: string, recording: Recording): Opened {
  const explained = explainEntries(recording.entries);
  return { name, recording, explained, rows: rowsOf(explained), timeline: timelineOf(recording.entries) };
}

function rowsOf(explained: readonly ExplainedEntry[]): Row[] {
  const rows: Row[] = [];
  let ms = 0;
  for (const [i, each] of explained.entries()) {
    if (each.kind === 'answer') continue;
    ms += each.entry.delayMs;
    const next = each.kind === 'command' ? explained[i + 1] : undefined;
    const answer = next?.kind === 'answer' ? next : undefined;
    const tookMs = answer?.entry.delayMs ?? 0;
    rows.push({ start: i, count: answer ? 2 : 1, outcome: answer?.meaning.outcome, atMs: ms, tookMs });
    ms += tookMs;
  }
  return rows;
}
