// What `npm run soak` runs, apart from this machine's readers as the suites are.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensurePackages } from '../../bridge/setup.mjs';
import { ensureDebianPackages } from '../runner/debian-packages.mjs';
import { isolated } from '../runner/isolate.mjs';

ensureDebianPackages({ guest: false });
ensurePackages();
ensureBuilt();
const program = fileURLToPath(new URL('soak-run.ts', import.meta.url));
const { command } = isolated([process.execPath, '--import', 'tsx', program, ...process.argv.slice(2)]);
const [file, ...args] = command;
process.exitCode = spawnSync(file, args, { stdio: 'inherit' }).status ?? 1;
