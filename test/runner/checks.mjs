import { spawnSync } from 'node:child_process';
import { say } from './say.mjs';

/** What is checked without running the product. Each is one test; `npm run check` runs them alone. */
const CHECKS = [
  { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'types of the domain, without DOM and Node', command: ['tsc', '--noEmit', '--project', 'src/card'] },
  {
    name: 'direction of dependencies',
    command: ['depcruise', '--config', '.dependency-cruiser.mjs', 'src', 'bridge', 'test', 'vite.config.ts'],
  },
  { name: 'budget of the page, in bytes', command: ['tsx', 'test/bench/budget.ts'] },
  { name: 'unused files, exports and packages', command: ['knip', '--no-progress'] },
];

/** @returns {{ passed: number, failed: number }} */
export function runChecks() {
  const totals = { passed: 0, failed: 0 };
  for (const { name, command } of CHECKS) {
    const started = Date.now();
    // `npm exec` finds the program of an installed package on every system.
    const { status, stdout, stderr } = spawnSync('npm', ['exec', '--no', '--', ...command], { encoding: 'utf8' });
    const passed = status === 0;
    say(`${passed ? ' ✓' : ' ✗'} check: ${name} (${Date.now() - started} ms)`);
    if (!passed) say(`${stdout}${stderr}`);
    totals[passed ? 'passed' : 'failed']++;
  }
  return totals;
}
