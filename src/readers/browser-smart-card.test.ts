import { describe, expect, it } from 'vitest';
import { findBrowserSmartCard } from './browser-smart-card.ts';
import { CONFORMANCE_CARD, testConformance } from './conformance.ts';
import { guardedDriver } from './guarded-driver.ts';
import { ORDINARY_CARD } from './virtual/profiles.ts';
import { VirtualCard } from './virtual/virtual-card.ts';
import { VirtualReaders } from './virtual/virtual-readers.ts';
import { SmartCardError } from './web-smart-card/errors.ts';
import { createResourceManager } from './web-smart-card/resource-manager.ts';
import type { SmartCardResourceManager } from './web-smart-card/types.ts';

/** Virtual readers dressed as the browser's: this is a model of the draft, no browser on this system has the API. */
async function driverOver(readers: VirtualReaders) {
  const driver = await findBrowserSmartCard({ smartCard: readers.resourceManager });
  if (!driver) throw new Error('not found');
  return driver;
}

testConformance(
  "the browser's own",
  async () => {
    const readers = new VirtualReaders();
    readers.plugIn('Browser Reader 0');
    return {
      manager: createResourceManager(await driverOver(readers)),
      rival: readers.resourceManager,
      insertCard: async (name) => readers.insert(name, new VirtualCard(CONFORMANCE_CARD)),
      removeCard: async (name) => readers.remove(name),
      plugIn: async () => {
        readers.plugIn('Browser Reader 1');
        return 'Browser Reader 1';
      },
      unplug: async (name) => readers.unplug(name),
      dispose: async () => {},
    };
  },
  { plugs: true },
);

describe("the browser's own readers", () => {
  const rejecting = (error: unknown): SmartCardResourceManager => ({ establishContext: () => Promise.reject(error) });

  it.each<[string, object, boolean]>([
    ['no API', {}, false],
    [
      'an API that never answers, as that of Chromium on Linux',
      { establishContext: () => new Promise(() => {}) },
      false,
    ],
    ['refused to this page', rejecting(new DOMException('denied', 'NotAllowedError')), false],
    ['no service yet', rejecting(new SmartCardError('no-service')), true],
    ['readers', new VirtualReaders().resourceManager, true],
  ])('%s', async (what, smartCard, found) => {
    const navigator = what === 'no API' ? {} : { smartCard };
    expect((await findBrowserSmartCard(navigator, 20)) !== undefined).toBe(found);
  });

  it('are used behind the guard, and exclusively, whatever the browser would allow', async () => {
    const readers = new VirtualReaders();
    const card = new VirtualCard(ORDINARY_CARD);
    readers.plugIn('reader');
    readers.insert('reader', card);
    const guarded = createResourceManager(guardedDriver(await driverOver(readers)));
    const context = await guarded.establishContext();
    await expect(context.connect('reader', 'shared')).rejects.toMatchObject({ responseCode: 'unsupported-feature' });
    const { connection } = await context.connect('reader', 'exclusive');
    const sign = Uint8Array.of(0x80, 0x2a, 0x00, 0x80, 0x01, 0x00, 0x00);
    await expect(connection.transmit(sign)).rejects.toMatchObject({ code: 'refused-by-guard' });
    expect(card.log).toEqual([]);
    await connection.disconnect('leave');
    expect(card.powered).toBe(false);
  });

  it('get a new context of the browser once its service has ended', async () => {
    const readers = new VirtualReaders();
    readers.plugIn('reader');
    let contexts = 0;
    let running = true;
    const { establishContext } = readers.resourceManager;
    const smartCard: SmartCardResourceManager = {
      establishContext: async () => {
        if (!running) throw new SmartCardError('no-service');
        const mine = ++contexts;
        const context = await establishContext();
        const alive = () =>
          running && mine === contexts ? undefined : Promise.reject(new SmartCardError('no-service'));
        return {
          listReaders: () => alive() ?? context.listReaders(),
          getStatusChange: (...args) => alive() ?? context.getStatusChange(...args),
          connect: (...args) => alive() ?? context.connect(...args),
        };
      },
    };
    const manager = createResourceManager((await findBrowserSmartCard({ smartCard })) as never);
    const before = await manager.establishContext();
    running = false;
    await expect(before.listReaders()).rejects.toMatchObject({ responseCode: 'no-service' });
    running = true;
    expect(await (await manager.establishContext()).listReaders()).toEqual(['reader']);
  });
});
