import { describe, expect, it } from 'vitest';
import { certificateFixture } from '../../test/support/certificate-fixture.ts';
import { parseCertificate, readHolder } from './certificates.ts';

async function holderOf(der: Uint8Array) {
  const result = await parseCertificate(der);
  return result.kind === 'parsed' ? readHolder(result.certificate) : result.kind;
}

describe('the holder', () => {
  it('is in the 署名用 certificate', async () => {
    expect(await holderOf(certificateFixture('sign'))).toEqual({
      name: '見本\u3000花子',
      nameSubstitutes: '00000',
      sex: 'female',
      birthDate: '2005-06-15',
      address: '東京都千代田区見本一丁目２番３号',
      addressSubstitutes: '0000000000000000',
    });
  });

  it.each(['auth', 'auth-ca', 'sign-ca'])('is not in %s', async (name) => {
    expect(await holderOf(certificateFixture(name))).toBeUndefined();
  });

  it.each([
    ['420050615', '2005-06-15'],
    ['319261224', '1926-12-24'],
    // Neither a month nor a day of 00 is a date, and the 13th month is none either.
    ['020050000', '020050000'],
    ['420051315', '420051315'],
  ])('a birth date of %s is shown as %s', async (written, shown) => {
    const der = certificateFixture('sign');
    der.set(Buffer.from(written), Buffer.from(der).indexOf('420050615'));
    expect(await holderOf(der)).toMatchObject({ birthDate: shown });
  });

  it.each([
    ['1', 'male'],
    ['3', 'unknown'],
    ['7', undefined],
  ])('sex %s is %s', async (written, sex) => {
    const der = certificateFixture('sign');
    const type = Buffer.from(der).indexOf(Buffer.from('08050503', 'hex'));
    expect(type).toBeGreaterThan(0);
    der.set(Buffer.from(written), Buffer.from(der).indexOf(0x32, type));
    expect(await holderOf(der)).toMatchObject({ sex });
  });
});
