import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatRecording } from '../card/recording/format-recording.ts';
import { parseRecording } from '../card/recording/parse-recording.ts';
import { commandOf } from '../card/recording/product.ts';
import { replayThrough } from './replay-through.ts';

const FOLDER = new URL('../../fixtures/recordings/', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
/** Those of the command line are replayed through that, in bridge/cli/replay/replay-command.test.ts. */
const FILES = readdirSync(FOLDER).filter(
  (name) => name.endsWith('.apdu') && !commandOf(parseRecording(textOf(name)).header.product),
);

/** Every file in the folder is a regression test: whoever adds one needs no line of code. */
describe('the recordings in fixtures/', () => {
  it('are a library', () => {
    expect(FILES.length).toBeGreaterThanOrEqual(30);
  });

  it.concurrent.each(FILES)('%s: a person still reads what they read', async (file) => {
    const recording = parseRecording(textOf(file));
    const { reads, mismatch } = await replayThrough(recording, { file, language: 'ja' });
    expect(mismatch?.message).toBeUndefined();
    expect(reads).toEqual(recording.header.expect);
    expect(reads.length).toBeGreaterThan(0);
  });

  it.each(FILES)('%s is written as it would be written today', (file) => {
    expect(formatRecording(parseRecording(textOf(file)))).toBe(textOf(file));
  });
});

describe('a recording that is not what the program does', () => {
  const line = (text: string, content: string) => text.split('\n').findIndex((each) => each.startsWith(content)) + 1;
  const replayed = (text: string) => replayThrough(parseRecording(text), { file: 'mailed.apdu', language: 'en' });

  it('names the place of a command that differs', async () => {
    const text = textOf('change-auth.apdu').replace(
      '=> 00240180 {new auth, 4 digits}',
      '=> 00240080 {new auth, 4 digits}',
    );
    const { mismatch } = await replayed(text);
    expect(mismatch).toMatchObject({
      file: 'mailed.apdu',
      line: line(text, '=> 00240080'),
      expected: '=> 00240080 {new auth, 4 digits}',
      received: '=> 00240180 {another PIN}',
    });
  });

  it('names what is left over', async () => {
    const text = `${textOf('overview.apdu')}! connect\n=> 00200080\n<= 63C3\n! disconnect\n`;
    const { mismatch } = await replayed(text);
    expect(mismatch).toMatchObject({
      line: text.split('\n').length - 4,
      expected: '! connect',
      received: 'nothing more',
    });
  }, 15_000);

  it('names an exchange that is done no more', async () => {
    const text = textOf('change-auth.apdu').replace(/! disconnect\n$/, '=> 00200080\n<= 63C3\n! disconnect\n');
    const { mismatch } = await replayed(text);
    expect(mismatch).toMatchObject({ expected: '=> 00200080', received: '! disconnect' });
  });

  it('names what is missing', async () => {
    const text = textOf('change-auth.apdu');
    const end = text.indexOf('=> 00240180');
    const { mismatch, reports } = await replayed(text.slice(0, end));
    expect(mismatch).toMatchObject({
      line: text.slice(0, end).split('\n').length,
      expected: 'the end of the recording',
      received: '=> 00240180 {another PIN}',
    });
    expect(reports).toMatchObject([{ pin: 'auth', outcome: 'unknown' }]);
  });

  it('shows what would have been read instead', async () => {
    const text = textOf('change-auth.apdu').replace(
      '=> 00200080 {current auth, 4 digits}\n<= 9000',
      '=> 00200080 {current auth, 4 digits}\n<= 63C2',
    );
    const { reads, mismatch } = await replayed(text);
    expect(reads.at(-1)).toContain('The current PIN is wrong.');
    expect(mismatch?.expected).toMatch(/^=> /);
  });

  it('never shows more of a PIN than that it was another one', async () => {
    for (const file of ['change-sign.apdu', 'change-all-four.apdu', 'wrong-pin-sign.apdu']) {
      const text = textOf(file).replaceAll(/(\{(?:current|new) sign)\}/g, '$1 7}');
      const { mismatch } = await replayed(text.replace(/=> 00200080 \{/, '=> 00200081 {'));
      expect(mismatch?.received).toBe('=> 00200080 {another PIN}');
    }
  });
});
