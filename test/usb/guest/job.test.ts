import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { PIN_IDS } from '../../../src/card/applications.ts';
import { PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import { BUTTONS, EXPERIMENTAL, STATUS, STEP_TITLES, usbNotice } from '../../support/japanese.ts';
import { PinPage } from '../../support/pin-page.ts';
import { until } from '../../support/wait.ts';
import { CURRENT, NEXT } from '../../support/wishes.ts';
import { apduCardIn, t1CardIn } from '../models/ccid-cards.ts';
import type { CardBehindCcid, CcidModel } from '../models/ccid-model.ts';
import { extendedCcid } from '../models/extended-ccid.ts';
import { Iso14443Card } from '../models/iso14443-card.ts';
import type { UsbDeviceModel } from '../models/model.ts';
import { RcS300Model } from '../models/rc-s300.ts';
import { RcS380Model } from '../models/rc-s380.ts';
import { scr3310 } from '../models/scr3310.ts';
import { shortCcid } from '../models/short-ccid.ts';
import { type AttachedReader, Guest } from './guest.ts';
import { type Cost, countTransfers, noteMeasure } from './measures.ts';

const ALL = Object.fromEntries(PIN_IDS.map((pin) => [pin, { current: CURRENT[pin], next: NEXT[pin] }]));
const REFERENCES = ['sign', 'auth', 'juki', 'common', 'text'] as const;

interface Row {
  readonly reader: string;
  readonly level: string;
  readonly isolatedApp: boolean;
  readonly experimental: boolean;
  /** With the card on it. */
  readonly plugged: (card: VirtualCard) => UsbDeviceModel;
}

const inSlot = (model: CcidModel, cardIn: (card: VirtualCard) => CardBehindCcid) => (card: VirtualCard) => {
  model.insertCard(cardIn(card));
  return model;
};
const inField = (model: RcS380Model | RcS300Model) => (card: VirtualCard) => {
  model.field.put(new Iso14443Card(card, { fwi: 8 }));
  return model;
};

const ORDINARY = { isolatedApp: false, experimental: false } as const;
const ISOLATED = { isolatedApp: true, experimental: false } as const;

const ROWS: readonly Row[] = [
  { reader: 'SCR3310-NTTCom', level: 'TPDU, T=1', ...ORDINARY, plugged: inSlot(scr3310(), t1CardIn) },
  { reader: 'RC-S380', level: 'ISO 14443-4', ...ORDINARY, plugged: inField(new RcS380Model()) },
  { reader: 'RC-S300', level: 'ISO 14443-4', ...ORDINARY, experimental: true, plugged: inField(new RcS300Model()) },
  // Browsers keep these from ordinary pages.
  {
    reader: 'Extended APDU Reader',
    level: 'extended APDU',
    ...ISOLATED,
    plugged: inSlot(extendedCcid({ interfaceClass: 0x0b }), apduCardIn),
  },
  {
    reader: 'Short APDU Reader',
    level: 'short APDU',
    ...ISOLATED,
    // Identifiers for tests (pid.codes), on no list: the class alone tells what it is.
    plugged: inSlot(shortCcid({ interfaceClass: 0x0b, vendorId: 0x1209, productId: 0x0001 }), apduCardIn),
  },
];

/** Debian's Chromium, Linux's USB and the page as any web server has it; the readers are models, or QEMU's. */
describe('the whole job without a bridge', () => {
  let guest: Guest;
  let page: PinPage | undefined;
  let attached: AttachedReader | undefined;

  beforeAll(async () => {
    guest = await Guest.start();
  });
  afterAll(() => guest?.stop());
  afterEach(async () => {
    const faults = page?.faults ?? [];
    await page?.page.close();
    page = undefined;
    await attached?.unplug();
    attached = undefined;
    guest.removeCard();
    expect(faults).toEqual([]);
  });

  async function expectAllChanged(page: PinPage, card: VirtualCard): Promise<void> {
    for (const pin of PIN_IDS) expect([pin, await page.outcome(pin)]).toEqual([pin, 'changed']);
    expect(REFERENCES.map((reference) => card.pinOf(reference))).toEqual(
      REFERENCES.map((reference) => NEXT[reference === 'common' ? 'juki' : reference]),
    );
    expect(REFERENCES.map((reference) => card.triesLeftOf(reference))).toEqual([5, 3, 3, 3, 3]);
  }

  /** A page that has looked around: QEMU's reader is there for every one of them, whether they may use it or not. */
  async function openedPage({ isolatedApp }: Pick<Row, 'isolatedApp'>): Promise<PinPage> {
    const page = await PinPage.shown(await guest.openPage('/', { isolatedApp }));
    await page.status.getByText(STATUS.reader('QEMU')).waitFor();
    return page;
  }

  /** From plugging in to the result, in a page that is open already; `plug` ends when the kernel knows the reader. */
  async function wholeJob(
    page: PinPage,
    card: VirtualCard,
    { reader, level, isolatedApp }: Pick<Row, 'reader' | 'level' | 'isolatedApp'>,
    plug: () => Promise<void>,
  ): Promise<void> {
    const transfers = await countTransfers(page.page);
    const cost = async (work: () => Promise<void>): Promise<Cost> => {
      const [begun, apdus, before] = [performance.now(), card.log.length, await transfers()];
      await work();
      const seconds = (performance.now() - begun) / 1000;
      const after = await transfers();
      return { seconds, apdus: card.log.length - apdus, out: after.out - before.out, in: after.in - before.in };
    };
    const overviewShown = () => page.item('auth').waitFor();
    let plugging: Promise<void> | undefined;
    const overview = await cost(async () => {
      plugging = plug();
      await Promise.race([overviewShown(), plugging.then(overviewShown)]);
    });
    await plugging;
    await page.prepare(ALL);
    const change = await cost(() => page.change());
    await expectAllChanged(page, card);
    await noteMeasure(inject('measures'), {
      ...{ reader, level, page: isolatedApp ? 'Isolated Web App' : 'ordinary' },
      ...{ overview, change },
    });
  }

  it.each(ROWS)('$reader, $level', async (row) => {
    const card = new VirtualCard(PROFILES.ordinary);
    page = await openedPage(row);
    await wholeJob(page, card, row, async () => {
      attached = await guest.attach(row.plugged(card));
    });
    await page.status.getByText(row.reader).waitFor();
    expect(await page.trialMark.count()).toBe(0);
    expect((await page.page.getByText(EXPERIMENTAL.mark, { exact: true }).count()) > 0).toBe(row.experimental);
    await until('a card without power', () => !card.powered || undefined);
  });

  it("QEMU's reader in the Isolated Web App", async () => {
    const card = new VirtualCard(PROFILES.ordinary);
    page = await openedPage({ isolatedApp: true });
    await guest.ownReader.unplug();
    await page.status.getByText(STATUS.noReader).waitFor();
    guest.insertCard(card);
    const row = { reader: 'QEMU', level: 'TPDU, T=0', isolatedApp: true };
    await wholeJob(page, card, row, () => guest.ownReader.plug());
    expect(await page.trialMark.count()).toBe(0);
  });

  it('a reader unplugged during the change, and plugged in again: the page finds out', async () => {
    const card = new VirtualCard(PROFILES.ordinary);
    const plug = () => guest.attach(inSlot(scr3310(), t1CardIn)(card));
    attached = await plug();
    // The reader is there before the page.
    page = await PinPage.shown(await guest.openPage('/'));
    await page.item('auth').waitFor();
    await page.prepare({ auth: ALL['auth'] as { current: string; next: string } });
    // The answer to the CHANGE is lost, and the reader goes with it.
    const gone = new Promise<void>((resolve) => {
      card.observer = ({ instruction }) => {
        if (instruction !== 'change') return;
        card.observer = undefined;
        void attached?.unplug().then(resolve);
      };
    });
    await page.button(BUTTONS.change).click();
    await gone;
    await page.heading(STEP_TITLES.recover).waitFor();
    attached = await plug();
    await page.heading(STEP_TITLES.result).waitFor();
    expect(await page.outcome('auth')).toBe(card.pinOf('auth') === NEXT.auth ? 'changed' : 'unchanged');
    expect(card.triesLeftOf('auth')).toBe(3);
  });

  it("QEMU's reader in an ordinary page: says why not, and what to do", async () => {
    guest.insertCard(new VirtualCard(PROFILES.ordinary));
    page = await PinPage.shown(await guest.openPage('/'));
    const { title, lines } = usbNotice('protected-class', 'linux');
    await page.text(title).waitFor();
    await page.text(lines[0] as string).waitFor();
    expect(await page.trialMark.count()).toBe(0);
  });
});
