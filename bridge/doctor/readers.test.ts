import { describe, expect, it } from 'vitest';
import { guardedDriver } from '../../src/readers/guarded-driver.ts';
import { cardWith, ORDINARY_CARD, PROFILES } from '../../src/readers/virtual/profiles.ts';
import { VirtualCard, type VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../src/readers/virtual/virtual-readers.ts';
import { createResourceManager } from '../../src/readers/web-smart-card/resource-manager.ts';
import { PcscDriver } from '../pcsc/pcsc-driver.ts';
import { FakePcsclite } from '../testing/fake-pcsclite.ts';
import { type FakeSystemState, fakeSystem } from '../testing/fake-system.ts';
import { type ExamineCardsOptions, examineCards } from './readers.ts';

const READER = 'Reader One';
const RC_S380 = { id: '054c:06c1', smartCardClass: false };
const CCID_READER = { id: '04e6:5111', smartCardClass: true };
const KEYBOARD = { id: '046d:c31c', smartCardClass: false };
const NO_REPORT = { fieldReport: false };

function readersWith(cards: Readonly<Record<string, VirtualCardProfile | undefined>>): VirtualReaders {
  const readers = new VirtualReaders();
  for (const [name, profile] of Object.entries(cards)) {
    readers.plugIn(name);
    if (profile) readers.insert(name, new VirtualCard(profile));
  }
  return readers;
}

const examine = (readers: VirtualReaders, state: FakeSystemState = {}, options: ExamineCardsOptions = NO_REPORT) =>
  examineCards(createResourceManager(guardedDriver(readers)), fakeSystem(state), options);

describe('without a reader', () => {
  it.each<[string, FakeSystemState, object]>([
    ['nothing on the USB bus', {}, { code: 'readers-none' }],
    ['only other devices', { usbDevices: [KEYBOARD] }, { code: 'readers-none' }],
    [
      'a reader, and no driver',
      { usbDevices: [KEYBOARD, CCID_READER], hasUsbDriver: false },
      { code: 'reader-driver-missing', facts: { devices: ['04e6:5111'], command: 'sudo install-it' } },
    ],
    [
      'a reader that the driver does not know',
      { usbDevices: [CCID_READER] },
      { code: 'reader-unsupported', facts: { devices: ['04e6:5111'] } },
    ],
    [
      'a PaSoRi that no driver knows',
      { usbDevices: [RC_S380], hasUsbDriver: false },
      { code: 'reader-unsupported', facts: { devices: ['Sony RC-S380/S (054c:06c1)'] } },
    ],
  ])('%s', async (_name, state, expected) => {
    expect((await examine(readersWith({}), state)).findings).toMatchObject([expected]);
  });

  it('of the name that was asked for: names those there are', async () => {
    const { findings } = await examine(
      readersWith({ [READER]: ORDINARY_CARD }),
      {},
      { ...NO_REPORT, readerName: 'Two' },
    );
    expect(findings).toMatchObject([{ code: 'reader-not-found', facts: { name: 'Two', names: [READER] } }]);
  });
});

describe('the card', () => {
  const codes = async (...args: Parameters<typeof examine>) =>
    (await examine(...args)).findings.map(({ code }) => code);

  it('is nowhere', async () => {
    expect(await codes(readersWith({ [READER]: undefined, 'Reader Two': undefined }))).toEqual([
      'readers-ok',
      'card-none',
    ]);
  });

  it('may lie on a PaSoRi that PC/SC does not know, beside a reader that it does', async () => {
    const readers = readersWith({ [READER]: undefined });
    expect(await codes(readers, { usbDevices: [RC_S380] })).toEqual(['readers-ok', 'reader-unsupported', 'card-none']);
    const known = readersWith({ 'SONY FeliCa RC-S300/P': undefined });
    expect(await codes(known, { usbDevices: [RC_S380] })).toEqual(['readers-ok', 'card-none']);
  });

  it('is held by another program, which is named', async () => {
    const readers = readersWith({ [READER]: ORDINARY_CARD });
    await readers.connect(READER, 'exclusive', ['t1']);
    const { findings } = await examine(readers, { cardPrograms: ['firefox'] });
    expect(findings.at(-1)).toMatchObject({ code: 'card-in-use', facts: { reader: READER, programs: ['firefox'] } });
    expect(readers.exchanges).toBe(0);
  });

  it('is mute', async () => {
    const pcsc = new FakePcsclite();
    pcsc.plugIn(READER);
    const driver = new PcscDriver({ load: pcsc.load });
    await driver.open();
    pcsc.reader(READER).emit('status', { state: 0x0220 });
    const { findings } = await examineCards(createResourceManager(driver), fakeSystem(), NO_REPORT);
    expect(findings.at(-1)).toMatchObject({ code: 'card-mute', facts: { reader: READER } });
  });

  it('left in the middle', async () => {
    const readers = readersWith({ [READER]: ORDINARY_CARD });
    readers.fault = (_command, index) => (index === 5 ? 'removed-before' : undefined);
    const { findings } = await examine(readers);
    expect(findings.at(-1)).toMatchObject({ code: 'card-failed', facts: { error: 'card-removed' } });
  });

  it('left while it was asked for the field report: what is known of its PINs is still said', async () => {
    const readers = readersWith({ [READER]: ORDINARY_CARD });
    readers.fault = (_command, index) => (index === 25 ? 'removed-before' : undefined);
    const { findings, fieldReport } = await examine(readers, {}, { fieldReport: true });
    expect(findings.map(({ code }) => code)).toEqual([
      'readers-ok',
      'card-ok',
      'kind-my-number-card',
      ...Array(4).fill('pin-ready'),
      'card-failed',
    ]);
    expect(fieldReport).toBeUndefined();
  });

  it.each([
    ['ordinary', ['pin-ready', 'pin-ready', 'pin-ready', 'pin-ready']],
    ['locked', ['pin-locked', 'pin-locked', 'pin-ready', 'pin-ready']],
    ['last-try', ['pin-ready', 'pin-last-try', 'pin-ready', 'pin-ready']],
    ['no-sign-certificate', ['pin-absent', 'pin-ready', 'pin-ready', 'pin-ready']],
  ] as const)('is a My Number card: %s', async (profile, pins) => {
    expect(await codes(readersWith({ [READER]: PROFILES[profile] }))).toEqual([
      'readers-ok',
      'card-ok',
      'kind-my-number-card',
      ...pins,
    ]);
  });

  it.each([
    ['juki-card', 'juki-card'],
    ['phone', 'android-phone'],
    ['other-card', 'other'],
  ] as const)('is none: %s', async (profile, kind) => {
    const { findings } = await examine(readersWith({ [READER]: PROFILES[profile] }));
    expect(findings.slice(1)).toMatchObject([{ code: 'card-ok' }, { code: 'kind-other-card', facts: { kind } }]);
  });

  it('whose tries are not told is not ready', async () => {
    const readers = readersWith({ [READER]: ORDINARY_CARD });
    const card = readers.cardIn(READER) as VirtualCard;
    const honest = card.process.bind(card);
    card.process = (command) => (command[1] === 0x20 ? Uint8Array.of(0x6f, 0x00) : honest(command));
    const { findings } = await examine(readers);
    expect(findings.slice(3)).toMatchObject(Array(4).fill({ code: 'pin-unknown', facts: { sw: 0x6f00 } }));
  });

  it('is the My Number card, whatever lies on the other readers', async () => {
    const cards = { [READER]: PROFILES['juki-card'], 'Reader Two': ORDINARY_CARD, 'Reader Three': PROFILES.phone };
    const { findings, fieldReport } = await examine(readersWith(cards), {}, { fieldReport: true });
    expect(findings.map(({ code }) => code)).not.toContain('kind-other-card');
    expect(fieldReport?.token?.label).toBe('JPKIAPICCTOKEN2');
    const named = await examine(readersWith(cards), {}, { ...NO_REPORT, readerName: 'three' });
    expect(named.findings.at(-1)).toMatchObject({ code: 'kind-other-card', facts: { kind: 'android-phone' } });
  });

  it('keeps its tries, and is asked with no PIN', async () => {
    const profile = cardWith({ pins: { auth: { pin: '1234', triesLeft: 1 }, text: { pin: '1234', triesLeft: 2 } } });
    const readers = readersWith({ [READER]: profile });
    const card = readers.cardIn(READER) as VirtualCard;
    await examine(readers, {}, { fieldReport: true });
    expect([card.triesLeftOf('sign'), card.triesLeftOf('auth'), card.triesLeftOf('text')]).toEqual([5, 1, 2]);
    expect(card.log.filter(({ command }) => command.includes('PIN'))).toEqual([]);
    expect(card.powered).toBe(false);
  });
});
