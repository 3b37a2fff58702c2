import { describe, expect, it } from 'vitest';
import { wish } from '../../../test/support/wishes.ts';
import { apduCardIn, t1CardIn } from '../../../test/usb/models/ccid-cards.ts';
import type { CcidModel } from '../../../test/usb/models/ccid-model.ts';
import { extendedCcid } from '../../../test/usb/models/extended-ccid.ts';
import { InMemoryUsb, type Transfer } from '../../../test/usb/models/in-memory.ts';
import { Iso14443Card } from '../../../test/usb/models/iso14443-card.ts';
import type { UsbDeviceModel } from '../../../test/usb/models/model.ts';
import { RcS300Model } from '../../../test/usb/models/rc-s300.ts';
import { RcS380Model } from '../../../test/usb/models/rc-s380.ts';
import { scr3310 } from '../../../test/usb/models/scr3310.ts';
import { shortCcid } from '../../../test/usb/models/short-ccid.ts';
import { PIN_IDS } from '../../card/applications.ts';
import { changePins } from '../../card/change.ts';
import { readOverview } from '../../card/overview.ts';
import { withCard } from '../card-access.ts';
import { guardedDriver } from '../guarded-driver.ts';
import { ORDINARY_CARD } from '../virtual/profiles.ts';
import { VirtualCard } from '../virtual/virtual-card.ts';
import { createResourceManager } from '../web-smart-card/resource-manager.ts';
import { createWebUsbDriver } from './webusb.ts';

type Plugged = (card: VirtualCard) => UsbDeviceModel;

const ccid =
  (make: () => CcidModel, into: typeof apduCardIn): Plugged =>
  (card) => {
    const model = make();
    model.insertCard(into(card));
    return model;
  };
const field =
  (model: RcS380Model | RcS300Model): Plugged =>
  (card) => {
    model.field.put(new Iso14443Card(card, { fwi: 4 }));
    return model;
  };

describe('the commands that reach a card', () => {
  const ONE_EACH_WAY = ['bulk-out', 'bulk-in'];
  /** Every command is answered by an ACK first. */
  const WITH_ACK = ['bulk-out', 'bulk-in', 'bulk-in'];

  it.each<[string, Plugged, readonly string[]]>([
    ['SCR3310-NTTCom, T=1', ccid(scr3310, (card) => t1CardIn(card)), ONE_EACH_WAY],
    ['a CCID with extended APDUs', ccid(extendedCcid, apduCardIn), ONE_EACH_WAY],
    ['a CCID with short APDUs', ccid(shortCcid, apduCardIn), ONE_EACH_WAY],
    ['RC-S380', field(new RcS380Model()), WITH_ACK],
    ['RC-S300', field(new RcS300Model()), ONE_EACH_WAY],
  ])('are no more than over the bridge, with no more transfers than one takes: %s', async (_, plugged, perCommand) => {
    const card = new VirtualCard(ORDINARY_CARD);
    const usb = new InMemoryUsb();
    const transfers: Transfer[] = [];
    usb.observer = (transfer) => transfers.push(transfer);
    usb.plug(plugged(card));
    const driver = createWebUsbDriver(usb);
    const context = await createResourceManager(guardedDriver(driver)).establishContext();
    const [reader] = (await context.listReaders()) as [string];
    const watched = await context.getStatusChange([{ readerName: reader, currentState: { unaware: true } }]);
    if (!watched[0]?.eventState.present) {
      await context.getStatusChange([{ readerName: reader, currentState: { empty: true } }]);
    }
    await withCard(context, reader, readOverview);
    expect(card.log.length).toBe(18);
    card.log.splice(0);
    let used: string[] = [];
    const reports = await withCard(context, reader, async (session) => {
      transfers.splice(0);
      const outcome = await changePins(
        session,
        PIN_IDS.map((pin) => wish(pin)),
      );
      used = transfers.map(({ kind }) => kind).filter((kind) => kind.startsWith('bulk'));
      return outcome;
    });
    expect(reports.map(({ outcome }) => outcome)).toEqual(PIN_IDS.map(() => 'changed'));
    expect(card.log.length).toBe(40);
    // Over T=1, one block each way for every command.
    expect(used).toEqual(card.log.flatMap(() => perCommand));
    await driver.shutDown();
  });
});
