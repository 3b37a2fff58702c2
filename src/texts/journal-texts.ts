import type { ChainFault } from '../journal/chain-fault.ts';
import type { CliLanguage } from './language.ts';

/** What `myna-pin journal` is made of. */
export type JournalCommandName = 'verify' | 'export' | 'status' | 'sql';

/** What the command line says of a journal, beside its entries. */
export interface JournalTexts {
  readonly usageForms: Readonly<Record<JournalCommandName, string>>;
  readonly commands: Readonly<Record<JournalCommandName, string>>;
  readonly details: Partial<Record<JournalCommandName, readonly string[]>>;
  readonly file: string;
  readonly options: Readonly<Record<'noted' | 'from' | 'to' | 'output', string>>;
  readonly badNote: string;
  readonly badDay: string;
  readonly holds: (entries: number) => string;
  readonly empty: string;
  readonly head: (sequence: number, hash: string) => string;
  readonly faults: Readonly<Record<ChainFault, (sequence: number) => string>>;
  /** After a time in which it could not. */
  readonly shippedAgain: string;
  readonly exported: (entries: number, file: string) => string;
  readonly status: {
    readonly file: (file: string) => string;
    readonly kiosk: (id: string) => string;
    readonly entries: (entries: number, first: string, last: string) => string;
    readonly notShipped: string;
    readonly shipped: (through: number, waiting: number, at: string) => string;
    readonly failing: (since: string) => string;
  };
}

export const JOURNAL_TEXTS: Record<CliLanguage, JournalTexts> = {
  ja: {
    usageForms: {
      verify: '[FILE] [オプション]',
      export: '[FILE] [オプション]',
      status: '[FILE] [オプション]',
      sql: '',
    },
    commands: {
      verify: '記録が書き換えられたり、消されたりしていないか確かめます。',
      export: '表計算ソフトで開ける CSV（UTF-8）にします。',
      status: '記録の件数、最後の番号とハッシュ値、データベースへの送信のようすを表示します。',
      sql: '記録を集める PostgreSQL の表を作る SQL を表示します。',
    },
    details: {
      verify: [
        'ファイルを書き換えられる人は、ハッシュ値も計算しなおせます。そこまで確かめるには、以前に控えた番号とハッシュ値',
        '（status で表示、CSV の最後の列）を --noted で渡すか、データベースの記録と比べてください。',
      ],
    },
    file: '窓口日誌のファイル（指定がなければ、このユーザーのもの）',
    options: {
      noted: '以前に控えた「番号:ハッシュ値」と一致するかも確かめます',
      from: 'この日から（日本の日付、2027-01-31 の形）',
      to: 'この日まで（日本の日付、2027-01-31 の形）',
      output: 'ファイルに書きます（指定がなければ標準出力）',
    },
    badNote: '--noted には「番号:ハッシュ値」（ハッシュ値は16進数64桁）を指定してください。',
    badDay: '日付は 2027-01-31 の形で、実際にある日を指定してください。',
    holds: (entries) => `記録に書き換えや抜けはありません（${entries}件）。`,
    empty: 'まだ記録がありません。',
    head: (sequence, hash) => `最後の記録: ${sequence}:${hash}`,
    faults: {
      altered: (sequence) => `番号${sequence}の記録、またはその直前の記録が書き換えられています。`,
      missing: (sequence) => `番号${sequence}の記録がありません。`,
      'cut-off': (sequence) => `番号${sequence}から後の記録が消されています。`,
      added: (sequence) => `番号${sequence}の記録は、このソフトが書いたものではありません。`,
      'deletion-unrecorded': (sequence) => `番号${sequence}より前の記録が、削除の記録を残さずに消されています。`,
      'not-as-noted': (sequence) => `番号${sequence}の記録が、控えと一致しません。`,
      damaged: (sequence) => `番号${sequence}のあたりで、ファイルが壊れています。`,
    },
    shippedAgain: '窓口日誌をデータベースに送れるようになりました。',
    exported: (entries, file) => `${entries}件を書きました: ${file}`,
    status: {
      file: (file) => `ファイル: ${file}`,
      kiosk: (id) => `この端末の ID: ${id}`,
      entries: (entries, first, last) => `記録: ${entries}件（${first} から ${last} まで）`,
      notShipped: 'データベースには送っていません。',
      shipped: (through, waiting, at) =>
        `データベースには番号${through}まで送りました（${at}）。残り${waiting}件です。`,
      failing: (since) => `${since} から送れていません。`,
    },
  },
  en: {
    usageForms: {
      verify: '[FILE] [options]',
      export: '[FILE] [options]',
      status: '[FILE] [options]',
      sql: '',
    },
    commands: {
      verify: 'finds out whether entries were altered or removed',
      export: 'writes the entries as CSV (UTF-8) for spreadsheets',
      status: 'shows how many entries there are, the last one with its hash, and how far they are shipped',
      sql: 'prints the SQL that makes the table in PostgreSQL to which journals are shipped',
    },
    details: {
      verify: [
        'Whoever can write the file can compute hashes too. Only something kept elsewhere shows that: give a number and hash that were noted before (shown by status, the last column of the CSV) with --noted, or compare with the database.',
      ],
    },
    file: 'the file of the journal (default: the one of this user)',
    options: {
      noted: 'also whether "NUMBER:HASH", noted before, is among the entries',
      from: 'from this day on (in Japan, like 2027-01-31)',
      to: 'up to this day (in Japan, like 2027-01-31)',
      output: 'writes into a file (default: standard output)',
    },
    badNote: '--noted takes NUMBER:HASH, with the 64 hexadecimal digits of the hash.',
    badDay: 'A day is written like 2027-01-31, and has to be one that there is.',
    holds: (entries) => `Nothing was altered, and nothing is missing (${entries} entries).`,
    empty: 'There is no entry yet.',
    head: (sequence, hash) => `The last entry: ${sequence}:${hash}`,
    faults: {
      altered: (sequence) => `Entry ${sequence}, or the one before it, was altered.`,
      missing: (sequence) => `Entry ${sequence} is missing.`,
      'cut-off': (sequence) => `The entries from ${sequence} on were removed.`,
      added: (sequence) => `Entry ${sequence} was not written by this program.`,
      'deletion-unrecorded': (sequence) => `The entries before ${sequence} were deleted, and no entry says so.`,
      'not-as-noted': (sequence) => `Entry ${sequence} is not what was noted.`,
      damaged: (sequence) => `The file is damaged around entry ${sequence}.`,
    },
    shippedAgain: 'The journal of the counter is shipped to the database again.',
    exported: (entries, file) => `${entries} entries written: ${file}`,
    status: {
      file: (file) => `File: ${file}`,
      kiosk: (id) => `Id of this kiosk: ${id}`,
      entries: (entries, first, last) => `${entries} entries, from ${first} to ${last}`,
      notShipped: 'Nothing is shipped to a database.',
      shipped: (through, waiting, at) => `Shipped up to entry ${through} (${at}); ${waiting} waiting.`,
      failing: (since) => `Shipping has failed since ${since}.`,
    },
  },
};
