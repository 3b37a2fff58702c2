import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CURRENT, NEXT, wish } from '../../../../test/support/wishes.ts';
import { InMemoryUsb } from '../../../../test/usb/models/in-memory.ts';
import { Iso14443Card } from '../../../../test/usb/models/iso14443-card.ts';
import { RcS300Model } from '../../../../test/usb/models/rc-s300.ts';
import { RcS380Model } from '../../../../test/usb/models/rc-s380.ts';
import { PIN_IDS } from '../../../card/applications.ts';
import { CardError } from '../../../card/card-error.ts';
import { changePins } from '../../../card/change.ts';
import { withCard } from '../../card-access.ts';
import { CONFORMANCE_CARD, testConformance } from '../../conformance.ts';
import { guardedDriver } from '../../guarded-driver.ts';
import { ORDINARY_CARD } from '../../virtual/profiles.ts';
import { VirtualCard } from '../../virtual/virtual-card.ts';
import { createResourceManager } from '../../web-smart-card/resource-manager.ts';
import { createWebUsbDriver } from '../webusb.ts';

const MODELS = [
  ['RC-S380', () => new RcS380Model()],
  ['RC-S300', () => new RcS300Model()],
] as const;

for (const [name, makeModel] of MODELS) {
  testConformance(
    name,
    async () => {
      const usb = new InMemoryUsb();
      const tab = usb.anotherTab();
      const model = makeModel();
      const more = makeModel();
      usb.plug(model);
      const models = new Map([[0, model]]);
      const driver = createWebUsbDriver(usb);
      const rival = createWebUsbDriver(tab);
      const fieldOf = (readerName: string) => (models.get(Number(readerName.split(' ').at(-2))) ?? model).field;
      return {
        manager: createResourceManager(driver),
        rival: createResourceManager(rival),
        insertCard: async (readerName) =>
          fieldOf(readerName).put(new Iso14443Card(new VirtualCard(CONFORMANCE_CARD), { fwi: 4 })),
        removeCard: async (readerName) => fieldOf(readerName).takeAll(),
        plugIn: async () => {
          models.set(1, more);
          usb.plug(more);
          return `${name}/${name === 'RC-S380' ? 'P' : 'S'} 01 00`;
        },
        unplug: async (readerName) => usb.unplug(models.get(Number(readerName.split(' ').at(-2))) ?? model),
        dispose: async () => {
          await driver.shutDown();
          await rival.shutDown();
        },
      };
    },
    { plugs: true },
  );
}

describe.each(MODELS)('a change of all four PINs on the %s', (_, makeModel) => {
  async function change(fault?: (frame: number) => 'timeout-after' | 'no-answer' | undefined, options = {}) {
    const usb = new InMemoryUsb();
    const model = makeModel();
    usb.plug(model);
    const card = new VirtualCard(ORDINARY_CARD);
    const presented: string[] = [];
    card.observer = ({ instruction, application, file, pin }) =>
      presented.push(`${instruction} ${application} ${file} ${pin}`);
    model.field.put(new Iso14443Card(card, { fwi: 4, ...options }));
    const driver = createWebUsbDriver(usb);
    const context = await createResourceManager(guardedDriver(driver)).establishContext();
    const [readerName = ''] = await context.listReaders();
    let frames = 0;
    (model as RcS380Model).fault = ({ frame }) => (frame ? fault?.(frames++) : undefined);
    const reports = await withCard(context, readerName, (session) =>
      changePins(
        session,
        PIN_IDS.map((pin) => wish(pin)),
        () => {},
      ),
    ).catch((error: unknown) => {
      if (!(error instanceof CardError)) throw error;
      return undefined;
    });
    await driver.shutDown();
    expect(model.field.on).toBe(false);
    expect(card.verified).toBe(false);
    return { card, presented, reports, frames };
  }

  it.each([
    ['as cards are', {}],
    ['with small frames and time extensions', { fsci: 0, largestInf: 5, extensions: [1, 2, 3] }],
  ])('%s', async (__, options) => {
    const { card, reports } = await change(undefined, options);
    expect(reports?.map(({ outcome }) => outcome)).toEqual(PIN_IDS.map(() => 'changed'));
    expect([card.pinOf('sign'), card.pinOf('juki'), card.pinOf('common')]).toEqual([NEXT.sign, NEXT.juki, NEXT.juki]);
  });

  describe('with a fault at every frame', () => {
    // A reader that is silent is waited for; not here.
    beforeEach(() => {
      vi.useFakeTimers();
      vi.setTimerTickMode('nextTimerAsync');
    });
    afterEach(() => vi.useRealTimers());

    it('goes on where an answer of the card was lost, and presents every PIN as often as without', async () => {
      const undisturbed = await change();
      for (let at = 0; at < undisturbed.frames; at += 3) {
        const { reports, presented } = await change((frame) => (frame === at ? 'timeout-after' : undefined));
        expect(
          reports?.map(({ outcome }) => outcome),
          `frame ${at}`,
        ).toEqual(PIN_IDS.map(() => 'changed'));
        expect(presented, `frame ${at}`).toEqual(undisturbed.presented);
      }
    }, 60_000);

    it('stops where the reader fell silent, presents nothing again, and says nothing untrue', async () => {
      const undisturbed = await change();
      for (let at = 0; at < undisturbed.frames; at += 3) {
        const { card, reports, presented } = await change((frame) => (frame === at ? 'no-answer' : undefined));
        expect(presented, `frame ${at}`).toEqual(undisturbed.presented.slice(0, presented.length));
        for (const { pin, outcome } of reports ?? []) {
          const held = [card.pinOf(pin), ...(pin === 'juki' ? [card.pinOf('common')] : [])];
          const expected = { changed: NEXT[pin], unchanged: CURRENT[pin] }[outcome as string];
          if (expected) expect(held, `frame ${at}, ${pin}`).toEqual(held.map(() => expected));
        }
      }
    }, 60_000);
  });
});
