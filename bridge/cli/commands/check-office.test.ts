import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { ScriptedTerminal } from '../../testing/scripted-terminal.ts';
import { EXIT } from '../exit-codes.ts';
import { runCommandLine } from '../program.ts';

const folder = mkdtempSync(join(tmpdir(), 'myna-pin-check-office-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function check(file: string, language: 'ja' | 'en' = 'ja') {
  const terminal = new ScriptedTerminal({ language });
  const exit = await runCommandLine(['check-office', file], { terminal, pageFolder: '' });
  return { exit, out: terminal.outLines, err: terminal.errLines };
}

it.each(['example', 'minimal'])('finds nothing wrong with %s.json', async (name) => {
  const file = fileURLToPath(new URL(`../../../fixtures/offices/${name}.json`, import.meta.url));
  expect(await check(file)).toEqual({ exit: EXIT.done, out: [`窓口の設定に誤りはありません: ${file}`], err: [] });
});

it('says all that is wrong, a line each with the name of the file', async () => {
  const file = join(folder, 'office.json');
  writeFileSync(file, '{\n  "name": "見本市",\n  "feeYen": "0",\n  "fee": 0\n}\n');
  expect(await check(file)).toEqual({
    exit: EXIT.refused,
    out: [
      `${file}: 3行目 13文字目（feeYen）："0" は使えません。ここには数を書きます。`,
      `${file}: 4行目 3文字目：「fee」という項目はありません。つづりを確かめてください。`,
    ],
    err: [],
  });
  expect((await check(file, 'en')).out[0]).toBe(
    `${file}: Line 3, column 13 (feeYen): "0" cannot stand here. A number is expected here.`,
  );
});

it('says where there is no such file', async () => {
  const file = join(folder, 'nowhere.json');
  expect(await check(file, 'en')).toMatchObject({ exit: EXIT.refused, out: [`${file}: There is no such file.`] });
});
