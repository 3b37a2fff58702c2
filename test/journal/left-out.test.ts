import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/wait.ts';

/*
 * A computer on which the packages for the journal are not installed, or were built for another Node.js: the built bridge with
 * all its packages but these.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OPTIONAL = ['better-sqlite3', 'pg'];

const folder = mkdtempSync(join(tmpdir(), 'myna-pin-left-out-'));
const office = join(folder, 'office.json');
let child: ChildProcess | undefined;
let output = '';

beforeAll(() => {
  cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (!OPTIONAL.includes(name)) symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  writeFileSync(office, JSON.stringify({ name: '見本市', kiosk: { mode: 'self-service' } }));
});
afterEach(() => {
  child?.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bridge = [join(folder, 'dist/bridge/main.js')];
const env = { ...process.env, LC_ALL: 'en_US.UTF-8', XDG_STATE_HOME: join(folder, 'state') };

/** Until it says `what`. */
async function serve(what: RegExp, ...flags: string[]): Promise<void> {
  output = '';
  child = spawn(process.execPath, [...bridge, 'serve', '--no-open', ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  await until(`it says ${what}`, () => (what.test(output) ? true : undefined));
}

describe('without the packages for the journal', () => {
  it('the bridge starts as at home, and says nothing of them', async () => {
    await serve(/http:\/\/127\.0\.0\.1:\d+/);
    expect(output).not.toMatch(/sqlite|journal/i);
  });

  it('a counter is told what is missing, and that no PIN is changed', async () => {
    await serve(/http:\/\/127\.0\.0\.1:\d+/, '--office', office);
    expect(output).toContain('no PIN is changed');
    expect(output).toContain('better-sqlite3');
  });

  it('the command line says so too', () => {
    writeFileSync(join(folder, 'journal.sqlite'), '');
    const { status, stderr } = spawnSync(
      process.execPath,
      [...bridge, 'journal', 'verify', join(folder, 'journal.sqlite')],
      {
        env,
        encoding: 'utf8',
      },
    );
    expect(status).toBe(2);
    expect(stderr).toContain('better-sqlite3');
  });
});

it('a package that was built for another Node.js counts as missing', async () => {
  cpSync(join(ROOT, 'node_modules/better-sqlite3'), join(folder, 'node_modules/better-sqlite3'), {
    recursive: true,
    filter: (path) => !path.includes('/deps/'),
  });
  writeFileSync(join(folder, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'), 'of another one');
  await serve(/http:\/\/127\.0\.0\.1:\d+/, '--office', office);
  expect(output).toContain('better-sqlite3');
  rmSync(join(folder, 'node_modules/better-sqlite3'), { recursive: true });
});
