import { afterEach, describe, expect, it, vi } from 'vitest';
import { GrantedUsb } from '../../test/support/granted-usb.ts';
import { apduCardIn, t1CardIn } from '../../test/usb/models/ccid-cards.ts';
import type { CcidModel } from '../../test/usb/models/ccid-model.ts';
import { extendedCcid } from '../../test/usb/models/extended-ccid.ts';
import { InMemoryUsb } from '../../test/usb/models/in-memory.ts';
import { Iso14443Card } from '../../test/usb/models/iso14443-card.ts';
import { RcS300Model } from '../../test/usb/models/rc-s300.ts';
import { scr3310 } from '../../test/usb/models/scr3310.ts';
import { fromAscii } from '../card/bytes.ts';
import type { PinWish } from '../card/pin-job.ts';
import type { BridgeConnection } from '../readers/bridge/bridge-client.ts';
import { BridgeError, type BridgeErrorCode } from '../readers/bridge/bridge-error.ts';
import { PROTOCOL_VERSION } from '../readers/bridge/protocol.ts';
import { guardedDriver } from '../readers/guarded-driver.ts';
import { cardWith, ORDINARY_CARD } from '../readers/virtual/profiles.ts';
import { VirtualCard } from '../readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../readers/virtual/virtual-readers.ts';
import { createResourceManager } from '../readers/web-smart-card/resource-manager.ts';
import { AppModel } from './app-model.ts';
import type { ReaderDesk } from './reader-desk.ts';
import { createUsbReaders } from './usb-readers.ts';

/** All of it takes milliseconds, but for a machine that does much else. */
const PATIENCE = { timeout: 4_000 };

type BridgeSituation = BridgeErrorCode | 'empty reader' | 'card' | 'no reader' | 'virtual' | 'module-missing';
type UsbSituation = 'no WebUSB' | 'nothing granted' | 'empty reader' | 'card' | 'held elsewhere' | 'protected';
type BrowserSituation = 'none' | 'card';

const SCR3310 = 'SCR3310-NTTCom USB SmartCard Reader 00 00';

/** A page with whatever can lead to a card. */
class Page {
  readonly usb = new GrantedUsb();
  readonly bridgeReaders = new VirtualReaders();
  readonly browserReaders = new VirtualReaders();
  readonly trialReaders = new VirtualReaders();
  scr3310: CcidModel | undefined;
  remembered: string | null = null;
  loseBridge: (end: 'in-use' | 'lost') => void = () => {};
  readonly model: AppModel;

  constructor(bridge: BridgeSituation, usb: UsbSituation, browser: BrowserSituation = 'none') {
    this.trialReaders.plugIn('trial');
    this.trialReaders.insert('trial', new VirtualCard(cardWith({ serial: 'TRIAL' })));
    if (bridge === 'empty reader' || bridge === 'card') this.plugIntoBridge(bridge);
    if (browser === 'card') {
      this.browserReaders.plugIn('browser');
      this.browserReaders.insert('browser', new VirtualCard(cardWith({ serial: 'BROWSER' })));
    }
    this.#plugUsb(usb);
    this.model = new AppModel(
      {
        connectBridge: async () => this.#connect(bridge),
        virtual: createResourceManager(guardedDriver(this.trialReaders)),
        usb: usb === 'no WebUSB' ? undefined : createUsbReaders(this.usb, { unrestricted: false }),
        findBrowserReaders: async () =>
          browser === 'none' ? undefined : createResourceManager(guardedDriver(this.browserReaders)),
        remembered: {
          get: () => this.remembered,
          set: (name) => {
            this.remembered = name;
          },
        },
        unfinished: { get: () => [], set: () => {} },
      },
      () => {},
    );
    this.model.start();
  }

  get desk(): ReaderDesk {
    return this.model.desk;
  }

  plugIntoBridge(with_: 'empty reader' | 'card'): void {
    this.bridgeReaders.plugIn('bridge');
    if (with_ === 'card') this.bridgeReaders.insert('bridge', new VirtualCard(cardWith({ serial: 'BRIDGE' })));
  }

  step(step: AppModel['step']): Promise<void> {
    return vi.waitFor(() => expect(this.model.step).toBe(step), PATIENCE);
  }

  async uses(way: string | undefined): Promise<void> {
    await vi.waitFor(() => expect(this.desk.selected?.way).toBe(way), PATIENCE);
  }

  /** As far as it goes by itself. */
  async settled(): Promise<void> {
    let before = '';
    await vi.waitFor(
      () => {
        const { selected, card, link } = this.desk;
        const now = JSON.stringify([selected, card.kind, link]);
        const same = now === before;
        before = now;
        expect([same, card.kind]).not.toContain('reading');
        expect(same).toBe(true);
      },
      { interval: 120, timeout: 4000 },
    );
  }

  async change(wish: PinWish): Promise<void> {
    this.model.toggle(wish.pin, true);
    this.model.goTo('type');
    this.model.submit([wish]);
    await this.model.change();
  }

  #connect(situation: BridgeSituation): Omit<BridgeConnection, 'journal'> {
    const pcsc = { virtual: 'off', 'module-missing': 'module-missing' } as const;
    if (!['empty reader', 'card', 'no reader', 'virtual', 'module-missing'].includes(situation)) {
      throw new BridgeError(situation as BridgeErrorCode);
    }
    return {
      resourceManager: createResourceManager(guardedDriver(this.bridgeReaders)),
      hello: {
        type: 'hello',
        version: PROTOCOL_VERSION,
        pcsc: pcsc[situation as keyof typeof pcsc] ?? 'available',
        developer: false,
        journal: 'off',
      },
      closed: new Promise((resolve) => {
        this.loseBridge = resolve;
      }),
      close: () => {},
    };
  }

  #plugUsb(situation: UsbSituation): void {
    if (situation === 'no WebUSB') return;
    const model = situation === 'protected' ? extendedCcid({ interfaceClass: 0x0b }) : scr3310();
    this.usb.plug(model);
    if (situation !== 'nothing granted') this.usb.granted.add(model.descriptors.strings[1] as string);
    if (situation === 'card') model.insertCard(t1CardIn(new VirtualCard(cardWith({ serial: 'USB' }))));
    if (situation === 'held elsewhere') this.usb.holdElsewhere(model);
    this.scr3310 = model;
  }
}

let page: Page;
afterEach(() => page?.model.stop());

/** CHANGE REFERENCE DATA in a block of T=1 in a PC_to_RDR_XfrBlock. */
const isChange = (message: Uint8Array) => message[0] === 0x6f && message[14] === 0x24;

const wish = (): PinWish => ({ pin: 'auth', current: fromAscii('1234'), next: fromAscii('5678') });

describe('which way is taken by itself', () => {
  interface Situation {
    readonly bridge: BridgeSituation;
    readonly usb: UsbSituation;
    readonly browser?: BrowserSituation;
    readonly way: string | undefined;
    readonly chooser: boolean;
    readonly trialOffered: boolean;
  }
  const row = (
    bridge: BridgeSituation,
    usb: UsbSituation,
    way: string | undefined,
    chooser: boolean,
    trialOffered = false,
    browser: BrowserSituation = 'none',
  ): Situation => ({ bridge, usb, browser, way, chooser, trialOffered });

  it.each<Situation>([
    // No bridge: what is granted is used, and the virtual card has to be asked for.
    row('not-a-bridge', 'no WebUSB', 'virtual', false),
    row('not-a-bridge', 'nothing granted', undefined, true, true),
    row('not-a-bridge', 'empty reader', 'webusb', true),
    row('not-a-bridge', 'card', 'webusb', true),
    row('not-a-bridge', 'held elsewhere', 'webusb', true, true),
    row('not-a-bridge', 'protected', 'webusb', true, true),
    row('not-a-bridge', 'nothing granted', 'browser', true, false, 'card'),
    row('not-a-bridge', 'no WebUSB', 'browser', false, false, 'card'),
    // Of those on USB and the browser's: where a card is.
    row('not-a-bridge', 'empty reader', 'browser', true, false, 'card'),
    row('not-a-bridge', 'card', 'webusb', true, false, 'card'),
    row('not-a-bridge', 'held elsewhere', 'browser', true, false, 'card'),
    // A static page without a network.
    row('unreachable', 'no WebUSB', undefined, false, true),
    row('unreachable', 'nothing granted', undefined, true, true),
    row('unreachable', 'card', 'webusb', true),
    // The page of a bridge that does not know this browser.
    row('secret-used', 'no WebUSB', 'virtual', false),
    row('secret-used', 'nothing granted', 'virtual', true),
    row('secret-used', 'card', 'webusb', true),
    // Another tab may be at work on the same reader.
    row('in-use', 'no WebUSB', undefined, false),
    row('in-use', 'card', undefined, false),
    // Readers of the bridge: those on USB are left alone.
    row('card', 'no WebUSB', 'bridge', false),
    row('card', 'card', 'bridge', false),
    row('empty reader', 'card', 'bridge', false),
    row('empty reader', 'nothing granted', 'bridge', false),
    row('empty reader', 'no WebUSB', 'browser', false, false, 'card'),
    row('card', 'no WebUSB', 'bridge', false, false, 'card'),
    // A bridge without readers.
    row('no reader', 'no WebUSB', 'virtual', false),
    row('no reader', 'nothing granted', 'virtual', true),
    row('no reader', 'empty reader', 'webusb', true),
    row('no reader', 'card', 'webusb', true),
    row('module-missing', 'nothing granted', 'virtual', true),
    row('module-missing', 'card', 'webusb', true),
    // Whoever asked for the virtual card gets it.
    row('virtual', 'nothing granted', 'virtual', true),
    row('virtual', 'card', 'virtual', true),
  ])('bridge: $bridge, USB: $usb, browser: $browser → $way', async ({ bridge, usb, browser, ...expected }) => {
    page = new Page(bridge, usb, browser);
    await page.uses(expected.way);
    await page.settled();
    const { selected, canChooseUsb, trialOffered } = page.desk;
    expect({ way: selected?.way, chooser: canChooseUsb, trialOffered }).toEqual(expected);
  });

  it('does not open a reader on USB that the bridge may be using', async () => {
    page = new Page('card', 'card');
    let transfers = 0;
    page.usb.observer = () => transfers++;
    await page.step('choose');
    await page.settled();
    expect(transfers).toBe(0);
  });

  it('nor when the bridge is lost, which may be back at once', async () => {
    page = new Page('card', 'card');
    await page.step('choose');
    let transfers = 0;
    page.usb.observer = () => transfers++;
    page.loseBridge('lost');
    await vi.waitFor(() => expect(page.desk.link).toBe('lost'));
    await page.settled();
    expect([transfers, page.desk.selected, page.desk.canChooseUsb]).toEqual([0, undefined, true]);
    await page.model.chooseUsb();
    await page.uses('webusb');
  });

  it('goes to the reader that comes to the bridge, and lets go of the empty one on USB', async () => {
    page = new Page('no reader', 'empty reader');
    await page.uses('webusb');
    page.plugIntoBridge('empty reader');
    await page.uses('bridge');
    await vi.waitFor(() => expect(page.desk.choices.map(({ way }) => way)).toEqual(['bridge', 'virtual']));
  });

  it('remembers a reader by name, whichever the way', async () => {
    page = new Page('not-a-bridge', 'nothing granted');
    await page.uses(undefined);
    await page.settled();
    await page.model.chooseUsb();
    expect(page.remembered).toBe(SCR3310);
  });
});

describe('choosing a reader on USB', () => {
  it('leads to the card in it', async () => {
    page = new Page('not-a-bridge', 'nothing granted');
    page.scr3310?.insertCard(t1CardIn(new VirtualCard(ORDINARY_CARD)));
    await page.settled();
    await page.model.chooseUsb();
    await page.step('choose');
    expect([page.desk.trial, page.desk.selected, page.desk.obstacle]).toEqual([
      false,
      { way: 'webusb', name: SCR3310 },
      undefined,
    ]);
  });

  it('called off: says so, and nothing is different', async () => {
    page = new Page('virtual', 'nothing granted');
    await page.step('choose');
    if (page.scr3310) page.usb.unplug(page.scr3310);
    await page.model.chooseUsb();
    expect([page.desk.refusal, page.desk.trial, page.model.step]).toEqual(['not-found', true, 'choose']);
  });

  it('leaves the virtual card for it, even one that was asked for', async () => {
    page = new Page('not-a-bridge', 'nothing granted');
    await page.settled();
    page.model.startTrial();
    await page.step('choose');
    expect(page.desk.trial).toBe(true);
    await page.model.chooseUsb();
    await page.uses('webusb');
    expect([page.model.step, page.desk.trial]).toEqual(['prepare', false]);
  });

  it('the virtual card that was asked for stays, and a reader that comes is offered beside it', async () => {
    page = new Page('not-a-bridge', 'nothing granted');
    await page.settled();
    page.model.startTrial();
    await page.step('choose');
    const second = scr3310();
    page.usb.granted.add(second.descriptors.strings[1] as string);
    page.usb.plug(second);
    await vi.waitFor(() => expect(page.desk.realReaderWaiting).toBe(true));
    expect(page.desk.trial).toBe(true);
    page.model.useRealReader();
    expect([page.desk.selected?.way, page.model.step]).toEqual(['webusb', 'prepare']);
  });

  it('says what keeps it from being used, and takes it as soon as that has gone', async () => {
    page = new Page('not-a-bridge', 'nothing granted');
    const model = page.scr3310 as CcidModel;
    const letGo = page.usb.holdElsewhere(model);
    await page.settled();
    await page.model.chooseUsb();
    await vi.waitFor(() => expect(page.desk.usbReader?.problem).toBe('claimed-elsewhere'));
    expect([page.desk.card.kind, page.desk.whyNoCard]).toEqual(['none', 'in-use']);
    model.insertCard(t1CardIn(new VirtualCard(ORDINARY_CARD)));
    letGo();
    await vi.waitFor(() => expect(page.model.step).toBe('choose'), { timeout: 5000 });
    expect(page.desk.usbReader?.problem).toBeUndefined();
  });

  it('tells of a reader of the protected class that the browser keeps it, though it was granted', async () => {
    page = new Page('not-a-bridge', 'protected');
    await vi.waitFor(() => expect(page.desk.usbReader?.problem).toBe('protected-class'));
    expect(page.model.step).toBe('prepare');
  });

  it('tells of a reader that nobody has tried yet, before anything is typed', async () => {
    page = new Page('not-a-bridge', 'nothing granted');
    if (page.scr3310) page.usb.unplug(page.scr3310);
    const rcS300 = new RcS300Model();
    page.usb.plug(rcS300);
    rcS300.field.put(new Iso14443Card(new VirtualCard(ORDINARY_CARD)));
    await page.settled();
    await page.model.chooseUsb();
    await vi.waitFor(() => expect(page.desk.usbReader?.experimental).toBe(true));
    await page.step('choose');
  });
});

describe('unplugged in the middle of a change', () => {
  async function cutOff(): Promise<VirtualCard> {
    page = new Page('not-a-bridge', 'nothing granted');
    const card = new VirtualCard(ORDINARY_CARD);
    page.scr3310?.insertCard(t1CardIn(card));
    await page.settled();
    await page.model.chooseUsb();
    await page.step('choose');
    // The CHANGE goes out whole, and its answer never comes.
    page.usb.fault = ({ kind, data }) =>
      kind === 'bulk-out' && data && isChange(data) ? 'unplugged-after' : undefined;
    await page.change(wish());
    page.usb.fault = undefined;
    expect([page.model.step, page.model.openPins, page.desk.trial]).toEqual(['recover', ['auth'], false]);
    return card;
  }

  it('what is in doubt is found out when the reader is plugged in again', async () => {
    const card = await cutOff();
    await vi.waitFor(() => expect(page.desk.usbReaderGone).toBe(true));
    expect(page.desk.selected).toEqual({ way: 'webusb', name: SCR3310 });
    page.usb.plug(page.scr3310 as CcidModel);
    await page.step('result');
    expect(page.model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed', triesLeft: 3 }]);
    expect([card.pinOf('auth'), card.powered]).toEqual(['5678', false]);
  });

  it('and when the browser wants it chosen again', async () => {
    await cutOff();
    page.usb.granted.clear();
    page.usb.plug(page.scr3310 as CcidModel);
    await page.model.chooseUsb();
    await page.step('result');
    expect(page.model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed' }]);
  });

  it('or with the card in another reader, and never with another card', async () => {
    const card = await cutOff();
    const rcS300 = new RcS300Model();
    const another = new Iso14443Card(new VirtualCard(cardWith({ serial: 'ANOTHER' })));
    rcS300.field.put(another);
    page.usb.plug(rcS300);
    await page.model.chooseUsb();
    await vi.waitFor(() => expect(page.model.recovery).toBe('another-card'), { timeout: 5000 });
    rcS300.field.take(another);
    await vi.waitFor(() => expect(page.model.recovery).toBe('waiting'), { timeout: 5000 });
    rcS300.field.put(new Iso14443Card(card));
    await vi.waitFor(() => expect(page.model.step).toBe('result'), { timeout: 5000 });
    expect(page.model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed' }]);
  });

  it('what was typed stays with its reader while that is away, and goes to no other', async () => {
    page = new Page('not-a-bridge', 'nothing granted');
    page.scr3310?.insertCard(t1CardIn(new VirtualCard(ORDINARY_CARD)));
    await page.settled();
    await page.model.chooseUsb();
    await page.step('choose');
    page.model.toggle('auth', true);
    page.model.submit([wish()]);
    page.usb.unplug(page.scr3310 as CcidModel);
    await vi.waitFor(() => expect(page.desk.usbReaderGone).toBe(true));
    await page.model.change();
    expect([page.model.step, page.model.startFailure]).toEqual(['confirm', 'reader-gone']);
    page.usb.plug(page.scr3310 as CcidModel);
    await page.model.chooseUsb();
    await vi.waitFor(() => expect(page.desk.card.kind).toBe('read'));
    await page.model.change();
    expect(page.model.reports).toMatchObject([{ pin: 'auth', outcome: 'changed' }]);
  });

  it('nobody slips from a real card to the virtual one', async () => {
    page = new Page('no reader', 'card');
    await page.step('choose');
    page.usb.unplug(page.scr3310 as CcidModel);
    await page.uses(undefined);
    await page.settled();
    expect([page.desk.trial, page.desk.trialOffered, page.model.step]).toEqual([false, true, 'prepare']);
  });
});

describe('a page that goes', () => {
  it.each(['stop', 'aboutToLeave'] as const)('%s: no reader stays open, and no card has power', async (leave) => {
    page = new Page('not-a-bridge', 'card');
    await page.step('choose');
    const [device] = await page.usb.getDevices();
    expect(device?.opened).toBe(true);
    page.model[leave]();
    await vi.waitFor(() => expect(device?.opened).toBe(false));
  });

  it('and stays after all has its reader back', async () => {
    page = new Page('not-a-bridge', 'card');
    await page.step('choose');
    const [device] = await page.usb.getDevices();
    page.model.aboutToLeave();
    await vi.waitFor(() => expect(device?.opened).toBe(false));
    await vi.waitFor(() => expect(device?.opened).toBe(true), { timeout: 5000 });
    await page.step('choose');
  });
});

describe('the guard', () => {
  it('stands before a card in a reader on USB, which is used exclusively', async () => {
    const usb = new InMemoryUsb();
    const model = extendedCcid({ interfaceClass: 0x0b });
    usb.unrestricted = true;
    usb.plug(model);
    const card = new VirtualCard(ORDINARY_CARD);
    model.insertCard(apduCardIn(card));
    const readers = createUsbReaders(usb, { unrestricted: true });
    const context = await readers.resourceManager.establishContext();
    const [name = ''] = await context.listReaders();
    await expect(context.connect(name, 'shared')).rejects.toMatchObject({ responseCode: 'unsupported-feature' });
    const { connection } = await context.connect(name, 'exclusive');
    const before = card.log.length;
    // COMPUTE DIGITAL SIGNATURE
    const sign = Uint8Array.of(0x80, 0x2a, 0x00, 0x80, 0x01, 0x00, 0x00);
    await expect(connection.transmit(sign)).rejects.toMatchObject({ code: 'refused-by-guard' });
    expect(card.log.length).toBe(before);
    await connection.disconnect();
    expect(card.powered).toBe(false);
    await readers.shutDown();
  });
});
