import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ResultJson } from '../../bridge/cli/json.ts';
import type { PinId } from '../../src/card/applications.ts';
import { parseRecording } from '../../src/card/recording/parse-recording.ts';
import { cardWith, ORDINARY_CARD, PROFILES } from '../../src/readers/virtual/profiles.ts';
import { pinCommands } from '../support/card-process.ts';
import { atTerminal, type CommandOptions, mynaPin } from '../support/command-line.ts';
import { holdCard } from '../support/other-program.ts';
import { READERS } from '../support/pcscd.ts';
import { Station } from '../support/station.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

const ALL_FOUR = ['sign', 'auth', 'juki', 'text'] as const;
const CHANGE_REFERENCE_DATA = 0x24;

const input = (pins: readonly PinId[], typed: Partial<Record<PinId, string>> = {}) =>
  pins.map((pin) => `${typed[pin] ?? CURRENT[pin]}\n${NEXT[pin]}\n`).join('');

describe('the command line on a real PC/SC service', () => {
  let station: Station;
  beforeAll(async () => {
    station = await Station.start();
  });
  afterAll(() => station?.stop());
  beforeEach(() => station.insert(ORDINARY_CARD));

  /** With `--json`: the exit code and the object, which is all there is on standard output. */
  async function run(args: readonly string[], options?: CommandOptions) {
    const { code, out, err } = await mynaPin([...args, '--json'], options);
    return { code, err, json: v.parse(ResultJson, JSON.parse(out)) };
  }

  const change = (pins: readonly PinId[], args: readonly string[] = [], options: CommandOptions = {}) =>
    run(['change', ...pins, '--stdin', ...args], { input: input(pins), ...options });

  it.each([
    ['ja', '残り5回'],
    ['en', '5 tries left'],
  ] as const)('status, in %s: on standard output alone, without a PIN', async (language, tries) => {
    await station.card.forgetLog();
    const { code, out, err } = await mynaPin(['status'], { language });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(tries);
    expect(pinCommands(await station.atRest())).toEqual([]);
  });

  it('readers', async () => {
    const { code, json } = await run(['readers']);
    expect(code).toBe(0);
    expect(json).toMatchObject({
      readers: expect.arrayContaining([
        { name: READERS[0], card: 'present' },
        { name: READERS[1], card: 'empty' },
      ]),
    });
  });

  it.each(ALL_FOUR)('changes %s', async (pin) => {
    const { code, json } = await change([pin]);
    expect(code).toBe(0);
    expect(json).toMatchObject({ reader: READERS[0], results: [{ pin, outcome: 'changed' }] });
    expect((await station.atRest()).pins[pin]).toBe(NEXT[pin]);
  });

  it('changes all four', async () => {
    expect((await change(ALL_FOUR)).code).toBe(0);
    expect((await station.atRest()).pins).toEqual({ ...NEXT, common: NEXT.juki });
  });

  it('a wrong PIN: one try, nothing changed', async () => {
    await station.card.forgetLog();
    const { code, json } = await change(['auth', 'text'], [], { input: input(['auth', 'text'], { text: '9998' }) });
    expect(code).toBe(1);
    expect(json).toMatchObject({
      results: [
        { pin: 'auth', outcome: 'unchanged', reason: 'stopped' },
        { pin: 'text', outcome: 'unchanged', reason: 'wrong-pin', triesLeft: 2 },
      ],
    });
    const card = await station.atRest();
    expect(card.tries).toEqual({ sign: 5, auth: 3, juki: 3, common: 3, text: 2 });
    expect(card.pins).toEqual({ ...CURRENT, common: CURRENT.juki });
  });

  it('a last try is used with a consent only', async () => {
    await station.insert(PROFILES['last-try']);
    const without = await change(['auth']);
    expect(without.code).toBe(1);
    expect(without.json).toMatchObject({ results: [{ reason: 'last-try', triesLeft: 1 }] });
    expect(pinCommands(await station.atRest())).toEqual([]);
    const { code } = await change(['auth'], ['--last-try', 'auth']);
    expect(code).toBe(0);
    expect((await station.atRest()).pins.auth).toBe(NEXT.auth);
  });

  it.each([
    ['before', 1, 'unchanged'],
    ['after', 0, 'changed'],
  ] as const)('taken off %s its CHANGE and put back: exit code %i, %s', async (when, exit, outcome) => {
    await station.card.fault({ when, exchange: 1, ins: CHANGE_REFERENCE_DATA });
    const { code, json } = await change(['auth'], [], { when: ['Put the same card', () => station.putBack()] });
    expect(code).toBe(exit);
    expect(json).toMatchObject({ results: [{ pin: 'auth', outcome }] });
    const card = await station.atRest();
    expect(card.pins.auth).toBe(outcome === 'changed' ? NEXT.auth : CURRENT.auth);
    expect(card.tries.auth).toBe(3);
  });

  it('between the two references of 住民基本台帳用, and put back: both are changed in the end', async () => {
    await station.card.hold({ when: 'following', pinCommand: 4 });
    const cutOff = station.card.untilHeld().then(() => station.takeOut());
    const { code } = await change(['juki'], [], { when: ['same card on the reader again', () => station.putBack()] });
    await cutOff;
    expect(code).toBe(0);
    expect((await station.atRest()).pins).toMatchObject({ juki: NEXT.juki, common: NEXT.juki });
  });

  it('taken off after its CHANGE and not put back: exit code 4, not known', async () => {
    await station.card.fault({ when: 'after', exchange: 1, ins: CHANGE_REFERENCE_DATA });
    const { code, json } = await change(['auth'], ['--wait', '1']);
    expect(code).toBe(4);
    expect(json).toMatchObject({ exitCode: 4, results: [{ outcome: 'unknown', reason: 'interrupted' }] });
  });

  it('another card put on the reader instead: it sees no PIN', async () => {
    await station.card.fault({ when: 'after', exchange: 1, ins: CHANGE_REFERENCE_DATA });
    const other = cardWith({ serial: 'VIRTUAL00000077' });
    const { code, err } = await change(['auth'], ['--wait', '3'], {
      when: ['Put the same card', () => station.insert(other)],
    });
    expect(code).toBe(4);
    expect(err).toContain('another card');
    expect(pinCommands(await station.atRest())).toEqual([]);
  });

  it('Ctrl-C in the middle of a CHANGE does not cut it off', async () => {
    await station.card.hold({ when: 'before', pinCommand: 2 });
    const { code, err } = await change(['auth'], [], {
      when: [
        ': changing',
        async (child) => {
          await station.card.untilHeld();
          child.kill('SIGINT');
          child.kill('SIGTERM');
          await new Promise((resolve) => child.stderr?.once('data', resolve));
          await station.card.letGo();
        },
      ],
    });
    expect(err).toContain('Finishing what was begun');
    expect(code).toBe(0);
    expect((await station.atRest()).pins.auth).toBe(NEXT.auth);
  });

  it('another program has the card: exit code 3, nothing sent', async () => {
    await station.card.forgetLog();
    const other = await holdCard();
    try {
      const { code, json } = await change(['auth']);
      expect(code).toBe(3);
      expect(json).toMatchObject({ exitCode: 3, problem: 'in-use' });
    } finally {
      await other.release();
    }
    expect((await station.card.look()).log).toEqual([]);
  });

  it('no card: exit code 3', async () => {
    await station.takeOut();
    const { code, json } = await change(['auth']);
    expect(code).toBe(3);
    expect(json).toMatchObject({ command: 'change', problem: 'no-card' });
  });

  it('no service: exit code 3', async () => {
    await station.pcscd.crash();
    try {
      for (const args of [['status'], ['readers']]) {
        const { code, json } = await run(args);
        expect(code).toBe(3);
        expect(json).toMatchObject({ problem: 'no-service' });
      }
    } finally {
      await station.restartService();
    }
  });

  it('records a change that failed, with its exit code and without its PINs; that can be replayed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'myna-pin-record-'));
    const file = join(folder, 'wrong.apdu');
    try {
      const typed = { input: input(['auth'], { auth: '9998' }) };
      expect((await mynaPin(['record', file, '--', 'change', 'auth', '--stdin'], typed)).code).toBe(1);
      const text = readFileSync(file, 'utf8');
      expect(parseRecording(text).entries.length).toBeGreaterThan(20);
      expect(text).toContain('63C2');
      expect(text.replace(/\s/g, '')).not.toMatch(/39393938|35313732/);
      const replayed = await mynaPin(['replay', file]);
      expect(replayed).toMatchObject({ code: 0, err: expect.stringContaining('Played to its end, as recorded.') });
      expect(replayed.out).toContain('The current PIN is wrong.');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  describe('with two readers', () => {
    afterEach(() => station.takeOut(1));

    it('takes the only My Number card, or the reader that was named, or neither', async () => {
      await station.insert(PROFILES.phone, 1);
      expect((await run(['status'])).json).toMatchObject({ reader: READERS[0] });
      await station.insert(PROFILES.locked, 1);
      const { code, json } = await run(['status']);
      expect(code).toBe(3);
      expect(json).toMatchObject({ problem: 'several-cards', readers: expect.arrayContaining([...READERS]) });
      const named = await run(['status', '--reader', '00 01']);
      expect(named.json).toMatchObject({ reader: READERS[1], card: { pins: { auth: { state: 'locked' } } } });
    });
  });

  describe('at a terminal', () => {
    it('asks without echo: no PIN is ever on the screen', async () => {
      const { code, screen } = await atTerminal(
        ['change', 'auth'],
        [
          ['Current PIN', `${CURRENT.auth}\r`],
          ['New PIN', `${NEXT.auth}\r`],
          ['New PIN again', `${NEXT.auth}\r`],
        ],
      );
      expect(screen).toContain('The PIN was changed. You can take the card.');
      expect(code).toBe(0);
      for (const pin of [CURRENT.auth, NEXT.auth]) expect(screen).not.toContain(pin);
      expect((await station.atRest()).pins.auth).toBe(NEXT.auth);
    });

    it.each([
      ['Ctrl-C', '\u0003'],
      ['Ctrl-D', '\u0004'],
    ])('%s at a question: nothing was sent', async (_, key) => {
      await station.card.forgetLog();
      const { code, screen } = await atTerminal(
        ['change', 'auth'],
        [
          ['Current PIN', `${CURRENT.auth}\r`],
          ['New PIN', key],
        ],
      );
      expect(code).toBe(1);
      expect(screen).toContain('No PIN was sent to the card.');
      expect(pinCommands(await station.atRest())).toEqual([]);
    });

    it('wants the name typed before it spends a last try', async () => {
      await station.insert(PROFILES['last-try']);
      const declined = await atTerminal(['change', 'auth'], [['type auth', '\r']]);
      expect(declined.code).toBe(1);
      expect(pinCommands(await station.atRest())).toEqual([]);
      const { code } = await atTerminal(
        ['change', 'auth'],
        [
          ['type auth', 'auth\r'],
          ['Current PIN', `${CURRENT.auth}\r`],
          ['New PIN', `${NEXT.auth}\r`],
          ['New PIN again', `${NEXT.auth}\r`],
        ],
      );
      expect(code).toBe(0);
      expect((await station.atRest()).tries.auth).toBe(3);
    });

    it('waits for a card', async () => {
      await station.takeOut();
      const { code, screen } = await atTerminal(
        ['status'],
        [['Put a My Number card on the reader', () => station.card.reinsert()]],
      );
      expect(code).toBe(0);
      expect(screen).toMatch(/Put a My Number card on the reader[\s\S]*3 tries left/);
    });
  });
});
