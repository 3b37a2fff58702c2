import { describe, expect, it } from 'vitest';
import { cardWith } from '../readers/virtual/profiles.ts';
import { VirtualCard, type VirtualCardProfile } from '../readers/virtual/virtual-card.ts';
import { CERTIFICATE_FILES, type CertificateId } from './applications.ts';
import { fromAscii, fromHex, toHex } from './bytes.ts';
import { readCertificateFile } from './certificate-file.ts';
import { CardSession } from './session.ts';

/** A DER SEQUENCE of `length` bytes in all, header included. */
function sequence(length: number): Uint8Array {
  const header =
    length < 130
      ? [0x30, length - 2]
      : length < 259
        ? [0x30, 0x81, length - 3]
        : [0x30, 0x82, (length - 4) >> 8, (length - 4) & 0xff];
  return Uint8Array.from({ length }, (_, i) => header[i] ?? i % 251);
}

function padded(der: Uint8Array, padding: number): Uint8Array {
  const file = new Uint8Array(der.length + padding).fill(0xff);
  file.set(der);
  return file;
}

function sessionWith(profile: VirtualCardProfile) {
  const card = new VirtualCard(profile);
  card.powerOn();
  return { card, session: new CardSession(async (command) => card.process(command)) };
}

/** A card that is asked for a certificate, from the answers it gives after SELECT of the application and of the file. */
async function answered(...reads: readonly string[]) {
  const answers = ['9000', '9000', ...reads];
  let sent = 0;
  const session = new CardSession(async () => fromHex(answers[sent++] ?? '6F00'));
  return { outcome: await readCertificateFile(session, 'auth'), sent };
}

describe('reading a certificate', () => {
  it.each(Object.entries(CERTIFICATE_FILES))('%s is file %i, of the JPKI application', async (id, file) => {
    const commands: string[] = [];
    const session = new CardSession(async (command) => {
      commands.push(toHex(command));
      return fromHex(commands.length < 3 ? '9000' : '300155 6282');
    });
    expect(await readCertificateFile(session, id as CertificateId)).toEqual({ kind: 'read', der: fromHex('300155') });
    expect(commands).toEqual([
      '00A4040C0AD392F000260100000001',
      `00A4020C02${file.toString(16).padStart(4, '0').toUpperCase()}`,
      '00B0000000',
    ]);
  });

  it.each([
    { length: 100, reads: 1 },
    { length: 200, reads: 1 },
    { length: 256, reads: 1 },
    { length: 257, reads: 2 },
    { length: 512, reads: 2 },
    { length: 1337, reads: 6 },
    { length: 8192, reads: 32 },
  ])('$length bytes take $reads READ BINARYs, and what pads the file is left out', async ({ length, reads }) => {
    const der = sequence(length);
    for (const padding of [0, 1, 300]) {
      const { card, session } = sessionWith(cardWith({ files: { auth: padded(der, padding) } }));
      expect(await readCertificateFile(session, 'auth')).toEqual({ kind: 'read', der });
      expect(card.log.length).toBe(2 + reads);
    }
  });

  it('a T=0 card gives the same bytes', async () => {
    const der = sequence(1337);
    const { session } = sessionWith(cardWith({ t0: true, files: { auth: der } }));
    expect(await readCertificateFile(session, 'auth')).toEqual({ kind: 'read', der });
  });

  it('the second certificate selects no application again', async () => {
    const { card, session } = sessionWith(cardWith({ files: { auth: sequence(300), 'auth-ca': sequence(300) } }));
    await readCertificateFile(session, 'auth');
    expect(await readCertificateFile(session, 'auth-ca')).toMatchObject({ kind: 'read' });
    expect(card.log.length).toBe(4 + 3);
  });

  it('the 署名用 certificate is read after its PIN was verified, and not before', async () => {
    const der = sequence(1400);
    const { card, session } = sessionWith(cardWith({ files: { sign: der, 'sign-ca': der } }));
    expect(await readCertificateFile(session, 'sign')).toEqual({ kind: 'needs-pin' });
    expect(await readCertificateFile(session, 'sign-ca')).toEqual({ kind: 'read', der });
    await session.selectFile(0x0018);
    await session.verify(fromAscii('1234'));
    expect(await readCertificateFile(session, 'sign')).toEqual({ kind: 'needs-pin' });
    await session.selectFile(0x001b);
    await session.verify(fromAscii('ABC123'));
    expect(await readCertificateFile(session, 'sign')).toEqual({ kind: 'read', der });
    await session.selectApplication('juki');
    expect(await readCertificateFile(session, 'sign')).toEqual({ kind: 'needs-pin' });
    expect(card.triesLeftOf('sign')).toBe(5);
  });

  it.each([
    ['a card without the file', cardWith({})],
    ['a card without the application', cardWith({ tokenLabel: undefined, pins: { sign: undefined, auth: undefined } })],
    ['an empty file', cardWith({ files: { auth: new Uint8Array(0) } })],
  ])('absent: %s', async (_name, profile) => {
    expect(await readCertificateFile(sessionWith(profile).session, 'auth')).toEqual({ kind: 'absent' });
  });

  it.each([
    ['in the header', 1],
    ['in the first READ', 200],
    ['where the first READ does', 256],
    ['in the second READ', 300],
    ['where the second READ does', 512],
    ['one byte early', 1336],
  ])('truncated: the file ends %s', async (_name, end) => {
    const der = sequence(1337).slice(0, end);
    for (const t0 of [false, true]) {
      const { session } = sessionWith(cardWith({ t0, files: { auth: der } }));
      expect(await readCertificateFile(session, 'auth')).toEqual({ kind: 'truncated', der });
    }
  });

  it.each([
    ['another tag', '31820100'],
    ['padding only', 'FFFFFFFF'],
    ['a length without end', '3080A003'],
    ['a length of three bytes', '30830100'],
    ['a length of 8 kB and one byte', '30821FFD'],
  ])('not a certificate: %s', async (_name, start) => {
    const { outcome, sent } = await answered(`${start}6282`);
    expect(outcome).toEqual({ kind: 'not-a-certificate' });
    expect(sent).toBe(3);
  });

  it.each([
    ['6D00', 0x6d00],
    ['6F00', 0x6f00],
    ['6700', 0x6700],
  ])('refused with %s, at the first byte and later', async (answer, sw) => {
    expect((await answered(answer)).outcome).toEqual({ kind: 'refused', sw });
    const first = `${toHex(sequence(600).slice(0, 256))}9000`;
    expect((await answered(first, answer)).outcome).toEqual({ kind: 'refused', sw });
  });

  it('rejects with the reason when the card is taken away', async () => {
    let sent = 0;
    const session = new CardSession(async () => {
      if (++sent === 4) throw new Error('gone');
      return fromHex(sent === 3 ? `${toHex(sequence(600).slice(0, 256))}9000` : '9000');
    });
    await expect(readCertificateFile(session, 'auth')).rejects.toMatchObject({ name: 'CardError', code: 'failed' });
    expect(sent).toBe(4);
  });
});
