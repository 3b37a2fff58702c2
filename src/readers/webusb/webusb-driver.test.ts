import { describe, expect, it, vi } from 'vitest';
import { apduCardIn, t1CardIn } from '../../../test/usb/models/ccid-cards.ts';
import type { CcidModel } from '../../../test/usb/models/ccid-model.ts';
import { extendedCcid } from '../../../test/usb/models/extended-ccid.ts';
import { InMemoryUsb } from '../../../test/usb/models/in-memory.ts';
import { scr3310 } from '../../../test/usb/models/scr3310.ts';
import { fromHex } from '../../card/bytes.ts';
import { CONFORMANCE_CARD } from '../conformance.ts';
import { VirtualCard } from '../virtual/virtual-card.ts';
import { createResourceManager } from '../web-smart-card/resource-manager.ts';
import type { SmartCardContext, SmartCardReaderStateOut } from '../web-smart-card/types.ts';
import { createWebUsbDriver } from './webusb.ts';
import type { WebUsbDriver } from './webusb-driver.ts';

const SELECT_JPKI = fromHex('00A4040C0AD392F000260100000001');
const NAME = 'SCR3310-NTTCom USB SmartCard Reader 00 00';

function page(usb: InMemoryUsb, options?: { unrestricted: boolean }) {
  const driver = createWebUsbDriver(usb, options);
  return { driver, establish: () => createResourceManager(driver).establishContext() };
}

function withCardIn(model: CcidModel): { model: CcidModel; card: VirtualCard } {
  const card = new VirtualCard(CONFORMANCE_CARD);
  model.insertCard(t1CardIn(card));
  return { model, card };
}

async function stateOf(context: SmartCardContext, readerName: string): Promise<SmartCardReaderStateOut | undefined> {
  return (await context.getStatusChange([{ readerName, currentState: { unaware: true } }]))[0];
}

function problemOf(driver: WebUsbDriver, name: string): string | undefined {
  return driver.problems.get(name)?.code;
}

describe('readers by name', () => {
  it('tells two of a kind apart, and gives the name of one that left to the next', async () => {
    const usb = new InMemoryUsb();
    const [first, second, third] = [scr3310(), scr3310(), scr3310()];
    usb.plug(first);
    usb.plug(second);
    const context = await page(usb).establish();
    expect(await context.listReaders()).toEqual([NAME, NAME.replace('00 00', '01 00')]);
    usb.unplug(first);
    usb.plug(third);
    await vi.waitFor(async () =>
      expect((await context.listReaders()).toSorted()).toEqual([NAME, NAME.replace('00 00', '01 00')]),
    );
  });

  it('gives every slot a name, and each its own card', async () => {
    const usb = new InMemoryUsb();
    const model = extendedCcid({ slots: 2 });
    usb.plug(model);
    model.insertCard(apduCardIn(new VirtualCard(CONFORMANCE_CARD)), 1);
    const context = await page(usb).establish();
    const names = await context.listReaders();
    expect(names).toEqual(['Extended APDU Reader 00 00', 'Extended APDU Reader 00 01']);
    expect((await stateOf(context, names[0] as string))?.eventState.empty).toBe(true);
    expect((await stateOf(context, names[1] as string))?.eventState.present).toBe(true);
    const { connection } = await context.connect(names[1] as string, 'exclusive');
    expect(new Uint8Array(await connection.transmit(SELECT_JPKI))).toEqual(Uint8Array.of(0x90, 0x00));
  });

  it('does not wait for a reader that says nothing before it lists the others', async () => {
    vi.useFakeTimers();
    try {
      const usb = new InMemoryUsb();
      const dumb = extendedCcid({}, { noAbort: true });
      dumb.fault = () => 'silent-before';
      usb.plug(dumb);
      usb.plug(scr3310());
      const establishing = page(usb).establish();
      await vi.advanceTimersByTimeAsync(4000);
      const context = await establishing;
      expect(await context.listReaders()).toContain(NAME);
      expect((await stateOf(context, NAME))?.eventState.empty).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('lists a device chosen by the person, and says that nothing was chosen', async () => {
    const usb = new InMemoryUsb();
    const { driver, establish } = page(usb);
    await establish();
    await expect(driver.requestReader()).rejects.toMatchObject({ code: 'not-found' });
    usb.plug(scr3310());
    expect(await driver.requestReader()).toEqual([NAME]);
  });
});

describe('a reader that this page cannot have', () => {
  it('is in use by another tab, and to be had once the other is done', async () => {
    const usb = new InMemoryUsb();
    const { model } = withCardIn(scr3310());
    usb.plug(model);
    const theirs = page(usb.anotherTab());
    const { connection } = await (await theirs.establish()).connect(NAME, 'exclusive');
    const { driver, establish } = page(usb);
    const context = await establish();
    expect(await context.listReaders()).toEqual([NAME]);
    expect((await stateOf(context, NAME))?.eventState).toMatchObject({
      unavailable: true,
      empty: false,
      present: false,
    });
    await expect(context.connect(NAME, 'exclusive')).rejects.toMatchObject({ responseCode: 'sharing-violation' });
    expect(problemOf(driver, NAME)).toBe('claimed-elsewhere');
    await connection.disconnect();
    await theirs.driver.shutDown();
    expect((await context.connect(NAME, 'exclusive')).activeProtocol).toBe('t1');
    expect(problemOf(driver, NAME)).toBeUndefined();
  });

  it('is tried again while somebody waits for it', async () => {
    vi.useFakeTimers();
    try {
      const usb = new InMemoryUsb();
      const { model } = withCardIn(scr3310());
      usb.plug(model);
      const letGo = usb.holdElsewhere(model);
      const context = await page(usb).establish();
      const held = { readerName: NAME, currentState: { unavailable: true } };
      const change = context.getStatusChange([held]);
      await vi.advanceTimersByTimeAsync(10_000);
      letGo();
      await vi.advanceTimersByTimeAsync(10_000);
      expect((await change)[0]?.eventState.present).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each<[string, string, (usb: InMemoryUsb) => void]>([
    ['the system keeps it from the browser', 'access-denied', (usb) => Object.assign(usb, { accessible: false })],
    ['it is of the protected class', 'protected-class', () => {}],
  ])('%s', async (_, code, prepare) => {
    const usb = new InMemoryUsb();
    prepare(usb);
    usb.plug(extendedCcid({ interfaceClass: code === 'protected-class' ? 0x0b : 0xff }));
    const { driver, establish } = page(usb);
    const context = await establish();
    const [name = ''] = await context.listReaders();
    expect(problemOf(driver, name)).toBe(code);
    await expect(context.connect(name, 'exclusive')).rejects.toMatchObject({ responseCode: 'reader-unavailable' });
  });

  it('may be had where the page is unrestricted, whatever its make', async () => {
    const usb = new InMemoryUsb();
    usb.unrestricted = true;
    const model = extendedCcid({ interfaceClass: 0x0b, vendorId: 0x1234, productId: 0x5678 });
    model.insertCard(apduCardIn(new VirtualCard(CONFORMANCE_CARD)));
    usb.plug(model);
    const context = await page(usb, { unrestricted: true }).establish();
    const [name = ''] = await context.listReaders();
    expect((await context.connect(name, 'exclusive')).activeProtocol).toBe('t1');
  });

  it('speaks at a level that nobody here speaks', async () => {
    const usb = new InMemoryUsb();
    usb.plug(extendedCcid({ features: 0x000000ba }));
    const { driver, establish } = page(usb);
    const [name = ''] = await (await establish()).listReaders();
    expect(problemOf(driver, name)).toBe('unsupported-reader');
  });

  it('is no reader at all', async () => {
    const usb = new InMemoryUsb();
    usb.plug(extendedCcid({ vendorId: 0x1234 }));
    expect(await (await page(usb).establish()).listReaders()).toEqual([]);
  });
});

describe('a page that is done', () => {
  it('leaves the reader to others once nobody waits or is connected', async () => {
    vi.useFakeTimers();
    try {
      const usb = new InMemoryUsb();
      const { model, card } = withCardIn(scr3310());
      usb.plug(model);
      const context = await page(usb).establish();
      await stateOf(context, NAME);
      await vi.advanceTimersByTimeAsync(2000);
      const [device] = await usb.getDevices();
      expect(device?.opened).toBe(false);
      expect(card.powered).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes the power from the card when it goes away in the middle of a command', async () => {
    const usb = new InMemoryUsb();
    const { model, card } = withCardIn(scr3310());
    usb.plug(model);
    const { driver, establish } = page(usb);
    const { connection } = await (await establish()).connect(NAME, 'exclusive');
    model.fault = ({ type }) => (type === 0x6f ? 'silent-after' : undefined);
    const lost = connection.transmit(SELECT_JPKI);
    lost.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve));
    await driver.shutDown();
    await expect(lost).rejects.toMatchObject({ responseCode: 'reader-unavailable' });
    expect(card.powered).toBe(false);
    expect((await usb.getDevices())[0]?.opened).toBe(false);
  });
});
