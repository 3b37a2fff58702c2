/**
 * A Debian with a kernel, a PC/SC service and a Chromium that nobody here wrote, and readers plugged into it.
 *
 *   const guest = await Guest.start();                   // in beforeAll; takes over the machine that this run has booted
 *   await guest.insertCard(card);                        // into QEMU's own usb-ccid, which is always there (class 0B)
 *   const reader = await guest.attach(scr3310());        // a model, over USB/IP, seen by the kernel when this resolves
 *   await reader.unplug();                               // as if its cable were pulled; resolves once the kernel knows
 *   const page = await guest.openPage('/');              // `npm run build` on http://127.0.0.1:8080, every device granted
 *   const app = await guest.openPage('/', { isolatedApp: true });   // the pages of `npm run build:iwa`
 *   const mine = await guest.openPage('/', { at: CHOSEN_ORIGIN });   // nothing granted but one reader chosen before
 *   const { code, text } = await guest.run('lsusb');     // a shell script, as the superuser
 *   await guest.ownReader.unplug();                      // QEMU's; `plug` puts it, and the card in it, back
 *   const pcscd = await guest.startPcscd();              // holds every CCID reader until `pcscd.stop()`
 *   await guest.stop();                                  // in afterAll; unplugs, closes and stops all that it began
 *
 * `/probe.html` is a page without any script. The files of a run share one machine and one Chromium, and take turns.
 * In the app, `evaluate` and `waitForFunction` need functions: its policy forbids to make code of strings.
 */
import type { Browser, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Usb } from '../../../src/readers/webusb/usb-device.ts';
import type { ProgramResult } from '../../support/run-program.ts';
import { stopAll } from '../../support/stop-all.ts';
import { until } from '../../support/wait.ts';
import type { CardInSlot, UsbDeviceModel } from '../models/model.ts';
import { UsbipServer } from '../usbip/server.ts';
import { VscardSlot } from '../vscard/vscard-slot.ts';
import { type GuestAddress, HOST, runInGuest } from './agent.ts';
import { allowUsb, connectToBrowser, installedAppOrigin, PAGE_ORIGIN } from './browser.ts';

/** Milliseconds for one action in a page: everything is emulated. */
const PAGE_TIMEOUT = 120_000;

export interface AttachedReader {
  unplug(): Promise<void>;
}

/** What a test file does with the guest. Owns: the readers that are plugged in, the card in QEMU's, and the pages. */
export class Guest {
  readonly #address: GuestAddress;
  readonly #usbip: UsbipServer;
  readonly #slot: VscardSlot;
  readonly #begun = new Set<{ stop(): Promise<void> }>();
  #browser: Browser | undefined;
  #attached = 0;

  private constructor(address: GuestAddress, usbip: UsbipServer, slot: VscardSlot) {
    this.#address = address;
    this.#usbip = usbip;
    this.#slot = slot;
  }

  static async start(): Promise<Guest> {
    const address = inject('guest');
    return new Guest(address, await UsbipServer.listen(), await VscardSlot.connect(address.vscardSocket));
  }

  /** A failure is a result, not a rejection, unless the guest does not answer for `timeout` ms. */
  run(script: string, timeout = 60_000): Promise<ProgramResult> {
    return runInGuest(this.#address, script, timeout);
  }

  /** Puts a card into QEMU's reader, in place of the one that is in. */
  insertCard(card: CardInSlot): void {
    this.#slot.insert(card);
  }

  removeCard(): void {
    this.#slot.remove();
  }

  /** QEMU's, at the first port of the first bus. The port without power is all that the kernel sees of a pulled cable. */
  readonly ownReader = {
    unplug: async () => {
      await this.#switchOwnPort('off');
      this.#begun.add(this.ownReader);
    },
    plug: async () => {
      this.#begun.delete(this.ownReader);
      await this.#switchOwnPort('on');
    },
    stop: () => this.ownReader.plug(),
  };

  /** Plugs a reader in. Resolves when the kernel has configured it and udev knows it. */
  async attach(model: UsbDeviceModel): Promise<AttachedReader> {
    const name = `1-${++this.#attached}`;
    this.#usbip.plug(name, model);
    const before = await this.#virtualPorts();
    const { code, text } = await this.run(
      `usbip --tcp-port ${this.#usbip.port} attach --remote ${HOST} --busid ${name}`,
    );
    if (code !== 0) throw new Error(`the guest did not attach the device: ${text}`);
    const at = await until(
      'a configured device in the guest',
      async () => {
        const here = (await this.#virtualPorts()).find((port) => !before.includes(port));
        if (!here) return undefined;
        const { text } = await this.run(`cat /sys/bus/usb/devices/${here}/bConfigurationValue && udevadm settle`);
        return text.trim() ? here : undefined;
      },
      60_000,
    );
    const reader = {
      unplug: async () => {
        this.#begun.delete(reader);
        this.#usbip.unplug(name);
        await until(
          'a device gone from the guest',
          async () => (await this.run(`udevadm settle; test ! -e /sys/bus/usb/devices/${at}`)).code === 0 || undefined,
          60_000,
        );
      },
      stop: () => reader.unplug(),
    };
    this.#begun.add(reader);
    return reader;
  }

  /** Opens an address of the page server, which begins with `/`, in a tab of its own. */
  async openPage(path: string, { isolatedApp = false, at = PAGE_ORIGIN } = {}): Promise<Page> {
    const page = await this.#newPage();
    await page.goto(`${isolatedApp ? await this.#grantedApp(page) : at}${path}`);
    return page;
  }

  /** Grants every reader to the origin of an open page as well; an Isolated Web App gets them back when it is opened. */
  async grantAll(page: Page): Promise<void> {
    await allowUsb(this.#address, [PAGE_ORIGIN, new URL(page.url()).origin]);
    await seesDevices(page);
  }

  async startPcscd(): Promise<{ stop(): Promise<void> }> {
    await this.run('setsid pcscd --foreground > /tmp/pcscd.log 2>&1 & echo $! > /tmp/pcscd.pid');
    const service = {
      stop: async () => {
        this.#begun.delete(service);
        await this.run('kill $(cat /tmp/pcscd.pid); while [ -e /proc/$(cat /tmp/pcscd.pid) ]; do sleep 0.1; done');
      },
    };
    this.#begun.add(service);
    await until(
      'the PC/SC service in the guest',
      async () => (await this.run('test -e /run/pcscd/pcscd.comm')).code === 0 || undefined,
    );
    return service;
  }

  async stop(): Promise<void> {
    await stopAll(...this.#begun, this.#slot, this.#usbip, { stop: async () => this.#browser?.close() });
  }

  async #newPage(): Promise<Page> {
    this.#browser ??= await connectToBrowser(this.#address);
    const [context] = this.#browser.contexts();
    if (!context) throw new Error('Chromium in the guest has no profile');
    const page = await context.newPage();
    page.setDefaultTimeout(PAGE_TIMEOUT);
    this.#begun.add({ stop: () => page.close() });
    return page;
  }

  /** Origin of the app, once Chromium has read the policy that lets it see QEMU's reader. */
  async #grantedApp(page: Page): Promise<string> {
    const origin = await installedAppOrigin(this.#address);
    await page.goto(`${origin}/probe.html`);
    await seesDevices(page);
    return origin;
  }

  async #switchOwnPort(to: 'on' | 'off'): Promise<void> {
    const { code, text } = await this.run(
      `echo ${to === 'off' ? 1 : 0} > /sys/bus/usb/devices/1-0:1.0/usb1-port1/disable && udevadm settle`,
    );
    if (code !== 0) throw new Error(`the port of QEMU's reader was not switched ${to}: ${text}`);
  }

  /** Where the kernel has put the devices that came over USB/IP, such as `3-1`. */
  async #virtualPorts(): Promise<string[]> {
    const { text } = await this.run('cat /sys/devices/platform/vhci_hcd.0/status');
    // Columns: hub, port, status (006: in use), speed, device, socket, local bus.
    return [...text.matchAll(/^\S+\s+\d+\s+006\s.*\s(\S+)$/gm)].map(([, port]) => port as string);
  }
}

/** QEMU's reader is always there for whoever was granted all. */
async function seesDevices(page: Page): Promise<void> {
  await until(
    `QEMU's reader at ${page.url()}`,
    async () => (await page.evaluate(countDevices)) > 0 || undefined,
    PAGE_TIMEOUT,
  );
}

/** Runs in the page. */
async function countDevices(): Promise<number> {
  return (await (navigator as unknown as { usb: Usb }).usb.getDevices()).length;
}
