import { apduCardIn, t1CardIn } from '../../../test/usb/models/ccid-cards.ts';
import { extendedCcid } from '../../../test/usb/models/extended-ccid.ts';
import { InMemoryUsb } from '../../../test/usb/models/in-memory.ts';
import { scr3310 } from '../../../test/usb/models/scr3310.ts';
import { shortCcid } from '../../../test/usb/models/short-ccid.ts';
import { CONFORMANCE_CARD, testConformance } from '../conformance.ts';
import { VirtualCard } from '../virtual/virtual-card.ts';
import { createWebUsbResourceManager } from './webusb.ts';

for (const { name, create, cardIn } of [
  { name: 'a CCID at the TPDU level', create: scr3310, cardIn: t1CardIn },
  { name: 'a CCID at the extended APDU level', create: extendedCcid, cardIn: apduCardIn },
  { name: 'a CCID at the short APDU level', create: shortCcid, cardIn: apduCardIn },
]) {
  testConformance(
    name,
    async () => {
      const usb = new InMemoryUsb();
      const model = create();
      usb.plug(model);
      const another = create();
      return {
        manager: createWebUsbResourceManager(usb),
        rival: createWebUsbResourceManager(usb.anotherTab()),
        insertCard: async () => model.insertCard(cardIn(new VirtualCard(CONFORMANCE_CARD))),
        removeCard: async () => model.removeCard(),
        plugIn: async () => {
          usb.plug(another);
          return `${another.descriptors.strings[1]} 01 00`;
        },
        unplug: async (reader) => usb.unplug(reader.endsWith(' 01 00') ? another : model),
        dispose: async () => {
          usb.unplug(model);
          usb.unplug(another);
        },
      };
    },
    { plugs: true },
  );
}
