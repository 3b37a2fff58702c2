import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser, isProgram } from './find-browser.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'myna-pin-path-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, mode = 0o755): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '');
  chmodSync(path, mode);
  return path;
}
const find = (...folders: string[]) =>
  findBrowser({ PATH: folders.map((each) => join(folder, each)).join(delimiter) }, 'linux');

describe('the browser of a kiosk', () => {
  it('is Chromium, wherever it is on the path', () => {
    file('a/google-chrome');
    const chromium = file('b/chromium');
    expect(find('a', 'b')).toBe(chromium);
  });

  it('is another one of its family where that is there alone', () => {
    const chrome = file('a/google-chrome');
    expect(find('nowhere', 'a')).toBe(chrome);
  });

  it('is nothing that cannot be started', () => {
    file('a/chromium', 0o644);
    mkdirSync(join(folder, 'b/chromium'), { recursive: true });
    expect(find('a', 'b')).toBeUndefined();
    expect([isProgram(join(folder, 'a/chromium')), isProgram(join(folder, 'b/chromium')), isProgram('')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
