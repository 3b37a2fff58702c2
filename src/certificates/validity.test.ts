import { describe, expect, it } from 'vitest';
import { certificateFixture, FIXTURE_DAY } from '../../test/support/certificate-fixture.ts';
import { parseCertificate, validityOf } from './certificates.ts';

const CERTIFICATE = {
  notBefore: new Date('2021-07-02T00:00:00+09:00'),
  notAfter: new Date('2026-09-15T23:59:59+09:00'),
};

describe('validity', () => {
  it.each([
    ['2021-07-01T23:59:59+09:00', 'not-yet', 1902],
    ['2021-07-02T00:00:00+09:00', 'valid', 1901],
    ['2026-06-14T23:59:59+09:00', 'valid', 93],
    ['2026-06-15T00:00:00+09:00', 'expires-soon', 92],
    ['2026-09-14T23:59:59+09:00', 'expires-soon', 1],
    // Still yesterday in Greenwich.
    ['2026-09-15T00:00:00+09:00', 'expires-soon', 0],
    ['2026-09-15T23:59:59+09:00', 'expires-soon', 0],
    ['2026-09-16T00:00:00+09:00', 'expired', -1],
    ['2027-09-15T12:00:00+09:00', 'expired', -365],
  ])('at %s: %s, %i days left', (now, state, daysLeft) => {
    expect(validityOf(CERTIFICATE, new Date(now))).toEqual({
      state,
      firstDay: '2021-07-02',
      lastDay: '2026-09-15',
      daysLeft,
    });
  });

  it.each([
    ['2026-05-31', '2026-02-28', '2026-02-27'],
    ['2028-05-31', '2028-02-29', '2028-02-28'],
    ['2026-02-15', '2025-11-15', '2025-11-14'],
  ])('one that ends on %s does so soon from %s, not from %s', (last, soon, before) => {
    const certificate = { ...CERTIFICATE, notAfter: new Date(`${last}T23:59:59+09:00`) };
    expect(validityOf(certificate, new Date(`${soon}T00:00:00+09:00`)).state).toBe('expires-soon');
    expect(validityOf(certificate, new Date(`${before}T23:59:59+09:00`)).state).toBe('valid');
  });

  it.each([
    ['auth', 'valid'],
    ['auth-expired', 'expired'],
    ['sign-expired', 'expired'],
    ['auth-expires-soon', 'expires-soon'],
    ['auth-not-yet-valid', 'not-yet'],
  ])('%s: %s', async (name, state) => {
    const result = await parseCertificate(certificateFixture(name));
    expect(result.kind === 'parsed' && validityOf(result.certificate, FIXTURE_DAY).state).toBe(state);
  });
});
