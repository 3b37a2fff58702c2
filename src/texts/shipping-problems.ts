import type { ShippingProblem } from '../journal/shipping-problem.ts';
import type { CliLanguage } from './language.ts';

/** Why entries of the journal could not be shipped to the database, and what staff can do about it. */
export const SHIPPING_PROBLEMS: Record<CliLanguage, Readonly<Record<ShippingProblem, string>>> = {
  ja: {
    'module-missing':
      '送信に使う部品（pg）がありません。このソフトのフォルダーで npm install を実行し、起動しなおしてください。',
    'bad-url':
      'MYNA_PIN_JOURNAL_URL が PostgreSQL の URL ではありません。postgres:// で始まる URL を指定してください。',
    unreachable: 'データベースにつながりません。つながるまで、この端末に記録をためて、自動で送りなおします。',
    'not-trusted': 'データベースの証明書を確かめられません。sslmode と sslrootcert を確かめてください。',
    refused: 'データベースに断られました。ユーザー名、パスワード、接続の許可を確かめてください。',
    'no-such-database': 'URL に書かれたデータベースがありません。',
    'not-permitted':
      'データベースに表を作れないか、書き込めません。myna-pin journal sql の出力を、データベースの管理者に渡してください。',
    'table-differs': 'データベースに、同じ名前の別の表があります。データベースの管理者に確かめてください。',
    'not-writable': 'データベースが今は書き込みを受け付けません。空き容量などを、管理者に確かめてください。',
    conflict:
      'データベースに、この端末の番号で別の記録があります。上書きはしません。端末を複製したか、記録のファイルを古いものに戻していないか、管理者に確かめてください。',
    failed: 'データベースに送れませんでした。自動で送りなおします。',
  },
  en: {
    'module-missing':
      'What ships the journal (pg) is not installed. Run npm install in the folder of this program, and start it again.',
    'bad-url': 'MYNA_PIN_JOURNAL_URL is no URL of PostgreSQL. It has to begin with postgres://.',
    unreachable: 'The database cannot be reached. Entries are kept here, and are shipped when it is back.',
    'not-trusted': 'The certificate of the database is not trusted. Check sslmode and sslrootcert.',
    refused: 'The database refused. Check the user name, the password, and whether this computer may connect.',
    'no-such-database': 'The database that the URL names does not exist.',
    'not-permitted':
      'This user may not make the table, or not write into it. Give the output of myna-pin journal sql to whoever runs the database.',
    'table-differs': 'There is another table of the same name. Ask whoever runs the database.',
    'not-writable': 'The database takes nothing now. Ask whoever runs it, for its free space among other things.',
    conflict:
      'The database has another entry under a number of this kiosk. Nothing is overwritten. Find out whether this computer was copied, or the file of the journal set back to an older one.',
    failed: 'The entries could not be shipped. This is tried again by itself.',
  },
};
