import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apduCardIn, t1CardIn } from '../../../test/usb/models/ccid-cards.ts';
import type { CcidFault, CcidModel } from '../../../test/usb/models/ccid-model.ts';
import { extendedCcid } from '../../../test/usb/models/extended-ccid.ts';
import { InMemoryUsb, type Transfer, type TransferFault } from '../../../test/usb/models/in-memory.ts';
import { scr3310 } from '../../../test/usb/models/scr3310.ts';
import { shortCcid } from '../../../test/usb/models/short-ccid.ts';
import { PIN_IDS, type PinId } from '../../card/applications.ts';
import { fromAscii } from '../../card/bytes.ts';
import { CardError } from '../../card/card-error.ts';
import { changePins } from '../../card/change.ts';
import { withCard } from '../card-access.ts';
import { guardedDriver } from '../guarded-driver.ts';
import { ORDINARY_CARD } from '../virtual/profiles.ts';
import { VirtualCard } from '../virtual/virtual-card.ts';
import { createResourceManager } from '../web-smart-card/resource-manager.ts';
import { createWebUsbDriver } from './webusb.ts';
import type { WebUsbDriver } from './webusb-driver.ts';

const CURRENT: Record<PinId, string> = { sign: 'ABC123', auth: '1234', juki: '1234', text: '1234' };
const NEXT: Record<PinId, string> = { sign: 'XYZ789', auth: '5678', juki: '6789', text: '7890' };
const FULL_TRIES = { sign: 5, auth: 3, juki: 3, common: 3, text: 3 } as const;

interface Scene {
  readonly usb: InMemoryUsb;
  readonly model: CcidModel;
  readonly driver: WebUsbDriver;
}

interface BadDay {
  readonly cable?: (transfer: Transfer, scene: Scene) => TransferFault | undefined;
  readonly reader?: (command: { readonly type: number; readonly data: Uint8Array }) => CcidFault | undefined;
  /** Before the page looks. */
  readonly before?: (scene: Scene) => void;
}

interface Level {
  readonly name: string;
  readonly create: () => CcidModel;
  readonly cardIn: typeof apduCardIn;
}

const LEVELS: readonly Level[] = [
  { name: 'TPDU level', create: scr3310, cardIn: (card) => t1CardIn(card) },
  { name: 'short APDU level', create: shortCcid, cardIn: apduCardIn },
  { name: 'extended APDU level', create: extendedCcid, cardIn: apduCardIn },
];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Time passes as fast as nobody does anything. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  let isOver = false;
  const over = promise.finally(() => {
    isOver = true;
  });
  over.catch(() => {});
  for (let i = 0; !isOver; i++) {
    if (i > 5000) throw new Error('nothing ends this');
    await vi.advanceTimersByTimeAsync(50);
  }
  return over;
}

/** A whole PIN change, and what became of it: the PINs that reached a PIN file, in order, and how it ended. */
async function change(level: Level, pins: readonly PinId[], { cable, reader, before }: BadDay = {}) {
  const usb = new InMemoryUsb();
  const model = level.create();
  const card = new VirtualCard(ORDINARY_CARD);
  const presented: string[] = [];
  card.observer = ({ instruction, application, file, pin }) =>
    presented.push(`${instruction} ${application} ${file} ${pin}`);
  model.insertCard(level.cardIn(card));
  usb.plug(model);
  const driver = createWebUsbDriver(usb);
  const scene = { usb, model, driver };
  before?.(scene);
  const transfers: Transfer[] = [];
  usb.observer = (transfer) => transfers.push(transfer);
  usb.fault = (transfer) => cable?.(transfer, scene);
  model.fault = reader;
  const work = async () => {
    const context = await createResourceManager(guardedDriver(driver)).establishContext();
    const [name = 'no reader'] = await context.listReaders();
    const wishes = pins.map((pin) => ({ pin, current: fromAscii(CURRENT[pin]), next: fromAscii(NEXT[pin]) }));
    return await withCard(context, name, (session) => changePins(session, wishes, () => {}));
  };
  const outcome = await settled(work()).then(
    (reports) => reports.map((report) => ('reason' in report ? `${report.outcome}: ${report.reason}` : report.outcome)),
    (error: unknown) => (error instanceof CardError ? error.code : error),
  );
  usb.fault = undefined;
  const [device] = await usb.getDevices();
  const left = { powered: card.powered, opened: device?.opened };
  await settled(driver.shutDown());
  return { pins, card, presented, transfers, outcome, left };
}

/** Another page that tries to have the card of the first reader. */
async function rivalOf(usb: InMemoryUsb): Promise<void> {
  const driver = createWebUsbDriver(usb.anotherTab());
  const context = await createResourceManager(guardedDriver(driver)).establishContext();
  const [name = 'no reader'] = await context.listReaders();
  const { connection } = await context.connect(name, 'exclusive').catch(() => ({ connection: undefined }));
  await connection?.disconnect();
  await driver.shutDown();
}

/**
 * What holds on every bad day: no PIN is presented that a good day does not present, or twice, no try is lost, and what is
 * said of a PIN is true.
 */
function expectNoHarm(
  { pins, card, presented, outcome }: Awaited<ReturnType<typeof change>>,
  goodDay: readonly string[],
): void {
  expect(presented).toEqual(goodDay.slice(0, presented.length));
  for (const [reference, tries] of Object.entries(FULL_TRIES)) {
    expect(card.triesLeftOf(reference as keyof typeof FULL_TRIES)).toBe(tries);
  }
  expect(Array.isArray(outcome) || typeof outcome === 'string', String(outcome)).toBe(true);
  for (const [index, pin] of pins.entries()) {
    const said = Array.isArray(outcome) ? outcome[index] : undefined;
    if (said === 'changed') expect(card.pinOf(pin)).toBe(NEXT[pin]);
    if (said?.startsWith('unchanged')) expect(card.pinOf(pin)).toBe(CURRENT[pin]);
  }
}

describe.each(LEVELS)('a reader at the $name', (level) => {
  const AUTH: readonly PinId[] = ['auth'];

  it.each(['unplugged-before', 'unplugged-after'] as const)(
    'at every transfer of four PINs: %s',
    async (fault) => {
      const good = await change(level, PIN_IDS);
      expect(good.outcome).toEqual(['changed', 'changed', 'changed', 'changed']);
      for (let n = 0; n < good.transfers.length; n++) {
        const bad = await change(level, PIN_IDS, { cable: ({ index }) => (index === n ? fault : undefined) });
        expectNoHarm(bad, good.presented);
        expect(bad.card.powered, `power after ${n}`).toBe(false);
      }
    },
    60_000,
  );

  it.each(['stall-before', 'stall-after', 'babble', 'short', 'empty', 'error-after', 'denied'] as const)(
    'at every transfer of one PIN, once and for ever: %s',
    async (fault) => {
      const good = await change(level, AUTH);
      for (let n = 0; n < good.transfers.length; n++) {
        const once = await change(level, AUTH, { cable: ({ index }) => (index === n ? fault : undefined) });
        expectNoHarm(once, good.presented);
        expect(once.card.powered, `power after ${n}`).toBe(false);
        if (fault === 'empty' && good.transfers[n]?.kind === 'bulk-in') expect(once.outcome).toEqual(['changed']);
        if (fault === 'empty') continue;
        expectNoHarm(
          await change(level, AUTH, { cable: ({ index }) => (index >= n ? fault : undefined) }),
          good.presented,
        );
      }
    },
    60_000,
  );

  it.each<CcidFault>([
    'silent-before',
    'silent-after',
    'stale-first',
    'wrong-seq',
    'wrong-type',
    'length-lies',
    'mute-before',
    'mute-after',
    'parity-error',
    'removed-after',
    100,
    1500,
  ])(
    'at every command of one PIN: %s',
    async (fault) => {
      const good = await change(level, AUTH);
      const commands = good.transfers.filter(({ kind }) => kind === 'bulk-out').length;
      for (let n = 0; n < commands; n++) {
        let index = 0;
        const bad = await change(level, AUTH, { reader: () => (index++ === n ? fault : undefined) });
        expectNoHarm(bad, good.presented);
        expect(bad.card.powered, `power after ${n}`).toBe(false);
        if (fault === 'stale-first' || fault === 100) expect(bad.outcome).toEqual(['changed']);
      }
    },
    60_000,
  );

  it('at every transfer of one PIN: the permission is revoked', async () => {
    const good = await change(level, AUTH);
    for (let n = 0; n < good.transfers.length; n++) {
      const bad = await change(level, AUTH, { cable: ({ index }) => (index === n ? 'revoked' : undefined) });
      expectNoHarm(bad, good.presented);
      expect(bad.transfers.length, `transfers after ${n}`).toBe(n + 1);
    }
  });

  it('at every transfer of one PIN: the page goes', async () => {
    const good = await change(level, AUTH);
    for (let n = 0; n < good.transfers.length; n++) {
      const bad = await change(level, AUTH, {
        // Once the transfer is under way.
        cable: ({ index }, { driver }) => void (index === n && queueMicrotask(() => void driver.shutDown())),
      });
      expectNoHarm(bad, good.presented);
      expect(bad.left, `left after ${n}`).toEqual({ powered: false, opened: false });
    }
  });

  it('at every transfer of one PIN: another tab wants the reader too', async () => {
    const good = await change(level, AUTH);
    let served = 0;
    for (let n = 0; n < good.transfers.length; n++) {
      const bad = await change(level, AUTH, {
        cable: ({ index }, { usb }) => void (index === n && rivalOf(usb)),
      });
      expectNoHarm(bad, good.presented);
      if (`${bad.outcome}` === 'changed') served++;
    }
    // Whoever has the reader keeps it: all but the transfers before it was claimed.
    expect(served).toBeGreaterThan(good.transfers.length - 5);
  });

  it('another driver holds the interface: no transfer reaches the card, and the reader is to be had afterwards', async () => {
    const good = await change(level, AUTH);
    let letGo = () => {};
    const bad = await change(level, AUTH, {
      before: ({ usb, model }) => {
        letGo = usb.holdElsewhere(model);
      },
    });
    expect([bad.outcome, bad.presented]).toEqual(['in-use', []]);
    expect(bad.transfers.every(({ kind }) => kind === 'control-in')).toBe(true);
    letGo();
    expect((await change(level, AUTH)).presented).toEqual(good.presented);
  });

  it('takes no answer of an earlier session for one of its own, whatever its number', async () => {
    const good = await change(level, AUTH);
    const bad = await change(level, AUTH, {
      before: ({ model }) => {
        for (let seq = 0; seq < 256; seq++) model.leaveAnswer(seq);
      },
    });
    expect(bad.presented).toEqual(good.presented);
    expect(bad.outcome).toEqual(['changed']);
  });
});
