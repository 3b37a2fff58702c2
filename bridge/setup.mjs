import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What `npm start` runs at the end. */
export const BRIDGE_ENTRY = join(ROOT, 'dist/bridge/main.js');

const MIN_NODE = [20, 19];

/** A step that failed, with a sentence for the person at the terminal. */
export class SetupError extends Error {}

/** Throws `SetupError` when this Node.js is too old. */
export function checkNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1])) return;
  throw new SetupError(
    `Node.js ${MIN_NODE.join('.')} 以上が必要です (いまは ${version})。 / Node.js ${MIN_NODE.join('.')} or newer is needed (this is ${version}).`,
  );
}

/**
 * Installs the npm packages where they are missing or differ from package-lock.json, and builds the PC/SC module where
 * it became possible. Does nothing, fast, when all is there. Progress goes to stderr. Throws `SetupError`.
 */
export function ensurePackages() {
  if (!packagesMatchLock()) {
    say('パッケージを用意しています… / Installing packages…');
    // `npm ci` removes everything first; where something is installed already, a failure (no network) must not do harm.
    const commands = existsSync(join(ROOT, 'node_modules')) ? ['install'] : ['ci', 'install'];
    if (!commands.some((command) => npm(command).ok)) throw new SetupError(FAILED.packages);
  }
  ensurePcscModule();
  ensureSqliteModule();
}

/** Builds page and bridge into dist/ where they are missing or older than their sources. Throws `SetupError`. */
export function ensureBuilt() {
  const sources = newest([
    'index.html',
    'vite.config.ts',
    'tsconfig.json',
    'package-lock.json',
    'src',
    'fixtures/recordings',
  ]);
  if (olderThan('dist/page/index.html', sources)) build('ページ / page', 'dist/page', []);
  if (olderThan('dist/bridge/main.js', Math.max(sources, newest(['bridge'])))) {
    build('ブリッジ / bridge', 'dist/bridge', ['--ssr', 'bridge/main.ts']);
  }
}

const FAILED = {
  packages:
    'パッケージを用意できませんでした。ネットワークを確かめて、もう一度実行してください。 / The npm packages could not be installed. Check the network and try again.',
  build: 'ビルドできませんでした。 / The build failed.',
};

/**
 * Whether every package that package-lock.json asks for is there in that version. Optional ones are left out: they
 * depend on the system, and one that could not be built must not cause an installation at every start.
 */
function packagesMatchLock() {
  try {
    const { packages: wanted } = readJson('package-lock.json');
    const { packages: present } = readJson('node_modules/.package-lock.json');
    return Object.entries(wanted).every(
      ([path, { version, optional, peer }]) => path === '' || optional || peer || present[path]?.version === version,
    );
  } catch {
    return false;
  }
}

/**
 * pcsclite is an optional package with native code. npm leaves it out when it cannot be built, which is the case until
 * somebody installs a compiler and the PC/SC headers; then, or after a change of Node.js, it has to be built again.
 */
function ensurePcscModule() {
  if (pcscModuleLoads() || !pcscModuleCanBeBuilt()) return;
  say('PC/SC モジュールをビルドしています… / Building the PC/SC module…');
  const present = existsSync(join(ROOT, 'node_modules/pcsclite/package.json'));
  // Without it the bridge still starts and tells the page what is missing.
  if (!(present && npm('rebuild', 'pcsclite').ok && pcscModuleLoads())) npm('install');
}

function pcscModuleLoads() {
  return runs("require('pcsclite')");
}

/**
 * better-sqlite3 is an optional package with native code too, for the journal of a counter. After a change of Node.js it has to
 * be built again. Where it was left out nobody needs it, or the journal says what to do.
 */
function ensureSqliteModule() {
  if (!existsSync(join(ROOT, 'node_modules/better-sqlite3/package.json'))) return;
  if (runs("new (require('better-sqlite3'))(':memory:')") || !canCompile()) return;
  say('better-sqlite3 をビルドしています… / Building better-sqlite3…');
  npm('rebuild', 'better-sqlite3');
}

/** In a process of its own: a native module that was loaded once cannot be loaded again after it was built anew. */
function runs(script) {
  return spawnSync(process.execPath, ['-e', script], { cwd: ROOT, stdio: 'ignore' }).status === 0;
}

/** Whether there is a compiler and, where PC/SC is no part of the system, its header. */
function pcscModuleCanBeBuilt() {
  const headers = ['/usr/include/PCSC/winscard.h', '/usr/local/include/PCSC/winscard.h'];
  return (process.platform !== 'linux' || headers.some((path) => existsSync(path))) && canCompile();
}

/** Without asking anybody anything. */
function canCompile() {
  switch (process.platform) {
    case 'linux':
      return output('c++', '--version') !== '' && output('make', '--version') !== '';
    case 'darwin':
      return output('xcode-select', '-p') !== '';
    case 'win32': {
      const installer = join(process.env['ProgramFiles(x86)'] ?? '', 'Microsoft Visual Studio/Installer/vswhere.exe');
      const compiler = 'Microsoft.VisualStudio.Component.VC.Tools.x86.x64';
      return output(installer, '-products', '*', '-requires', compiler, '-property', 'installationPath') !== '';
    }
    default:
      return false;
  }
}

/** What a program prints; empty when it fails or is not there. */
function output(program, ...args) {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout.trim() : '';
}

function npm(...args) {
  const cli = process.env.npm_execpath;
  const options = { cwd: ROOT, encoding: 'utf8' };
  const result = cli
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  const ok = result.status === 0;
  if (!ok) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}\n`);
  return { ok };
}

function build(what, folder, args) {
  say(`${what} をビルドしています… / Building…`);
  const vite = join(createRequire(import.meta.url).resolve('vite/package.json'), '../bin/vite.js');
  // Two starts may build at the same moment, and a third may be reading: a folder appears when it is whole.
  const fresh = `${folder}.${process.pid}`;
  // Whoever tests with NODE_ENV=test wants what people get, not the development form of the libraries.
  const env = { ...process.env, NODE_ENV: 'production' };
  const result = spawnSync(process.execPath, [vite, 'build', ...args, '--outDir', fresh, '--logLevel', 'warn'], {
    cwd: ROOT,
    encoding: 'utf8',
    env,
  });
  if (result.status === 0) return replaceFolder(join(ROOT, fresh), join(ROOT, folder));
  rmSync(join(ROOT, fresh), { recursive: true, force: true });
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}\n`);
  throw new SetupError(FAILED.build);
}

/** Puts the folder `fresh` in the place of `target`. */
function replaceFolder(fresh, target) {
  const old = `${fresh}.old`;
  try {
    renameSync(target, old);
  } catch {
    // There is none yet, or another start has just taken it away.
  }
  try {
    renameSync(fresh, target);
  } catch (error) {
    // Another start was faster; what it built is as good.
    if (!existsSync(target)) throw error;
  }
  for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
}

function olderThan(path, time) {
  const file = join(ROOT, path);
  return !existsSync(file) || statSync(file).mtimeMs < time;
}

/** The latest modification under `paths`, tests left out, in milliseconds. */
function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const absolute = join(ROOT, path);
    if (!existsSync(absolute)) continue;
    const stats = statSync(absolute);
    if (!stats.isDirectory()) latest = Math.max(latest, stats.mtimeMs);
    else {
      const children = readdirSync(absolute).filter((name) => !name.endsWith('.test.ts'));
      latest = Math.max(latest, newest(children.map((name) => join(path, name))));
    }
  }
  return latest;
}

function readJson(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
