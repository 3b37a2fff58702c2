import type { CliLanguage } from './language.ts';

/** What `myna-pin replay` says beside what a person of the recording read. */
export interface ReplayTexts {
  readonly asRecorded: string;
  readonly differs: (file: string, line: number) => string;
  readonly expected: string;
  readonly received: string;
  /** The file says what is read, and now something else is. */
  readonly readsDiffer: string;
  readonly readBefore: string;
  readonly readNow: string;
  readonly nothingExpected: string;
  /** No card was ever reached. */
  readonly nothingToReplay: string;
  readonly written: (file: string) => string;
  readonly cannotRead: (file: string) => string;
  readonly cannotWrite: (file: string) => string;
}

export const REPLAY_TEXTS: Record<CliLanguage, ReplayTexts> = {
  ja: {
    asRecorded: '記録のとおりに、最後まで再生できました。',
    differs: (file, line) => `${file} の ${line}行目で、記録と違う動きをしました。`,
    expected: '記録：',
    received: '今回：',
    readsDiffer: '表示する内容が、ファイルの expect の行と違います。',
    readBefore: 'expect：',
    readNow: '今回：',
    nothingExpected: 'ファイルに expect の行がありません。--expect をつけると、上の内容を書き込みます。',
    nothingToReplay: 'この記録にはカードとのやり取りがないため、再生するものがありません。',
    written: (file) => `${file} に expect の行を書き込みました。内容が正しいことを確かめてください。`,
    cannotRead: (file) => `${file} を読み込めません。`,
    cannotWrite: (file) => `${file} に書き込めません。`,
  },
  en: {
    asRecorded: 'Played to its end, as recorded.',
    differs: (file, line) => `At ${file} line ${line} something else was done than was recorded.`,
    expected: 'recorded: ',
    received: 'now:      ',
    readsDiffer: 'What a person reads differs from the “expect” lines of the file.',
    readBefore: 'expect: ',
    readNow: 'now:    ',
    nothingExpected: 'The file has no “expect” lines. With --expect, what stands above is written into it.',
    nothingToReplay: 'Nothing was said to a card in this recording, so there is nothing to replay.',
    written: (file) => `The “expect” lines were written to ${file}. Make sure that they are right.`,
    cannotRead: (file) => `${file} cannot be read.`,
    cannotWrite: (file) => `${file} cannot be written.`,
  },
};
