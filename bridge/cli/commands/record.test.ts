import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRecording } from '../../../src/card/recording/parse-recording.ts';
import { ORDINARY_CARD } from '../../../src/readers/virtual/profiles.ts';
import { READER, VirtualDesk } from '../../testing/virtual-desk.ts';

describe('record', () => {
  let desk: VirtualDesk;
  let folder: string;
  let file: string;
  beforeEach(() => {
    desk = new VirtualDesk();
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-record-'));
    file = join(folder, 'test.apdu');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const content = () => readFileSync(file, 'utf8');

  it('writes what was said to the card, for this user alone, without a PIN or the serial number', async () => {
    desk.insert(ORDINARY_CARD);
    const code = await desk.run(['record', file, '--', 'change', 'auth', 'sign', '--stdin', '--json'], {
      input: '1234\n5172\nABC123\nQX81RT\n',
    });
    expect(code).toBe(0);
    expect(desk.terminal.json).toMatchObject({ command: 'change', exitCode: 0 });
    const recording = parseRecording(content());
    expect(recording.header).toMatchObject({
      shows: 'myna-pin change',
      reader: expect.stringContaining('Virtual'),
      product: expect.stringMatching(/^myna-pin \d\S* change auth sign --stdin$/),
    });
    expect(recording.entries.filter(({ kind }) => kind === 'command').length).toBeGreaterThan(10);
    for (const secret of ['31323334', '35313732', '414243313233', '515838315254', 'VIRTUAL000', '5649525455414C30']) {
      expect(content().replace(/\s/g, '')).not.toContain(secret);
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('keeps the recording of a command that failed, and its exit code', async () => {
    desk.readers.plugIn(READER);
    expect(await desk.run(['record', file, '--shows', 'No card', '--', 'status', '--json'])).toBe(3);
    expect(parseRecording(content()).header.shows).toBe('No card');
    const other = join(folder, 'wrong.apdu');
    desk.insert(ORDINARY_CARD);
    const wrong = ['record', other, '--', 'change', 'auth', '--stdin'];
    expect(await desk.run(wrong, { input: '9998\n5172\n' })).toBe(1);
    expect(readFileSync(other, 'utf8')).toContain('63C2');
  });

  it('leaves a file alone that is there, unless it is told to write over it', async () => {
    const card = desk.insert(ORDINARY_CARD);
    writeFileSync(file, 'mine');
    expect(await desk.run(['record', file, '--', 'status'])).toBe(2);
    expect(content()).toBe('mine');
    expect(card.log).toEqual([]);
    expect(await desk.run(['record', file, '--force', '--', 'status'])).toBe(0);
    expect(parseRecording(content()).entries.length).toBeGreaterThan(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each([[[]], [['--force']]])(
    '%j: a command line that makes no sense leaves no file, or the old one',
    async (flags) => {
      if (flags.length > 0) writeFileSync(file, 'mine');
      expect(await desk.run(['record', file, ...flags, '--', 'change', '--stdin'])).toBe(2);
      if (flags.length > 0) expect(content()).toBe('mine');
      else expect(existsSync(file)).toBe(false);
    },
  );

  it('touches no card where it could not write', async () => {
    const card = desk.insert(ORDINARY_CARD);
    expect(await desk.run(['record', join(folder, 'nowhere', 'x.apdu'), '--', 'status'])).toBe(2);
    mkdirSync(file);
    chmodSync(file, 0o700);
    expect(await desk.run(['record', file, '--force', '--', 'status'])).toBe(2);
    expect(card.log).toEqual([]);
    expect(desk.terminal.errLines).toEqual(['That file cannot be written.']);
  });

  it('keeps the data of a test card where it is asked to', async () => {
    desk.insert(ORDINARY_CARD);
    expect(await desk.run(['record', file, '--test-card', '--', 'status'])).toBe(0);
    const plain = content();
    expect(await desk.run(['record', file, '--force', '--', 'status'])).toBe(0);
    expect(plain).not.toBe(content());
    expect(plain.replace(/\s/g, '')).toContain('5649525455414C30');
  });
});
