/**
 * `npm test`: prepares the machine, then runs the checks and every suite, and ends with one line of totals.
 *
 *   npm test                 everything
 *   npm test -- unit pcsc    some of: check unit invariants mutants journal pcsc attack browser kiosk screens usb
 *
 * Plain JavaScript on Node alone: it runs before any package is installed.
 */
import { spawnSync } from 'node:child_process';
import { chdir } from 'node:process';
import { checkNodeVersion, ensureBuilt, ensurePackages, ROOT } from '../bridge/setup.mjs';
import { runMutants } from './invariants/mutants/run.mjs';
import { ensureBundleBrowser } from './runner/bundle-browser.mjs';
import { runChecks } from './runner/checks.mjs';
import { ensureDebianPackages } from './runner/debian-packages.mjs';
import { say } from './runner/say.mjs';
import { runSuite } from './runner/suite.mjs';

/** Suites that reach a card through PC/SC. */
const PCSC_SUITES = ['pcsc', 'attack', 'browser', 'kiosk'];

const SUITES = {
  check: runChecks,
  unit: () => runSuite('unit', { apart: false }),
  invariants: () => runSuite('invariants', { apart: false }),
  mutants: () => runMutants(),
  // It fills a disk of its own.
  journal: () => runSuite('journal', { apart: true }),
  pcsc: () => runSuite('pcsc', { apart: true, shards: 2 }),
  // Storms need the whole machine.
  attack: () => runSuite('attack', { apart: true }),
  // Much of it waits for a service that looks for cards twice a second.
  browser: () => runSuite('browser', { apart: true, shards: 3 }),
  kiosk: () => runSuite('kiosk', { apart: true }),
  // Its readers are in memory.
  screens: () => runSuite('screens', { apart: false }),
  // Its readers are in a machine of its own.
  usb: () => runSuite('usb', { apart: false }),
};

chdir(ROOT);
try {
  const asked = process.argv.slice(2);
  const names = asked.length > 0 ? asked : Object.keys(SUITES);
  const unknown = names.filter((name) => !(name in SUITES));
  if (unknown.length > 0) {
    throw new Error(`no such suite: ${unknown.join(' ')} (there are ${Object.keys(SUITES).join(' ')})`);
  }
  prepare({ guest: names.includes('usb') });
  if (names.some((name) => PCSC_SUITES.includes(name))) requirePcscModule();
  // The suite itself sees no network.
  if (names.includes('browser')) ensureBundleBrowser();
  const totals = { passed: 0, failed: 0 };
  const lines = [];
  for (const name of names) {
    const started = Date.now();
    const { passed, failed } = await SUITES[name]();
    totals.passed += passed;
    totals.failed += failed;
    lines.push(`${name}: ${passed} passed, ${failed} failed, ${Math.round((Date.now() - started) / 1000)} s`);
  }
  if (lines.length > 1) say(lines.join('\n'));
  say(`${totals.passed} passed, ${totals.failed} failed`);
  process.exitCode = totals.failed > 0 ? 1 : 0;
} catch (error) {
  say(error.message);
  say('0 passed, 1 failed');
  process.exitCode = 1;
}

function prepare({ guest }) {
  checkNodeVersion();
  ensureDebianPackages({ guest });
  ensurePackages();
  ensureBuilt();
}

/** Without it every such test would fail in its own way. In a process of its own, since it is native code. */
function requirePcscModule() {
  const { status, stderr } = spawnSync(process.execPath, ['-e', "require('pcsclite')"], { encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(`The npm package pcsclite does not load; \`npm rebuild pcsclite\` may say why.\n${stderr}`);
}
