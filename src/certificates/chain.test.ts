import { describe, expect, it } from 'vitest';
import { certificateFixture } from '../../test/support/certificate-fixture.ts';
import { checkChain, parseCertificate } from './certificates.ts';

async function parsed(der: Uint8Array) {
  const result = await parseCertificate(der);
  if (result.kind !== 'parsed') throw new Error(result.kind);
  return result.certificate;
}

const ca = await parsed(certificateFixture('auth-ca'));

/** `auth` with one byte changed, from its end where `offset` is negative. */
function changed(offset: number, value: number): Uint8Array {
  const der = certificateFixture('auth');
  der[offset < 0 ? der.length + offset : offset] = value;
  return der;
}

/** Offset behind the last sha256WithRSAEncryption: the algorithm of the signature itself. */
function lastAlgorithm(): number {
  const oid = Buffer.from('2a864886f70d01010b', 'hex');
  return Buffer.from(certificateFixture('auth')).lastIndexOf(oid) + oid.length - 1;
}

describe('the chain', () => {
  it('is broken by one byte of the signature, or of what is signed', async () => {
    const last = certificateFixture('auth').at(-1) as number;
    expect(await checkChain(await parsed(changed(-1, last ^ 1)), ca)).toBe('bad-signature');
    const name = Buffer.from(certificateFixture('auth')).indexOf('MIHONHANAKO');
    expect(await checkChain(await parsed(changed(name, 0x4e)), ca)).toBe('bad-signature');
  });

  it('is not called broken where the algorithm is one that nobody here knows', async () => {
    expect(await checkChain(await parsed(changed(lastAlgorithm(), 0x7f)), ca)).toBe('not-checked');
  });

  it('is not called broken where the key of the CA is none', async () => {
    const der = certificateFixture('auth-ca');
    // The type of its key, rsaEncryption.
    const type = Buffer.from(der).indexOf(Buffer.from('2a864886f70d010101', 'hex')) + 8;
    der[type] = 0x7f;
    expect(await checkChain(await parsed(certificateFixture('auth')), await parsed(der))).toBe('not-checked');
  });
});
