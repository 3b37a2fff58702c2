import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isolated } from './isolate.mjs';
import { say } from './say.mjs';

/**
 * Runs one Vitest project and counts its tests. A test that was skipped or is still to be written is a failure, and so are
 * a suite without any test, a file that could not be loaded and a run that ended badly for any other reason.
 *
 * @param {string} project
 * @param {{ apart: boolean }} options whether it needs a PC/SC service, and therefore a place of its own
 * @returns {{ passed: number, failed: number }}
 */
export function runSuite(project, { apart }) {
  const folder = mkdtempSync(join(tmpdir(), 'myna-pin-test-'));
  const report = join(folder, 'report.json');
  const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs');
  const plain = [
    process.execPath,
    vitest,
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { command, isolated: isApart } = apart ? isolated(plain) : { command: plain, isolated: false };
  if (apart) {
    say(
      isApart
        ? `${project}: runs apart from this machine's readers, on a loopback network of its own without delayed ACKs`
        : `${project}: this system allows no namespaces, so the run refuses to start beside another PC/SC service`,
    );
  }
  const [file, ...args] = command;
  const { status } = spawnSync(file, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    return count(project, status, JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    say(`${project}: no report of the run: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(project, status, { numTotalTests, numPassedTests, testResults }) {
  let failed = numTotalTests - numPassedTests;
  for (const { status: fileStatus, assertionResults, name, message } of testResults) {
    if (fileStatus !== 'passed' && assertionResults.length === 0) {
      say(`${project}: ${name} could not be run: ${message}`);
      failed++;
    }
  }
  if (numTotalTests === 0 || (status !== 0 && failed === 0)) {
    say(`${project}: ${numTotalTests === 0 ? 'there is no test' : `the run ended with ${status}`}`);
    failed++;
  }
  return { passed: numPassedTests, failed };
}
