import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PIN_IDS } from '../../../src/card/applications.ts';
import { PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import { BUTTONS, EXPERIMENTAL, STEP_TITLES, usbNotice } from '../../support/japanese.ts';
import { PinPage } from '../../support/pin-page.ts';
import { until } from '../../support/wait.ts';
import { CURRENT, NEXT } from '../../support/wishes.ts';
import { t1CardIn } from '../models/ccid-cards.ts';
import { Iso14443Card } from '../models/iso14443-card.ts';
import type { UsbDeviceModel } from '../models/model.ts';
import { RcS300Model } from '../models/rc-s300.ts';
import { RcS380Model } from '../models/rc-s380.ts';
import { scr3310 } from '../models/scr3310.ts';
import { Guest } from './guest.ts';

const ALL = Object.fromEntries(PIN_IDS.map((pin) => [pin, { current: CURRENT[pin], next: NEXT[pin] }]));
const REFERENCES = ['sign', 'auth', 'juki', 'common', 'text'] as const;

interface Row {
  readonly reader: string;
  readonly experimental: boolean;
  /** With the card on it, and how to take that off. */
  readonly plugged: (card: VirtualCard) => { model: UsbDeviceModel; takeOff: () => void; putBack: () => void };
}

const inField = (model: RcS380Model | RcS300Model) => (card: VirtualCard) => {
  const putBack = () => model.field.put(new Iso14443Card(card, { fwi: 8 }));
  putBack();
  return { model, takeOff: () => model.field.takeAll(), putBack };
};

const ROWS: readonly Row[] = [
  {
    reader: 'SCR3310-NTTCom',
    experimental: false,
    plugged: (card) => {
      const model = scr3310();
      const putBack = () => model.insertCard(t1CardIn(card));
      putBack();
      return { model, takeOff: () => model.removeCard(), putBack };
    },
  },
  { reader: 'RC-S380', experimental: false, plugged: (card) => inField(new RcS380Model())(card) },
  { reader: 'RC-S300', experimental: true, plugged: (card) => inField(new RcS300Model())(card) },
];

/** Debian's Chromium, Linux's USB and the page as any web server has it; the readers are models, or QEMU's. */
describe('the whole job without a bridge', () => {
  let guest: Guest;
  let page: PinPage | undefined;

  beforeAll(async () => {
    guest = await Guest.start();
  });
  afterAll(() => guest?.stop());
  afterEach(async () => {
    const faults = page?.faults ?? [];
    await page?.page.close();
    page = undefined;
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

  it.each(ROWS)('$reader in an ordinary page', async ({ reader, experimental, plugged }) => {
    const card = new VirtualCard(PROFILES.ordinary);
    const begun = performance.now();
    const attached = await guest.attach(plugged(card).model);
    try {
      page = await PinPage.shown(await guest.openPage('/'));
      await page.item('auth').waitFor();
      process.stdout.write(`${reader}: plugged in and page opened to overview ${seconds(begun)} s\n`);
      await page.status.getByText(reader).waitFor();
      expect(await page.trialMark.count()).toBe(0);
      expect((await page.page.getByText(EXPERIMENTAL.mark, { exact: true }).count()) > 0).toBe(experimental);
      const change = performance.now();
      await page.changeAll(ALL);
      process.stdout.write(`${reader}: four PINs typed and changed in ${seconds(change)} s\n`);
      await expectAllChanged(page, card);
      await until('a card without power', () => !card.powered || undefined);
    } finally {
      await attached.unplug();
    }
  });

  it('a reader unplugged during the change, and plugged in again: the page finds out', async () => {
    const card = new VirtualCard(PROFILES.ordinary);
    const [{ plugged }] = ROWS as [Row];
    let attached = await guest.attach(plugged(card).model);
    try {
      page = await PinPage.shown(await guest.openPage('/'));
      await page.item('auth').waitFor();
      await page.prepare({ auth: ALL['auth'] as { current: string; next: string } });
      // The answer to the CHANGE is lost, and the reader goes with it.
      const gone = new Promise<void>((resolve) => {
        card.observer = ({ instruction }) => {
          if (instruction !== 'change') return;
          card.observer = undefined;
          void attached.unplug().then(resolve);
        };
      });
      await page.button(BUTTONS.change).click();
      await gone;
      await page.heading(STEP_TITLES.recover).waitFor();
      attached = await guest.attach(plugged(card).model);
      await page.heading(STEP_TITLES.result).waitFor();
      expect(await page.outcome('auth')).toBe(card.pinOf('auth') === NEXT.auth ? 'changed' : 'unchanged');
      expect(card.triesLeftOf('auth')).toBe(3);
    } finally {
      await attached.unplug();
    }
  });

  it("QEMU's reader in the Isolated Web App", async () => {
    const card = new VirtualCard(PROFILES.ordinary);
    guest.insertCard(card);
    page = await PinPage.shown(await guest.openPage('/', { isolatedApp: true }));
    await page.item('auth').waitFor();
    expect(await page.trialMark.count()).toBe(0);
    await page.changeAll(ALL);
    await expectAllChanged(page, card);
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

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
