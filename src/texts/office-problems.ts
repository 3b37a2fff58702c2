import type { OfficeProblem, OfficeProblemCode } from '../office/read-office.ts';
import type { CliLanguage } from './language.ts';

/** `value` and `expected` are as they stand in the file or in the schema; either may be empty. */
type Sentence = (value: string, expected: string) => string;

const PROBLEMS: Record<CliLanguage, Record<OfficeProblemCode, Sentence>> = {
  ja: {
    'not-found': () => 'ファイルがありません。',
    'not-readable': () => 'ファイルを読めません。',
    'file-too-large': () => 'ファイルが大きすぎます。64 KB までです。',
    'not-utf-8': () => '文字コードが UTF-8 ではありません。UTF-8 で保存しなおしてください。',
    'not-json': () => 'JSON として読めません。引用符、コロン、かっこを確かめてください。',
    'comma-missing': () => 'この前にカンマ「,」が要ります。',
    'comma-too-many': () => 'この前のカンマ「,」が余分です。',
    'value-missing': () => 'ここに値がありません。',
    'not-closed': () => 'かっこか引用符が閉じられていません。',
    'text-after-end': () => '設定が終わったあとに、まだ文字があります。',
    comment: () => 'コメントは書けません。',
    'unknown-key': (value) => `「${value}」という項目はありません。つづりを確かめてください。`,
    'missing-key': (value) => `「${value}」がありません。`,
    'key-twice': (value) => `「${value}」が2回書かれています。`,
    'wrong-type': (value, expected) => `${quoted(value)}ここには${expected}を書きます。`,
    'not-one-of': (value, expected) => `${quoted(value)}次のどれかを書きます：${expected}`,
    empty: () => '文字がありません。',
    'too-long': (_, expected) => `長すぎます。${expected}文字までです。`,
    'too-many': () => '多すぎます。50個までです。',
    'none-listed': () => '1つ以上書きます。ないときは、項目ごと消してください。',
    'not-https': (value) => `${quoted(value)}https: で始まるアドレスを書きます。`,
    'not-a-time': (value) => `${quoted(value)}時刻は「09:45」のように、00:00から23:59までで書きます。`,
    'not-a-telephone-number': (value) => `${quoted(value)}電話番号は「0570-025-850」のように書きます。`,
    'not-an-id': (value) => `${quoted(value)}id は半角の英小文字、数字、ハイフンで、40文字までです。`,
    'not-a-code': (value) => `${quoted(value)}code は半角の数字4～8桁です。`,
    'not-a-language-tag': (value) => `${quoted(value)}言語は「ja」「en」「zh」のように書きます。`,
    'not-whole': (value) => `${quoted(value)}整数を書きます。`,
    'too-small': (value, expected) => `${quoted(value)}${expected}以上の数を書きます。`,
    'too-large': (value, expected) => `${quoted(value)}${expected}以下の数を書きます。`,
    'id-twice': (value) => `id「${value}」が2回使われています。`,
    'name-twice': (value) => `同じ名前「${value}」が2つあります。`,
    'listed-twice': (value) => `「${value}」が2回書かれています。`,
    'kind-twice': (value) => `「${value}」の手続きが2つあります。`,
    'no-such-place': (value) => `id が「${value}」の場所が places にありません。`,
    'no-such-document': (value) => `id が「${value}」の書類が documents にありません。`,
    'hours-incomplete': () => 'from と to は、両方書くか、両方書かないかです。',
    'hours-backwards': (value) => `${value}：終わりの時刻が、始まりの時刻より前です。`,
    'closing-rule-unclear': () => 'nth と after の、どちらか1つを書きます。',
    'cannot-be-met': (value) => `${value}点はそろえられません。count、including、書類の several を確かめてください。`,
    'not-among': (value) => `「${value}」が of の中にありません。`,
    'counted-twice': (value) =>
      `書類「${value}」は、この手続きのほかの持ち物にもあります。1点を2回数えないように、どちらか1つに書きます。`,
    'counter-without-operators': () => '窓口の画面にするときは、counter の operators に職員を書きます。',
    'counter-without-applications': () => '窓口の画面にするときは、applications に手続きを書きます。',
    'place-not-said': () => '手続きできない方がいる場所があるので、この画面がある場所を kiosk の place に書きます。',
    'second-visit-missing': () => '2回目の手続き「proxy-second」も書きます。1回目の方に、次の持ち物を伝えるためです。',
    'japanese-missing': () => '「ja」も入れてください。',
  },
  en: {
    'not-found': () => 'There is no such file.',
    'not-readable': () => 'The file cannot be read.',
    'file-too-large': () => 'The file is too large: 64 KB is the most.',
    'not-utf-8': () => 'This is not UTF-8. Save the file as UTF-8.',
    'not-json': () => 'This is no JSON. Look at quotation marks, colons and brackets.',
    'comma-missing': () => 'A comma is missing before this.',
    'comma-too-many': () => 'The comma before this is one too many.',
    'value-missing': () => 'There is no value here.',
    'not-closed': () => 'A bracket or quotation mark is not closed.',
    'text-after-end': () => 'There is more text after the end of the settings.',
    comment: () => 'Comments are not possible here.',
    'unknown-key': (value) => `There is no setting “${value}”. Look at its spelling.`,
    'missing-key': (value) => `“${value}” is missing.`,
    'key-twice': (value) => `“${value}” stands here twice.`,
    'wrong-type': (value, expected) => `${quotedEnglish(value)}${expected} is expected here.`,
    'not-one-of': (value, expected) => `${quotedEnglish(value)}One of these is expected: ${expected}`,
    empty: () => 'There is no text.',
    'too-long': (_, expected) => `This is too long: ${expected} characters are the most.`,
    'too-many': () => 'These are too many: 50 are the most.',
    'none-listed': () => 'At least one is expected. If there is none, leave the whole setting out.',
    'not-https': (value) => `${quotedEnglish(value)}An address that begins with “https:” is expected.`,
    'not-a-time': (value) => `${quotedEnglish(value)}A time is written like “09:45”, from 00:00 to 23:59.`,
    'not-a-telephone-number': (value) => `${quotedEnglish(value)}A telephone number is written like “0570-025-850”.`,
    'not-an-id': (value) => `${quotedEnglish(value)}An id has small letters, digits and hyphens, 40 at most.`,
    'not-a-code': (value) => `${quotedEnglish(value)}A code has 4 to 8 digits.`,
    'not-a-language-tag': (value) => `${quotedEnglish(value)}A language is written like “ja”, “en” or “zh”.`,
    'not-whole': (value) => `${quotedEnglish(value)}A whole number is expected.`,
    'too-small': (value, expected) => `${quotedEnglish(value)}${expected} is the least.`,
    'too-large': (value, expected) => `${quotedEnglish(value)}${expected} is the most.`,
    'id-twice': (value) => `The id “${value}” is used twice.`,
    'name-twice': (value) => `Two have the name “${value}”.`,
    'listed-twice': (value) => `“${value}” is listed twice.`,
    'kind-twice': (value) => `There are two applications of the kind “${value}”.`,
    'no-such-place': (value) => `No place in “places” has the id “${value}”.`,
    'no-such-document': (value) => `No document in “documents” has the id “${value}”.`,
    'hours-incomplete': () => 'Either both “from” and “to” are expected, or none of them.',
    'hours-backwards': (value) => `${value}: the end is before the beginning.`,
    'closing-rule-unclear': () => 'Exactly one of “nth” and “after” is expected.',
    'cannot-be-met': (value) =>
      `Nobody can bring ${value} of these. Look at “count”, “including”, and “several” of the documents.`,
    'not-among': (value) => `“${value}” is not in “of”.`,
    'counted-twice': (value) =>
      `The document “${value}” is asked for elsewhere in this application. List it once, so that no piece is counted twice.`,
    'counter-without-operators': () => 'A counter needs its clerks in “operators” of “counter”.',
    'counter-without-applications': () => 'A counter needs its kinds of application in “applications”.',
    'place-not-said': () =>
      'Some of the places decline somebody: say in “place” of “kiosk” which of them this screen is at.',
    'second-visit-missing': () =>
      'The second visit, “proxy-second”, is needed too: people are told at the first what to bring to it.',
    'japanese-missing': () => '“ja” is needed among them.',
  },
};

const TYPES: Record<CliLanguage, Readonly<Record<string, string>>> = {
  ja: {
    string: '文字列（引用符で囲んだもの）',
    number: '数',
    boolean: ' true か false ',
    array: 'リスト [ ] ',
    object: '項目の組 { } ',
  },
  en: {
    string: 'A text in quotation marks',
    number: 'A number',
    boolean: 'true or false',
    array: 'A list [ ]',
    object: 'A group { }',
  },
};

const PLACE: Record<CliLanguage, (line: number, column: number, at: string) => string> = {
  ja: (line, column, at) => `${line}行目 ${column}文字目${at && `（${at}）`}：`,
  en: (line, column, at) => `Line ${line}, column ${column}${at && ` (${at})`}: `,
};

const OR: Record<CliLanguage, string> = { ja: 'か', en: ', or: ' };

/** What is wrong with a file of office settings, and where, in one sentence. */
export function officeProblem(
  language: CliLanguage,
  { code, line, column, at = '', value = '', expected = [] }: OfficeProblem,
): string {
  const place = line === undefined ? '' : PLACE[language](line, column ?? 1, at);
  const names =
    code === 'wrong-type'
      ? expected.map((type) => TYPES[language][type] ?? type).join(OR[language])
      : expected.join(' · ');
  return place + PROBLEMS[language][code](value, names);
}

function quoted(value: string): string {
  return value === '' ? '' : `${value} は使えません。`;
}

function quotedEnglish(value: string): string {
  return value === '' ? '' : `${value} cannot stand here. `;
}
