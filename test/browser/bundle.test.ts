import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signBundle } from '../../bridge/build/sign-bundle.ts';
import { readPageFiles } from '../../bridge/http/page-files.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { findBundleBrowser, launchForApps } from '../support/chromium.ts';
import { CHOOSER } from '../support/japanese.ts';
import { PinPage } from '../support/pin-page.ts';
import { runProgram } from '../support/run-program.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

const BUILD = fileURLToPath(new URL('../../bridge/build/iwa.ts', import.meta.url));
const BUNDLE = `myna-pin-${packageJson.version}.swbn`;
const UPDATES = 'update-manifest.json';
const NEXT_VERSION = '999.0.0';
const NEW_TITLE = '新しい版';
/** The page of Chromium for developers of such apps, and the module of its requests. */
const INTERNALS = 'chrome://web-app-internals/';

const program = findBundleBrowser();

/** What `npm run build:iwa` writes, signed with a key of this run alone. */
describe('the signed web bundle', () => {
  let folder: string;
  let id: string;
  let origin: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-bundle-'));
    ({ id, origin } = await build(folder));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is named by its update manifest, wherever the two are published', () => {
    const { versions } = JSON.parse(readFileSync(join(folder, UPDATES), 'utf8'));
    expect(versions).toEqual([{ version: packageJson.version, src: BUNDLE }]);
    expect(existsSync(join(folder, BUNDLE))).toBe(true);
  });

  // `npm test` says so where there is no browser for it.
  if (!program) return;

  describe('in real Chromium', () => {
    let context: BrowserContext;
    let devtools: CDPSession;
    beforeEach(async () => {
      context = await launchForApps(program, mkdtempSync(join(folder, 'profile-')));
      context.setDefaultTimeout(15_000);
      const browser = context.browser();
      if (!browser) throw new Error('a context of its own has a browser');
      devtools = await browser.newBrowserCDPSession();
    });
    afterEach(() => context?.close());

    /** As for a developer who drops the file at `path`. Rejects with what Chromium has against it. */
    const install = (path: string) =>
      devtools.send('PWA.install', { manifestId: origin, installUrlOrBundleUrl: pathToFileURL(path).href });

    it.each([
      ['a bit of a file', 500_000],
      ['the last bit', -1],
    ])('is refused with another value in %s', async (_what, at) => {
      const bytes = readFileSync(join(folder, BUNDLE));
      const index = at < 0 ? bytes.length + at : at;
      bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index);
      const path = join(folder, `changed-${at}.swbn`);
      writeFileSync(path, bytes);
      await expect(install(path)).rejects.toThrow(/signature/i);
    });

    it('is installed, isolated and under its policy, and changes a PIN of the virtual card', async () => {
      await install(join(folder, BUNDLE));
      const page = await PinPage.open(context, origin);
      const found = await page.page.evaluate(async () => ({
        isolated: crossOriginIsolated,
        usb: Reflect.get(document, 'featurePolicy').allowsFeature('usb-unrestricted'),
        policy: (await fetch(location.href)).headers.get('Content-Security-Policy'),
      }));
      expect(found).toMatchObject({ isolated: true, usb: true, policy: expect.stringMatching(/^default-src 'none'/) });
      await page.button(CHOOSER.startTrial).click();
      await page.item('auth').waitFor();
      await page.changeAll({ auth: { current: CURRENT.auth, next: NEXT.auth } });
      expect(await page.outcome('auth')).toBe('changed');
      expect(page.faults.filter((fault) => !fault.includes("Unrecognized feature: 'smart-card'"))).toEqual([]);
    });

    it('is installed and updated from its update manifest, and not with the key of somebody else', async () => {
      const host = await BundleHost.start(folder);
      try {
        const page = await context.newPage();
        await page.goto(INTERNALS);
        const manifest = host.address(UPDATES);
        const parsed = await ask(page, 'parseUpdateManifestFromUrl', manifest);
        const versions = [{ version: packageJson.version, webBundleUrl: host.address(BUNDLE) }];
        expect(parsed).toEqual({ result: { updateManifest: { versions } } });
        const updateInfo = { updateManifestUrl: manifest, updateChannel: 'default', pinnedVersion: null };
        const installed = await ask(page, 'installIsolatedWebAppFromBundleUrl', {
          webBundleUrl: host.address(BUNDLE),
          updateInfo: { ...updateInfo, allowDowngrades: false },
        });
        expect(installed).toEqual({ result: { success: { webBundleId: id } } });

        const stranger = generateKeyPairSync('ed25519').privateKey;
        host.publish(await newBundle(folder, stranger));
        expect(await update(page)).toMatch(/fail/i);
        expect(await titleOf(context, origin)).not.toBe(NEW_TITLE);
        host.publish(await newBundle(folder, createPrivateKey(readFileSync(keyIn(folder)))));
        expect(await update(page)).toContain(NEXT_VERSION);
        expect(await titleOf(context, origin)).toBe(NEW_TITLE);
      } finally {
        await host.stop();
      }
    });
  });
});

async function build(folder: string): Promise<{ id: string; origin: string }> {
  writeFileSync(keyIn(folder), generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const args = ['--import', 'tsx', BUILD, '--key', keyIn(folder), '--out', folder];
  const { code, text } = await runProgram(process.execPath, args, 60_000);
  const [origin, id] = /isolated-app:\/\/([a-z0-9]{56})\//.exec(text) ?? [];
  if (code !== 0 || !origin || !id) throw new Error(text);
  return { id, origin };
}

function keyIn(folder: string): string {
  return join(folder, 'key.pem');
}

/** The same page with another title as the next version, signed with `key`. */
async function newBundle(folder: string, key: KeyObject): Promise<Uint8Array> {
  const files = new Map(readPageFiles(join(folder, 'page')));
  const replace = (path: string, pattern: RegExp, text: string) => {
    const file = files.get(path);
    if (file) files.set(path, { ...file, content: Buffer.from(file.content.toString().replace(pattern, text)) });
  };
  replace('/', /(?<=<title>)[^<]*/, NEW_TITLE);
  replace('/.well-known/manifest.webmanifest', /(?<="version": ")[^"]*/, NEXT_VERSION);
  return (await signBundle(files, key)).bytes;
}

/** Asks Chromium what its page for developers asks it. */
function ask(page: Page, method: string, ...args: readonly unknown[]): Promise<unknown> {
  // As a text, since Vitest would make a function of its own of `import`.
  const handler = `import('${INTERNALS}web_app_internals.mojom-webui.js').then((all) => all.WebAppInternalsHandler.getRemote())`;
  return page.evaluate(`${handler}.then((remote) => remote.${method}(...${JSON.stringify(args)}))`);
}

async function update(page: Page): Promise<string> {
  const { apps } = (await ask(page, 'getIsolatedWebAppDevModeAppInfo')) as { apps: { appId: string }[] };
  const { result } = (await ask(page, 'updateManifestInstalledIsolatedWebApp', apps[0]?.appId)) as { result: string };
  return result;
}

async function titleOf(context: BrowserContext, origin: string): Promise<string> {
  const page = await context.newPage();
  await page.goto(origin);
  const title = await page.title();
  await page.close();
  return title;
}

/** A web server with what the build wrote, and a newer version once there is one. */
class BundleHost {
  readonly #server: Server;
  readonly #files = new Map<string, Uint8Array>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(folder: string): Promise<BundleHost> {
    const server = createServer();
    const host = new BundleHost(server);
    for (const name of [BUNDLE, UPDATES]) host.#files.set(name, readFileSync(join(folder, name)));
    server.on('request', ({ url = '' }, response) => {
      const file = host.#files.get(url.slice(1));
      response.writeHead(file ? 200 : 404).end(file);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  address(name: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${name}`;
  }

  publish(bundle: Uint8Array): void {
    const { versions } = JSON.parse(Buffer.from(this.#files.get(UPDATES) ?? []).toString());
    const [first] = versions;
    const manifest = { versions: [first, { version: NEXT_VERSION, src: 'next.swbn' }] };
    this.#files.set('next.swbn', bundle);
    this.#files.set(UPDATES, Buffer.from(JSON.stringify(manifest)));
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
