/**
 * `npm test`: prepares the machine, then runs the checks and every suite, and ends with one line of totals.
 *
 *   npm test                 everything
 *   npm test -- unit pcsc    some of: check unit pcsc browser
 *
 * Plain JavaScript on Node alone: it runs before any package is installed.
 */
import { chdir } from 'node:process';
import { checkNodeVersion, ensureBuilt, ensurePackages, ROOT } from '../bridge/setup.mjs';
import { runChecks } from './runner/checks.mjs';
import { ensureDebianPackages } from './runner/debian-packages.mjs';
import { say } from './runner/say.mjs';
import { runSuite } from './runner/suite.mjs';

const SUITES = {
  check: runChecks,
  unit: () => runSuite('unit', { apart: false }),
  pcsc: () => runSuite('pcsc', { apart: true }),
  browser: () => runSuite('browser', { apart: true }),
};

chdir(ROOT);
try {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in SUITES));
  if (unknown.length > 0) {
    throw new Error(`no such suite: ${unknown.join(' ')} (there are ${Object.keys(SUITES).join(' ')})`);
  }
  prepare();
  const totals = { passed: 0, failed: 0 };
  for (const name of names.length > 0 ? names : Object.keys(SUITES)) {
    const { passed, failed } = SUITES[name]();
    totals.passed += passed;
    totals.failed += failed;
  }
  say(`${totals.passed} passed, ${totals.failed} failed`);
  process.exitCode = totals.failed > 0 ? 1 : 0;
} catch (error) {
  say(error.message);
  say('0 passed, 1 failed');
  process.exitCode = 1;
}

function prepare() {
  checkNodeVersion();
  ensureDebianPackages();
  ensurePackages();
  ensureBuilt();
}
