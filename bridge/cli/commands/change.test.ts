import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { PIN_IDS, type PinId } from '../../../src/card/applications.ts';
import { cardWith, ORDINARY_CARD, PROFILES } from '../../../src/readers/virtual/profiles.ts';
import type { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import { READER, VirtualDesk } from '../../testing/virtual-desk.ts';
import { ResultJson } from '../json.ts';

const CURRENT: Record<PinId, string> = { sign: 'ABC123', auth: '1234', juki: '1234', text: '1234' };
const NEXT: Record<PinId, string> = { sign: 'NEW456XY', auth: '5172', juki: '6283', text: '7394' };

const OLD_PINS = ['ABC123', '1234', '1234', '1234', '1234'];

function pinsOn(card: VirtualCard) {
  return (['sign', 'auth', 'juki', 'common', 'text'] as const).map((reference) => card.pinOf(reference));
}

/** Standard input for a change of `pins`, in this order. */
function input(pins: readonly PinId[], typed: Partial<Record<PinId, string>> = {}): string {
  return pins.map((pin) => `${typed[pin] ?? CURRENT[pin]}\n${NEXT[pin]}\n`).join('');
}

describe('change', () => {
  let desk: VirtualDesk;
  beforeEach(() => {
    desk = new VirtualDesk();
  });

  /** With `--stdin --json`: the exit code and the results, one a PIN. */
  async function change(
    pins: readonly PinId[],
    options: { args?: readonly string[]; input?: string | Uint8Array } = {},
  ) {
    const code = await desk.run(['change', ...pins, '--stdin', '--json', ...(options.args ?? [])], {
      input: options.input ?? input(pins),
    });
    const json = v.parse(ResultJson, desk.terminal.json);
    if (json.command !== 'change' || !('results' in json)) throw new Error(JSON.stringify(json));
    expect(json).toMatchObject({ exitCode: code, reader: READER, virtual: false });
    return { code, results: json.results };
  }

  describe('with PINs on standard input', () => {
    it.each(PIN_IDS)('changes %s and nothing else', async (pin) => {
      const card = desk.insert(ORDINARY_CARD);
      expect(await change([pin])).toMatchObject({ code: 0, results: [{ pin, outcome: 'changed' }] });
      expect(card.pinOf(pin)).toBe(NEXT[pin]);
      expect(card.powered).toBe(false);
      for (const other of PIN_IDS) if (other !== pin) expect(card.pinOf(other)).toBe(CURRENT[other]);
    });

    it('changes all four, in the order named', async () => {
      const card = desk.insert(ORDINARY_CARD);
      const { code, results } = await change(['text', 'sign', 'juki', 'auth']);
      expect(code).toBe(0);
      expect(results.map(({ pin, outcome }) => [pin, outcome])).toEqual(PIN_IDS.map((pin) => [pin, 'changed']));
      expect(pinsOn(card)).toEqual([NEXT.sign, NEXT.auth, NEXT.juki, NEXT.juki, NEXT.text]);
    });

    it('changes nothing when one of them is wrong, and presents it once', async () => {
      const card = desk.insert(ORDINARY_CARD);
      const { code, results } = await change(PIN_IDS, { input: input(PIN_IDS, { text: '9998' }) });
      expect(code).toBe(1);
      expect(results[3]).toEqual({ pin: 'text', outcome: 'unchanged', reason: 'wrong-pin', triesLeft: 2 });
      expect(pinsOn(card)).toEqual(OLD_PINS);
      expect(desk.presented.filter(({ sw }) => sw !== 0x9000)).toHaveLength(1);
    });

    it('leaves the last try alone, unless it was agreed to', async () => {
      const card = desk.insert(PROFILES['last-try']);
      expect(await change(['auth'])).toEqual({
        code: 1,
        results: [{ pin: 'auth', outcome: 'unchanged', reason: 'last-try', triesLeft: 1 }],
      });
      expect(desk.presented).toEqual([]);
      expect(await change(['auth'], { args: ['--last-try', 'auth'] })).toMatchObject({ code: 0 });
      expect(card.pinOf('auth')).toBe(NEXT.auth);
    });

    it.each([
      ['locked', cardWith({ pins: { auth: { pin: '1234', triesLeft: 0 } } })],
      ['absent', cardWith({ pins: { auth: undefined } })],
      ['card-refused', cardWith({ refuses: { auth: { referenceData: 0x6982 } } })],
    ])('%s: says so, and changes what else was asked for', async (reason, profile) => {
      const card = desk.insert(profile);
      const { code, results } = await change(['auth', 'text']);
      expect(code).toBe(1);
      expect(results).toMatchObject([
        { pin: 'auth', outcome: 'unchanged', reason },
        { pin: 'text', outcome: 'changed' },
      ]);
      expect(card.pinOf('text')).toBe(NEXT.text);
    });

    it('says which status word the card gave', async () => {
      desk.insert(cardWith({ refuses: { auth: { referenceData: 0x6982 } } }));
      expect((await change(['auth'])).results).toMatchObject([{ statusWord: '6982' }]);
    });

    it.each([
      ['nothing', '', 1, 'auth'],
      ['a line too few', '1234\n5172\n1234\n', 4, 'text'],
      ['a line too many', '1234\n5172\n1234\n7394\n8888\n', 5, ''],
      ['an empty line too many', '1234\n5172\n1234\n7394\n\n', 5, ''],
      ['an empty line', '1234\n\n1234\n7394\n', 2, 'auth'],
      ['letters', '1234\n5172\n12a4\n7394\n', 3, 'text'],
      ['too many digits', '12345\n5172\n1234\n7394\n', 1, 'auth'],
      ['the current PIN again', '1234\n5172\n7394\n7394\n', 4, 'text'],
      ['no UTF-8', Uint8Array.of(0xff, 0xfe, 0x0a), 1, 'auth'],
      ['zeros', `${'\0'.repeat(4)}\n5172\n1234\n7394\n`, 1, 'auth'],
      ['far too much', '1'.repeat(5000), 1, 'auth'],
    ])('%s: names the line and what it is for, sends nothing', async (_, bytes, line, pin) => {
      for (const language of ['ja', 'en'] as const) {
        const card = desk.insert(ORDINARY_CARD);
        expect(await desk.run(['change', 'auth', 'text', '--stdin'], { input: bytes, language })).toBe(2);
        const [sentence] = desk.terminal.errLines;
        expect(sentence).toMatch(new RegExp(language === 'ja' ? `標準入力の${line}行目` : `^Line ${line} of`));
        expect(sentence).toContain(pin);
        for (const typed of ['1234', '5172', '7394', '8888', '12a4']) expect(sentence).not.toContain(typed);
        expect(desk.terminal.outLines).toEqual([]);
        expect(card.log).toEqual([]);
      }
    });

    it('tells a program too that its input was malformed', async () => {
      expect(await desk.run(['change', 'auth', '--stdin', '--json'], { input: 'x\n' })).toBe(2);
      expect(v.parse(ResultJson, desk.terminal.json)).toEqual({ command: 'change', exitCode: 2, problem: 'usage' });
    });

    it('takes lines as any system ends them, says what it made of them, and advises against weak PINs', async () => {
      const card = desk.insert(ORDINARY_CARD);
      const { code } = await change(['sign', 'auth'], { input: '\uFEFFabc123\r\nnew456xy\r\n１２３４\r\n 2000 ' });
      expect(code).toBe(0);
      expect(card.pinOf('sign')).toBe('NEW456XY');
      expect(card.pinOf('auth')).toBe('2000');
      const said = desk.terminal.errLines.join('\n');
      expect(said).toContain('Small letters were made capitals');
      expect(said).toContain('made half-width');
      expect(said).toContain('Spaces around it were removed');
      expect(said).toContain('It looks like a year');
    });

    it('does not read PINs from a terminal that would show them', async () => {
      expect(await desk.run(['change', 'auth', '--stdin'], { answers: [] })).toBe(2);
      expect(desk.terminal.errLines.join()).toContain('Leave out --stdin');
    });
  });

  describe('with somebody at the terminal', () => {
    it.each([
      ['ja', '変更しました', '暗証番号を変更しました。'],
      ['en', ': changed', 'The PIN was changed.'],
    ] as const)('in %s: says the tries left, asks, changes, says the result', async (language, outcome, lead) => {
      const card = desk.insert(ORDINARY_CARD);
      const answers = [CURRENT.auth, NEXT.auth, NEXT.auth];
      let before: readonly string[] = [];
      const code = await desk.run(['change', 'auth'], { language, answers }, (terminal) => {
        terminal.onQuestion = (index) => {
          if (index === 0) before = [...terminal.errLines];
        };
      });
      expect(code).toBe(0);
      expect(before.at(-1)).toMatch(language === 'ja' ? /残り3回/ : /3 tries left/);
      expect(card.pinOf('auth')).toBe(NEXT.auth);
      expect(desk.terminal.outLines[0]).toContain(lead);
      expect(desk.terminal.outLines[1]).toContain(outcome);
    });

    it('asks again for what cannot be used, and loses nothing', async () => {
      const card = desk.insert(ORDINARY_CARD);
      const auth = ['12', 'abcd', '1234', '1234', '517', '5172', '5173', '5172', '5172'];
      // 1234 is the current PIN again, 517 too short, 5173 a repetition that differs: the third bad entry ends it.
      expect(await desk.run(['change', 'text', 'auth'], { answers: ['1234', '7394', '7394', ...auth] })).toBe(1);
      expect(desk.terminal.errLines.at(-1)).toContain('Nothing was sent');
      expect(card.log.some(({ command }) => command.includes('(PIN)'))).toBe(false);
      const better = ['12', 'abcd', '1234', '1234', '517', '5172', '5172'];
      expect(await desk.run(['change', 'text', 'auth'], { answers: ['1234', '7394', '7394', ...better] })).toBe(0);
      expect([card.pinOf('text'), card.pinOf('auth')]).toEqual(['7394', '5172']);
    });

    it('advises against a weak PIN, and takes it where it is meant', async () => {
      const card = desk.insert(ORDINARY_CARD);
      const answers = ['1234', '1111', 'n', '2580', '2580'];
      expect(await desk.run(['change', 'auth'], { answers })).toBe(0);
      expect(card.pinOf('auth')).toBe('2580');
      expect(await desk.run(['change', 'auth'], { answers: ['2580', '1111', 'y', '1111'] })).toBe(0);
      expect(card.pinOf('auth')).toBe('1111');
    });

    it('asks which PINs, of those that can be changed', async () => {
      const card = desk.insert(PROFILES['no-sign-certificate']);
      expect(
        await desk.run(['change'], { answers: ['y', '', 'yes', '1234', '5172', '5172', '1234', '7394', '7394'] }),
      ).toBe(0);
      expect(desk.terminal.questions.slice(0, 3)).toEqual([
        expect.stringContaining('User authentication'),
        expect.stringContaining('Basic Resident Register'),
        expect.stringContaining('Card information input'),
      ]);
      expect([card.pinOf('auth'), card.pinOf('juki'), card.pinOf('text')]).toEqual(['5172', '1234', '7394']);
    });

    it('changes nothing where no PIN was chosen', async () => {
      desk.insert(ORDINARY_CARD);
      expect(await desk.run(['change'], { answers: ['', 'n', 'no', 'x'] })).toBe(1);
      expect(desk.presented).toEqual([]);
    });

    it.each([
      ['', 'unchanged', 1],
      ['y', 'unchanged', 1],
      ['auth', 'changed', 0],
    ])('before the last try: %j typed, %s', async (typed, outcome, code) => {
      const card = desk.insert(PROFILES['last-try']);
      expect(await desk.run(['change', 'auth'], { answers: [typed, '1234', '5172', '5172'] })).toBe(code);
      expect(desk.terminal.errLines.join()).toContain('one try is left');
      expect(card.pinOf('auth')).toBe(outcome === 'changed' ? '5172' : '1234');
      expect(card.triesLeftOf('auth')).toBe(outcome === 'changed' ? 3 : 1);
      if (outcome === 'unchanged') expect(desk.presented).toEqual([]);
    });

    it('asks for no PIN that cannot be changed, and says what to do about it', async () => {
      const card = desk.insert(PROFILES.locked);
      expect(await desk.run(['change', 'sign', 'text'], { answers: ['1234', '7394', '7394'] })).toBe(1);
      expect(card.pinOf('text')).toBe('7394');
      expect(desk.terminal.outLines.join('\n')).toMatch(/Signature.*: not changed\n {2}It is locked/);
    });

    it.each([0, 1, 2, 3])('Ctrl-C at question %i: nothing was sent', async (at) => {
      const card = desk.insert(ORDINARY_CARD);
      const answers: (string | undefined)[] = ['1234', '5172', '5172', '1234'];
      answers[at] = undefined;
      expect(await desk.run(['change', 'auth', 'text'], { answers })).toBe(1);
      expect(desk.terminal.errLines.at(-1)).toContain('No PIN was sent');
      expect(desk.presented).toEqual([]);
      expect(card.powered).toBe(false);
    });

    it.each([
      ['y', 0, ['6283', '6283']],
      ['', 1, ['1234', '6283']],
    ])('two places of 住民基本台帳用 that differ, %j to finding out: exit code %i', async (answer, code, held) => {
      const card = desk.insert(cardWith({ pins: { common: { pin: '6283' } } }));
      expect(await desk.run(['change', 'juki'], { answers: ['1234', '6283', '6283', answer] })).toBe(code);
      expect(desk.terminal.errLines.join()).toContain('kept in two places');
      expect([card.pinOf('juki'), card.pinOf('common')]).toEqual(held);
      if (answer === 'y') expect([card.triesLeftOf('juki'), card.triesLeftOf('common')]).toEqual([3, 3]);
    });

    it('waits for the card that was taken off while PINs were typed', async () => {
      const card = desk.insert(ORDINARY_CARD);
      const code = await desk.run(['change', 'auth'], { answers: ['1234', '5172', '5172'] }, (terminal) => {
        terminal.onQuestion = () => desk.readers.remove(READER);
        terminal.onErr = (line) => {
          if (line.startsWith('Put a My Number card')) desk.readers.insert(READER, card);
        };
      });
      expect(code).toBe(0);
      expect(card.pinOf('auth')).toBe('5172');
    });

    it('sends nothing to another card than the one it told of', async () => {
      desk.insert(ORDINARY_CARD);
      const code = await desk.run(['change', 'auth'], { answers: ['1234', '5172', '5172'] }, (terminal) => {
        terminal.onQuestion = (index) => {
          if (index === 2) desk.insert(cardWith({ serial: 'VIRTUAL00000077' }));
        };
      });
      expect(code).toBe(3);
      expect(desk.terminal.errLines.join()).toContain('another card');
      expect(desk.presented).toEqual([]);
    });
  });

  describe('interrupted', () => {
    const isChange = (command: Uint8Array) => command[1] === 0x24 || command[1] === 0x32;

    /** The card leaves at its `nth` CHANGE. */
    function cutOff(when: 'removed-before' | 'removed-after', nth = 1): void {
      let seen = 0;
      desk.readers.fault = (command) => (isChange(command) && ++seen === nth ? when : undefined);
    }

    const args = (pin: PinId, ...more: string[]) => ['change', pin, '--stdin', '--json', ...more];

    it.each(['removed-before', 'removed-after'] as const)(
      '%s a CHANGE, then put back: says the truth, and finds out without a try lost',
      async (when) => {
        const card = desk.insert(ORDINARY_CARD);
        cutOff(when);
        const code = await desk.run(args('auth'), { input: input(['auth']) }, (terminal) => {
          terminal.onErr = (line) => {
            if (line.includes('Put the same card')) desk.readers.insert(READER, card);
          };
        });
        const changed = when === 'removed-after';
        expect(code).toBe(changed ? 0 : 1);
        expect(desk.terminal.json).toMatchObject({ results: [{ outcome: changed ? 'changed' : 'unchanged' }] });
        expect(card.pinOf('auth')).toBe(changed ? NEXT.auth : CURRENT.auth);
        expect(card.triesLeftOf('auth')).toBe(3);
      },
    );

    it('and not put back: it is not known', async () => {
      const card = desk.insert(ORDINARY_CARD);
      cutOff('removed-after');
      expect(await desk.run(args('auth', '--wait', '0'), { input: input(['auth']) })).toBe(4);
      expect(v.parse(ResultJson, desk.terminal.json)).toMatchObject({
        exitCode: 4,
        results: [{ pin: 'auth', outcome: 'unknown', reason: 'interrupted', error: 'card-removed' }],
      });
      expect(desk.terminal.errLines.at(-1)).toContain('without finding out');
      expect(card.pinOf('auth')).toBe(NEXT.auth);
    });

    it('and another card put on the reader: no PIN is presented to it', async () => {
      const card = desk.insert(ORDINARY_CARD);
      cutOff('removed-after');
      const other = cardWith({ serial: 'VIRTUAL00000077' });
      let presentedBefore = 0;
      const code = await desk.run(args('auth'), { input: input(['auth']) }, (terminal) => {
        terminal.onErr = (line) => {
          if (line.includes('Put the same card') && presentedBefore === 0) {
            presentedBefore = desk.presented.length;
            desk.insert(other);
          } else if (line.includes('another card')) {
            expect(desk.presented).toHaveLength(presentedBefore);
            desk.readers.insert(READER, card);
          }
        };
      });
      expect(code).toBe(0);
    });

    it.each([
      ['removed-before', 2],
      ['removed-after', 1],
      ['removed-before', 1],
      ['removed-after', 2],
    ] as const)(
      '%s CHANGE %i of 住民基本台帳用: both places have the new PIN in the end, or none',
      async (when, nth) => {
        const card = desk.insert(ORDINARY_CARD);
        cutOff(when, nth);
        const code = await desk.run(args('juki'), { input: input(['juki']) }, (terminal) => {
          terminal.onErr = (line) => {
            if (line.includes('Put the same card') || line.includes('To change the rest')) {
              if (!desk.readers.cardIn(READER)) desk.readers.insert(READER, card);
            }
          };
        });
        const pins = [card.pinOf('juki'), card.pinOf('common')];
        expect(new Set(pins).size).toBe(1);
        expect(code).toBe(pins[0] === NEXT.juki ? 0 : 1);
        expect([card.triesLeftOf('juki'), card.triesLeftOf('common')]).toEqual([3, 3]);
      },
    );

    it('does not spend a last try to find out: the consent was for the change', async () => {
      const card = desk.insert(cardWith({ pins: { auth: { pin: '1234', triesLeft: 1 } } }));
      // The card leaves with its VERIFY answered and CHANGE unknown; meanwhile somebody uses tries up elsewhere.
      cutOff('removed-before');
      const code = await desk.run(args('auth', '--last-try', 'auth'), { input: input(['auth']) }, (terminal) => {
        terminal.onErr = (line) => {
          if (!line.includes('Put the same card')) return;
          desk.insert(cardWith({ pins: { auth: { pin: '8888', triesLeft: 1 } } }));
          desk.presented.length = 0;
        };
      });
      expect(code).toBe(4);
      expect(desk.presented).toEqual([]);
      expect(card.pinOf('auth')).toBe('1234');
    });

    it('Ctrl-C during the work: what was begun is finished, and the card has no power', async () => {
      const card = desk.insert(ORDINARY_CARD);
      const code = await desk.run(args('auth'), { input: input(['auth']) }, (terminal) => {
        desk.readers.fault = (command) => {
          if (isChange(command)) terminal.stop();
          return undefined;
        };
      });
      expect(code).toBe(0);
      expect(desk.terminal.errLines.join()).toContain('Finishing what was begun');
      expect(card.pinOf('auth')).toBe(NEXT.auth);
      expect(card.powered).toBe(false);
    });

    it('Ctrl-C while it waits for the card: it is not known', async () => {
      desk.insert(ORDINARY_CARD);
      cutOff('removed-after');
      const code = await desk.run(args('auth'), { input: input(['auth']) }, (terminal) => {
        terminal.onErr = (line) => {
          if (line.includes('Put the same card')) terminal.stop();
        };
      });
      expect(code).toBe(4);
    });
  });
});
