import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CERTIFICATE_FIXTURES, certificateFixture, FIXTURE_DAY } from '../../test/support/certificate-fixture.ts';
import { parseCertificate } from './certificate.ts';
import { readHolder } from './holder.ts';
import { describeCertificates } from './report.ts';

const whole = certificateFixture('auth');

function changed(offset: number, value: number): Uint8Array {
  const der = whole.slice();
  der[offset] = value;
  return der;
}

describe('parseCertificate', () => {
  it('says what is in the certificate', async () => {
    expect(await parseCertificate(certificateFixture('sign'))).toEqual({
      kind: 'parsed',
      certificate: {
        der: certificateFixture('sign'),
        kind: 'sign',
        testEnvironment: true,
        subject: 'C=JP, L=Tokyo-to, L=Chiyoda-ku, CN=MIHONHANAKO00013101001S',
        issuer:
          'C=JP, O=JPKI-TEST, OU=JPKI for digital signature, OU=Japan Agency for Local Authority Information Systems',
        serialNumber: '01320001',
        notBefore: new Date('2026-01-15T00:00:00+09:00'),
        notAfter: new Date('2099-06-15T23:59:59+09:00'),
        fingerprint: expect.stringMatching(/^[0-9A-F]{64}$/),
        keyBits: 2048,
        signatureAlgorithm: 'sha256WithRSAEncryption',
        policies: ['1.2.392.200149.8.5.1.0.20'],
      },
    });
  });

  it.each([
    ['auth', 'auth', true],
    ['sign', 'sign', true],
    ['auth-ca', 'ca', true],
    ['sign-ca', 'ca', true],
    ['unknown-ca', 'ca', false],
    ['unknown-ca-auth', 'auth', false],
    ['auth-other-issuer', 'sign', true],
  ])('%s: kind %s, test environment %s', async (name, kind, testEnvironment) => {
    expect(await parseCertificate(certificateFixture(name))).toMatchObject({
      kind: 'parsed',
      certificate: { kind, testEnvironment },
    });
  });

  it.each([
    ['cut off', certificateFixture('truncated'), 'broken-der'],
    ['a wrong length inside', certificateFixture('broken-der'), 'broken-der'],
    ['bytes left over', new Uint8Array([...whole, 0]), 'broken-der'],
    // The first digit of the year in notBefore.
    ['a time that is none', changed(indexOfTime() + 2, 0x58), 'broken-der'],
    ['masked', certificateFixture('masked'), 'masked'],
    ['masked with another filler', Uint8Array.from(whole, (byte, i) => (i < 4 ? byte : 0x2a)), 'masked'],
    ['text', certificateFixture('garbage'), 'not-a-certificate'],
    ['DER of something else', certificateFixture('another-structure'), 'not-a-certificate'],
    ['nothing', new Uint8Array(0), 'not-a-certificate'],
  ])('%s', async (_name, der, kind) => {
    expect(await parseCertificate(der)).toEqual({ kind });
  });

  it('a name cannot steer a terminal', async () => {
    const der = whole.slice();
    const start = Buffer.from(der).indexOf('MIHONHANAKO');
    der.set([0x1b, 0x5b, 0x32, 0x4a, 0x0a], start);
    expect(await parseCertificate(der)).toMatchObject({
      certificate: { subject: 'C=JP, CN=\uFFFD[2J\uFFFDHANAKO00013101001A' },
    });
  });

  it('whatever bytes a card holds, there is an answer', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc
        .tuple(
          fc.constantFrom(...CERTIFICATE_FIXTURES),
          fc.array(fc.tuple(fc.nat(1200), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        )
        .map(([name, changes]) => {
          const der = certificateFixture(name);
          for (const [offset, value] of changes) der[offset % der.length] = value;
          return der;
        }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, bytes, async (auth, ca) => {
        const report = await describeCertificates(
          { auth: { kind: 'read', der: auth }, 'auth-ca': { kind: 'read', der: ca } },
          FIXTURE_DAY,
        );
        expect(report.certificates.map(({ id }) => id)).toEqual(['auth', 'auth-ca']);
        JSON.stringify(report);
        const result = await parseCertificate(auth);
        if (result.kind === 'parsed') readHolder(result.certificate);
      }),
      { numRuns: 300 },
    );
  });
});

/** Offset of the UTCTime in notBefore. */
function indexOfTime(): number {
  return Buffer.from(whole).indexOf(Buffer.from('170d323630313134', 'hex'));
}
