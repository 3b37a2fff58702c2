import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromAscii, toHex } from '../../card/bytes.ts';
import { changePins } from '../../card/change.ts';
import { readFingerprint, readOverview } from '../../card/overview.ts';
import { parseRecording } from '../../card/recording/parse-recording.ts';
import { withCard } from '../card-access.ts';
import { consentData, LAST_TRY_CONSENT } from '../guard-controls.ts';
import { Replay, type ReplayOptions } from './replay.ts';

const HEADER = `myna-pin recording 1
shows: a test
card: my-number-card
reader: Some Reader 00 00
atr: 3BE000FF8131FE4514
date: 2026-11-23
product: myna-pin 0
`;
const SELECT_AUTH = `! connect
=> 00A4040C 0A D392F000260100000001
<= 9000
=> 00A4020C 02 0018
<= 9000
=> 00200080
<= 63C3
`;
const CHANGE = `${SELECT_AUTH}=> 00200080 {current auth, 4 digits}
<= 9000
=> 00240180 {new auth, 4 digits}
<= 9000
=> 00200080 {new auth, 4 digits}
<= 9000
! disconnect
`;

const play = (entries: string, options: ReplayOptions = {}) =>
  new Replay(parseRecording(`${HEADER}\n${entries}`), { file: 'x.apdu', ...options });
const library = (name: string) =>
  parseRecording(readFileSync(new URL(`../../../fixtures/recordings/${name}.apdu`, import.meta.url), 'utf8'));

function change(replay: Replay, { current = '1234', next = '5678', consents = [] as 'auth'[] } = {}) {
  const wish = {
    pin: 'auth' as const,
    current: fromAscii(current),
    next: fromAscii(next),
    lastTryConsent: consents.length > 0,
  };
  return replay.resourceManager
    .establishContext()
    .then((context) => withCard(context, replay.readerName, (session) => changePins(session, [wish]), consents));
}

describe('a replayed recording', () => {
  it('answers as the card did, whichever the PINs are', async () => {
    for (const [current, next] of [
      ['1234', '5678'],
      ['0000', '9999'],
    ]) {
      const replay = play(CHANGE);
      expect(await change(replay, { current, next })).toEqual([{ pin: 'auth', outcome: 'changed', triesLeft: 3 }]);
      replay.finish();
    }
  });

  it('has the reader and the card of the recording', async () => {
    const replay = play(CHANGE);
    const context = await replay.resourceManager.establishContext();
    expect(await context.listReaders()).toEqual(['Some Reader 00 00']);
    const [state] = await context.getStatusChange([
      { readerName: 'Some Reader 00 00', currentState: { unaware: true } },
    ]);
    expect(state?.eventState.present).toBe(true);
    expect(toHex(new Uint8Array(state?.answerToReset ?? new ArrayBuffer()))).toBe('3BE000FF8131FE4514');
  });

  it.each([
    [
      'the new PIN in the place of the current one',
      { current: '1234' },
      CHANGE.replace(/(\{new auth.*\n.*\n.*)\{new auth/, '$1{current auth'),
    ],
    ['one PIN for two different ones', {}, CHANGE.replace('=> 00240180 {new auth', '=> 00240180 {current auth')],
  ])('tells PINs apart: %s', async (_, pins, entries) => {
    const replay = play(entries);
    await change(replay, pins);
    expect(() => replay.finish()).toThrow(
      /^x\.apdu:\d+: expected => 00\d{6} \{current auth, 4 digits\}, received => 00\d{6} \{another PIN\}$/,
    );
  });

  it('goes on failing after the first difference, and keeps that one', async () => {
    const replay = play(CHANGE.replace('=> 00A4020C 02 0018', '=> 00A4020C 02 0019'));
    expect(await change(replay)).toMatchObject([{ outcome: 'unchanged', reason: 'interrupted' }]);
    const first = replay.mismatch;
    expect(first).toMatchObject({ line: 12, expected: '=> 00A4020C 02 0019', received: '=> 00A4020C 02 0018' });
    await expect(change(replay)).rejects.toMatchObject({ code: 'failed' });
    expect(() => replay.finish()).toThrow(first);
  });

  it('says what is left at the end', async () => {
    const replay = play(`${CHANGE}\n! connect\n! disconnect\n`);
    await change(replay);
    expect(() => replay.finish()).toThrow('x.apdu:24: expected ! connect, received nothing more');
  });

  it('passes over what is not done, where it was told to', async () => {
    const extra = CHANGE.replace('=> 00200080\n', '=> 00B00000 03\n<= 6981\n=> 00200080\n');
    const strict = play(extra);
    await change(strict);
    expect(strict.mismatch).toMatchObject({ expected: '=> 00B00000 03', received: '=> 00200080' });
    const lenient = play(extra, { lenient: true });
    expect(await change(lenient)).toMatchObject([{ outcome: 'changed' }]);
    expect(() => lenient.finish()).not.toThrow();
  });

  it('keeps the guard in the way: what it refuses now was refused then', async () => {
    const last = `${SELECT_AUTH.replace('63C3', '63C1')}=> 00200080 {current auth, 4 digits}\n`;
    const refused = play(`${last}<= ! refused-by-guard/last-try-without-consent\n! disconnect\n`);
    const context = await refused.resourceManager.establishContext();
    const wish = { pin: 'auth' as const, current: fromAscii('1234'), next: fromAscii('5678'), lastTryConsent: true };
    const reports = await withCard(context, refused.readerName, (session) => changePins(session, [wish]));
    expect(reports).toMatchObject([{ error: 'refused-by-guard' }]);
    refused.finish();

    const answered = play(`${last}<= 9000\n! disconnect\n`);
    const again = await answered.resourceManager.establishContext();
    await withCard(again, answered.readerName, (session) => changePins(session, [wish]));
    expect(answered.mismatch).toMatchObject({
      expected: '<= 9000',
      received: '<= ! refused-by-guard/last-try-without-consent',
    });
  });

  it('wants the consent that was given, for that PIN', async () => {
    const consented = CHANGE.replace('! connect\n', '! connect\n! last-try auth\n').replace('63C3', '63C1');
    const replay = play(consented);
    expect(await change(replay, { consents: ['auth'] })).toMatchObject([{ outcome: 'changed' }]);
    replay.finish();

    const without = play(consented);
    await change(without).catch(() => {});
    expect(without.mismatch).toMatchObject({
      expected: '! last-try auth',
      received: '=> 00A4040C 0A D392F000260100000001',
    });

    const other = play(consented);
    const context = await other.resourceManager.establishContext();
    const { connection } = await context.connect(other.readerName, 'exclusive');
    await connection.control(LAST_TRY_CONSENT, consentData('sign')).catch(() => {});
    expect(other.mismatch).toMatchObject({ expected: '! last-try auth', received: '! last-try sign' });
  });

  it('lets things happen when it is told to, and by itself where they are why an exchange failed', async () => {
    const replay = new Replay(library('removed-after-change'));
    const context = await replay.resourceManager.establishContext();
    const present = async () =>
      (await context.getStatusChange([{ readerName: replay.readerName, currentState: { unaware: true } }]))[0]
        ?.eventState.present;
    await withCard(context, replay.readerName, readOverview);
    expect(replay.goOn()).toBe(false);
    const wish = { pin: 'auth' as const, current: fromAscii('1234'), next: fromAscii('5678') };
    const reports = await withCard(context, replay.readerName, async (session) => {
      await readFingerprint(session);
      return changePins(session, [wish]);
    });
    expect(reports).toMatchObject([{ outcome: 'unknown', error: 'card-removed' }]);
    expect(await present()).toBe(false);
    while (replay.goOn());
    expect(await present()).toBe(true);
  });

  it('begins without the card, the reader or the service that comes first', async () => {
    const state = async (entries: string) => {
      const replay = play(entries);
      const look = async () => {
        const context = await replay.resourceManager.establishContext();
        const [reader] = await context.listReaders();
        if (!reader) return 'no reader';
        const [found] = await context.getStatusChange([{ readerName: reader, currentState: { unaware: true } }]);
        return found?.eventState.present ? 'card' : 'empty';
      };
      const before = await look().catch((error) => error.responseCode);
      replay.goOn();
      return [before, await look()];
    };
    expect(await state('! card inserted\n')).toEqual(['empty', 'card']);
    expect(await state('! reader back\n')).toEqual(['no reader', 'card']);
    expect(await state('! service back\n')).toEqual(['no-service', 'card']);
  });

  it('stands for masked data with bytes that are nobody’s, the same for the same name', async () => {
    const serials = await Promise.all(
      ['serial 1', 'serial 2', 'serial 1'].map(async (name) => {
        const replay = play(`! connect
=> 00A4040C 0A D392F000260100000001
<= 9000
=> 00A4020C 02 0006
<= 9000
=> 00B00050 10
<= {${name}, 16 bytes} 9000
! disconnect
`);
        return withCard(await replay.resourceManager.establishContext(), replay.readerName, async (session) => {
          await session.selectApplication('jpki');
          await session.selectFile(0x0006);
          return toHex((await session.read(0x50, 16)).data);
        });
      }),
    );
    expect(serials[0]).toBe(serials[2]);
    expect(serials[0]).not.toBe(serials[1]);
  });

  it('takes as long as it took, where that was asked for', async () => {
    const replay = play(CHANGE.replace('<= 63C3', '<= 63C3 +60 ms'), { realTime: true });
    const begin = performance.now();
    await change(replay);
    replay.finish();
    expect(performance.now() - begin).toBeGreaterThan(55);
  });

  it('is for one program at a time', async () => {
    const replay = play(CHANGE);
    const context = await replay.resourceManager.establishContext();
    await context.connect(replay.readerName, 'exclusive');
    await expect(context.connect(replay.readerName, 'exclusive')).rejects.toMatchObject({
      responseCode: 'sharing-violation',
    });
    await expect(context.connect('another reader', 'exclusive')).rejects.toMatchObject({
      responseCode: 'unknown-reader',
    });
  });
});
