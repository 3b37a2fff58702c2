import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import type { Usb } from '../../../src/readers/webusb/usb-device.ts';
import { t1CardIn } from '../models/ccid-cards.ts';
import { scr3310 } from '../models/scr3310.ts';
import { type AttachedReader, Guest } from './guest.ts';

/** QEMU's reader is a "Gemplus" of class 0B; the SCR3310-NTTCom has class FF. */
const QEMU = 0x08e6;
const SCR3310 = 0x04e6;

describe('what Chromium lets a page do with a reader', () => {
  let guest: Guest;
  let attached: AttachedReader | undefined;

  beforeAll(async () => {
    guest = await Guest.start();
  });

  afterEach(async () => {
    await attached?.unplug();
    attached = undefined;
  });

  afterAll(async () => {
    await guest.stop();
  });

  it('forbids an ordinary page the class of card readers', async () => {
    const page = await guest.openPage('/probe.html');
    expect(await page.evaluate(claim, QEMU)).toMatch(/^SecurityError: .*protected class/);
  });

  it('gives an ordinary page a reader of the vendor class, which answers with the card in it', async () => {
    const model = scr3310();
    model.insertCard(t1CardIn(new VirtualCard(PROFILES.ordinary)));
    attached = await guest.attach(model);
    const page = await guest.openPage('/probe.html');
    await page.waitForFunction(
      `navigator.usb.getDevices().then((all) => all.some((one) => one.vendorId === ${SCR3310}))`,
    );
    expect(await page.evaluate(claim, SCR3310)).toBe('claimed');
    expect(await page.evaluate(powerOn, SCR3310)).toBe('3be000ff8131fe4514');
  });

  it('tells a page of a reader that comes and goes', async () => {
    const page = await guest.openPage('/probe.html');
    await page.evaluate(collectPlugs);
    attached = await guest.attach(scr3310());
    await plugsOf(page, 'connect 4e6');
    await attached.unplug();
    attached = undefined;
    await plugsOf(page, 'disconnect 4e6');
  });

  it('gives an Isolated Web App every reader', async () => {
    const app = await guest.openPage('/probe.html', { isolatedApp: true });
    expect(await app.evaluate(claim, QEMU)).toBe('claimed');
    guest.insertCard(new VirtualCard(PROFILES.ordinary));
    await expect.poll(() => app.evaluate(powerOn, QEMU), { timeout: 30_000 }).toBe('3b6000ff');
  });

  async function plugsOf(page: Page, plug: string): Promise<void> {
    await page.waitForFunction(`plugs.includes('${plug}')`);
  }
});

/** Runs in the page, as do the next two. */
async function claim(vendorId: number): Promise<string> {
  const { usb } = navigator as unknown as { usb: Usb };
  const device = (await usb.getDevices()).find((one) => one.vendorId === vendorId);
  if (!device) return 'not there';
  try {
    await device.open();
    await device.claimInterface(0);
    return 'claimed';
  } catch (error) {
    return String(error);
  } finally {
    await device.close();
  }
}

/** IccPowerOn (CCID 1.1, 6.1.1): the Answer To Reset in hexadecimal, behind ten bytes of header. */
async function powerOn(vendorId: number): Promise<string> {
  const { usb } = navigator as unknown as { usb: Usb };
  const device = (await usb.getDevices()).find((one) => one.vendorId === vendorId);
  if (!device) return 'not there';
  await device.open();
  try {
    await device.claimInterface(0);
    const endpoints = device.configuration?.interfaces[0]?.alternates[0]?.endpoints ?? [];
    const bulk = (direction: string) =>
      endpoints.find((one) => one.type === 'bulk' && one.direction === direction)?.endpointNumber ?? 0;
    await device.transferOut(bulk('out'), Uint8Array.of(0x62, 0, 0, 0, 0, 0, 1, 0, 0, 0));
    const { data } = await device.transferIn(bulk('in'), 512);
    const bytes = data ? [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)] : [];
    return bytes
      .slice(10)
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
  } finally {
    await device.close();
  }
}

function collectPlugs(): void {
  const page = window as unknown as { plugs: string[] };
  const { usb } = navigator as unknown as { usb: Usb };
  page.plugs = [];
  for (const type of ['connect', 'disconnect'] as const) {
    usb.addEventListener(type, ({ device }) => page.plugs.push(`${type} ${device.vendorId.toString(16)}`));
  }
}
