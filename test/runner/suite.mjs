import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
 * @param {{ apart: boolean, shards?: number }} options `apart`: whether it needs a PC/SC service, and therefore a place of
 *   its own; `shards`: in how many such places its files may run at the same time
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runSuite(project, { apart, shards = 1 }) {
  const folder = mkdtempSync(join(tmpdir(), 'myna-pin-test-'));
  const isApart = apart && isolated([]).isolated;
  // Where all share one PC/SC service, its files take turns.
  const places = isApart ? shards : 1;
  if (apart) {
    say(
      isApart
        ? `${project}: runs apart from this machine's readers, on a loopback network of its own without delayed ACKs`
        : `${project}: this system allows no namespaces, so the run refuses to start beside another PC/SC service`,
    );
  }
  try {
    const parts = Array.from({ length: places }, (_, index) =>
      runShard(project, folder, apart, `${index + 1}/${places}`),
    );
    const totals = await Promise.all(parts);
    return {
      passed: totals.reduce((sum, { passed }) => sum + passed, 0),
      failed: totals.reduce((sum, { failed }) => sum + failed, 0),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runShard(project, folder, apart, shard) {
  const report = join(folder, `${shard.replace('/', '-of-')}.json`);
  const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs');
  const plain = [
    process.execPath,
    vitest,
    'run',
    `--project=${project}`,
    `--shard=${shard}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const [file, ...args] = apart ? isolated(plain).command : plain;
  const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [status] = await once(child, 'exit');
  try {
    return tally(project, status, JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    say(`${project}: no report of the run: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}

function tally(project, status, { numTotalTests, numPassedTests, testResults }) {
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
