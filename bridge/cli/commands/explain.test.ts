import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runExplain } from './explain.ts';

const folder = mkdtempSync(join(tmpdir(), 'myna-pin-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RECORDING = `myna-pin recording 1
shows: 利用者証明用の番号を間違えたとき
card: my-number-card
reader: Virtual PCD 00 00
atr: 3BE000FF8131FE4514
date: 2026-11-23
product: myna-pin 0.1.0

! connect
=> 00A4040C 0A D392F000260100000001
<= 9000 +12 ms
=> 00A4020C 02 0018
<= 9000
=> 00200080 {current auth, 4 digits}
<= 63C2 +23 ms
! disconnect
`;

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(input: string, { language = 'ja', json = false }: { language?: 'ja' | 'en'; json?: boolean } = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await runExplain(
    { language, input, json },
    { out: (line) => out.push(line), err: (line) => err.push(line) },
  );
  return { exit, out: out.join('\n'), err: err.join('\n') };
}

describe('explain FILE', () => {
  it('says every line in words, with its number and its time', async () => {
    const { exit, out, err } = await run(file('wrong.apdu', RECORDING));
    expect(exit).toBe(0);
    expect(err).toBe('');
    expect(out).toContain('利用者証明用の番号を間違えたとき');
    expect(out).toContain('14  => 00200080 {current auth, 4 digits}');
    expect(out).toContain('15  <= 63C2  +23 ms');
    expect(out).toContain('番号が違います。残り2回です');
  });

  it('says it in English', async () => {
    const { out } = await run(file('wrong.apdu', RECORDING), { language: 'en' });
    expect(out).toContain('It is the wrong PIN; 2 tries left');
  });

  it('--json is one object with the meaning of every line', async () => {
    const { exit, out } = await run(file('wrong.apdu', RECORDING), { json: true });
    expect(exit).toBe(0);
    const result = JSON.parse(out);
    expect(result).toMatchObject({ command: 'explain', exitCode: 0, header: { date: '2026-11-23' } });
    expect(result.lines).toHaveLength(8);
    expect(result.lines[6]).toMatchObject({
      kind: 'answer',
      line: 15,
      text: '<= 63C2',
      delayMs: 23,
      meaning: { kind: 'status', sw: 0x63c2, sense: { kind: 'wrong-pin', left: 2 }, outcome: 'refused' },
    });
  });

  it('a malformed one: line, column and what is wrong', async () => {
    const path = file('broken.apdu', RECORDING.replace('<= 63C2', '<= 63X2'));
    const { exit, out, err } = await run(path, { json: true });
    expect(exit).toBe(2);
    expect(err).toBe('15行目 6文字目：16進数（0〜9、A〜F）ではない文字があります。');
    expect(JSON.parse(out)).toEqual({ command: 'explain', exitCode: 2, problem: 'bad-hex', line: 15, column: 6 });
  });

  it('none there, and one that cannot be read', async () => {
    expect(await run(join(folder, 'nothing.apdu'))).toMatchObject({ exit: 2, out: '' });
    expect((await run(join(folder, 'nothing.apdu'), { language: 'en' })).err).toContain('no such file');
    expect((await run(folder, { language: 'en' })).err).toBe('The file cannot be read.');
  });
});

describe('explain HEX', () => {
  it.each([
    ['63C2', '残り2回です'],
    ['6984', 'ロックされています'],
    ['00A4020C020018', '利用者証明用電子証明書暗証番号のファイルを選びます'],
    ['00 20 00 80', '選択中のファイルの残り回数をたずねます'],
    ['00200080 63C2', '残り2回です'],
    ['00a4040c 0a d392f000260100000001 9000', '選びました'],
    ['00A4040C0AD392F000260100000001 9000 00A4020C02001B 9000 00200080 63C5', '署名用電子証明書暗証番号の残り回数'],
    ['=> 00200080 <= 63C0', 'ロックされています'],
    ['<= 8F8F009000', 'データ3バイト'],
    ['00B00000 03 => 00B0000004\n<= 6C02', 'Le を2にして'],
  ] as const)('%s', async (input, words) => {
    const { exit, out, err } = await run(input);
    expect(err).toBe('');
    expect(exit).toBe(0);
    expect(out).toContain(words);
  });

  it.each([
    ['00200G80', 1, 6],
    ['002000800', 1, 10],
    ['00A4040C0AD3', 1, 1],
    ['00200080 37343931 6300', 1, 1],
    ['=> 0020', 1, 1],
    ['00200080\n63C2 9', 2, 7],
    ['<=', 1, 1],
    ['00 20 = 00', 1, 7],
  ])('malformed: %s', async (input, line, column) => {
    const { exit, out, err } = await run(input, { json: true });
    expect(exit).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ exitCode: 2, line, column });
    expect(err).toContain(`${line}行目 ${column}文字目`);
  });

  it.each([
    ['VERIFY', '002000800437343931'],
    ['an odd VERIFY', '00200080 05 37343931'],
    ['CHANGE REFERENCE DATA', '0024018004 37343931 9000'],
    ['CHANGE KEY', '803200800437343931'],
    ['RESET RETRY COUNTER', '002C00800437343931'],
    ['without Lc', '00200080 37343931 9000'],
    ['as an answer', '=> 00200080 <= 37343931 9000'],
    ['marked', '=> 002000800437343931 <= 63C2'],
    ['with a slip at its end', '002000800437343931X'],
  ])('a PIN is never repeated: %s', async (_name, input) => {
    for (const json of [false, true]) {
      const { out, err } = await run(input, { json });
      expect(`${out}${err}`.replace(/\s/g, '')).not.toContain('37343931');
      expect(`${out}${err}`).not.toContain('7491');
    }
  });

  it('a long text that is nothing is given up soon', async () => {
    expect((await run(`${'00 20 00 80 63 C2 '.repeat(40)}63`)).exit).toBe(2);
  });

  it('says that a PIN was hidden', async () => {
    const { out, err } = await run('002000800437343931', { language: 'en' });
    expect(out).toContain('=> 00200080(PIN)');
    expect(err).toContain('not shown');
  });
});
