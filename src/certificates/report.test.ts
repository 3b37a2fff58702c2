import { describe, expect, it, vi } from 'vitest';
import { certificateFixture, FIXTURE_DAY } from '../../test/support/certificate-fixture.ts';
import type { CertificateId } from '../card/applications.ts';
import type { CertificateFile } from '../card/certificate-file.ts';
import {
  type CertificateReport,
  describeCertificates,
  KNOWN_CAS,
  knownCa,
  parseCertificate,
  type ShownCertificate,
} from './certificates.ts';

/** A report on fixtures, by their names. */
function reportOn(names: Partial<Record<CertificateId, string>>): Promise<CertificateReport> {
  const files = Object.entries(names).map(([id, name]) => [id, { kind: 'read', der: certificateFixture(name) }]);
  return describeCertificates(Object.fromEntries(files), FIXTURE_DAY);
}

async function entryOf(id: CertificateId, names: Partial<Record<CertificateId, string>>) {
  return (await reportOn(names)).certificates.find((entry) => entry.id === id);
}

describe('the report', () => {
  it('of a whole card', async () => {
    const report = await reportOn({ sign: 'sign', 'sign-ca': 'sign-ca', auth: 'auth', 'auth-ca': 'auth-ca' });
    expect(report).toMatchObject({ testEnvironment: true, revocation: 'not-checked' });
    expect(report.certificates.map(({ id }) => id)).toEqual(['auth', 'auth-ca', 'sign', 'sign-ca']);
    expect(report.certificates[0]).toEqual({
      id: 'auth',
      outcome: 'shown',
      kind: 'auth',
      testEnvironment: true,
      validity: { state: 'valid', firstDay: '2026-01-15', lastDay: '2099-06-15', daysLeft: 26647 },
      notBefore: '2026-01-14T15:00:00.000Z',
      notAfter: '2099-06-15T14:59:59.000Z',
      serialNumber: '01330001',
      issuer:
        'C=JP, O=JPKI-TEST, OU=JPKI for user authentication, OU=Japan Agency for Local Authority Information Systems',
      keyBits: 2048,
      signatureAlgorithm: 'sha256WithRSAEncryption',
      policies: ['1.2.392.200149.8.5.1.2.30'],
      chain: 'holds',
      ca: 'test',
      fingerprint: null,
    });
    expect(report.certificates[3]).toMatchObject({ kind: 'ca', chain: null, ca: 'test' });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('names nobody', async () => {
    const text = JSON.stringify(await reportOn({ auth: 'auth', 'auth-ca': 'auth-ca', sign: 'sign' }));
    for (const personal of ['見本', '千代田', '20050615', 'Chiyoda', 'MIHON']) expect(text).not.toContain(personal);
    for (const name of ['auth', 'sign']) {
      const result = await parseCertificate(certificateFixture(name));
      expect(result.kind === 'parsed' && text.includes(result.certificate.fingerprint)).toBe(false);
    }
  });

  it.each([
    ['auth-wrong-chain', 'auth-ca', { chain: 'bad-signature', ca: 'test' }],
    ['auth-other-issuer', 'auth-ca', { chain: 'wrong-issuer', ca: 'test' }],
    ['auth', 'auth-ca-not-a-ca', { chain: 'not-a-ca', ca: 'test' }],
    ['unknown-ca-auth', 'unknown-ca', { chain: 'holds', ca: 'not-recognised', testEnvironment: false }],
    ['auth', 'broken-der', { chain: null, ca: 'unreadable' }],
    ['auth', undefined, { chain: null, ca: 'not-read' }],
    ['auth-expired', 'auth-ca', { chain: 'holds', validity: { state: 'expired' } }],
    ['auth-expires-soon', 'auth-ca', { chain: 'holds', validity: { state: 'expires-soon', daysLeft: 76 } }],
    ['auth-not-yet-valid', 'auth-ca', { chain: 'holds', validity: { state: 'not-yet' } }],
  ])('%s under %s', async (auth, ca, expected) => {
    const entry = await entryOf('auth', ca ? { auth, 'auth-ca': ca } : { auth });
    expect(entry).toMatchObject({ outcome: 'shown', ...expected });
  });

  it.each<[CertificateFile, object]>([
    [{ kind: 'absent' }, { outcome: 'absent' }],
    [{ kind: 'needs-pin' }, { outcome: 'needs-pin' }],
    [{ kind: 'truncated', der: certificateFixture('truncated') }, { outcome: 'truncated' }],
    [{ kind: 'not-a-certificate' }, { outcome: 'not-a-certificate' }],
    [
      { kind: 'refused', sw: 0x6d00 },
      { outcome: 'refused', sw: 0x6d00 },
    ],
    [{ kind: 'read', der: certificateFixture('broken-der') }, { outcome: 'broken-der' }],
    [{ kind: 'read', der: certificateFixture('another-structure') }, { outcome: 'not-a-certificate' }],
    [{ kind: 'read', der: certificateFixture('masked') }, { outcome: 'masked' }],
  ])('a file that is no certificate hides no other: %j', async (sign, expected) => {
    const auth: CertificateFile = { kind: 'read', der: certificateFixture('auth') };
    const { certificates } = await describeCertificates({ sign, auth }, FIXTURE_DAY);
    expect(certificates).toEqual([
      expect.objectContaining({ id: 'auth', outcome: 'shown' }),
      { id: 'sign', ...expected },
    ]);
  });

  it('needs the crypto of the platform alone', async () => {
    vi.stubGlobal('process', undefined);
    try {
      vi.resetModules();
      const fresh = await import('./certificates.ts');
      const files = { auth: { kind: 'read', der: certificateFixture('auth') } as const };
      const ca = { kind: 'read', der: certificateFixture('auth-ca') } as const;
      const { certificates } = await fresh.describeCertificates({ ...files, 'auth-ca': ca }, FIXTURE_DAY);
      expect((certificates[0] as ShownCertificate).chain).toBe('holds');
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('known CAs', () => {
  it.each(KNOWN_CAS)('$issues $year is known by its whole fingerprint', (ca) => {
    expect(ca.fingerprint).toMatch(/^[0-9A-F]{64}$/);
    expect(knownCa(ca.fingerprint)).toBe(ca);
    expect(knownCa(ca.fingerprint.slice(0, 40))).toBeUndefined();
    const [first, last] = ca.validity.map((day) => new Date(day).getTime());
    expect(first).toBeLessThan(last as number);
  });

  it('are four different certificates', () => {
    expect(new Set(KNOWN_CAS.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });

  it('are not the ones of the fixtures, whatever name they bear', async () => {
    for (const name of ['auth-ca', 'sign-ca', 'unknown-ca']) {
      const result = await parseCertificate(certificateFixture(name));
      expect(result.kind === 'parsed' && knownCa(result.certificate.fingerprint)).toBeUndefined();
    }
  });
});
