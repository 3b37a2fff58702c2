import type { JournalErrorCode } from '../journal/journal-error.ts';
import type { CliLanguage } from './language.ts';

/** Why the journal of the counter cannot be written, or read, and what staff can do about it. */
const PROBLEMS: Record<CliLanguage, Record<JournalErrorCode, string>> = {
  ja: {
    'module-missing':
      '記録に使う部品（better-sqlite3）がありません。このソフトのフォルダーで npm install を実行し、起動しなおしてください。',
    'disk-full': 'ディスクの空きが足りません。要らないファイルを消して、空きを増やしてください。',
    'read-only': '記録のファイルかフォルダーに書き込めません。書き込みの権限を確かめてください。',
    'not-found': '記録のファイルがありません。',
    'in-use': '起動中のほかの myna-pin が、この記録を使っています。そちらを終了してください。',
    damaged: '記録のファイルが壊れています。ファイルを消さずに別の場所へ移し、起動しなおすと、新しい記録を始めます。',
    'not-a-journal': '指定されたファイルは、窓口日誌ではありません。--journal の指定を確かめてください。',
    'newer-version': 'この記録は、新しいバージョンの myna-pin が作りました。myna-pin を新しくしてください。',
    failed: 'ディスクを読み書きできませんでした。ディスクを確かめて、起動しなおしてください。',
    'not-open': 'この変更の結果は、すでに記録されています。',
    'not-an-event': '記録できない内容でした。画面を読み込みなおしてください。',
    'not-kept': 'この窓口は、日誌をつける設定になっていません。設定を確かめ、画面を読み込みなおしてください。',
    'change-open': '前の変更の記録が終わっていません。画面を読み込みなおしてください。',
    'no-change-begun': '記録が始まっていないため、止めました。画面を読み込みなおしてください。',
    'no-bridge': '記録をつけるプログラムにつながりません。画面が変わらなければ、起動しなおしてください。',
  },
  en: {
    'module-missing':
      'What writes the journal (better-sqlite3) is not installed. Run npm install in the folder of this program, and start it again.',
    'disk-full': 'There is not enough room on the disk. Delete files that are not needed.',
    'read-only': 'The file of the journal, or its folder, may not be written. Check the permissions.',
    'not-found': 'There is no such journal.',
    'in-use': 'Another myna-pin that is running uses this journal. End that one.',
    damaged:
      'The file of the journal is damaged. Move it elsewhere, without deleting it, and start again: a new one is begun.',
    'not-a-journal': 'This file is no journal. Check what was given with --journal.',
    'newer-version': 'A later version of myna-pin wrote this journal. Use that version.',
    failed: 'The disk could not be read or written. Check it, and start again.',
    'not-open': 'How this change ended is recorded already.',
    'not-an-event': 'This cannot be recorded. Load the page again.',
    'not-kept': 'This office keeps no journal by its settings. Check them, and load the page again.',
    'change-open': 'The change before is not recorded to its end. Load the page again.',
    'no-change-begun': 'Stopped, because no record was begun. Load the page again.',
    'no-bridge': 'The program that writes the journal cannot be reached. If this stays so, start it again.',
  },
};

export function journalProblem(language: CliLanguage, code: JournalErrorCode): string {
  return PROBLEMS[language][code];
}
