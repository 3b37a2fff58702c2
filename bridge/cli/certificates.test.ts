import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import { CERTIFICATE_TEXTS } from '../../src/texts/cli-card-texts.ts';
import { certificateFixture } from '../../test/support/certificate-fixture.ts';
import { READER, VirtualDesk } from '../testing/virtual-desk.ts';
import { ResultJson } from './json.ts';
import { openReaders } from './open-readers.ts';

const FILES = { 'auth-ca': certificateFixture('auth-ca'), sign: certificateFixture('sign') };

describe('status --certificates', () => {
  let desk: VirtualDesk;
  beforeEach(() => {
    desk = new VirtualDesk();
  });

  it.each(['ja', 'en'] as const)('says in %s how the certificate stands, and presents no PIN', async (language) => {
    const { words } = CERTIFICATE_TEXTS[language];
    desk.insert(cardWith({ files: { ...FILES, auth: certificateFixture('auth-expired') } }));
    expect(await desk.run(['status', '--certificates'], { language })).toBe(0);
    const { outLines } = desk.terminal;
    expect(outLines).toContain(`${words.names.auth}: ${words.validity.expired('', words.day('2025-06-15'), 0)}`);
    expect(outLines.join('\n')).toContain(words.chain.holds);
    expect(outLines.join('\n')).toContain('更新');
    expect(outLines.at(-1)).toBe(`  ${words.revocation}`);
    expect(outLines.join('\n')).not.toMatch(/見本|HANAKO/);
    expect(desk.presented).toEqual([]);
    expect(desk.readers.cardIn(READER)?.powered).toBe(false);
  });

  it('reads no certificate unless it was asked to', async () => {
    desk.insert(cardWith({ files: { ...FILES, auth: certificateFixture('auth') } }));
    expect(await desk.run(['status'])).toBe(0);
    const log = desk.readers.cardIn(READER)?.log ?? [];
    expect(log.filter(({ command }) => command === '00A4020C02000A')).toEqual([]);
  });

  it('gives the same as part of the object, as it is documented', async () => {
    desk.insert(cardWith({ files: { ...FILES, auth: certificateFixture('auth-wrong-chain') } }));
    expect(await desk.run(['status', '--certificates', '--json'])).toBe(0);
    expect(v.parse(ResultJson, desk.terminal.json)).toMatchObject({
      command: 'status',
      certificates: {
        certificates: [
          { id: 'auth', outcome: 'shown', kind: 'auth', chain: 'bad-signature', ca: 'test', fingerprint: null },
          { id: 'auth-ca', outcome: 'shown', chain: null },
        ],
        testEnvironment: true,
        revocation: 'not-checked',
      },
    });
    expect(desk.terminal.outLines.join()).not.toMatch(/見本|HANAKO|VIRTUAL000/);
  });

  it.each([
    ['no certificate', {}, { id: 'auth', outcome: 'absent' }],
    ['broken DER', { auth: certificateFixture('broken-der') }, { id: 'auth', outcome: 'broken-der' }],
    ['a masked one', { auth: certificateFixture('masked') }, { id: 'auth', outcome: 'masked' }],
  ])('%s: the code of it, and the command is done', async (_name, files, expected) => {
    desk.insert(cardWith({ files }));
    expect(await desk.run(['status', '--certificates', '--json'])).toBe(0);
    const { certificates } = v.parse(ResultJson, desk.terminal.json) as { certificates?: { certificates: object[] } };
    expect(certificates?.certificates[0]).toEqual(expected);
  });

  it('says so when the card leaves while it is read', async () => {
    desk.insert(cardWith({ files: { ...FILES, auth: certificateFixture('auth') } }));
    desk.readers.fault = (command) => (command[1] === 0xa4 && command[6] === 0x0a ? 'removed-before' : undefined);
    expect(await desk.run(['status', '--certificates', '--json'])).toBe(3);
    expect(v.parse(ResultJson, desk.terminal.json)).toMatchObject({ command: 'status', problem: 'no-card' });
  });

  it('tells nothing of another card than the one it told of', async () => {
    desk.insert(cardWith({ files: { ...FILES, auth: certificateFixture('auth') } }));
    const { connect } = desk.readers;
    let connections = 0;
    desk.readers.connect = (...args) => {
      if (++connections === 2) desk.insert(cardWith({ serial: 'ANOTHER', files: { ...FILES } }));
      return connect.apply(desk.readers, args);
    };
    expect(await desk.run(['status', '--certificates', '--json'])).toBe(3);
    expect(v.parse(ResultJson, desk.terminal.json)).toMatchObject({ command: 'status', problem: 'another-card' });
  });

  it('works on the virtual card', async () => {
    const { words } = CERTIFICATE_TEXTS.en;
    expect(await desk.run(['status', '--certificates', '--virtual'], {}, undefined, openReaders)).toBe(0);
    expect(desk.terminal.outLines).toContain(`  ${words.testEnvironment}`);
  });

  it.each([['--personal'], ['--certificates', '--personal']])(
    '%s: there is no way to personal data',
    async (...args) => {
      expect(await desk.run(['status', ...args])).toBe(2);
    },
  );
});
