/**
 * `npm run bench`: prepares the machine as `npm test` does, and measures, in under ten minutes on two cores.
 *
 *   npm run bench                          everything; writes results.json and the table in README.md
 *   npm run bench -- [SECTION…] [--quick]  some of it, or few runs of each; prints the table alone
 *   npm run bench -- --json                prints JSON instead
 *
 * Plain JavaScript on Node alone: it runs before any package is installed.
 */
import { spawnSync } from 'node:child_process';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { checkNodeVersion, ensureBuilt, ensurePackages, ROOT } from '../../bridge/setup.mjs';
import { ensureDebianPackages } from '../runner/debian-packages.mjs';
import { isolated } from '../runner/isolate.mjs';

chdir(ROOT);
checkNodeVersion();
ensureDebianPackages({ guest: false });
ensurePackages();
ensureBuilt();
const bench = fileURLToPath(new URL('bench.ts', import.meta.url));
const { command, isolated: isApart } = isolated([
  process.execPath,
  '--expose-gc',
  '--import',
  'tsx',
  bench,
  ...process.argv.slice(2),
]);
if (!isApart) {
  process.stderr.write(
    'This system allows no namespaces: on its loopback network each APDU takes 50 ms, whoever sends it.\n',
  );
}
const [file, ...args] = command;
const { status } = spawnSync(file, args, { stdio: ['ignore', 'inherit', 'inherit'] });
process.exitCode = status ?? 1;
