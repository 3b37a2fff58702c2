import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { readPageFiles } from '../http/page-files.ts';
import { buildPage, ROOT, sha256 } from './build-page.ts';
import { findProblems } from './find-problems.ts';
import { BuildRefused, readKey } from './read-key.ts';
import { signBundle } from './sign-bundle.ts';

// What `npm run build:iwa` runs: a signed web bundle, and the update manifest that names it.
const { values } = parseArgs({ options: { key: { type: 'string' }, out: { type: 'string' } } });
const folder = resolve(values.out ?? join(ROOT, 'dist/iwa'));
try {
  const key = await readKey(values.key ?? process.env['WEB_BUNDLE_KEY']);
  const page = join(folder, 'page');
  const list = await buildPage('iwa', page);
  const files = readPageFiles(page);
  const problems = findProblems(files, list);
  if (problems.length > 0) throw new BuildRefused(problems.join('\n'));
  const { version } = packageJson;
  const { bytes, id, origin } = await signBundle(files, key);
  const name = `myna-pin-${version}.swbn`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), bytes);
  const manifest = { versions: [{ version, src: name }] };
  writeFileSync(join(folder, 'update-manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  process.stdout.write(
    `${join(folder, name)}\nWeb Bundle ID  ${id}\naddress        ${origin}\nSHA-256        ${sha256(bytes)}\n`,
  );
} catch (error) {
  if (!(error instanceof BuildRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
