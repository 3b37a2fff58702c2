import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from '../../../bridge/build/build-page.ts';
import { type PageFile, readPageFiles } from '../../../bridge/http/page-files.ts';

/** A page that does nothing, for tests of the browser alone. */
const PROBE: readonly [string, PageFile] = [
  '/probe.html',
  { type: 'text/html; charset=utf-8', content: Buffer.from('<!doctype html><title>probe</title>') },
];

export interface BuiltPages {
  /** Files by path as in a request. */
  readonly page: ReadonlyMap<string, PageFile>;
  readonly app: ReadonlyMap<string, PageFile>;
}

/** What `npm run build` and `npm run build:iwa` make, with one page more each. */
export async function buildPages(): Promise<BuiltPages> {
  const folder = await mkdtemp(join(tmpdir(), 'myna-pin-page-'));
  const { NODE_ENV } = process.env;
  try {
    const [page, app] = [join(folder, 'static'), join(folder, 'iwa')];
    await buildPage('static', page);
    await buildPage('iwa', app);
    return { page: new Map([...readPageFiles(page), PROBE]), app: new Map([...readPageFiles(app), PROBE]) };
  } finally {
    // The builds are of production; the tests are not.
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
    await rm(folder, { recursive: true, force: true });
  }
}
