import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CERTIFICATE_FIXTURES, certificateFixture } from '../../test/support/certificate-fixture.ts';
import { checkChain, parseCertificate } from './certificates.ts';

/** OpenSSL as a second opinion on everything in `fixtures/certificates`. */
const MALFORMED = ['another-structure', 'broken-der', 'garbage', 'masked', 'truncated'];
const WELL_FORMED = CERTIFICATE_FIXTURES.filter((name) => !MALFORMED.includes(name));

function openssl(args: readonly string[], input?: Uint8Array) {
  const { status, stdout } = spawnSync('openssl', args, { input, encoding: 'utf8' });
  return { status, stdout };
}

async function parsed(name: string) {
  const result = await parseCertificate(certificateFixture(name));
  if (result.kind !== 'parsed') throw new Error(`${name}: ${result.kind}`);
  return result.certificate;
}

describe('OpenSSL and we agree', () => {
  it.each(WELL_FORMED)('what is in %s', async (name) => {
    const shown = ['-subject', '-issuer', '-startdate', '-enddate', '-serial', '-fingerprint', '-sha256'];
    const form = ['-nameopt', 'sep_comma_plus_space,utf8', '-dateopt', 'iso_8601'];
    const { stdout } = openssl(['x509', '-inform', 'DER', '-noout', ...shown, ...form], certificateFixture(name));
    const ours = await parsed(name);
    expect(stdout.trim().split('\n')).toEqual([
      `subject=${ours.subject}`,
      `issuer=${ours.issuer}`,
      `notBefore=${opensslTime(ours.notBefore)}`,
      `notAfter=${opensslTime(ours.notAfter)}`,
      `serial=${ours.serialNumber}`,
      `sha256 Fingerprint=${ours.fingerprint.replace(/..(?!$)/g, '$&:')}`,
    ]);
  });

  it.each(WELL_FORMED)('key, algorithm and policies of %s', async (name) => {
    const { stdout } = openssl(['x509', '-inform', 'DER', '-noout', '-text'], certificateFixture(name));
    const ours = await parsed(name);
    expect(stdout).toContain(`Public-Key: (${ours.keyBits} bit)`);
    expect(stdout).toContain(`Signature Algorithm: ${ours.signatureAlgorithm}`);
    expect([...stdout.matchAll(/Policy: (\S+)/g)].map(([, policy]) => policy)).toEqual(ours.policies);
  });

  it.each(MALFORMED)('%s is no certificate', async (name) => {
    const { status, stdout } = openssl(['x509', '-inform', 'DER', '-noout', '-subject'], certificateFixture(name));
    expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
    expect((await parseCertificate(certificateFixture(name))).kind).not.toBe('parsed');
  });

  describe('on chains', () => {
    let folder: string;
    const pem = (name: string) => join(folder, `${name}.pem`);

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'myna-pin-certificates-'));
      for (const name of WELL_FORMED) {
        const text = Buffer.from(certificateFixture(name)).toString('base64');
        writeFileSync(pem(name), `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`);
      }
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each([
      ['auth', 'auth-ca', 'holds'],
      ['auth-expired', 'auth-ca', 'holds'],
      ['auth-not-yet-valid', 'auth-ca', 'holds'],
      ['sign', 'sign-ca', 'holds'],
      ['auth-ca', 'auth-ca', 'holds'],
      ['unknown-ca-auth', 'unknown-ca', 'holds'],
      ['auth-other-issuer', 'sign-ca', 'holds'],
      ['auth-wrong-chain', 'auth-ca', 'bad-signature'],
      ['auth-other-issuer', 'auth-ca', 'wrong-issuer'],
      ['sign', 'auth-ca', 'wrong-issuer'],
      ['auth', 'unknown-ca', 'wrong-issuer'],
      ['auth', 'auth-ca-not-a-ca', 'not-a-ca'],
    ])('%s under %s: %s', async (name, ca, chain) => {
      expect(await checkChain(await parsed(name), await parsed(ca))).toBe(chain);
      const { status } = openssl(['verify', '-no_check_time', '-CAfile', pem(ca), pem(name)]);
      expect(status === 0).toBe(chain === 'holds');
    });
  });
});

function opensslTime(time: Date): string {
  return time.toISOString().replace('T', ' ').replace('.000', '');
}
