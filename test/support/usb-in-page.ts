import type { PinId } from '../../src/card/applications.ts';
import { ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../src/readers/virtual/virtual-card.ts';
import type { UsbDevice } from '../../src/readers/webusb/usb-device.ts';
import { t1CardIn } from '../usb/models/ccid-cards.ts';
import { extendedCcid } from '../usb/models/extended-ccid.ts';
import { Iso14443Card } from '../usb/models/iso14443-card.ts';
import type { UsbDeviceModel } from '../usb/models/model.ts';
import { RcS300Model } from '../usb/models/rc-s300.ts';
import { RcS380Model } from '../usb/models/rc-s380.ts';
import { scr3310 } from '../usb/models/scr3310.ts';
import { GrantedUsb } from './granted-usb.ts';

export type ReaderInPage = 'scr3310' | 'rc-s380' | 'rc-s300' | 'protected';

/** What a test does to the USB of a page, from within that page: `window.usbInPage`. */
export interface UsbInPage {
  /** `granted` in an earlier visit. */
  plug(reader: ReaderInPage, granted?: boolean): void;
  unplug(): void;
  insertCard(): void;
  removeCard(): void;
  /** Unplugs the reader in the middle of the next change: the card acts, and its answer is lost. */
  cutOff: boolean;
  /** Another program has the reader, until the function is called. */
  holdElsewhere(): () => void;
  /** The browser forgets what was granted, as it does with devices that have no serial number. */
  forget(): void;
  pinOf(pin: PinId): string;
  readonly powered: boolean;
  /** Whether the page holds the reader open. */
  readonly opened: Promise<boolean>;
}

interface Reader {
  readonly model: UsbDeviceModel;
  insert(card: VirtualCard): void;
  remove(): void;
}

const READERS: Record<ReaderInPage, () => Reader> = {
  scr3310: () => contact(scr3310()),
  protected: () => contact(extendedCcid({ interfaceClass: 0x0b })),
  'rc-s380': () => contactless(new RcS380Model()),
  'rc-s300': () => contactless(new RcS300Model()),
};

function contact(model: ReturnType<typeof scr3310>): Reader {
  return {
    model,
    insert: (card) => model.insertCard(t1CardIn(card)),
    remove: () => model.removeCard(),
  };
}

function contactless(model: RcS380Model | RcS300Model): Reader {
  return {
    model,
    insert: (card) => model.field.put(new Iso14443Card(card)),
    remove: () => model.field.takeAll(),
  };
}

const card = new VirtualCard(ORDINARY_CARD);
const CHANGES = [0x24, 0x32];

/** As browsers do, lets the chooser be opened by a click only. */
class UsbWithChooser extends GrantedUsb {
  override async requestDevice(...args: Parameters<GrantedUsb['requestDevice']>): Promise<UsbDevice> {
    if (!navigator.userActivation.isActive) {
      throw new DOMException('Must be handling a user gesture to show a permission request.', 'SecurityError');
    }
    return super.requestDevice(...args);
  }
}

const usb = new UsbWithChooser();
let plugged: Reader | undefined;

const usbInPage: UsbInPage = {
  cutOff: false,
  plug(reader, granted = false) {
    plugged = READERS[reader]();
    if (granted) usb.granted.add(plugged.model.descriptors.strings[1] ?? '');
    usb.plug(plugged.model);
  },
  unplug() {
    if (plugged) usb.unplug(plugged.model);
  },
  insertCard: () => plugged?.insert(card),
  removeCard: () => plugged?.remove(),
  holdElsewhere: () => (plugged ? usb.holdElsewhere(plugged.model) : () => {}),
  forget: () => usb.granted.clear(),
  pinOf: (pin) => card.pinOf(pin) ?? '',
  get powered() {
    return card.powered;
  },
  get opened() {
    return usb.getDevices().then((devices) => devices.some(({ opened }) => opened));
  },
};

const process = card.process.bind(card);
card.process = (command) => {
  const answer = process(command);
  if (usbInPage.cutOff && CHANGES.includes(command[1] ?? 0)) {
    usbInPage.cutOff = false;
    usbInPage.unplug();
  }
  return answer;
};

Object.defineProperty(navigator, 'usb', { value: usb });
Object.assign(window, { usbInPage });
