import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  // The tests may run as the superuser, where Chromium has no sandbox.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser of this system with a new profile, that asks nobody on the network for anything. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS });
}

/**
 * The same with the Isolated Web App whose files are at `address`, in developer mode: such an app needs a profile that is
 * kept, in `folder`.
 */
export function launchWithApp(address: string, folder: string): Promise<BrowserContext> {
  return launchForApps(findChromium(), folder, [`--install-isolated-web-app-from-url=${address}`]);
}

/**
 * A Chromium that can install signed web bundles, which `npm test` puts there: that of the system may lack the parser for
 * them. `undefined` where it found none, and said so.
 */
export function findBundleBrowser(): string | undefined {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const program = join(cache, 'myna-pin/bundle-browser/usr/lib/chromium/chromium');
  return existsSync(program) ? program : undefined;
}

/** `program` with Isolated Web Apps in developer mode, and a profile that is kept, in `folder`. */
export function launchForApps(program: string, folder: string, flags: readonly string[] = []): Promise<BrowserContext> {
  const features = '--enable-features=IsolatedWebApps,IsolatedWebAppDevMode';
  return chromium.launchPersistentContext(folder, {
    executablePath: program,
    args: [...FLAGS, features, ...flags],
    locale: 'ja-JP',
  });
}

export function findChromium(): string {
  for (const name of NAMES) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error(`none of these programs is on the PATH: ${NAMES.join(', ')}`);
}
