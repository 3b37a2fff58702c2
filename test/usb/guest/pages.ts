import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from '../../../bridge/build/build-page.ts';
import { signBundle } from '../../../bridge/build/sign-bundle.ts';
import { type PageFile, readPageFiles } from '../../../bridge/http/page-files.ts';

/** A page that does nothing, for tests of the browser alone. */
const PROBE: readonly [string, PageFile] = [
  '/probe.html',
  { type: 'text/html; charset=utf-8', content: Buffer.from('<!doctype html><title>probe</title>') },
];

export const BUNDLE_PATH = '/app.swbn';

/** What `npm run build` and `npm run build:iwa` make, with one page more; the key of the bundle is forgotten at once. */
export async function buildPages(): Promise<{ files: ReadonlyMap<string, PageFile>; appOrigin: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'myna-pin-page-'));
  const { NODE_ENV } = process.env;
  try {
    await buildPage('static', join(folder, 'static'));
    await buildPage('iwa', join(folder, 'iwa'));
    const app = new Map([...readPageFiles(join(folder, 'iwa')), PROBE]);
    const { bytes, origin } = await signBundle(app, generateKeyPairSync('ed25519').privateKey);
    const bundle = { type: 'application/webbundle', content: Buffer.from(bytes) };
    const files = new Map([...readPageFiles(join(folder, 'static')), PROBE, [BUNDLE_PATH, bundle]]);
    return { files, appOrigin: new URL(origin).href.replace(/[/]$/, '') };
  } finally {
    // The builds are of production; the tests are not.
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
    await rm(folder, { recursive: true, force: true });
  }
}
