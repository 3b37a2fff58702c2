import { describe, expect, it } from 'vitest';
import { certificateFixture } from '../../../test/support/certificate-fixture.ts';
import type { CertificateId } from '../../card/applications.ts';
import { fromAscii } from '../../card/bytes.ts';
import { type CertificateFile, readCertificateFile } from '../../card/certificate-file.ts';
import { describeCertificates, type ShownCertificate } from '../../certificates/certificates.ts';
import { withCard } from '../card-access.ts';
import { guardedDriver } from '../guarded-driver.ts';
import { createResourceManager } from '../web-smart-card/resource-manager.ts';
import { cardWith, ORDINARY_CARD } from './profiles.ts';
import { sampleCertificates } from './sample-certificates.ts';
import { VirtualCard, type VirtualCardProfile } from './virtual-card.ts';
import { VirtualReaders } from './virtual-readers.ts';

const IDS: readonly CertificateId[] = ['auth', 'auth-ca', 'sign', 'sign-ca'];

/** Reads all four files behind the guard, the 署名用 one after its PIN where that is given. */
async function readAll(card: VirtualCard, signPin?: string) {
  const readers = new VirtualReaders();
  readers.plugIn('reader');
  readers.insert('reader', card);
  const context = await createResourceManager(guardedDriver(readers)).establishContext();
  return withCard(context, 'reader', async (session) => {
    const files: Partial<Record<CertificateId, CertificateFile>> = {};
    if (signPin) {
      await session.selectReference({ application: 'jpki', file: 0x001b, change: ['reference-data'] });
      await session.triesLeft();
      await session.verify(fromAscii(signPin));
    }
    for (const id of IDS) files[id] = await readCertificateFile(session, id);
    return files;
  });
}

describe('certificates on a virtual card', () => {
  it('are the ones of the fixtures', () => {
    for (const [id, der] of Object.entries(sampleCertificates())) expect(der).toEqual(certificateFixture(id));
  });

  it.each<[string, () => VirtualCard]>([
    ['in its profile', () => new VirtualCard(cardWith({ files: sampleCertificates() }))],
    [
      'put there later',
      () => {
        const card = new VirtualCard(ORDINARY_CARD);
        for (const [id, der] of Object.entries(sampleCertificates())) card.putFile(id as CertificateId, der);
        return card;
      },
    ],
  ])('%s: a whole chain each, of the test environment, the 署名用 one behind its PIN', async (_name, makeCard) => {
    const card = makeCard();
    const locked = await readAll(card);
    expect(IDS.map((id) => locked[id]?.kind)).toEqual(['read', 'read', 'needs-pin', 'read']);
    expect(card.log.filter(({ command }) => command.includes('PIN'))).toEqual([]);

    const report = await describeCertificates(await readAll(card, 'ABC123'), new Date());
    expect(report.testEnvironment).toBe(true);
    expect(
      report.certificates.map((entry) => {
        const { id, kind, chain, ca, validity } = entry as ShownCertificate;
        return [id, kind, chain, ca, validity.state];
      }),
    ).toEqual([
      ['auth', 'auth', 'holds', 'test', 'valid'],
      ['auth-ca', 'ca', null, 'test', 'valid'],
      ['sign', 'sign', 'holds', 'test', 'valid'],
      ['sign-ca', 'ca', null, 'test', 'valid'],
    ]);
    expect(card.triesLeftOf('sign')).toBe(5);
  });

  it('are absent where nobody put them', async () => {
    const files = await readAll(new VirtualCard(ORDINARY_CARD), 'ABC123');
    expect(IDS.map((id) => files[id]?.kind)).toEqual(['absent', 'absent', 'absent', 'absent']);
  });

  it('a card without the JPKI application takes none', () => {
    const profile: VirtualCardProfile = cardWith({ tokenLabel: undefined, pins: { sign: undefined, auth: undefined } });
    const card = new VirtualCard(profile);
    card.putFile('auth', certificateFixture('auth'));
    card.powerOn();
    const select = new Uint8Array([0, 0xa4, 4, 0x0c, 10, 0xd3, 0x92, 0xf0, 0, 0x26, 1, 0, 0, 0, 1]);
    expect([...card.process(select)]).toEqual([0x6a, 0x82]);
  });
});
