import { type Browser, chromium } from 'playwright-core';
import { until } from '../../support/wait.ts';
import { GUEST_PORTS, type GuestAddress, HOST, runInGuest } from './agent.ts';

/** Origin of the pages in the guest. A secure context, as every address of the machine itself. */
export const PAGE_ORIGIN = `http://127.0.0.1:${GUEST_PORTS.page}`;

/**
 * The same pages for a person who has chosen a reader there before, and was granted nothing else. Chromium knows a reader
 * again by its serial number, which has to be `CHOSEN_SERIAL`.
 */
export const CHOSEN_ORIGIN = `http://localhost:${GUEST_PORTS.page}`;

export const CHOSEN_SERIAL = 'CHOSEN-BEFORE';

/** What Chromium writes down when a reader is chosen: its chooser cannot be driven without a screen. */
const PREFERENCES = {
  profile: {
    content_settings: {
      exceptions: {
        usb_chooser_data: {
          [`${CHOSEN_ORIGIN},*`]: {
            setting: {
              'chosen-objects': [
                { name: 'SCR3310', 'vendor-id': 0x04e6, 'product-id': 0x511a, 'serial-number': CHOSEN_SERIAL },
              ],
            },
          },
        },
      },
    },
  },
};

/** Loading Chromium under emulation takes about 40 s on an idle machine. */
const START_TIMEOUT = 240_000;

const LOG = '/tmp/chromium.log';

const FLAGS = [
  '--headless=new',
  // There is nobody but the superuser.
  '--no-sandbox',
  `--remote-debugging-port=${GUEST_PORTS.debugging}`,
  '--user-data-dir=/tmp/profile',
  '--accept-lang=ja-JP',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  // A process of its own that takes more than 15 s to start would be given up, and started again.
  '--ipc-connection-timeout=300',
  // Pages of Chromium's own that nobody sees, and that keep an emulated processor busy for minutes.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,OptimizationGuideOnDeviceModel',
  '--enable-features=IsolatedWebApps,IsolatedWebAppDevMode',
  `--install-isolated-web-app-from-url=http://127.0.0.1:${GUEST_PORTS.app}`,
  '--enable-logging=stderr',
  'about:blank',
];

/** Starts Chromium in the guest, and does not wait for it. `ports`: of the host's servers of the page and of the app. */
export async function startBrowser(guest: GuestAddress, ports: { page: number; app: number }): Promise<void> {
  const forward = (listen: string, to: string) =>
    `setsid socat TCP-LISTEN:${listen},fork,reuseaddr TCP:${to} > /dev/null 2>&1 &`;
  await allowUsb(guest, [PAGE_ORIGIN]);
  await runInGuest(
    guest,
    `
${forward(`${GUEST_PORTS.page},bind=127.0.0.1`, `${HOST}:${ports.page}`)}
${forward(`${GUEST_PORTS.app},bind=127.0.0.1`, `${HOST}:${ports.app}`)}
${forward(`${GUEST_PORTS.debugging},bind=10.0.2.15`, `127.0.0.1:${GUEST_PORTS.debugging}`)}
mkdir -p /tmp/profile/Default
echo '${JSON.stringify(PREFERENCES)}' > /tmp/profile/Default/Preferences
HOME=/tmp/profile setsid /usr/lib/chromium/chromium ${FLAGS.join(' ')} > ${LOG} 2>&1 &
`,
    60_000,
  );
}

/** All readers, as a fleet's administrator would, for these pages and no others. Chromium reads it again when it changes. */
export async function allowUsb(guest: GuestAddress, urls: readonly string[]): Promise<void> {
  const policy = { WebUsbAllowDevicesForUrls: [{ devices: [{}], urls }] };
  const folder = '/etc/chromium/policies/managed';
  await runInGuest(guest, `mkdir -p ${folder}; echo '${JSON.stringify(policy)}' > ${folder}/webusb.json`, 60_000);
}

export async function connectToBrowser({ debuggingPort }: GuestAddress): Promise<Browser> {
  const url = `http://127.0.0.1:${debuggingPort}`;
  await until(
    'remote debugging of Chromium in the guest',
    async () => {
      const response = await fetch(`${url}/json/version`, { signal: AbortSignal.timeout(5_000) }).catch(
        () => undefined,
      );
      return response?.ok || undefined;
    },
    START_TIMEOUT,
  );
  return chromium.connectOverCDP(url, { timeout: START_TIMEOUT });
}

/**
 * Origin of the Isolated Web App, which Chromium makes up when it installs one in developer mode. Waits for that, and lets
 * the app use the USB devices of the guest.
 */
export async function installedAppOrigin(guest: GuestAddress): Promise<string> {
  const outcome = await until(
    'the installation of the Isolated Web App',
    async () => {
      const { text } = await runInGuest(guest, `grep 'Isolated Web App command line install' ${LOG}`, 60_000);
      return text.trim() || undefined;
    },
    START_TIMEOUT,
  );
  if (!outcome.includes('successful')) throw new Error(`Chromium did not install the Isolated Web App: ${outcome}`);
  const origin = await until(
    'the origin of the Isolated Web App',
    async () => {
      const { text } = await runInGuest(guest, FIND_ORIGIN, 60_000);
      return /isolated-app:[/][/][a-z2-7]{56}/.exec(text)?.[0];
    },
    START_TIMEOUT,
  );
  await allowUsb(guest, [PAGE_ORIGIN, origin]);
  return origin;
}

/** Chromium tells it nowhere but in its own databases. */
const FIND_ORIGIN = "grep -raohE 'isolated-app://[a-z2-7]{56}' /tmp/profile/Default";
