import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { say } from './say.mjs';

/**
 * The last Chromium in whose Debian package signed web bundles can be installed. Later ones (seen in 156) lack the parser for
 * them, and an installation never ends.
 */
const LAST_MAJOR = 151;

/** As in `test/support/chromium.ts`. */
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'myna-pin');
const FOLDER = join(CACHE, 'bundle-browser');
const PROGRAM = 'usr/lib/chromium/chromium';

/**
 * Fetches an older Chromium beside the system's, for the tests of the signed web bundle, from the package sources of the
 * system; about 100 MB, once. Where there is none the run goes on without these tests, and says so.
 */
export function ensureBundleBrowser() {
  if (existsSync(join(FOLDER, PROGRAM))) return;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'bundle-browser-'));
  try {
    const version = fetchPackages(work);
    for (const name of readdirSync(work).filter((each) => each.endsWith('.deb'))) {
      run('dpkg-deb', ['--extract', join(work, name), join(work, 'root')]);
    }
    run(join(work, 'root', PROGRAM), ['--version']);
    renameSync(join(work, 'root'), FOLDER);
    say(`Chromium ${version} installs the signed web bundle`);
  } catch (error) {
    say(`NOT TESTED: that a browser installs the signed web bundle. ${error.message}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** With a package database of its own, which any user may update. */
function fetchPackages(folder) {
  for (const each of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(folder, each), { recursive: true });
  const options = ['-o', `Dir::State=${folder}`, '-o', `Dir::Cache=${join(folder, 'cache')}`];
  // Otherwise the superuser becomes _apt, who may not write below a home folder.
  options.push('-o', 'APT::Sandbox::User=root', '-o', 'Acquire::Retries=3');
  run('apt-get', ['-qq', ...options, 'update']);
  const version = run('apt-cache', [...options, 'madison', 'chromium'])
    .split('\n')
    .map((line) => line.split('|')[1]?.trim() ?? '')
    .find((each) => Number.parseInt(each, 10) <= LAST_MAJOR);
  if (!version) throw new Error(`The package sources have no Chromium up to ${LAST_MAJOR}, and later ones cannot.`);
  run('apt-get', ['-qq', ...options, 'download', `chromium=${version}`, `chromium-common=${version}`], folder);
  return version;
}

function run(file, args, cwd) {
  const { status, stdout, error } = spawnSync(file, args, {
    encoding: 'utf8',
    cwd,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (status !== 0) throw new Error(`This failed: ${[file, ...args].join(' ')}${error ? ` (${error.message})` : ''}`);
  return stdout;
}
