import type { JournalEvent, JournalOutcome } from '../journal/entry.ts';
import type { ApplicationKind } from '../office/schema.ts';
import type { CliLanguage } from './language.ts';

type Refused = Extract<JournalEvent, { event: 'refused' }>;

/** What entries of the journal are called, for staff. */
export interface JournalWords {
  readonly events: Readonly<Record<JournalEvent['event'], string>>;
  readonly recovery: string;
  readonly applications: Readonly<Record<ApplicationKind, string>>;
  readonly tries: Readonly<Record<JournalOutcome['tries'], string>>;
  readonly refusals: Readonly<Record<Refused['why'], string>>;
  /** Of a PIN that was to be changed, and of which nothing was written later. */
  readonly meant: string;
  readonly deleted: (through: number, count: number) => string;
  /** Heads of columns; those of the PINs have the names of the PINs. */
  readonly columns: {
    readonly sequence: string;
    readonly day: string;
    readonly time: string;
    readonly event: string;
    readonly place: string;
    readonly operator: string;
    readonly application: string;
    readonly documents: string;
    readonly note: string;
    readonly begun: string;
    readonly hash: string;
  };
}

export const JOURNAL_WORDS: Record<CliLanguage, JournalWords> = {
  ja: {
    events: {
      'change-begun': '変更の開始',
      'change-ended': '変更の結果',
      accepted: '受付',
      refused: 'お断り',
      interrupted: '中断',
      deleted: '保存期間が過ぎた記録の削除',
    },
    recovery: '前の変更の確認',
    applications: {
      self: '本人',
      'proxy-first': '任意代理人（1回目）',
      'proxy-second': '任意代理人（2回目）',
      'legal-representative': '法定代理人',
    },
    tries: {
      all: '残り回数：減っていない',
      some: '残り回数：減っている',
      one: '残り回数：1回',
      none: '残り回数：0回（ロック）',
      'not-known': '残り回数：不明',
    },
    refusals: {
      'place-declines': 'この場所では受け付けていない',
      'documents-missing': '書類が足りない',
    },
    meant: '対象',
    deleted: (through, count) => `番号${through}まで、${count}件`,
    columns: {
      sequence: '番号',
      day: '日付',
      time: '時刻',
      event: '内容',
      place: '場所',
      operator: '職員',
      application: '申請者',
      documents: '確認した書類',
      note: '備考',
      begun: '開始の番号',
      hash: 'ハッシュ値',
    },
  },
  en: {
    events: {
      'change-begun': 'change begun',
      'change-ended': 'result of a change',
      accepted: 'accepted',
      refused: 'refused',
      interrupted: 'interrupted',
      deleted: 'entries deleted after their time',
    },
    recovery: 'finding out about an earlier change',
    applications: {
      self: 'holder of the card',
      'proxy-first': 'proxy, first visit',
      'proxy-second': 'proxy, second visit',
      'legal-representative': 'legal representative',
    },
    tries: {
      all: 'tries left: all',
      some: 'tries left: not all',
      one: 'tries left: 1',
      none: 'tries left: 0 (locked)',
      'not-known': 'tries left: not known',
    },
    refusals: {
      'place-declines': 'not accepted at this place',
      'documents-missing': 'documents are missing',
    },
    meant: 'to be changed',
    deleted: (through, count) => `up to number ${through}, ${count} entries`,
    columns: {
      sequence: 'number',
      day: 'day (Japan)',
      time: 'time (Japan)',
      event: 'what',
      place: 'place',
      operator: 'operator',
      application: 'applicant',
      documents: 'documents seen',
      note: 'note',
      begun: 'number of its beginning',
      hash: 'hash',
    },
  },
};
