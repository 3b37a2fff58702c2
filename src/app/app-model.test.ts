import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { certificateFixture, FIXTURE_DAY } from '../../test/support/certificate-fixture.ts';
import { type CertificateId, PIN_IDS, type PinId } from '../card/applications.ts';
import { fromAscii, toHex } from '../card/bytes.ts';
import type { PinReport, PinWish } from '../card/pin-job.ts';
import type { BridgeConnection } from '../readers/bridge/bridge-client.ts';
import { BridgeError, type BridgeErrorCode } from '../readers/bridge/bridge-error.ts';
import { PROTOCOL_VERSION } from '../readers/bridge/protocol.ts';
import { guardedDriver } from '../readers/guarded-driver.ts';
import { cardWith, ORDINARY_CARD, PROFILES } from '../readers/virtual/profiles.ts';
import { VirtualCard } from '../readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../readers/virtual/virtual-readers.ts';
import { SmartCardError } from '../readers/web-smart-card/errors.ts';
import { createResourceManager } from '../readers/web-smart-card/resource-manager.ts';
import type { SmartCardResourceManager } from '../readers/web-smart-card/types.ts';
import { AppModel } from './app-model.ts';
import type { Obstacle } from './reader-desk.ts';

const wish = (
  pin: PinId,
  current = pin === 'sign' ? 'ABC123' : '1234',
  next = pin === 'sign' ? 'XYZ789' : '5678',
): PinWish => ({
  pin,
  current: fromAscii(current),
  next: fromAscii(next),
});

/** What an earlier life of the page left in doubt. */
let leftBefore: readonly PinId[] = [];

/** A page with a bridge whose readers are in memory, and the built-in virtual reader beside them. */
class Bench {
  readonly readers = new VirtualReaders();
  readonly trial = new VirtualReaders();
  remembered: string | null = null;
  unfinished: readonly PinId[] = leftBefore;
  failure: BridgeErrorCode | undefined;
  pcsc: BridgeConnection['hello']['pcsc'] = 'available';
  developer = false;
  /** How often what understands certificates was loaded. */
  loads = 0;
  /** What it waits for before it is there. */
  loading: Promise<void> = Promise.resolve();
  manager: SmartCardResourceManager = createResourceManager(guardedDriver(this.readers));
  loseBridge: (end: 'in-use' | 'lost') => void = () => {};
  readonly model = new AppModel(
    {
      connectBridge: async () => {
        if (this.failure) throw new BridgeError(this.failure);
        return {
          resourceManager: this.manager,
          hello: {
            type: 'hello',
            version: PROTOCOL_VERSION,
            pcsc: this.pcsc,
            installCommand: 'install it',
            developer: this.developer,
            journal: 'off',
          },
          closed: new Promise((resolve) => {
            this.loseBridge = resolve;
          }),
          close: () => {},
        };
      },
      unfinished: {
        get: () => this.unfinished,
        set: (pins) => {
          this.unfinished = pins;
        },
      },
      virtual: createResourceManager(guardedDriver(this.trial)),
      remembered: {
        get: () => this.remembered,
        set: (name) => {
          this.remembered = name;
        },
      },
      now: () => FIXTURE_DAY,
      loadCertificates: async () => {
        this.loads++;
        await this.loading;
        return import('../certificates/certificates.ts');
      },
    },
    () => {},
  );

  constructor() {
    this.trial.plugIn('trial');
    this.trial.insert('trial', new VirtualCard(cardWith({ serial: 'TRIAL' })));
  }

  /** With a My Number card on its only reader, and the choice on screen. */
  async ready(card = new VirtualCard(ORDINARY_CARD)): Promise<VirtualCard> {
    this.readers.plugIn('reader');
    this.readers.insert('reader', card);
    this.model.start();
    await this.step('choose');
    return card;
  }

  async typed(...pins: PinId[]): Promise<void> {
    for (const pin of pins) this.model.toggle(pin, true);
    this.model.goTo('type');
    this.model.submit(pins.map((pin) => wish(pin)));
  }

  step(step: AppModel['step']): Promise<void> {
    return vi.waitFor(() => expect(this.model.step).toBe(step));
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.model.stop());

describe('a bridge for developers', () => {
  it.each([true, false])('is known as one as long as it is there: %s', async (developer) => {
    bench.developer = developer;
    expect(bench.model.desk.developer).toBe(false);
    await bench.ready();
    expect(bench.model.desk.developer).toBe(developer);
    bench.loseBridge('lost');
    await vi.waitFor(() => expect(bench.model.desk.link).toBe('lost'));
    expect(bench.model.desk.developer).toBe(false);
  });
});

describe('finding a card', () => {
  it('shows the overview without a click, and powers the card down', async () => {
    const card = await bench.ready();
    expect(bench.model.overview?.pins.sign).toEqual({ kind: 'ready', triesLeft: 5 });
    expect(bench.model.desk.trial).toBe(false);
    await vi.waitFor(() => expect(card.powered).toBe(false));
  });

  it('waits on a reader without a card, and goes on by itself when one comes', async () => {
    bench.readers.plugIn('reader');
    bench.model.start();
    await vi.waitFor(() => expect(bench.model.desk.selected?.name).toBe('reader'));
    expect([bench.model.step, bench.model.desk.card.kind]).toEqual(['prepare', 'none']);
    bench.readers.insert('reader', new VirtualCard(ORDINARY_CARD));
    await bench.step('choose');
  });

  it.each([
    ['other-card', 'other'],
    ['juki-card', 'juki-card'],
    ['phone', 'android-phone'],
  ] as const)('says what it is when it is no My Number card: %s', async (profile, kind) => {
    bench.readers.plugIn('reader');
    bench.readers.insert('reader', new VirtualCard(PROFILES[profile]));
    bench.model.start();
    await vi.waitFor(() => expect(bench.model.desk.card).toMatchObject({ kind: 'read', overview: { kind } }));
    expect(bench.model.step).toBe('prepare');
  });

  it('of two readers takes the one with the My Number card', async () => {
    bench.readers.plugIn('A');
    bench.readers.insert('A', new VirtualCard(PROFILES['other-card']));
    bench.readers.plugIn('B');
    bench.readers.insert('B', new VirtualCard(ORDINARY_CARD));
    bench.model.start();
    await bench.step('choose');
    expect(bench.model.desk.selected).toEqual({ way: 'bridge', name: 'B' });
  });

  it('stays with the reader a person picked, and remembers it', async () => {
    bench.readers.plugIn('A');
    bench.readers.plugIn('B');
    bench.readers.insert('B', new VirtualCard(ORDINARY_CARD));
    bench.model.start();
    await bench.step('choose');
    bench.model.pick({ way: 'bridge', name: 'A' });
    expect([bench.model.desk.selected?.name, bench.model.step, bench.remembered]).toEqual(['A', 'prepare', 'A']);
  });

  it('says that another program has the card, and reads it when it is free again', async () => {
    bench.readers.plugIn('reader');
    bench.readers.insert('reader', new VirtualCard(ORDINARY_CARD));
    const other = await (await bench.readers.resourceManager.establishContext()).connect('reader', 'exclusive');
    bench.model.start();
    await vi.waitFor(() => expect(bench.model.desk.card).toEqual({ kind: 'failed', code: 'in-use' }));
    await other.connection.disconnect('leave');
    await bench.step('choose');
  });

  it.each([
    ['once', 1, { kind: 'read' }],
    ['again and again', 3, { kind: 'failed', code: 'card-reset' }],
  ] as const)('reads a card that has no power %s one more time, and no more', async (_, failures, expected) => {
    const connect = bench.readers.connect.bind(bench.readers);
    let calls = 0;
    bench.readers.connect = async (...args) => {
      if (++calls <= failures) throw new SmartCardError('unpowered-card');
      return connect(...args);
    };
    bench.readers.plugIn('reader');
    bench.readers.insert('reader', new VirtualCard(ORDINARY_CARD));
    bench.model.start();
    await vi.waitFor(() => expect(bench.model.desk.card).toMatchObject(expected));
    expect(calls).toBe(2);
  });
});

describe('without a card reader', () => {
  it.each<[string, (bench: Bench) => void, Obstacle]>([
    [
      'no bridge',
      (bench) => {
        bench.failure = 'not-a-bridge';
      },
      'not-a-bridge',
    ],
    [
      'a used secret',
      (bench) => {
        bench.failure = 'secret-used';
      },
      'secret-used',
    ],
    [
      'PC/SC cannot be built',
      (bench) => {
        bench.pcsc = 'module-missing';
      },
      'module-missing',
    ],
    [
      '--virtual',
      (bench) => {
        bench.pcsc = 'off';
      },
      'virtual-requested',
    ],
    ['no reader', () => {}, 'no-reader'],
    [
      'no service',
      (bench) => {
        bench.manager = { establishContext: () => Promise.reject(new SmartCardError('no-service')) };
      },
      'no-service',
    ],
  ])('%s: the virtual card, with the reason', async (_name, arrange, obstacle) => {
    arrange(bench);
    bench.model.start();
    await bench.step('choose');
    expect([bench.model.desk.trial, bench.model.desk.obstacle]).toEqual([true, obstacle]);
  });

  it.each(['in-use', 'unreachable'] as const)(
    '%s: no virtual card behind which a real one could be suspected',
    async (failure) => {
      bench.failure = failure;
      bench.model.start();
      await vi.waitFor(() => expect(bench.model.desk.obstacle).toBe(failure));
      expect([bench.model.desk.selected, bench.model.step]).toEqual([undefined, 'prepare']);
    },
  );

  it('changes to the real reader as soon as there is one', async () => {
    bench.model.start();
    await bench.step('choose');
    expect(bench.model.desk.trial).toBe(true);
    bench.readers.plugIn('reader');
    await vi.waitFor(() => expect(bench.model.desk.trial).toBe(false));
    expect(bench.model.step).toBe('prepare');
  });

  it('but not under the hands of somebody who types', async () => {
    bench.model.start();
    await bench.step('choose');
    await bench.typed('auth');
    bench.readers.plugIn('reader');
    await vi.waitFor(() => expect(bench.model.desk.realReaderWaiting).toBe(true));
    expect([bench.model.desk.trial, bench.model.step]).toEqual([true, 'confirm']);
    bench.model.useRealReader();
    expect([bench.model.desk.trial, bench.model.step]).toEqual([false, 'prepare']);
  });

  it('nor under a result of the virtual card, which would then be read as one of a real card', async () => {
    bench.model.start();
    await bench.step('choose');
    await bench.typed('auth');
    await bench.model.change();
    bench.readers.plugIn('reader');
    await vi.waitFor(() => expect(bench.model.desk.realReaderWaiting).toBe(true));
    expect([bench.model.step, bench.model.desk.trial]).toEqual(['result', true]);
    bench.model.readAgain();
    expect(bench.model.desk.trial).toBe(false);
  });
});

describe('the change', () => {
  it('of one PIN: changed on the card, reported, forgotten', async () => {
    const card = await bench.ready();
    await bench.typed('auth');
    const typed = bench.model.wishOf('auth');
    await bench.model.change();
    expect(bench.model.step).toBe('result');
    expect(bench.model.reports).toEqual([{ pin: 'auth', outcome: 'changed', triesLeft: 3 }]);
    expect(card.pinOf('auth')).toBe('5678');
    expect([card.powered, card.verified]).toEqual([false, false]);
    expect(bench.model.wishOf('auth')).toBeUndefined();
    expect([...(typed?.current ?? [1]), ...(typed?.next ?? [1])].every((byte) => byte === 0)).toBe(true);
  });

  it('of all four, with progress for each', async () => {
    await bench.ready();
    await bench.typed(...PIN_IDS);
    await bench.model.change();
    expect(bench.model.reports.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed', 'changed']);
    expect([...bench.model.progress.values()]).toEqual(['finished', 'finished', 'finished', 'finished']);
  });

  it('that one wrong PIN stopped is begun again with an empty form for the same PINs, and the tries as they are now', async () => {
    await bench.ready();
    await bench.typed('sign', 'auth');
    bench.model.submit([wish('sign'), wish('auth', '1111')]);
    await bench.model.change();
    expect(bench.model.reports).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'unchanged', triesLeft: 2 }]);
    expect(bench.model.retryable).toEqual(['sign', 'auth']);
    bench.model.retry();
    await vi.waitFor(() => expect(bench.model.step).toBe('type'));
    expect(bench.model.chosenPins).toEqual(['sign', 'auth']);
    expect(bench.model.overview?.pins.auth).toEqual({ kind: 'ready', triesLeft: 2 });
    expect(bench.model.draftOf('auth', 'current')).toBeUndefined();
  });

  it('is not offered again where the next mistake locks the PIN, nor where nothing was wrong', async () => {
    await bench.ready(new VirtualCard(cardWith({ pins: { auth: { pin: '1234', triesLeft: 2 } } })));
    await bench.typed('auth');
    bench.model.submit([wish('auth', '1111')]);
    await bench.model.change();
    expect(bench.model.reports).toMatchObject([{ reason: 'wrong-pin', triesLeft: 1 }]);
    expect(bench.model.retryable).toEqual([]);
    bench.model.retry();
    expect(bench.model.step).toBe('result');
  });

  it('that is begun again chooses nothing on another card', async () => {
    await bench.ready();
    await bench.typed('auth');
    bench.model.submit([wish('auth', '1111')]);
    await bench.model.change();
    bench.readers.remove('reader');
    bench.model.retry();
    bench.readers.insert('reader', new VirtualCard(cardWith({ serial: 'ANOTHER' })));
    await vi.waitFor(() => expect(bench.model.step).toBe('choose'));
    expect(bench.model.chosenPins).toEqual([]);
  });

  it('of a PIN with one try left asks for consent first, and touches nothing without it', async () => {
    const card = await bench.ready(new VirtualCard(PROFILES['last-try']));
    await bench.typed('auth');
    await bench.model.change();
    expect(bench.model.step).toBe('last-try');
    const verifies = card.log.filter(({ command }) => command.includes('PIN'));
    expect(verifies).toEqual([]);
    await bench.model.change(bench.model.lastTryPins);
    expect(bench.model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed' }]);
  });

  it('can be begun again when the card is not there; what was typed is kept', async () => {
    const card = await bench.ready();
    await bench.typed('auth');
    bench.readers.remove('reader');
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('none'));
    await bench.model.change();
    expect([bench.model.step, bench.model.startFailure]).toEqual(['confirm', 'card-removed']);
    bench.readers.insert('reader', card);
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('read'));
    expect([bench.model.step, bench.model.startFailure]).toEqual(['confirm', undefined]);
    await bench.model.change();
    expect(bench.model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed' }]);
  });

  it('is not begun while another program has the card; what was typed is kept', async () => {
    await bench.ready();
    await bench.typed('auth');
    const other = await (await bench.readers.resourceManager.establishContext()).connect('reader', 'exclusive');
    await bench.model.change();
    expect([bench.model.step, bench.model.startFailure]).toEqual(['confirm', 'in-use']);
    await other.connection.disconnect('leave');
    await bench.model.change();
    expect(bench.model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed' }]);
  });

  it('nothing typed for one card reaches another', async () => {
    await bench.ready();
    await bench.typed('auth');
    const typed = bench.model.wishOf('auth');
    bench.readers.remove('reader');
    bench.readers.insert('reader', new VirtualCard(cardWith({ serial: 'ANOTHER' })));
    await bench.step('choose');
    expect(bench.model.anotherCard).toBe(true);
    expect([bench.model.wishOf('auth'), bench.model.chosenPins]).toEqual([undefined, []]);
    expect(typed?.current.every((byte) => byte === 0)).toBe(true);
  });

  it('nothing typed for one reader reaches another', async () => {
    await bench.ready();
    await bench.typed('auth');
    bench.readers.plugIn('second');
    bench.readers.insert('second', new VirtualCard(cardWith({ serial: 'ANOTHER' })));
    bench.readers.unplug('reader');
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('none'));
    expect([bench.model.desk.selected?.name, bench.model.step]).toEqual(['reader', 'confirm']);
    await bench.model.change();
    expect(bench.model.startFailure).toBe('reader-gone');
  });

  it('pressed twice is done once', async () => {
    const card = await bench.ready();
    await bench.typed('auth');
    await Promise.all([bench.model.change(), bench.model.change()]);
    expect(card.log.filter(({ command }) => command === '00240180(PIN)')).toHaveLength(1);
  });

  it('interrupted by removing the card says so', async () => {
    const card = await bench.ready();
    await bench.typed('auth');
    const start = bench.readers.exchanges;
    bench.readers.fault = (_command, index) => (index === start + 6 ? 'removed-after' : undefined);
    await bench.model.change();
    expect(bench.model.reports).toMatchObject([
      { pin: 'auth', outcome: 'unknown', reason: 'interrupted', error: 'card-removed' },
    ]);
    expect(card.pinOf('auth')).toBe('5678');
  });
});

/** From the next connection on, another card lies on the reader whose state never changed. */
function swapFor(other: VirtualCard): void {
  const elsewhere = new VirtualReaders();
  elsewhere.plugIn('reader');
  elsewhere.insert('reader', other);
  bench.readers.connect = (...args) => elsewhere.connect(...args);
}

describe('a card that was swapped without the reader noticing', () => {
  const pinsSent = (card: VirtualCard) => card.log.filter(({ command }) => command.endsWith('(PIN)'));

  it('is sent no PIN: the page says that it is another one, and what was typed is gone', async () => {
    const card = await bench.ready();
    const other = new VirtualCard(cardWith({ serial: 'ANOTHER', pins: { auth: { pin: '1234', triesLeft: 1 } } }));
    await bench.typed('auth');
    swapFor(other);
    await bench.model.change(['auth']);
    await bench.step('choose');
    expect(bench.model.anotherCard).toBe(true);
    expect([...pinsSent(card), ...pinsSent(other)]).toEqual([]);
    expect([bench.model.wishOf('auth'), bench.unfinished]).toEqual([undefined, []]);
    expect(bench.model.overview?.pins.auth).toEqual({ kind: 'ready', triesLeft: 1 });
  });

  it('is asked for no PIN when the one of before was waited for', async () => {
    const card = await bench.ready();
    await bench.typed('auth');
    bench.readers.fault = (command) => (command[1] === 0x24 ? 'removed-after' : undefined);
    await bench.model.change();
    expect(bench.model.step).toBe('recover');
    bench.readers.fault = undefined;
    const other = new VirtualCard(cardWith({ serial: 'ANOTHER' }));
    const connect = bench.readers.connect.bind(bench.readers);
    let connections = 0;
    bench.readers.connect = (...args) => {
      // The overview is still that of the right card.
      if (++connections === 2) swapFor(other);
      return connections === 1 ? connect(...args) : bench.readers.connect(...args);
    };
    bench.readers.insert('reader', card);
    await vi.waitFor(() => expect(bench.model.recovery).toBe('another-card'));
    expect(pinsSent(other)).toEqual([]);
    expect(bench.model.openPins).toEqual(['auth']);
  });
});

describe('what an earlier life of the page left in doubt', () => {
  beforeEach(() => {
    leftBefore = ['sign'];
    bench = new Bench();
  });
  afterEach(() => {
    leftBefore = [];
  });
  const said = () => [bench.model.unfinished, bench.unfinished];

  it('is still said after a change that could not begin', async () => {
    await bench.ready();
    await bench.typed('auth');
    bench.readers.connect = () => Promise.reject(new SmartCardError('sharing-violation'));
    await bench.model.change();
    expect(bench.model.startFailure).toBe('in-use');
    expect(said()).toEqual([['sign'], ['sign']]);
  });

  it('is remembered beside what is being changed, until that is known', async () => {
    await bench.ready();
    await bench.typed('auth');
    const noted: (readonly PinId[])[] = [];
    bench.readers.fault = () => {
      noted.push(bench.unfinished);
      return undefined;
    };
    await bench.model.change();
    expect(noted.at(0)).toEqual(['sign', 'auth']);
    expect(said()).toEqual([['sign'], ['sign']]);
  });

  it('is no longer said once that PIN was changed, or somebody has read it', async () => {
    await bench.ready();
    await bench.typed('sign');
    await bench.model.change();
    expect(said()).toEqual([[], []]);
    bench.model.stop();
    bench = new Bench();
    await bench.ready();
    bench.model.dismissUnfinished();
    expect(said()).toEqual([[], []]);
  });

  it('is read while a card is at work: what that leaves is remembered all the same', async () => {
    await bench.ready();
    await bench.typed('auth');
    bench.readers.fault = (command) => {
      bench.model.dismissUnfinished();
      return command[1] === 0x24 ? 'removed-after' : undefined;
    };
    await bench.model.change();
    bench.model.dismissUnfinished();
    expect(said()).toEqual([[], ['auth']]);
  });
});

describe('what is not known yet', () => {
  /** Cuts the change of `pins` off at its nth CHANGE, after the card acted. */
  async function cutOff(card: VirtualCard, nth: number, ...pins: PinId[]): Promise<void> {
    await bench.typed(...pins);
    let changes = 0;
    bench.readers.fault = (command) =>
      (command[1] === 0x24 || command[1] === 0x32) && ++changes === nth ? 'removed-after' : undefined;
    await bench.model.change();
    bench.readers.fault = undefined;
    expect(bench.model.step).toBe('recover');
    expect(card.powered).toBe(false);
  }

  it('is found out by itself when the same card is back', async () => {
    const card = await bench.ready();
    await cutOff(card, 1, 'auth');
    expect([bench.model.openPins, bench.unfinished]).toEqual([['auth'], ['auth']]);
    const typed = bench.model.wishOf('auth');
    bench.readers.insert('reader', card);
    await bench.step('result');
    expect(bench.model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed', triesLeft: 3 }]);
    expect([bench.model.wishOf('auth'), bench.unfinished]).toEqual([undefined, []]);
    expect(typed?.next.every((byte) => byte === 0)).toBe(true);
    await vi.waitFor(() => expect(card.powered).toBe(false));
  });

  it('is not asked of another card', async () => {
    const card = await bench.ready();
    await cutOff(card, 1, 'auth');
    const other = new VirtualCard(cardWith({ serial: 'ANOTHER' }));
    bench.readers.insert('reader', other);
    await vi.waitFor(() => expect(bench.model.recovery).toBe('another-card'));
    expect(other.log.filter(({ command }) => command.includes('PIN'))).toEqual([]);
    bench.readers.insert('reader', card);
    await bench.step('result');
    expect(bench.model.reports).toMatchObject([{ outcome: 'changed' }]);
  });

  it('waits again when the card is taken away while it is asked', async () => {
    const card = await bench.ready();
    await cutOff(card, 1, 'auth');
    bench.readers.fault = (command) => (command[1] === 0x20 && command.length > 4 ? 'removed-before' : undefined);
    bench.readers.insert('reader', card);
    await vi.waitFor(() => expect(bench.model.reports).toMatchObject([{ outcome: 'unknown', error: 'card-removed' }]));
    expect([bench.model.step, bench.model.recovery]).toEqual(['recover', 'waiting']);
    bench.readers.fault = undefined;
    bench.readers.insert('reader', card);
    await bench.step('result');
    expect(bench.model.reports).toMatchObject([{ outcome: 'changed' }]);
  });

  it('can be left open, and is remembered for after a reload; the PINs are not', async () => {
    const card = await bench.ready();
    await cutOff(card, 1, 'auth');
    bench.model.giveUp();
    expect([bench.model.step, bench.model.wishOf('auth'), bench.unfinished]).toEqual(['result', undefined, ['auth']]);
    expect(bench.model.reports).toMatchObject([{ outcome: 'unknown' }]);
  });

  it('can be found out in another reader, which the person picks', async () => {
    const card = await bench.ready();
    bench.readers.plugIn('second');
    await cutOff(card, 1, 'auth');
    bench.model.pick({ way: 'bridge', name: 'second' });
    expect([bench.model.step, bench.model.recovery, bench.unfinished]).toEqual(['recover', 'waiting', ['auth']]);
    bench.readers.insert('second', card);
    await bench.step('result');
    expect(bench.model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed' }]);
  });

  it('is said at once when the person goes on with the virtual card instead, and when they are back', async () => {
    const card = await bench.ready();
    await cutOff(card, 1, 'auth');
    bench.model.startTrial();
    expect([bench.model.unfinished, bench.model.wishOf('auth')]).toEqual([['auth'], undefined]);
    await bench.step('choose');
    await bench.typed('auth');
    await bench.model.change();
    expect(bench.model.reports).toMatchObject([{ outcome: 'changed' }]);
    bench.model.useRealReader();
    expect([bench.model.unfinished, bench.unfinished]).toEqual([['auth'], ['auth']]);
  });

  it('of a 住民基本台帳用 cut off between its two references: found half-changed, then finished on request', async () => {
    const card = await bench.ready();
    await bench.typed('juki');
    let changes = 0;
    bench.readers.fault = (command) => (command[1] === 0x32 && ++changes === 2 ? 'removed-before' : undefined);
    await bench.model.change();
    bench.readers.fault = undefined;
    bench.readers.insert('reader', card);
    await bench.step('result');
    const [report] = bench.model.reports;
    expect(report).toMatchObject({ pin: 'juki', outcome: 'half-changed' });
    expect(bench.model.furtherStep(report as PinReport)).toBe('finish');
    await bench.model.finish(report as PinReport);
    expect(bench.model.reports).toMatchObject([{ pin: 'juki', outcome: 'changed' }]);
    expect([card.pinOf('juki'), card.pinOf('common')]).toEqual(['5678', '5678']);
  });

  it('is never finished on another card: the right one is waited for', async () => {
    const card = await bench.ready();
    await bench.typed('juki');
    let changes = 0;
    bench.readers.fault = (command) => (command[1] === 0x32 && ++changes === 2 ? 'removed-before' : undefined);
    await bench.model.change();
    bench.readers.fault = undefined;
    bench.readers.insert('reader', card);
    await bench.step('result');
    const [half] = bench.model.reports;
    bench.readers.remove('reader');
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('none'));
    const stranger = new VirtualCard(cardWith({ serial: 'VIRTUAL00000002', pins: { juki: { pin: '9999' } } }));
    bench.readers.insert('reader', stranger);
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('read'));
    await bench.model.finish(half as PinReport);
    await vi.waitFor(() => expect([bench.model.step, bench.model.recovery]).toEqual(['recover', 'another-card']));
    expect(stranger.log.filter(({ command }) => command.includes('PIN'))).toEqual([]);
    bench.readers.remove('reader');
    bench.readers.insert('reader', card);
    await bench.step('result');
    await bench.model.finish(bench.model.reports[0] as PinReport);
    expect([card.pinOf('juki'), card.pinOf('common')]).toEqual(['5678', '5678']);
    expect([card.triesLeftOf('juki'), stranger.triesLeftOf('juki')]).toEqual([3, 3]);
  });

  it('costs no try when the form was gone back to before the rest is changed', async () => {
    const card = await bench.ready();
    await bench.typed('juki');
    let changes = 0;
    bench.readers.fault = (command) => (command[1] === 0x32 && ++changes === 2 ? 'removed-before' : undefined);
    await bench.model.change();
    bench.readers.fault = undefined;
    bench.readers.insert('reader', card);
    await bench.step('result');
    bench.readers.remove('reader');
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('none'));
    await bench.model.finish(bench.model.reports[0] as PinReport);
    expect([bench.model.step, bench.model.startFailure]).toEqual(['confirm', 'card-removed']);
    bench.model.goTo('type');
    bench.model.submit([{ pin: 'juki', current: fromAscii('1234'), next: fromAscii('5678') }]);
    bench.readers.insert('reader', card);
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('read'));
    await bench.model.change();
    expect(bench.model.reports).toMatchObject([{ pin: 'juki', outcome: 'changed' }]);
    expect([card.pinOf('juki'), card.pinOf('common'), card.triesLeftOf('common')]).toEqual(['5678', '5678', 3]);
  });

  it('goes on whatever reader is picked while the card is asked', async () => {
    const card = await bench.ready();
    await cutOff(card, 1, 'auth');
    let asked = 0;
    bench.readers.fault = (command) => {
      if (bench.model.recovery !== 'asking' || command[1] !== 0x20) return undefined;
      asked++;
      bench.model.pick({ way: 'bridge', name: 'reader' });
      bench.model.startTrial();
      bench.model.useRealReader();
      return undefined;
    };
    bench.readers.insert('reader', card);
    await bench.step('result');
    expect(asked).toBeGreaterThan(0);
    expect(bench.model.reports).toMatchObject([{ pin: 'auth', outcome: expect.stringMatching(/^(un)?changed$/) }]);
    expect(card.triesLeftOf('auth')).toBe(3);
  });

  it('of two references that differ since an earlier visit: found out on request, and finished', async () => {
    const card = await bench.ready(new VirtualCard(cardWith({ pins: { common: { pin: '5678' } } })));
    await bench.typed('juki');
    await bench.model.change();
    const [differ] = bench.model.reports;
    expect(differ).toMatchObject({ outcome: 'unchanged', reason: 'references-differ', triesLeft: 2 });
    expect(bench.model.furtherStep(differ as PinReport)).toBe('find-out');
    bench.model.findOut(differ as PinReport);
    await bench.step('result');
    const [half] = bench.model.reports;
    expect(half).toMatchObject({ outcome: 'half-changed' });
    await bench.model.finish(half as PinReport);
    expect(bench.model.reports).toMatchObject([{ outcome: 'changed' }]);
    expect(card.triesLeftOf('common')).toBe(3);
  });
});

describe('a result', () => {
  it('of a real card is never shown as one of the virtual card, whatever becomes of the reader', async () => {
    await bench.ready();
    await bench.typed('auth');
    await bench.model.change();
    bench.readers.unplug('reader');
    await vi.waitFor(() => expect(bench.model.desk.obstacle).toBe('no-reader'));
    expect([bench.model.step, bench.model.desk.trial]).toEqual(['result', false]);
    bench.model.readAgain();
    expect(bench.model.desk.trial).toBe(true);
  });
});

describe('certificates', () => {
  const withFiles = (files: Partial<Record<CertificateId, string>>, serial = 'VIRTUAL00000001') => {
    const ders = Object.entries(files).map(([id, name]) => [id, certificateFixture(name)]);
    return new VirtualCard(cardWith({ serial, files: Object.fromEntries(ders) }));
  };
  const ALL = { auth: 'auth', 'auth-ca': 'auth-ca', sign: 'sign', 'sign-ca': 'sign-ca' };
  const presented = (card: VirtualCard) => card.log.filter(({ command }) => command.includes('PIN'));

  /** Everything the model can be asked for, as text. */
  const holds = (text: string) => JSON.stringify(bench.model.certificates, bytesAsText).includes(text);
  const bytesAsText = (_key: string, value: unknown) =>
    value instanceof Uint8Array ? new TextDecoder().decode(value) : value;

  const shown = () => vi.waitFor(() => expect(bench.model.certificates.state?.kind).toBe('shown'));

  async function changeSign(wanted: boolean): Promise<void> {
    bench.model.toggle('sign', true);
    bench.model.goTo('type');
    bench.model.submit([wish('sign')]);
    bench.model.wantSignCertificate(wanted);
    await bench.model.change();
  }

  describe('利用者証明用', () => {
    it('is read with its CA when asked for, without a PIN, and the card is powered down', async () => {
      const card = await bench.ready(withFiles(ALL));
      const before = card.log.length;
      expect([bench.model.certificates.state, bench.loads]).toEqual([undefined, 0]);
      const reading = bench.model.readAuthCertificate();
      expect(bench.model.certificates.state).toEqual({ kind: 'reading' });
      await reading;
      expect(bench.model.certificates).toMatchObject({
        of: 'auth',
        state: {
          kind: 'shown',
          at: FIXTURE_DAY,
          report: { certificates: [{ id: 'auth', outcome: 'shown', chain: 'holds', ca: 'test' }, { id: 'auth-ca' }] },
        },
        hasHolder: false,
      });
      expect(presented(card)).toEqual([]);
      expect(card.powered).toBe(false);
      // Three of them to see that it is the card of the overview.
      expect(card.log.length - before).toBeLessThanOrEqual(3 + 2 * (1 + 4));
    });

    it('of another card, swapped without the reader noticing, is not read: the page says that it is another one', async () => {
      await bench.ready(withFiles(ALL));
      bench.model.toggle('auth', true);
      const other = withFiles({ ...ALL, auth: 'auth-expired' }, 'ANOTHER');
      const of = bench.model.overview?.fingerprint;
      swapFor(other);
      await bench.model.readAuthCertificate();
      await bench.step('choose');
      expect([bench.model.anotherCard, bench.model.chosenPins]).toEqual([true, []]);
      expect([bench.model.certificates.state, bench.loads]).toEqual([undefined, 0]);
      expect(other.log.map(({ command }) => command)).not.toContain('00A4020C02000A');
      expect(bench.model.overview?.fingerprint).not.toBe(of);
      await bench.model.readAuthCertificate();
      await shown();
    });

    it('that is another one says nothing to a person who has gone on since: the change looks for itself', async () => {
      await bench.ready(withFiles(ALL));
      swapFor(withFiles(ALL, 'ANOTHER'));
      const late = bench.model.readAuthCertificate();
      await bench.typed('auth');
      await late;
      expect([bench.model.step, bench.model.anotherCard, bench.model.chosenPins]).toEqual(['confirm', false, ['auth']]);
      await bench.model.change();
      await bench.step('choose');
      expect([bench.model.anotherCard, bench.model.wishOf('auth')]).toEqual([true, undefined]);
    });

    it('that is absent is said so, in five APDUs, and its CA is not asked for', async () => {
      const card = await bench.ready();
      const before = card.log.length;
      await bench.model.readAuthCertificate();
      expect(bench.model.certificates.state).toMatchObject({
        kind: 'shown',
        report: { certificates: [{ id: 'auth', outcome: 'absent' }] },
      });
      // Three of them to see that it is the card of the overview.
      expect(card.log.length - before).toBeLessThanOrEqual(5);
    });

    it('pressed twice is read once', async () => {
      const card = await bench.ready(withFiles(ALL));
      await Promise.all([bench.model.readAuthCertificate(), bench.model.readAuthCertificate()]);
      expect(card.log.filter(({ command }) => command === '00A4020C02000A')).toHaveLength(1);
    });

    it.each(Array.from({ length: 13 }, (_, at) => at))(
      'the card leaves at exchange %i: nothing is shown, and it can be read when it is back',
      async (at) => {
        const card = await bench.ready(withFiles(ALL));
        const start = bench.readers.exchanges;
        bench.readers.fault = (_command, index) => (index === start + at ? 'removed-before' : undefined);
        await bench.model.readAuthCertificate();
        expect(bench.model.certificates.state?.kind).not.toBe('shown');
        await bench.step('prepare');
        expect(bench.model.certificates.state).toBeUndefined();
        bench.readers.insert('reader', card);
        await bench.step('choose');
        await bench.model.readAuthCertificate();
        await shown();
      },
    );

    it('of a card that another program holds: said, and can be asked for again', async () => {
      await bench.ready(withFiles(ALL));
      const other = await (await bench.readers.resourceManager.establishContext()).connect('reader', 'exclusive');
      await bench.model.readAuthCertificate();
      expect(bench.model.certificates.state).toEqual({ kind: 'failed', code: 'in-use' });
      await other.connection.disconnect('leave');
      await bench.model.readAuthCertificate();
      await shown();
    });

    it('cannot be explained when what understands it cannot be loaded: said', async () => {
      await bench.ready(withFiles(ALL));
      bench.loading = Promise.reject(new Error('offline'));
      await bench.model.readAuthCertificate();
      expect(bench.model.certificates.state).toEqual({ kind: 'failed', code: 'not-loaded' });
      bench.loading = Promise.resolve();
      await bench.model.readAuthCertificate();
      await shown();
    });

    it.each<[string, () => void]>([
      ['the step changes', () => bench.model.goTo('type')],
      ['it is closed', () => bench.model.closeCertificates()],
      ['the card leaves', () => bench.readers.remove('reader')],
      ['another card comes', () => bench.readers.insert('reader', withFiles({ auth: 'auth-expired' }, 'ANOTHER'))],
    ])('is gone when %s, also one that is still being read', async (_name, happens) => {
      await bench.ready(withFiles(ALL));
      await bench.model.readAuthCertificate();
      await shown();
      happens();
      await vi.waitFor(() => expect(bench.model.certificates.state).toBeUndefined());
    });

    it('that comes late is not shown beside what came since', async () => {
      await bench.ready(withFiles(ALL));
      let load = () => {};
      bench.loading = new Promise((resolve) => {
        load = resolve;
      });
      const late = bench.model.readAuthCertificate();
      await vi.waitFor(() => expect(bench.loads).toBe(1));
      bench.model.goTo('type');
      bench.model.goTo('choose');
      load();
      await late;
      expect(bench.model.certificates.state).toBeUndefined();
    });
  });

  describe('署名用', () => {
    it('is not read unless it was wanted: not one APDU more', async () => {
      const card = await bench.ready(withFiles(ALL));
      const before = card.log.length;
      await changeSign(false);
      // Two of them to see that it is the card of the overview, and the six of the change.
      expect(card.log.length - before).toBeLessThanOrEqual(8);
      expect([bench.model.certificates.state, bench.loads]).toEqual([undefined, 0]);
    });

    it('is read in the session of the change, after it, without a further VERIFY', async () => {
      const card = await bench.ready(withFiles(ALL));
      await changeSign(true);
      expect(bench.model.reports).toEqual([{ pin: 'sign', outcome: 'changed', triesLeft: 5 }]);
      await shown();
      expect(bench.model.certificates).toMatchObject({
        of: 'sign',
        hasHolder: true,
        state: { report: { certificates: [{ id: 'sign', chain: 'holds' }, { id: 'sign-ca' }] } },
      });
      expect(presented(card)).toHaveLength(3);
      expect([card.powered, card.verified]).toEqual([false, false]);
      expect(bench.model.certificates.signWanted).toBe(false);
    });

    it('is read after all four PINs too, since 署名用 is changed last', async () => {
      await bench.ready(withFiles(ALL));
      for (const pin of PIN_IDS) bench.model.toggle(pin, true);
      bench.model.submit(PIN_IDS.map((pin) => wish(pin)));
      bench.model.wantSignCertificate(true);
      await bench.model.change();
      await shown();
      expect(bench.model.reports.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed', 'changed']);
    });

    it.each(
      (['removed-before', 'removed-after'] as const).flatMap((fault) =>
        Array.from({ length: 11 }, (_, at) => [fault, at] as const),
      ),
    )('a card %s exchange %i of its reading changes nothing of the result', async (fault, at) => {
      const card = await bench.ready(withFiles(ALL));
      let start: number | undefined;
      bench.readers.fault = (command, index) => {
        if (toHex(command) === '00A4020C020001') start ??= index;
        return start !== undefined && index === start + at ? fault : undefined;
      };
      await changeSign(true);
      expect(bench.model.step).toBe('result');
      expect(bench.model.reports).toEqual([{ pin: 'sign', outcome: 'changed', triesLeft: 5 }]);
      expect([bench.unfinished, presented(card).length, card.pinOf('sign')]).toEqual([[], 3, 'XYZ789']);
      expect(bench.model.certificates.state).toEqual({ kind: 'failed', code: 'card-removed' });
    });

    it('is left alone when its PIN was not changed, and that is said', async () => {
      const card = await bench.ready(withFiles(ALL));
      bench.model.toggle('sign', true);
      bench.model.submit([wish('sign', 'WRONG1')]);
      bench.model.wantSignCertificate(true);
      const before = card.log.length;
      await bench.model.change();
      expect(bench.model.reports).toMatchObject([{ outcome: 'unchanged', reason: 'wrong-pin' }]);
      expect(bench.model.certificates.state).toEqual({ kind: 'failed', code: 'pin-not-changed' });
      expect(card.log.length - before).toBeLessThanOrEqual(6);
    });

    it('is left alone while anything is in doubt', async () => {
      const card = await bench.ready(withFiles(ALL));
      let changes = 0;
      bench.readers.fault = (command) => (command[1] === 0x24 && ++changes === 1 ? 'removed-after' : undefined);
      await changeSign(true);
      bench.readers.fault = undefined;
      expect(bench.model.step).toBe('recover');
      bench.readers.insert('reader', card);
      await bench.step('result');
      expect(bench.model.reports).toMatchObject([{ outcome: 'changed' }]);
      expect(bench.model.certificates.state).toEqual({ kind: 'failed', code: 'pin-not-changed' });
    });

    it('the wish for it does not outlive the choice, nor the change', async () => {
      await bench.ready(withFiles(ALL));
      await bench.typed('sign');
      bench.model.wantSignCertificate(true);
      bench.model.goTo('type');
      expect(bench.model.certificates.signWanted).toBe(true);
      bench.model.goTo('choose');
      expect(bench.model.certificates.signWanted).toBe(false);
    });

    it('shows the person in it when asked to, and no property holds one before or after', async () => {
      await bench.ready(withFiles(ALL));
      await changeSign(true);
      await shown();
      expect(holds('見本')).toBe(false);
      await bench.model.certificates.showHolder();
      expect(bench.model.certificates.holder).toMatchObject({ name: '見本　花子', birthDate: '2005-06-15' });
      expect(holds('見本')).toBe(true);
      bench.model.certificates.hideHolder();
      expect(holds('見本')).toBe(false);
      await bench.model.certificates.showHolder();
      bench.model.readAgain();
      expect([bench.model.certificates.holder, bench.model.certificates.hasHolder]).toEqual([undefined, false]);
      await bench.model.certificates.showHolder();
      expect(bench.model.certificates.holder).toBeUndefined();
    });

    it('the person is gone when another card comes; what was said of the certificate stays with the result', async () => {
      await bench.ready(withFiles(ALL));
      await changeSign(true);
      await shown();
      await bench.model.certificates.showHolder();
      bench.readers.insert('reader', new VirtualCard(cardWith({ serial: 'ANOTHER' })));
      await vi.waitFor(() => expect(bench.model.certificates.holder).toBeUndefined());
      expect(bench.model.certificates).toMatchObject({ hasHolder: false, state: { kind: 'shown' } });
      expect(bench.model.step).toBe('result');
    });

    it('has no person to show where it cannot be read', async () => {
      await bench.ready(withFiles({ sign: 'broken-der', 'sign-ca': 'sign-ca' }));
      await changeSign(true);
      await shown();
      expect(bench.model.certificates.hasHolder).toBe(false);
    });
  });
});

describe('the bridge goes away', () => {
  it('is not said of the only reader, when that is unplugged', async () => {
    await bench.ready();
    await bench.typed('auth');
    bench.readers.unplug('reader');
    await vi.waitFor(() => expect(bench.model.desk.obstacle).toBe('no-reader'));
    await bench.model.change();
    expect([bench.model.step, bench.model.startFailure]).toEqual(['confirm', 'reader-gone']);
  });

  it('is said, and no virtual card takes the place of a real one', async () => {
    await bench.ready();
    await bench.typed('auth');
    bench.failure = 'unreachable';
    bench.loseBridge('lost');
    await vi.waitFor(() => expect(bench.model.desk.link).toBe('lost'));
    expect(bench.model.desk.trial).toBe(false);
    await bench.model.change();
    expect([bench.model.step, bench.model.startFailure]).toEqual(['confirm', 'service-gone']);
  });

  it.each(['secret-missing', 'not-a-bridge'] as const)(
    'and another one takes its place, which says %s: no virtual card either',
    async (failure) => {
      await bench.ready();
      bench.failure = failure;
      bench.loseBridge('lost');
      await vi.waitFor(() => expect(bench.model.desk.link).toBe(failure), { timeout: 5000 });
      expect([bench.model.desk.trial, bench.model.step]).toEqual([false, 'prepare']);
    },
  );

  it('and comes back', async () => {
    await bench.ready();
    bench.loseBridge('lost');
    await vi.waitFor(() => expect(bench.model.desk.link).toBe('lost'));
    await vi.waitFor(() => expect(bench.model.step).toBe('choose'), { timeout: 5000 });
  });
});
