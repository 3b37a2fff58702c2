import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { type PresentedPin, VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import { BUTTONS, STEP_TITLES, usbNotice } from '../../support/japanese.ts';
import { PinPage } from '../../support/pin-page.ts';
import { until } from '../../support/wait.ts';
import { CURRENT, NEXT } from '../../support/wishes.ts';
import { t1CardIn } from '../models/ccid-cards.ts';
import type { CcidModel } from '../models/ccid-model.ts';
import type { UsbDeviceModel } from '../models/model.ts';
import { scr3310 } from '../models/scr3310.ts';
import { CHOSEN_ORIGIN, CHOSEN_SERIAL } from './browser.ts';
import { type AttachedReader, Guest } from './guest.ts';

const AUTH = { auth: { current: CURRENT.auth, next: NEXT.auth } };
const SCR3310 = { vendorId: 0x04e6, productId: 0x511a };

/** PC_to_RDR_XfrBlock, and CHANGE REFERENCE DATA behind the prologue of a T=1 block. */
const isChange = ({ type, data }: { readonly type: number; readonly data: Uint8Array }) =>
  type === 0x6f && data[4] === 0x24;

/** A reader that somebody chose in an ordinary page, and that is taken away: by a real pcscd, and by its owner. */
describe('a reader that was chosen before', () => {
  let guest: Guest;
  let page: PinPage | undefined;
  let attached: AttachedReader | undefined;
  let model: CcidModel;
  let card: VirtualCard;
  let presented: PresentedPin[];

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
    expect(faults).toEqual([]);
  });

  async function plug(): Promise<void> {
    model = scr3310();
    model.insertCard(t1CardIn(card));
    attached = await guest.attach(withSerialNumber(model, CHOSEN_SERIAL));
  }

  async function begin(): Promise<void> {
    card = new VirtualCard(PROFILES.ordinary);
    presented = [];
    card.observer = (pin) => presented.push(pin);
    await plug();
  }

  it('is held by pcscd: says how to have it back, and then takes it by itself', async () => {
    const pcscd = await guest.startPcscd();
    await begin();
    const reader = await until(
      'the card, seen by pcscd',
      async () => {
        const { text } = await guest.run('timeout 30 opensc-tool --list-readers');
        return /^(\d+)\s+Yes.*SCR3310/m.exec(text)?.[1];
      },
      60_000,
    );
    const atr = async () => (await guest.run(`timeout 30 opensc-tool --reader ${reader} --atr`)).text;
    expect(await atr()).toContain('3b:e0:00:ff:81:31:fe:45:14');

    page = await PinPage.shown(await guest.openPage('/', { at: CHOSEN_ORIGIN }));
    const { title, lines, command } = usbNotice('claimed-elsewhere', 'linux', SCR3310);
    expect(command).toContain('pcscd');
    for (const line of [title, ...lines, command as string]) {
      await page.page.getByText(line, { exact: true }).waitFor();
    }
    await page.status.getByText(title).waitFor();
    // Nor is pcscd disturbed.
    expect(await atr()).toContain('3b:e0:00:ff:81:31:fe:45:14');

    await pcscd.stop();
    await page.item('auth').waitFor();
    expect(presented).toEqual([]);

    // Debian starts it again as soon as any program asks for a card.
    const again = await guest.startPcscd();
    await page.changeAll(AUTH);
    await again.stop();
    expect([await page.outcome('auth'), card.pinOf('auth')]).toEqual(['changed', NEXT.auth]);
    expect(card.triesLeftOf('auth')).toBe(3);
  });

  it('is no longer permitted in the middle of a change: nothing is sent again, and the page finds out', async () => {
    await begin();
    page = await PinPage.shown(await guest.openPage('/', { at: CHOSEN_ORIGIN }));
    await page.item('auth').waitFor();
    const otherTab = await guest.openPage('/probe.html', { at: CHOSEN_ORIGIN });
    await page.prepare(AUTH);
    // The card changes its PIN, and before the reader answers the permission is gone.
    const changing = new Promise<void>((resolve) => {
      model.fault = (command) => {
        if (!isChange(command)) return undefined;
        resolve();
        return 'silent-after';
      };
    });
    await page.button(BUTTONS.change).click();
    await changing;
    expect(await otherTab.evaluate(forgetAll)).toBe(0);

    await page.heading(STEP_TITLES.recover).waitFor();
    await page.status.getByText(usbNotice('disconnected', 'linux').title).waitFor();
    expect(presented.map(({ instruction, pin }) => [instruction, pin])).toEqual([
      ['verify', CURRENT.auth],
      ['change', NEXT.auth],
    ]);

    // The page says so too: it has to be plugged in anew, and permitted.
    await guest.grantAll(otherTab);
    await attached?.unplug();
    await plug();
    await page.heading(STEP_TITLES.result).waitFor();
    expect(await page.outcome('auth')).toBe('changed');
    expect(presented.slice(2).map(({ instruction, pin }) => [instruction, pin])).toEqual([['verify', NEXT.auth]]);
    expect([card.pinOf('auth'), card.triesLeftOf('auth')]).toEqual([NEXT.auth, 3]);
  });
});

/** iSerialNumber (USB 2.0, table 9-8). */
const SERIAL_NUMBER_INDEX = 16;

function withSerialNumber(model: UsbDeviceModel, serialNumber: string): UsbDeviceModel {
  const strings = [...model.descriptors.strings, serialNumber];
  const device = model.descriptors.device.slice();
  device[SERIAL_NUMBER_INDEX] = strings.length;
  return {
    descriptors: { ...model.descriptors, device, strings },
    control: (setup, data) => model.control(setup, data),
    bulkOut: (endpoint, data) => model.bulkOut(endpoint, data),
    in: (endpoint, length, signal) => model.in(endpoint, length, signal),
    reset: () => model.reset(),
  };
}

/** Runs in the page. Resolves with the number of devices that it may still use. */
async function forgetAll(): Promise<number> {
  interface Forgettable {
    forget(): Promise<void>;
  }
  const { usb } = navigator as unknown as { usb: { getDevices(): Promise<Forgettable[]> } };
  for (const device of await usb.getDevices()) await device.forget();
  return (await usb.getDevices()).length;
}
