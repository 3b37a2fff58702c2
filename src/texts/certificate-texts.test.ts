import { describe, expect, it } from 'vitest';
import { certificateFixture, FIXTURE_DAY } from '../../test/support/certificate-fixture.ts';
import type { CertificateId } from '../card/applications.ts';
import type { CertificateFile } from '../card/certificate-file.ts';
import {
  type CertificateReport,
  describeCertificates,
  parseCertificate,
  readHolder,
} from '../certificates/certificates.ts';
import type { CertificateEntry, ShownCertificate } from '../certificates/report.ts';
import { CARD_TEXTS, CERTIFICATE_TEXTS } from './cli-card-texts.ts';
import type { CliLanguage } from './language.ts';

const LANGUAGES: readonly CliLanguage[] = ['ja', 'en'];

/** Words that would say more than is known, or frighten. */
const ALARMING = /偽|不正な|危険|詐欺|forge|fake|fraud|danger|invalid card/i;

function report(files: Partial<Record<CertificateId, string | CertificateFile>>): Promise<CertificateReport> {
  const read = Object.entries(files).map(([id, file]) => [
    id,
    typeof file === 'string' ? { kind: 'read', der: certificateFixture(file) } : file,
  ]);
  return describeCertificates(Object.fromEntries(read), FIXTURE_DAY);
}

async function linesOf(language: CliLanguage, files: Parameters<typeof report>[0]): Promise<string> {
  return CERTIFICATE_TEXTS[language].lines(await report(files), FIXTURE_DAY).join('\n');
}

describe.each(LANGUAGES)('in %s', (language) => {
  const texts = CERTIFICATE_TEXTS[language];
  const { words } = texts;

  it('every code of every table has a sentence, and no two of a table the same', () => {
    const tables: Readonly<Record<string, string>>[] = [
      words.names,
      words.kinds,
      words.facts,
      words.chain,
      words.ca,
      words.reading,
      words.readAgain,
      words.holder.sexes,
      Object.fromEntries(Object.entries(words.unshown).map(([code, say]) => [code, say('')])),
      Object.fromEntries(Object.entries(words.validity).map(([state, say]) => [state, say('A', 'B', 7)])),
      Object.fromEntries(Object.entries(words.failures).map(([code, { title }]) => [code, title])),
    ];
    for (const table of tables) {
      const sentences = Object.values(table);
      expect(sentences.filter((sentence) => sentence.trim() === '')).toEqual([]);
      expect(new Set(sentences).size).toBe(sentences.length);
      expect(sentences.filter((sentence) => ALARMING.test(sentence))).toEqual([]);
      if (language === 'ja') expect(sentences.filter((sentence) => /[Ａ-Ｚａ-ｚ０-９]/.test(sentence))).toEqual([]);
    }
  });

  it('has the same codes as the other language', () => {
    const codes = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, codes(inner)]))
        : '';
    const flat = ({ validityAdvice: _, failures, ...rest }: typeof words) =>
      codes({ ...rest, failures: Object.keys(failures) });
    expect(flat(words)).toEqual(flat(CERTIFICATE_TEXTS[language === 'ja' ? 'en' : 'ja'].words));
  });

  it.each<[string, Parameters<typeof report>[0], (say: typeof words) => string]>([
    ['valid', { auth: 'auth' }, (say) => say.validity.valid('', say.day('2099-06-15'), 0)],
    ['expired', { auth: 'auth-expired' }, (say) => say.validity.expired('', say.day('2025-06-15'), 0)],
    [
      'expires soon',
      { auth: 'auth-expires-soon' },
      (say) => say.validity['expires-soon']('', say.day('2026-09-15'), 76),
    ],
    ['not yet valid', { auth: 'auth-not-yet-valid' }, (say) => say.validity['not-yet'](say.day('2027-04-01'), '', 0)],
    ['chain holds', { auth: 'auth', 'auth-ca': 'auth-ca' }, (say) => say.chain.holds],
    ['another issuer', { auth: 'auth-other-issuer', 'auth-ca': 'auth-ca' }, (say) => say.chain['wrong-issuer']],
    ['a wrong signature', { auth: 'auth-wrong-chain', 'auth-ca': 'auth-ca' }, (say) => say.chain['bad-signature']],
    ['a CA that is none', { auth: 'auth', 'auth-ca': 'auth-ca-not-a-ca' }, (say) => say.chain['not-a-ca']],
    ['the test environment', { auth: 'auth', 'auth-ca': 'auth-ca' }, (say) => say.testEnvironment],
    ['a test CA', { auth: 'auth', 'auth-ca': 'auth-ca' }, (say) => say.ca.test],
    ['an unknown CA', { auth: 'unknown-ca-auth', 'auth-ca': 'unknown-ca' }, (say) => say.ca['not-recognised']],
    ['a CA that was not read', { auth: 'auth' }, (say) => say.ca['not-read']],
    ['a CA that makes no sense', { auth: 'auth', 'auth-ca': 'broken-der' }, (say) => say.ca.unreadable],
    ['why it makes none', { auth: 'auth', 'auth-ca': 'broken-der' }, (say) => say.unshown['broken-der']('')],
    ['absent', { auth: { kind: 'absent' } }, (say) => say.unshown.absent('')],
    ['needs its PIN', { sign: { kind: 'needs-pin' } }, (say) => say.unshown['needs-pin']('')],
    [
      'truncated',
      { auth: { kind: 'truncated', der: certificateFixture('truncated') } },
      (say) => say.unshown.truncated(''),
    ],
    ['not a certificate', { auth: 'garbage' }, (say) => say.unshown['not-a-certificate']('')],
    ['broken', { auth: 'broken-der' }, (say) => say.unshown['broken-der']('')],
    ['masked', { auth: 'masked' }, (say) => say.unshown.masked('')],
    [
      'refused',
      { auth: { kind: 'refused', sw: 0x6f00 } },
      (say) => say.unshown.refused(CARD_TEXTS[language].words.status('6F00')),
    ],
    ['revocation', { sign: 'sign', 'sign-ca': 'sign-ca' }, (say) => say.revocation],
  ])('says so: %s', async (_name, files, expected) => {
    const said = await linesOf(language, files);
    expect(said).toContain(expected(words));
    expect(said).not.toMatch(ALARMING);
  });

  it('a known CA is called one', async () => {
    const known = await report({ auth: 'auth', 'auth-ca': 'auth-ca' });
    const certificates = known.certificates.map(
      (entry): CertificateEntry => ({ ...(entry as ShownCertificate), ca: 'known' }),
    );
    expect(texts.lines({ ...known, certificates }, FIXTURE_DAY).join('\n')).toContain(words.ca.known);
  });

  it.each([
    ['auth-expired', true],
    ['auth-expires-soon', true],
    ['auth', false],
  ])('%s: where to renew it: %s', async (name, expected) => {
    expect((await linesOf(language, { auth: name })).includes('更新')).toBe(expected);
  });

  it('on the last day, and one day before, it counts right', () => {
    expect(words.validity['expires-soon']('', 'X', 0)).toContain('X');
    expect(words.validity['expires-soon']('', 'X', 1)).toMatch(/1日|1 day /);
  });

  it.each(['auth', 'sign'] as const)('%s that could not be read: why, and what it means', (id) => {
    const { title } = CARD_TEXTS[language].words.cardErrors['card-removed'];
    const { lines } = texts.failure('card-removed', id);
    expect(lines.join()).toContain(title);
    expect(lines.includes(words.changeStands)).toBe(id === 'sign');
    expect(texts.failure('not-loaded', id).title).toBe(words.failures['not-loaded'].title);
  });

  it('nothing of the person is in the lines, and all of it in what is said of the holder', async () => {
    const result = await parseCertificate(certificateFixture('sign'));
    if (result.kind !== 'parsed') throw new Error('the fixture is a certificate');
    const holder = readHolder(result.certificate);
    if (!holder) throw new Error('the fixture has a holder');
    const said = texts.holder({ ...holder, nameSubstitutes: '00101', addressSubstitutes: '?' });
    expect(said.map(({ text }) => text)).toEqual([
      '見本　花子',
      words.holder.substitutes([3, 5]),
      words.day('2005-06-15'),
      words.holder.sexes.female,
      holder.address,
      '?',
    ]);
    const lines = await linesOf(language, { sign: 'sign', 'sign-ca': 'sign-ca' });
    for (const { text } of texts.holder(holder).filter(({ text }) => text.length > 3))
      expect(lines).not.toContain(text);
  });
});

it('days are written as people write them', () => {
  expect(CERTIFICATE_TEXTS.ja.words.day('2026-06-05')).toBe('2026年6月5日');
  expect(CERTIFICATE_TEXTS.en.words.day('2026-06-05')).toBe('5 June 2026');
  expect(CERTIFICATE_TEXTS.ja.words.day('昭和')).toBe('昭和');
});

it('the day of this computer is a day in Japan', async () => {
  const now = new Date('2026-11-22T23:00:00Z');
  const lines = CERTIFICATE_TEXTS.ja.lines(
    await describeCertificates({ auth: { kind: 'read', der: certificateFixture('auth-expired') } }, now),
    now,
  );
  expect(lines.join()).toContain('2026年11月23日');
});
