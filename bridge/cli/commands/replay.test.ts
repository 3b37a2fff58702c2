import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRecording } from '../../../src/card/recording/parse-recording.ts';
import { ResultJson } from '../json.ts';
import { runReplay } from './replay.ts';

const LIBRARY = fileURLToPath(new URL('../../../fixtures/recordings/', import.meta.url));

async function replay(file: string, options: Partial<Parameters<typeof runReplay>[0]> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const exitCode = await runReplay({ language: 'en', file, json: false, expect: false, ...options }, io);
  return { exitCode, out: out.join('\n'), err: err.join('\n') };
}

describe('myna-pin replay', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-replay-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A recording of the library with something different, as somebody might mail it. */
  function mailed(name: string, change: (text: string) => string): string {
    const file = join(folder, `${name}.apdu`);
    writeFileSync(file, change(readFileSync(`${LIBRARY}${name}.apdu`, 'utf8')));
    return file;
  }

  it('says what a person read, in the language of the system', async () => {
    const english = await replay(`${LIBRARY}wrong-pin-auth.apdu`);
    expect(english).toMatchObject({ exitCode: 0, err: 'Played to its end, as recorded.' });
    expect(english.out).toContain('The current PIN is wrong. 2 tries left');
    const japanese = await replay(`${LIBRARY}wrong-pin-auth.apdu`, { language: 'ja' });
    expect(japanese.out).toContain('現在の暗証番号が違います。 残り2回');
  });

  it('shows where something else was done', async () => {
    const file = mailed('change-auth', (text) => text.replace('=> 00240180', '=> 00240080'));
    const { exitCode, err } = await replay(file);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/change-auth\.apdu line \d+ something else was done/);
    expect(err).toContain('recorded: => 00240080 {new auth, 4 digits}\n  now:      => 00240180 {another PIN}');
  });

  it('shows what is read in another way than the file expects', async () => {
    const file = mailed('wrong-pin-auth', (text) => text.replace('残り2回', '残り1回'));
    const { exitCode, err } = await replay(file);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/differs from the “expect” lines[\s\S]*残り1回\n {2}now: .*残り2回/);
  });

  it('makes a regression test of a recording', async () => {
    const file = mailed('locked-by-this-try', (text) => text.replaceAll(/expect: .*\n/g, ''));
    expect((await replay(file)).err).toContain('has no “expect” lines');
    expect(await replay(file, { expect: true })).toMatchObject({ exitCode: 0 });
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(`${LIBRARY}locked-by-this-try.apdu`, 'utf8'));
    expect(await replay(file)).toMatchObject({ exitCode: 0, err: 'Played to its end, as recorded.' });
  });

  it('plays a recording of the command line through that command, and makes a regression test of it too', async () => {
    const original = readFileSync(`${LIBRARY}command-line-wrong-pin.apdu`, 'utf8');
    const file = mailed('command-line-wrong-pin', (text) => text.replaceAll(/expect: .*\n/g, ''));
    const english = await replay(file);
    expect(english).toMatchObject({ exitCode: 0, err: expect.stringContaining('Played to its end, as recorded.') });
    expect(english.out).toContain('The current PIN is wrong.');
    expect(await replay(file, { expect: true })).toMatchObject({ exitCode: 0 });
    expect(readFileSync(file, 'utf8')).toBe(original);
    const differs = await replay(mailed('command-line-wrong-pin', (text) => text.replace('<= 63C2', '<= 9000')));
    expect(differs.exitCode).toBe(1);
    expect(differs.err).toContain('recorded: ! disconnect\n  now:      => 00240180 {another PIN}');
  });

  it('says so where nothing was said to a card', async () => {
    const file = mailed('command-line-wrong-pin', (text) =>
      text
        .slice(0, text.indexOf('! connect'))
        .replaceAll(/expect: .*\n/g, '')
        .replace(/change .*/, 'readers'),
    );
    const before = readFileSync(file, 'utf8');
    for (const expects of [false, true]) {
      const { exitCode, err } = await replay(file, { expect: expects });
      expect([exitCode, err]).toEqual([
        0,
        'Nothing was said to a card in this recording, so there is nothing to replay.',
      ]);
    }
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('writes nothing into a file that it could not play', async () => {
    const file = mailed('change-text', (text) => text.replace('=> 00240180', '=> 00240080'));
    const before = readFileSync(file, 'utf8');
    expect(await replay(file, { expect: true })).toMatchObject({ exitCode: 1 });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('prints one object for programs', async () => {
    const { exitCode, out, err } = await replay(`${LIBRARY}change-auth.apdu`, { json: true });
    const { reads, expected, ...rest } = v.parse(ResultJson, JSON.parse(out)) as Record<string, unknown>;
    expect(rest).toEqual({ command: 'replay', exitCode: 0, file: `${LIBRARY}change-auth.apdu`, difference: null });
    expect(reads).toEqual(expected);
    expect(reads).toEqual(parseRecording(readFileSync(`${LIBRARY}change-auth.apdu`, 'utf8')).header.expect);
    expect([exitCode, err]).toEqual([0, '']);
    const differs = await replay(
      mailed('change-sign', (text) => text.replace('=> 00240180', '=> 00240080')),
      { json: true },
    );
    expect(JSON.parse(differs.out)).toMatchObject({ exitCode: 1, difference: { expected: '=> 00240080 {new sign}' } });
  });

  it.each([
    ['no such file', () => join(folder, 'none.apdu'), /none\.apdu cannot be read/],
    ['a text that is no recording', () => mailed('overview', () => 'hello'), /Line 1, column 1/],
    [
      'a PIN in the open',
      () => mailed('change-auth', (text) => text.replace('{current auth, 4 digits}', '0431323334')),
      /Line \d+, column 3: A PIN stands here/,
    ],
  ])('says what is wrong with %s', async (_, file, sentence) => {
    const { exitCode, err, out } = await replay(file());
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
    const { command, ...rest } = JSON.parse((await replay(file(), { json: true })).out);
    expect([command, rest.exitCode]).toEqual(['replay', 2]);
  });
});
