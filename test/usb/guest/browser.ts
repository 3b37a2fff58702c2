import { type Browser, chromium } from 'playwright-core';
import { until } from '../../support/wait.ts';
import { GUEST_PORTS, type GuestAddress, HOST, runInGuest } from './agent.ts';

/** Origin of the pages in the guest. A secure context, as every address of the machine itself. */
export const PAGE_ORIGIN = `http://127.0.0.1:${GUEST_PORTS.page}`;

/** Loading Chromium under emulation takes about 40 s on an idle machine. */
const START_TIMEOUT = 240_000;

const FLAGS = [
  '--headless=new',
  // There is nobody but the superuser.
  '--no-sandbox',
  `--remote-debugging-port=${GUEST_PORTS.debugging}`,
  '--user-data-dir=/tmp/profile',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  // A process of its own that takes more than 15 s to start would be given up, and started again.
  '--ipc-connection-timeout=300',
  '--disable-features=OptimizationGuideOnDeviceModel,OptimizationGuideModelExecution',
  '--enable-features=IsolatedWebApps,IsolatedWebAppDevMode',
  `--install-isolated-web-app-from-url=${PAGE_ORIGIN}`,
  '--enable-logging=stderr',
  'about:blank',
];

/** Starts Chromium in the guest, and does not wait for it. `pagePort`: of the host's page server. */
export async function startBrowser(guest: GuestAddress, pagePort: number): Promise<void> {
  const forward = (listen: string, to: string) =>
    `setsid socat TCP-LISTEN:${listen},fork,reuseaddr TCP:${to} > /dev/null 2>&1 &`;
  await runInGuest(
    guest,
    `
${forward(`${GUEST_PORTS.page},bind=127.0.0.1`, `${HOST}:${pagePort}`)}
${forward(`${GUEST_PORTS.debugging},bind=10.0.2.15`, `127.0.0.1:${GUEST_PORTS.debugging}`)}
mkdir -p /tmp/profile
HOME=/tmp/profile setsid /usr/lib/chromium/chromium ${FLAGS.join(' ')} > /tmp/chromium.log 2>&1 &
`,
    30_000,
  );
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
 * the app use the USB devices of the guest, as a managed kiosk does.
 */
export async function isolatedAppOrigin(guest: GuestAddress): Promise<string> {
  const origin = await until(
    'an installed Isolated Web App',
    async () => {
      const { text } = await runInGuest(
        guest,
        "grep --text --recursive --only-matching --no-filename --extended-regexp 'isolated-app://[a-z2-7]{56}' /tmp/profile/Default 2>/dev/null | head -1",
        60_000,
      );
      return text.trim() || undefined;
    },
    START_TIMEOUT,
  );
  const policy = { WebUsbAllowDevicesForUrls: [{ devices: [{}], urls: [PAGE_ORIGIN, origin] }] };
  await runInGuest(guest, `echo '${JSON.stringify(policy)}' > /etc/chromium/policies/managed/webusb.json`, 30_000);
  return origin;
}
