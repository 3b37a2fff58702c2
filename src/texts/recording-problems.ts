import type { RecordingProblem, RecordingSyntaxError } from '../card/recording/parse-recording.ts';
import { RECORDING_TITLE } from '../card/recording/recording.ts';
import type { CliLanguage } from './language.ts';

const PROBLEMS: Record<CliLanguage, Record<RecordingProblem, string>> = {
  ja: {
    'not-a-recording': `1行目が「${RECORDING_TITLE}」ではありません。記録のファイルではないようです。`,
    'newer-format': '新しい形式の記録です。新しい myna-pin で開いてください。',
    'unknown-header': '見出しの行ではありません。見出しのあとには空行が必要です。',
    'header-twice': '同じ見出しが2回あります。',
    'header-missing': '見出しがそろっていません。shows、card、reader、atr、date、product が必要です。',
    'bad-date': '日付は YYYY-MM-DD の形で書きます。',
    'unknown-line': '「=>」「<=」「!」「#」のどれでも始まらない行です。',
    'bad-hex': '16進数（0〜9、A〜F）ではない文字があります。',
    'half-a-byte': '16進数のけた数が奇数です。',
    'brace-not-closed': '「{」に対応する「}」がありません。',
    'unknown-placeholder': '「{ }」の中がわかりません。',
    'placeholder-misplaced': '「{ }」をここに置くことはできません。',
    'pin-in-the-open': '暗証番号がそのまま書かれています。記録には「{current auth, 4 digits}」のように書きます。',
    'command-too-short': 'コマンドは4バイト以上必要です。',
    'status-word-missing': '応答の最後に2バイトのステータスワードが必要です。',
    'unknown-event': 'わからないできごとです。',
    'bad-failure': '「<= !」のあとには、removed-card のような理由を書きます。',
    'bad-delay': '時間は「+23 ms」の形で書きます。',
    'answer-missing': 'このコマンドの応答がありません。',
    'answer-without-command': 'この応答の前にコマンドがありません。',
    'not-connected': 'カードに接続していません。先に「! connect」が必要です。',
    'already-connected': 'すでに接続しています。先に「! disconnect」が必要です。',
  },
  en: {
    'not-a-recording': `The first line is not “${RECORDING_TITLE}”, so this is no recording.`,
    'newer-format': 'This recording has a newer format. Open it with a newer myna-pin.',
    'unknown-header': 'This is no line of the header, which ends with an empty line.',
    'header-twice': 'This header stands here twice.',
    'header-missing': 'The header is not complete: shows, card, reader, atr, date and product are needed.',
    'bad-date': 'A date is written as YYYY-MM-DD.',
    'unknown-line': 'This line begins with none of “=>”, “<=”, “!” and “#”.',
    'bad-hex': 'This is no hexadecimal digit (0–9, A–F).',
    'half-a-byte': 'The number of hexadecimal digits is odd.',
    'brace-not-closed': 'There is no “}” for this “{”.',
    'unknown-placeholder': 'What stands in these braces is not known.',
    'placeholder-misplaced': 'Braces cannot stand here.',
    'pin-in-the-open': 'A PIN stands here in the open. A recording has “{current auth, 4 digits}” or the like instead.',
    'command-too-short': 'A command has at least 4 bytes.',
    'status-word-missing': 'An answer ends with a status word of two bytes.',
    'unknown-event': 'This event is not known.',
    'bad-failure': 'After “<= !” stands a reason such as removed-card.',
    'bad-delay': 'A time is written as “+23 ms”.',
    'answer-missing': 'This command has no answer.',
    'answer-without-command': 'There is no command before this answer.',
    'not-connected': 'There is no connection to a card: “! connect” is missing before it.',
    'already-connected': 'There is a connection already: “! disconnect” is missing before it.',
  },
};

const PLACE: Record<CliLanguage, (line: number, column: number) => string> = {
  ja: (line, column) => `${line}行目 ${column}文字目：`,
  en: (line, column) => `Line ${line}, column ${column}: `,
};

/** Where and why the text of a recording cannot be read, in one sentence. */
export function recordingProblem(
  language: CliLanguage,
  { code, line, column }: Pick<RecordingSyntaxError, 'code' | 'line' | 'column'>,
): string {
  return `${PLACE[language](line, column)}${PROBLEMS[language][code]}`;
}
