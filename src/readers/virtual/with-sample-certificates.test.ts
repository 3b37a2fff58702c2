import { expect, it } from 'vitest';
import { certificateFixture } from '../../../test/support/certificate-fixture.ts';
import { readCertificateFile } from '../../card/certificate-file.ts';
import { withCard } from '../card-access.ts';
import { createResourceManager } from '../web-smart-card/resource-manager.ts';
import { cardWith, PROFILES } from './profiles.ts';
import { sampleCertificates } from './sample-certificates.ts';
import { VirtualCard, type VirtualCardProfile } from './virtual-card.ts';
import { VirtualReaders } from './virtual-readers.ts';
import { withSampleCertificates } from './with-sample-certificates.ts';

async function desk(profile: VirtualCardProfile) {
  const readers = new VirtualReaders();
  const card = new VirtualCard(profile);
  readers.insert('reader', card);
  const context = await createResourceManager(withSampleCertificates(readers)).establishContext();
  const read = (...[id]: [Parameters<typeof readCertificateFile>[1]]) =>
    withCard(context, 'reader', (session) => readCertificateFile(session, id));
  return { card, context, read };
}

it('a card has the sample certificates once it is asked for one, and not before', async () => {
  const { card, context, read } = await desk(PROFILES.ordinary);
  await withCard(context, 'reader', (session) => session.selectApplication('jpki'));
  expect(card.missingFiles).toEqual(['sign', 'sign-ca', 'auth', 'auth-ca']);
  expect(await read('auth')).toEqual({ kind: 'read', der: sampleCertificates().auth });
  expect(card.missingFiles).toEqual([]);
  // The APDUs are those of any card.
  expect(card.log.slice(1).map(({ sw }) => sw)).toEqual(Array.from({ length: 6 }, () => '9000'));
});

it('a card has none that it does not say it has', async () => {
  const { read } = await desk(PROFILES['no-sign-certificate']);
  expect(await read('sign-ca')).toEqual({ kind: 'absent' });
  expect(await read('auth-ca')).toMatchObject({ kind: 'read' });
  expect(await (await desk(PROFILES['other-card'])).read('auth')).toEqual({ kind: 'absent' });
});

it('a card keeps those that it was given', async () => {
  const der = certificateFixture('auth-expired');
  const { read } = await desk(cardWith({ files: { auth: der } }));
  expect(await read('auth')).toEqual({ kind: 'read', der });
  expect(await read('auth-ca')).toEqual({ kind: 'read', der: sampleCertificates()['auth-ca'] });
});
