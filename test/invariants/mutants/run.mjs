/**
 * `npm run mutants`: breaks each invariant on purpose, in copies of the code, and shows that a test notices. Ends with
 * the mutants that nothing noticed, and fails if there is one.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, execPath, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { MUTANTS } from './table.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The tests of the code in question, and nothing that needs a browser or a reader. */
const CONFIG = `export default { cacheDir: '.cache', test: {
  include: [
    'src/card/**/*.test.ts',
    'src/readers/{guarded,journaled}-driver.test.ts',
    'src/app/recorded-change.test.ts',
    'bridge/office/office-journal.test.ts',
    'test/invariants/*.test.ts',
  ],
  testTimeout: 120_000,
  maxWorkers: 1,
} };`;

/** The quick ones first; whoever survives them meets all of them, with more runs. */
const ROUNDS = [
  {
    runs: 1200,
    files: [
      'src/card/',
      'guarded-driver',
      'journaled-driver',
      'recorded-change',
      'office-journal',
      'fixtures.test',
      'session-of-its-own',
      'property',
      'guard-streams',
    ],
  },
  { runs: 12_000, files: ['property', 'guard-streams', 'walk'] },
];

/**
 * @param {string} [part] only the mutants of files with this in their path
 * @returns {Promise<{ passed: number, failed: number }>} how many mutants were noticed, and how many were not
 */
export async function runMutants(part = '') {
  const queue = MUTANTS.filter(({ file }) => file.includes(part));
  const { length } = queue;
  /** @type {string[]} */
  const survivors = [];
  const work = async () => {
    const folder = copy();
    try {
      if ((await firstFailure(folder, ROUNDS[0])) !== undefined) throw new Error('the tests fail without any mutant');
      for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
        const name = `${mutant.file}: ${mutant.name} (${mutant.breaks})`;
        const noticed = await notice(folder, mutant);
        if (!noticed) survivors.push(name);
        stdout.write(`${noticed ? 'noticed ' : 'SURVIVED'} ${name}${noticed ? ` by ${noticed}` : ''}\n`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  if (survivors.length > 0) stdout.write(`${survivors.length} survived:\n${survivors.join('\n')}\n`);
  return { passed: length - survivors.length, failed: survivors.length };
}

/** A copy of what is broken and of its tests. The working tree is never touched. */
function copy() {
  const folder = mkdtempSync(join(tmpdir(), 'myna-pin-mutants-'));
  for (const path of ['src', 'bridge', 'test', 'fixtures', 'package.json', 'tsconfig.json']) {
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'vite.config.mjs'), CONFIG);
  return folder;
}

/** Resolves with the first test that fails with this mutant. */
async function notice(folder, { file, name, find, replace }) {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(find).length !== 2) throw new Error(`${file}: "${name}" is not in the code exactly once: ${find}`);
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
  try {
    for (const round of ROUNDS) {
      const failure = await firstFailure(folder, round);
      if (failure !== undefined) return failure;
    }
    return undefined;
  } finally {
    writeFileSync(path, text);
  }
}

/** @returns {Promise<string | undefined>} */
function firstFailure(folder, { runs, files }) {
  const program = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs');
  return new Promise((resolve, reject) => {
    const vitest = spawn(
      execPath,
      [program, 'run', '--bail=1', '--reporter=json', '--outputFile=report.json', ...files],
      {
        cwd: folder,
        env: { ...env, INVARIANT_RUNS: String(runs), NO_COLOR: '1' },
        stdio: 'ignore',
      },
    );
    vitest.on('error', reject);
    vitest.on('exit', (status) => {
      if (status === 0) resolve(undefined);
      else resolve(nameOfFailure(join(folder, 'report.json')));
    });
  });
}

function nameOfFailure(report) {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = testResults.find(({ status }) => status === 'failed');
    return failed?.assertionResults.find(({ status }) => status === 'failed')?.fullName ?? failed?.name ?? 'the run';
  } catch {
    return 'the run';
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await runMutants(argv[2]);
  if (failed > 0) process.exitCode = 1;
}
