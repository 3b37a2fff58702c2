import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { evaluate } from '../../office/checklist.ts';
import { readOffice } from '../../office/read-office.ts';
import type { ApplicationKind } from '../../office/schema.ts';
import { missingSentence } from './missing.ts';

const { office } = readOffice(readFileSync(new URL('../../../fixtures/offices/example.json', import.meta.url)));
const PHOTO = '「官公署が発行した顔写真付きの本人確認書類」';
const SECOND = '「『氏名と生年月日』または『氏名と住所』が書かれ、市長が適当と認める書類」';

it.each<[ApplicationKind, Readonly<Record<string, number>>, readonly string[]]>([
  ['self', {}, ['「本人のマイナンバーカード」が必要です。']],
  ['proxy-first', { card: 1 }, [`${PHOTO}${SECOND}のうち、あと2点（${PHOTO}を含む）が必要です。`]],
  ['proxy-first', { card: 1, 'photo-id': 1 }, [`${PHOTO}${SECOND}のうち、あと1点が必要です。`]],
  ['proxy-first', { card: 1, 'second-document': 2 }, [`${PHOTO}が必要です。`]],
  [
    'legal-representative',
    { card: 1, 'family-register': 1 },
    [`${PHOTO}あと1点、または、${SECOND}あと2点が必要です。`],
  ],
  [
    'legal-representative',
    { card: 1, 'second-document': 1, 'family-register': 1 },
    [`${PHOTO}あと1点、または、${SECOND}あと1点が必要です。`],
  ],
  ['legal-representative', { card: 1, 'photo-id': 1 }, ['「登記事項証明書」「戸籍謄本」のうち、あと1点が必要です。']],
])('%s with %j', (kind, counts, said) => {
  const application = office?.applications?.find((one) => one.kind === kind);
  if (!office?.documents || !application) throw new Error('the example has it');
  const presented = { counts: new Map(Object.entries(counts)), notNeeded: new Set<number>() };
  const { requirements } = evaluate(application, office.documents, presented);
  const { documents } = office;
  expect(requirements.flatMap((state) => (state.met ? [] : [missingSentence(state, documents)]))).toEqual(said);
});
