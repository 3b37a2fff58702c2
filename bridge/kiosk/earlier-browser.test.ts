import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeft, StartedBrowsers } from './earlier-browser.ts';
import { beginningOf } from './process-tools.ts';

let folder: string;
let started: StartedBrowsers;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'myna-pin-started-'));
  started = new StartedBrowsers(join(folder, 'state'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Something that lives long, as a browser does, and leads its group. */
function sleeper(): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { detached: true, stdio: 'ignore' });
  children.push(child);
  return child as ChildProcess & { pid: number };
}

function profile(): string {
  const made = join(folder, 'profile');
  mkdirSync(join(made, 'Default'), { recursive: true });
  return made;
}

const file = () => join(folder, 'state', readdirSync(join(folder, 'state'))[0] as string);
/** As if another bridge had written it. */
const writtenBy = (bridge: object) =>
  writeFileSync(file(), JSON.stringify({ ...JSON.parse(readFileSync(file(), 'utf8')), bridge }));
const GONE = { pid: 2 ** 22 + 1, began: '1' };

const runs = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

describe('a browser that a bridge left behind', () => {
  it('is ended with its profile once that bridge is gone', async () => {
    const [browser, its] = [sleeper(), profile()];
    started.note(browser.pid, its);
    writtenBy(GONE);
    const exit = once(browser, 'exit');
    started.endThoseLeft();
    expect((await exit)[1]).toBe('SIGKILL');
    expect([existsSync(its), readdirSync(join(folder, 'state'))]).toEqual([false, []]);
  });

  it('is ended where a new program has the number of that bridge', async () => {
    const browser = sleeper();
    started.note(browser.pid, profile());
    writtenBy({ pid: process.pid, began: '1' });
    const exit = once(browser, 'exit');
    started.endThoseLeft();
    await exit;
  });

  it('is left alone while its bridge runs', () => {
    const [browser, its] = [sleeper(), profile()];
    started.note(browser.pid, its);
    started.endThoseLeft();
    expect([runs(browser), existsSync(its)]).toEqual([true, true]);
  });

  it('is not confused with another program that has its number by now', async () => {
    const [other, its] = [sleeper(), profile()];
    started.note(other.pid, its);
    const noted = JSON.parse(readFileSync(file(), 'utf8'));
    writeFileSync(file(), JSON.stringify({ ...noted, bridge: GONE, browser: { pid: other.pid, began: '1' } }));
    started.endThoseLeft();
    expect([runs(other), beginningOf(other.pid), existsSync(its)]).toEqual([true, noted.browser.began, false]);
  });

  it.each(['', '{', '{"browser":{"pid":1}}', '{"bridge":{"pid":-1,"began":"1"}}'])(
    'a note that says %j ends nothing, and goes',
    (text) => {
      mkdirSync(join(folder, 'state'));
      writeFileSync(join(folder, 'state/kiosk-7.json'), text);
      started.endThoseLeft();
      expect(readdirSync(join(folder, 'state'))).toEqual([]);
    },
  );

  it('leaves no note where it was ended as it should be', () => {
    started.note(sleeper().pid, profile());
    started.forget();
    expect(readdirSync(join(folder, 'state'))).toEqual([]);
  });
});

it('what cannot be deleted stays, and keeps nobody from the next browser', () => {
  // Nobody may, not even the superuser.
  expect(() => removeLeft('/proc/version')).not.toThrow();
});
