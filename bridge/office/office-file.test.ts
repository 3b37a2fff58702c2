import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptOfficeFile } from './kept-office.ts';
import { OfficeFile, type OfficeNow } from './office-file.ts';
import { readOfficeFile } from './read-office-file.ts';

const GOOD = '{"name": "見本市"}';
const BETTER = '{"name": "見本市", "feeYen": 0}';
const BROKEN = '{"name": "見本市",}';

let folder: string;
let file: string;
let kept: string;
let told: OfficeNow[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'myna-pin-office-'));
  file = join(folder, 'office.json');
  kept = keptOfficeFile(file, { XDG_STATE_HOME: join(folder, 'state') });
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As after each start of the bridge. */
const started = (keptIn = kept) => new OfficeFile(file, keptIn, (now) => told.push(now));
const codes = () => told.map(({ problems }) => problems.map(({ code }) => code).join(' '));

describe('the file of an office', () => {
  it('is read anew when it changed, and told once of each state', async () => {
    writeFileSync(file, GOOD);
    const office = started();
    expect(await office.read()).toEqual({ settings: { name: '見本市' }, problems: [] });
    await office.read();
    writeFileSync(file, BETTER);
    expect((await office.read()).settings?.feeYen).toBe(0);
    await office.read();
    expect(codes()).toEqual(['', '']);
  });

  it('is the last good one while it is broken or away, and the new one when it is put right', async () => {
    writeFileSync(file, GOOD);
    const office = started();
    await office.read();
    writeFileSync(file, BROKEN);
    expect(await office.read()).toMatchObject({
      settings: { name: '見本市' },
      problems: [{ code: 'comma-too-many', line: 1, column: 16 }],
    });
    rmSync(file);
    expect(await office.read()).toMatchObject({ settings: { name: '見本市' }, problems: [{ code: 'not-found' }] });
    writeFileSync(file, BETTER);
    expect(await office.read()).toEqual({ settings: { name: '見本市', feeYen: 0 }, problems: [] });
    expect(codes()).toEqual(['', 'comma-too-many', 'not-found', '']);
  });

  it('is the last good one after a restart as well', async () => {
    writeFileSync(file, GOOD);
    await started().read();
    writeFileSync(file, BROKEN);
    expect(await started().read()).toMatchObject({ settings: { name: '見本市' }, problems: [{}] });
    // Nothing unfinished lies about.
    expect(readdirSync(join(folder, 'state/myna-pin'))).toHaveLength(1);
  });

  it('is nothing where it never was right, or where what was kept is of no use', async () => {
    writeFileSync(file, BROKEN);
    expect(await started().read()).toEqual({ problems: [expect.objectContaining({ code: 'comma-too-many' })] });
    mkdirSync(join(folder, 'state/myna-pin'), { recursive: true });
    for (const text of ['{"name": 5}', '{"name": "A", "kiosk": {"place": "nowhere"}}', '{', '']) {
      writeFileSync(kept, text);
      expect((await started().read()).settings).toBeUndefined();
    }
  });

  it('is used also where nothing can be kept', async () => {
    writeFileSync(file, GOOD);
    const office = started(join(file, 'nowhere.json'));
    expect((await office.read()).settings).toEqual({ name: '見本市' });
    writeFileSync(file, BROKEN);
    expect((await office.read()).settings).toEqual({ name: '見本市' });
  });

  it('is read once for all who ask at the same time', async () => {
    writeFileSync(file, GOOD);
    const office = started();
    const answers = await Promise.all(Array.from({ length: 20 }, () => office.read()));
    expect(new Set(answers).size).toBe(1);
    expect(told).toHaveLength(1);
  });

  it('is kept for the person who started the bridge alone, and each file by itself', async () => {
    writeFileSync(file, GOOD);
    await started().read();
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual({ name: '見本市' });
    expect(keptOfficeFile(`${file}2`, { XDG_STATE_HOME: folder })).not.toBe(
      keptOfficeFile(file, { XDG_STATE_HOME: folder }),
    );
  });
});

describe('what is no file', () => {
  it.each<[string, string, () => void]>([
    ['nothing', 'not-found', () => {}],
    ['a folder', 'not-readable', () => mkdirSync(file)],
    ['a pipe that nobody writes to', 'not-readable', () => execFileSync('mkfifo', [file])],
    ['something very large', 'file-too-large', () => writeFileSync(file, ' '.repeat(10_000_000))],
  ])('%s', async (_, code, make) => {
    make();
    expect(await readOfficeFile(file)).toEqual({ problems: [{ code }] });
  });

  it('a device without an end', async () => {
    expect(await readOfficeFile('/dev/zero')).toEqual({ problems: [{ code: 'not-readable' }] });
  });
});
