import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { cardWith, ORDINARY_CARD, PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { SmartCardError } from '../../../src/readers/web-smart-card/errors.ts';
import { createResourceManager, type ReaderDriver } from '../../../src/readers/web-smart-card/resource-manager.ts';
import { READER, VirtualDesk } from '../../testing/virtual-desk.ts';
import { ResultJson } from '../json.ts';
import type { OpenReaders } from '../open-readers.ts';

const OTHER_READER = 'Another Reader 01';

const fail = async (): Promise<never> => {
  throw new SmartCardError('no-service');
};
const noService: ReaderDriver = { open: fail, listReaders: fail, getStatusChange: fail, connect: fail };

/** Situations without a card to work with, and what the program that asked is told. */
const SITUATIONS: readonly {
  what: string;
  args?: readonly string[];
  prepare: (desk: VirtualDesk) => void;
  open?: OpenReaders;
  json: object;
}[] = [
  {
    what: 'the module is missing',
    prepare: () => {},
    open: () => ({ manager: createResourceManager(noService), moduleMissing: true, close: async () => {} }),
    json: { problem: 'module-missing' },
  },
  {
    what: 'the service is not running',
    prepare: () => {},
    open: () => ({ manager: createResourceManager(noService), moduleMissing: false, close: async () => {} }),
    json: { problem: 'no-service' },
  },
  { what: 'there is no reader', prepare: () => {}, json: { problem: 'no-reader' } },
  {
    what: 'there is no card',
    prepare: ({ readers }) => readers.plugIn(READER),
    json: { problem: 'no-card', readers: [READER] },
  },
  {
    what: 'the reader that was named is not there',
    args: ['--reader', 'Nowhere'],
    prepare: (desk) => desk.insert(ORDINARY_CARD),
    json: { problem: 'reader-not-found', readers: [READER] },
  },
  {
    what: 'two readers have the name',
    args: ['--reader', 'reader'],
    prepare: (desk) => {
      desk.insert(ORDINARY_CARD);
      desk.readers.plugIn(OTHER_READER);
    },
    json: { problem: 'reader-ambiguous', readers: [READER, OTHER_READER] },
  },
  {
    what: 'there are two My Number cards',
    prepare: (desk) => {
      desk.insert(ORDINARY_CARD);
      desk.insert(PROFILES.locked, OTHER_READER);
    },
    json: { problem: 'several-cards', readers: [READER, OTHER_READER] },
  },
  {
    what: 'another program has the card',
    prepare: (desk) => {
      desk.insert(ORDINARY_CARD);
      void desk.readers.connect(READER, 'exclusive', ['t1']);
    },
    json: { problem: 'in-use' },
  },
  {
    what: 'it is a 住基カード',
    prepare: (desk) => desk.insert(PROFILES['juki-card']),
    json: { problem: 'other-card', cardKind: 'juki-card' },
  },
  {
    what: 'it is a phone',
    prepare: (desk) => desk.insert(PROFILES.phone),
    json: { problem: 'other-card', cardKind: 'android-phone' },
  },
  {
    what: 'it is something else',
    prepare: (desk) => desk.insert(PROFILES['other-card']),
    json: { problem: 'other-card', cardKind: 'other' },
  },
];

describe('status', () => {
  let desk: VirtualDesk;
  beforeEach(() => {
    desk = new VirtualDesk();
  });

  it.each([
    ['ja', '残り5回', '電子証明書：署名用 あり、利用者証明用 あり'],
    ['en', '5 tries left', 'Certificates: signature yes, user authentication yes'],
  ] as const)('says in %s what is on the card, and presents no PIN', async (language, tries, certificates) => {
    desk.insert(ORDINARY_CARD);
    expect(await desk.run(['status'], { language })).toBe(0);
    expect(desk.terminal.outLines.join('\n')).toContain(tries);
    expect(desk.terminal.outLines).toContain(certificates);
    expect(desk.presented).toEqual([]);
    expect(desk.readers.cardIn(READER)?.powered).toBe(false);
    expect(desk.closed).toBe(1);
  });

  it('says what to do about a PIN that is locked', async () => {
    desk.insert(PROFILES.locked);
    expect(await desk.run(['status'])).toBe(0);
    expect(desk.terminal.outLines.join('\n')).toMatch(/locked\n {2}It has to be set anew/);
  });

  it('gives the same as one object', async () => {
    desk.insert(
      cardWith({
        certificates: { sign: false, auth: true },
        pins: { auth: { pin: '1234', triesLeft: 1 }, sign: undefined, text: { pin: '1234', triesLeft: 0 } },
      }),
    );
    expect(await desk.run(['status', '--json'])).toBe(0);
    expect(v.parse(ResultJson, desk.terminal.json)).toEqual({
      command: 'status',
      exitCode: 0,
      virtual: false,
      reader: READER,
      card: {
        kind: 'my-number-card',
        certificates: { sign: false, auth: true },
        pins: {
          sign: { state: 'absent' },
          auth: { state: 'ready', triesLeft: 1 },
          juki: { state: 'ready', triesLeft: 3 },
          text: { state: 'locked' },
        },
      },
    });
    expect(desk.terminal.outLines.join()).not.toContain('VIRTUAL000');
  });

  it('says that the virtual card is one', async () => {
    const { openReaders } = await import('../open-readers.ts');
    expect(await desk.run(['status', '--virtual', '--json'], {}, undefined, openReaders)).toBe(0);
    expect(desk.terminal.json).toMatchObject({ virtual: true });
    expect(desk.terminal.errLines.join()).toContain('virtual');
  });

  it.each(['Virtual Reader 0', 'virtual', 'AL READER'])('takes the reader with %j in its name', async (name) => {
    desk.insert(ORDINARY_CARD);
    desk.insert(PROFILES.locked, OTHER_READER);
    expect(await desk.run(['status', '--reader', name, '--json'])).toBe(0);
    expect(desk.terminal.json).toMatchObject({ reader: READER });
  });

  it('takes the only reader with a card, and the only one with a My Number card', async () => {
    desk.readers.plugIn(OTHER_READER);
    desk.insert(ORDINARY_CARD);
    expect(await desk.run(['status', '--json'])).toBe(0);
    expect(desk.terminal.json).toMatchObject({ reader: READER });
    desk.insert(PROFILES.phone, OTHER_READER);
    expect(await desk.run(['status', '--json'])).toBe(0);
    expect(desk.terminal.json).toMatchObject({ reader: READER });
  });

  it('waits for a card where somebody is there to put it on the reader', async () => {
    desk.readers.plugIn(READER);
    const code = await desk.run(['status'], { answers: [] }, (terminal) => {
      terminal.onErr = () => void desk.insert(ORDINARY_CARD);
    });
    expect(code).toBe(0);
    expect(desk.terminal.errLines.join()).toContain('Put a My Number card on the reader');
  });

  it('stops waiting at Ctrl-C', async () => {
    desk.readers.plugIn(READER);
    const code = await desk.run(['status'], { answers: [] }, (terminal) => {
      terminal.onErr = () => terminal.stop();
    });
    expect(code).toBe(1);
    expect(desk.closed).toBe(1);
  });

  describe.each(['ja', 'en'] as const)('without a card, in %s', (language) => {
    it.each(SITUATIONS)('$what', async ({ args = [], prepare, open, json }) => {
      prepare(desk);
      expect(await desk.run(['status', ...args], { language }, undefined, open)).toBe(3);
      expect(desk.terminal.outLines).toEqual([]);
      const said = desk.terminal.errLines.join('\n');
      if (language === 'ja') expect(said).toMatch(/[ぁ-んァ-ン]{3}/);
      else expect(said).not.toMatch(/[ぁ-ん]/);
      expect(await desk.run(['status', '--json', ...args], { language }, undefined, open)).toBe(3);
      expect(v.parse(ResultJson, desk.terminal.json)).toMatchObject({ command: 'status', exitCode: 3, ...json });
      expect(desk.terminal.errLines.join('\n')).toBe(said);
      expect(desk.presented).toEqual([]);
    });
  });
});

describe('readers', () => {
  it('lists every reader and whether there is a card, and touches none', async () => {
    const desk = new VirtualDesk();
    const card = desk.insert(ORDINARY_CARD);
    desk.readers.plugIn(OTHER_READER);
    expect(await desk.run(['readers'])).toBe(0);
    expect(desk.terminal.outLines).toEqual([`${READER}: card`, `${OTHER_READER}: no card`]);
    expect(await desk.run(['readers', '--json'])).toBe(0);
    expect(v.parse(ResultJson, desk.terminal.json)).toEqual({
      command: 'readers',
      exitCode: 0,
      readers: [
        { name: READER, card: 'present' },
        { name: OTHER_READER, card: 'empty' },
      ],
    });
    expect(card.log).toEqual([]);
  });

  it('says that there is none', async () => {
    const desk = new VirtualDesk();
    expect(await desk.run(['readers', '--json'])).toBe(3);
    expect(desk.terminal.json).toEqual({ command: 'readers', exitCode: 3, problem: 'no-reader' });
  });
});
