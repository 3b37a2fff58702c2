import { type Browser, chromium } from 'playwright-core';
import { until } from '../../support/wait.ts';
import { GUEST_PORTS, type GuestAddress, HOST, runInGuest } from './agent.ts';
import { BUNDLE_PATH } from './pages.ts';

/** Origin of the pages in the guest. A secure context, as every address of the machine itself. */
export const PAGE_ORIGIN = `http://127.0.0.1:${GUEST_PORTS.page}`;

/** Loading Chromium under emulation takes about 40 s on an idle machine. */
const START_TIMEOUT = 240_000;

const BUNDLE = '/tmp/app.swbn';
const LOG = '/tmp/chromium.log';

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
  // Pages of Chromium's own that nobody sees, and that keep an emulated processor busy for minutes.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,OptimizationGuideOnDeviceModel',
  '--enable-features=IsolatedWebApps,IsolatedWebAppDevMode',
  `--install-isolated-web-app-from-file=${BUNDLE}`,
  '--enable-logging=stderr',
  'about:blank',
];

/**
 * Starts Chromium in the guest, and does not wait for it. `pagePort`: of the host's page server. The pages may use every USB
 * device without asking, as a fleet's administrator would arrange it: a chooser cannot be driven without a screen.
 */
export async function startBrowser(guest: GuestAddress, pagePort: number, appOrigin: string): Promise<void> {
  const forward = (listen: string, to: string) =>
    `setsid socat TCP-LISTEN:${listen},fork,reuseaddr TCP:${to} > /dev/null 2>&1 &`;
  const policy = { WebUsbAllowDevicesForUrls: [{ devices: [{}], urls: [PAGE_ORIGIN, appOrigin] }] };
  const { code, text } = await runInGuest(
    guest,
    `set -e
mkdir -p /tmp/profile /etc/chromium/policies/managed
echo '${JSON.stringify(policy)}' > /etc/chromium/policies/managed/webusb.json
wget -q -O ${BUNDLE} http://${HOST}:${pagePort}${BUNDLE_PATH}
${forward(`${GUEST_PORTS.page},bind=127.0.0.1`, `${HOST}:${pagePort}`)}
${forward(`${GUEST_PORTS.debugging},bind=10.0.2.15`, `127.0.0.1:${GUEST_PORTS.debugging}`)}
HOME=/tmp/profile setsid /usr/lib/chromium/chromium ${FLAGS.join(' ')} > ${LOG} 2>&1 &
`,
    60_000,
  );
  if (code !== 0) throw new Error(`Chromium could not be started in the guest: ${text}`);
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

/** Waits until Chromium has installed the Isolated Web App it was started with. */
export async function untilAppInstalled(guest: GuestAddress): Promise<void> {
  const outcome = await until(
    'the installation of the Isolated Web App',
    async () => {
      const { text } = await runInGuest(guest, `grep 'Isolated Web App command line install' ${LOG}`, 60_000);
      return text.trim() || undefined;
    },
    START_TIMEOUT,
  );
  if (!outcome.includes('successful')) throw new Error(`Chromium did not install the Isolated Web App: ${outcome}`);
}
