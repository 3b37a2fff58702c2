import { describe, expect, it } from 'vitest';
import { fromAscii, toHex } from '../../card/bytes.ts';
import { changePins } from '../../card/change.ts';
import { readOverview } from '../../card/overview.ts';
import { formatRecording } from '../../card/recording/format-recording.ts';
import { withCard } from '../card-access.ts';
import { guardedDriver } from '../guarded-driver.ts';
import { cardWith, ORDINARY_CARD } from '../virtual/profiles.ts';
import { VirtualCard } from '../virtual/virtual-card.ts';
import { VirtualReaders } from '../virtual/virtual-readers.ts';
import { SmartCardError } from '../web-smart-card/errors.ts';
import { createResourceManager } from '../web-smart-card/resource-manager.ts';
import type { SmartCardContext } from '../web-smart-card/types.ts';
import { Recorder, type RecorderOptions } from './recorder.ts';

const OPTIONS: RecorderOptions = { product: 'myna-pin 0', date: '2026-11-23', shows: 'a test', now: () => 0 };
const READER = 'Virtual Reader';

/** Readers with a recorder around them. */
function recorded(options: RecorderOptions | undefined = OPTIONS) {
  const readers = new VirtualReaders();
  readers.plugIn(READER);
  readers.insert(READER, new VirtualCard(ORDINARY_CARD));
  const recorder = new Recorder(options);
  return { readers, recorder, manager: recorder.record(createResourceManager(guardedDriver(readers))) };
}

const linesOf = (recorder: Recorder) =>
  formatRecording(recorder.finish())
    .trimEnd()
    .split('\n')
    .slice(8)
    .filter((line) => line !== '');

const wish = (current = '1234') => ({ pin: 'auth' as const, current: fromAscii(current), next: fromAscii('5678') });

async function lookAt(context: SmartCardContext, readerName = READER): Promise<void> {
  await context.getStatusChange([{ readerName, currentState: { unaware: true } }]);
}

describe('a recorder', () => {
  it('writes down a change, without its PINs, and changes nothing about it', async () => {
    const { readers, recorder, manager } = recorded();
    const context = await manager.establishContext();
    await lookAt(context);
    const reports = await withCard(context, READER, (session) => changePins(session, [wish()]));
    expect(reports).toMatchObject([{ outcome: 'changed' }]);
    expect(readers.cardIn(READER)?.pinOf('auth')).toBe('5678');
    expect(formatRecording(recorder.finish())).toBe(`myna-pin recording 1
shows: a test
card: not known
reader: Virtual Reader
atr: 3BE000FF8131FE4514
date: 2026-11-23
product: myna-pin 0

! connect
=> 00A4040C 0A D392F000260100000001
<= 9000
=> 00A4020C 02 0018
<= 9000
=> 00200080
<= 63C3
=> 00200080 {current auth, 4 digits}
<= 9000
=> 00240180 {new auth, 4 digits}
<= 9000
=> 00200080 {new auth, 4 digits}
<= 9000
! disconnect
`);
  });

  it('notes why a command did not reach the card, and the consent to a last try', async () => {
    const { readers, recorder, manager } = recorded();
    readers.insert(READER, new VirtualCard(cardWith({ pins: { auth: { pin: '1234', triesLeft: 1 } } })));
    const context = await manager.establishContext();
    const last = { ...wish(), lastTryConsent: true };
    await withCard(context, READER, (session) => changePins(session, [last]));
    await withCard(context, READER, (session) => changePins(session, [last]), ['auth']);
    const lines = linesOf(recorder);
    expect(lines).toContain('<= ! refused-by-guard/last-try-without-consent');
    expect(lines[lines.lastIndexOf('! connect') + 1]).toBe('! last-try auth');
  });

  it('says what happened to card, reader and service, in order and behind the answer that was awaited', async () => {
    const { readers, recorder, manager } = recorded();
    const watcher = await manager.establishContext();
    await lookAt(watcher);
    const context = await manager.establishContext();
    readers.fault = (command) => (command[1] === 0x24 ? 'removed-after' : undefined);
    await withCard(context, READER, async (session) => {
      const watching = watcher.getStatusChange([
        { readerName: READER, currentState: { present: true, inuse: true, exclusive: true } },
      ]);
      await changePins(session, [wish()]);
      await watching;
    });
    readers.insert(READER, new VirtualCard(ORDINARY_CARD));
    await lookAt(watcher);
    readers.remove(READER);
    readers.insert(READER, new VirtualCard(ORDINARY_CARD));
    await lookAt(watcher);
    readers.unplug(READER);
    await lookAt(watcher);
    readers.plugIn(READER);
    await lookAt(watcher);
    const lines = linesOf(recorder);
    const change = lines.indexOf('=> 00240180 {new auth, 4 digits}');
    expect(lines[change + 1]).toBe('<= ! removed-card');
    expect(lines.slice(change + 2).filter((line) => line.startsWith('!') && line !== '! disconnect')).toEqual([
      '! card removed',
      '! card inserted',
      '! card removed',
      '! card inserted',
      '! card removed',
      '! reader gone',
      '! reader back',
    ]);
  });

  it('says once that the service is lost, and when it is back', async () => {
    const { readers, recorder, manager } = recorded();
    const context = await manager.establishContext();
    await withCard(context, READER, (session) => session.selectApplication('jpki'));
    let alive = false;
    const list = readers.listReaders.bind(readers);
    const dead = async () => {
      if (!alive) throw new SmartCardError('no-service');
    };
    readers.open = dead;
    readers.listReaders = () => dead().then(list);
    await expect(context.listReaders()).rejects.toMatchObject({ responseCode: 'no-service' });
    await expect(manager.establishContext()).rejects.toMatchObject({ responseCode: 'no-service' });
    alive = true;
    await manager.establishContext();
    expect(linesOf(recorder).slice(-2)).toEqual(['! service lost', '! service back']);
  });

  it('is about one reader, of two alike the first that somebody connects to', async () => {
    const { readers, recorder, manager } = recorded();
    readers.plugIn('Other Reader');
    readers.insert('Other Reader', new VirtualCard(ORDINARY_CARD));
    const context = await manager.establishContext();
    await lookAt(context, 'Other Reader');
    await withCard(context, READER, (session) => session.selectApplication('jpki'));
    readers.remove('Other Reader');
    await lookAt(context, 'Other Reader');
    readers.insert('Other Reader', new VirtualCard(ORDINARY_CARD));
    await withCard(context, 'Other Reader', (session) => session.selectApplication('text'));
    const lines = linesOf(recorder);
    expect(lines).toEqual(['! connect', '=> 00A4040C 0A D392F000260100000001', '<= 9000', '! disconnect']);
  });

  it('is about the reader that was worked with, not the one that was looked into before', async () => {
    const { readers, recorder, manager } = recorded();
    readers.plugIn('Other Reader');
    readers.insert('Other Reader', new VirtualCard(ORDINARY_CARD));
    const context = await manager.establishContext();
    await withCard(context, 'Other Reader', (session) => session.selectApplication('jpki'));
    await withCard(context, READER, (session) => changePins(session, [wish()]));
    const { header, entries } = recorder.finish();
    expect(header.reader).toBe(READER);
    expect(entries).toHaveLength(14);
  });

  it('notes a connection that failed', async () => {
    const { readers, recorder, manager } = recorded();
    const context = await manager.establishContext();
    const { connection } = await readers.connect(READER, 'exclusive', ['t1']);
    await expect(withCard(context, READER, readOverview)).rejects.toMatchObject({ code: 'in-use' });
    await connection.disconnect('unpower');
    expect(linesOf(recorder)).toEqual(['! connect sharing-violation']);
  });

  it.each([
    ['SCM Microsystems Inc. SCR 3310 (21120814321234) 00 00', 'SCM Microsystems Inc. SCR 3310 00 00'],
    ['SONY FeliCa RC-S300/P (1234567) 00 00', 'SONY FeliCa RC-S300/P 00 00'],
    ['Reader 53311A0C99 00 00', 'Reader 00 00'],
    ['Virtual PCD 00 00', 'Virtual PCD 00 00'],
  ])('keeps the serial number of a reader to itself: %s', async (name, shown) => {
    const { readers, recorder, manager } = recorded();
    readers.plugIn(name);
    readers.insert(name, new VirtualCard(ORDINARY_CARD));
    await withCard(await manager.establishContext(), name, (session) => session.selectApplication('jpki'));
    expect(recorder.finish().header.reader).toBe(shown);
  });

  it('tells how long things took', async () => {
    let now = 1000;
    const { recorder, manager } = recorded({ ...OPTIONS, now: () => (now += 12.4) });
    const context = await manager.establishContext();
    await withCard(context, READER, (session) => session.selectApplication('jpki'));
    expect(linesOf(recorder)).toEqual([
      '! connect',
      '=> 00A4040C 0A D392F000260100000001 +12 ms',
      '<= 9000 +12 ms',
      '! disconnect +12 ms',
    ]);
  });

  it('records nothing until it is started, nor of a session that began before', async () => {
    const recorder = new Recorder();
    const readers = new VirtualReaders();
    readers.plugIn(READER);
    readers.insert(READER, new VirtualCard(ORDINARY_CARD));
    const context = await recorder.record(createResourceManager(guardedDriver(readers))).establishContext();
    await withCard(context, READER, async (session) => {
      await session.selectApplication('jpki');
      recorder.start(OPTIONS);
      await session.selectFile(0x0018);
    });
    expect([recorder.recording, recorder.length]).toEqual([true, 0]);
    await withCard(context, READER, (session) => session.selectApplication('text'));
    expect(linesOf(recorder)).toEqual(['! connect', '=> 00A4040C 0A D3921000310001010408', '<= 9000', '! disconnect']);
    expect(recorder.recording).toBe(false);
    expect(() => recorder.finish()).toThrow('nothing is being recorded');
  });

  it('has no PIN in it that was sent, right or wrong', async () => {
    const { recorder, manager } = recorded();
    const context = await manager.establishContext();
    for (const current of ['9753', '1234', '8642']) {
      await withCard(context, READER, (session) => changePins(session, [wish(current)])).catch(() => {});
    }
    const text = formatRecording(recorder.finish());
    for (const pin of ['9753', '1234', '8642', '5678']) expect(text).not.toContain(toHex(fromAscii(pin)));
  });
});
