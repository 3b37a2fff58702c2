import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedDriver } from '../../../src/readers/guarded-driver.ts';
import { ORDINARY_CARD, PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard, type VirtualCardProfile } from '../../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../../src/readers/virtual/virtual-readers.ts';
import { createResourceManager } from '../../../src/readers/web-smart-card/resource-manager.ts';
import { type FakeSystemState, fakeSystem } from '../../testing/fake-system.ts';
import { ResultJson } from '../json.ts';
import { type DoctorOptions, runDoctor } from './doctor.ts';

const READER = 'Reader One';

function readersWith(profile: VirtualCardProfile | undefined) {
  const readers = new VirtualReaders();
  readers.plugIn(READER);
  if (profile) readers.insert(READER, new VirtualCard(profile));
  return readers;
}

async function run(
  options: Partial<DoctorOptions>,
  state: FakeSystemState = {},
  readers = readersWith(ORDINARY_CARD),
  atClose: (out: readonly string[], err: readonly string[]) => void = () => {},
): Promise<{ code: number; out: string[]; err: string[]; opened: number; closed: number }> {
  const out: string[] = [];
  const err: string[] = [];
  let [opened, closed] = [0, 0];
  const code = await runDoctor(
    { language: 'en', virtual: false, json: false, ...options },
    { out: (line) => out.push(line), err: (line) => err.push(line) },
    {
      system: fakeSystem(state),
      openReaders: () => {
        opened++;
        const close = async () => {
          closed++;
          atClose(out, err);
        };
        return { manager: createResourceManager(guardedDriver(readers)), moduleMissing: false, close };
      },
    },
  );
  return { code, out, err, opened, closed };
}

describe('doctor', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-doctor-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each<[string, number, FakeSystemState, VirtualCardProfile | undefined]>([
    ['all is ready', 0, {}, ORDINARY_CARD],
    ['a card without a 署名用 certificate is ready', 0, {}, PROFILES['no-sign-certificate']],
    ['one try left is a note', 0, {}, PROFILES['last-try']],
    ['a PIN is locked', 1, {}, PROFILES.locked],
    ['another card', 1, {}, PROFILES['juki-card']],
    ['Node.js is too old', 1, { nodeVersion: '18.0.0' }, ORDINARY_CARD],
    ['no card', 3, {}, undefined],
    [
      'no service',
      3,
      { probe: { kind: 'refused', reason: '(0x8010001d)' }, service: { running: false } },
      ORDINARY_CARD,
    ],
    ['no module', 3, { probe: { kind: 'package-missing' } }, ORDINARY_CARD],
  ])('%s: exit code %i', async (_name, expected, state, profile) => {
    const { code, out, err } = await run({}, state, readersWith(profile));
    expect(code).toBe(expected);
    expect(out.at(-1)).toMatch(expected === 0 ? /^Everything is ready/ : /^Solve/);
    expect(err).toEqual([]);
  });

  it('says what is wrong and what to do, from the computer to the card', async () => {
    const { out } = await run({ language: 'ja' }, {}, readersWith(PROFILES.locked));
    expect(out.map((line) => line.slice(0, 4))).toEqual([
      '[ok]',
      '[ok]',
      '[ok]',
      '[ok]',
      '[ok]',
      '[ok]',
      '[!] ',
      '    ',
      '[!] ',
      '    ',
      '[ok]',
      '[ok]',
      '[-] ',
      '上の「!',
    ]);
    expect(out.join('\n')).toContain(
      '[!]  署名用電子証明書暗証番号：ロックされています\n     → 市区町村の窓口で再設定してください。',
    );
  });

  it('does not load what would not work, and closes what it opened', async () => {
    expect(await run({}, { probe: { kind: 'no-answer' } })).toMatchObject({ opened: 0, closed: 0 });
    expect(await run({})).toMatchObject({ opened: 1, closed: 1 });
  });

  it('says what it found out and writes the report before it closes the readers, which may never end', async () => {
    const order: string[] = [];
    const reportFile = join(folder, 'before.txt');
    await run({ reportFile }, {}, undefined, (out, err) => {
      order.push(out.at(-1) ?? '', err[0] ?? '', readFileSync(reportFile, 'utf8').slice(0, 8));
    });
    expect(order).toEqual([expect.stringMatching(/^Everything/), expect.stringContaining(reportFile), 'myna-pin']);
  });

  it('with --virtual asks nothing of the computer but its versions', async () => {
    const { code, out } = await run({ virtual: true }, { probe: { kind: 'package-missing' }, nodeVersion: '18.0.0' });
    expect(code).toBe(0);
    expect(out[0]).toBe('[-]  This is the virtual card. No card reader and no real card is used.');
  });

  it('with --json writes one object and nothing else', async () => {
    const { out, err } = await run({ json: true });
    expect(out).toHaveLength(1);
    expect(err).toEqual([]);
    const result = JSON.parse(out[0] as string);
    expect(v.parse(ResultJson, result)).toMatchObject({ command: 'doctor', exitCode: 0 });
    expect(result.findings[0]).toEqual({ code: 'node-ok', level: 'ok', facts: { version: '20.19.0' } });
    expect(result.fieldReport).toBeUndefined();
    const reportFile = join(folder, 'with.txt');
    const reported = JSON.parse((await run({ json: true, reportFile })).out[0] as string);
    expect(reported.fieldReport.pins[0]).toMatchObject({ pin: 'sign', counter: 0x63c5 });
  });

  it('asks the card for a field report only when somebody wants one', async () => {
    const readers = readersWith(ORDINARY_CARD);
    await run({}, {}, readers);
    const overview = readers.exchanges;
    expect(overview).toBeLessThanOrEqual(18);
    await run({ reportFile: join(folder, 'once.txt') }, {}, readers);
    expect(readers.exchanges).toBeGreaterThan(2 * overview);
  });

  it('writes a report, with the findings on standard output as ever, and invites to send it', async () => {
    const reportFile = join(folder, 'report.txt');
    const { code, out, err } = await run({ reportFile }, { personalNames: ['Fake'] });
    expect(code).toBe(0);
    expect(out.at(-1)).toMatch(/^Everything is ready/);
    expect(err[0]).toContain(reportFile);
    expect(err[1]).toContain('send it');
    const text = readFileSync(reportFile, 'utf8');
    expect(text).toContain('sign  jpki    001B  9000  63C5  63C5  63C5');
    expect(text).toContain('os       (masked) OS 1');
  });

  it('says so when the report cannot be written: exit code 2', async () => {
    const reportFile = join(folder, 'no-such-folder', 'report.txt');
    const { code, out, err } = await run({ reportFile });
    expect(code).toBe(2);
    expect(err).toEqual([expect.stringContaining(reportFile)]);
    expect(out.at(-1)).toMatch(/^Everything is ready/);
  });
});
