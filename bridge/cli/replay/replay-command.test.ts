import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatRecording } from '../../../src/card/recording/format-recording.ts';
import { parseRecording } from '../../../src/card/recording/parse-recording.ts';
import { type CommandOfRecording, commandOf } from '../../../src/card/recording/product.ts';
import type { Recording } from '../../../src/card/recording/recording.ts';
import { guardedDriver } from '../../../src/readers/guarded-driver.ts';
import { cardWith, ORDINARY_CARD, PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { withSampleCertificates } from '../../../src/readers/virtual/with-sample-certificates.ts';
import { SmartCardError } from '../../../src/readers/web-smart-card/errors.ts';
import { createResourceManager, type ReaderDriver } from '../../../src/readers/web-smart-card/resource-manager.ts';
import type { CliLanguage } from '../../../src/texts/language.ts';
import type { Script } from '../../testing/scripted-terminal.ts';
import { READER, VirtualDesk } from '../../testing/virtual-desk.ts';
import { replayCommand } from './replay-command.ts';

const FOLDER = new URL('../../../fixtures/recordings/', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
const FILES = readdirSync(FOLDER).filter(
  (name) => name.endsWith('.apdu') && commandOf(parseRecording(textOf(name)).header.product),
);

const replayed = (recording: Recording, language: CliLanguage = 'en') =>
  replayCommand(recording, commandOf(recording.header.product) as CommandOfRecording, {
    file: 'mailed.apdu',
    language,
  });

describe('the recordings of the command line in fixtures/', () => {
  it('are some', () => {
    expect(FILES.length).toBeGreaterThanOrEqual(4);
  });

  it.each(FILES)('%s: a person still reads what they read, and it is written as it would be today', async (file) => {
    const recording = parseRecording(textOf(file));
    const { reads, mismatch } = await replayed(recording, 'ja');
    expect(mismatch?.message).toBeUndefined();
    expect(reads).toEqual(recording.header.expect);
    expect(reads.length).toBeGreaterThan(0);
    expect(formatRecording(recording)).toBe(textOf(file));
  });
});

const isChange = (command: Uint8Array) => command[1] === 0x24 || command[1] === 0x32;
const OTHER_CARD = cardWith({ serial: 'VIRTUAL00000077' });

function cutOff({ readers }: VirtualDesk, when: 'removed-before' | 'removed-after', nth = 1): void {
  let seen = 0;
  readers.fault = (command) => (isChange(command) && ++seen === nth ? when : undefined);
}

/** A hand takes longer than that, and what is found in one look has no time in between. In milliseconds. */
const HAND_MS = 5;

/** Does it once, a little after a line with this text was said. */
function when(desk: VirtualDesk, text: string, act: () => void): void {
  let done = false;
  const { onErr } = desk.terminal;
  desk.terminal.onErr = (line) => {
    onErr(line);
    if (done || !line.includes(text)) return;
    done = true;
    setTimeout(act, HAND_MS);
  };
}

interface Situation {
  readonly args: readonly string[];
  readonly script?: Script;
  /** Before the command begins. */
  readonly prepare?: (desk: VirtualDesk) => void;
  /** What is around the readers. */
  readonly driver?: (desk: VirtualDesk) => ReaderDriver;
  /** Why a replay says more or less than was said. */
  readonly otherWords?: string;
}

const AUTH = { input: '1234\n5172\n' };
const put = (profile: Parameters<VirtualDesk['insert']>[0]) => (desk: VirtualDesk) => void desk.insert(profile);

const SITUATIONS: readonly (readonly [string, Situation])[] = [
  ['status', { args: ['status'], prepare: put(PROFILES['no-sign-certificate']) }],
  ['status of a card that is no My Number card', { args: ['status'], prepare: put(PROFILES['other-card']) }],
  [
    'status that waits for a card',
    {
      args: ['status'],
      script: { answers: [] },
      prepare: (desk) => {
        desk.readers.plugIn(READER);
        when(desk, 'Put a My Number card', () => desk.insert(ORDINARY_CARD));
      },
    },
  ],
  [
    'status --certificates, masked',
    {
      args: ['status', '--certificates'],
      prepare: put(ORDINARY_CARD),
      driver: ({ readers }) => withSampleCertificates(readers),
      otherWords: 'what is in the certificate is not in the recording',
    },
  ],
  ['doctor', { args: ['doctor', '--virtual'], prepare: put(PROFILES['last-try']), otherWords: 'no computer' }],
  ['doctor --json', { args: ['doctor', '--virtual', '--json'], prepare: put(ORDINARY_CARD), otherWords: 'one object' }],
  [
    'change of all four',
    {
      args: ['change', 'sign', 'auth', 'juki', 'text', '--stdin'],
      script: { input: 'ABC123\nQX81RT\n1234\n5172\n1234\n6283\n1234\n7394\n' },
      prepare: put(ORDINARY_CARD),
    },
  ],
  [
    'a wrong PIN',
    {
      args: ['change', 'text', 'auth', '--stdin'],
      script: { input: '1234\n7394\n9995\n5172\n' },
      prepare: put(ORDINARY_CARD),
    },
  ],
  [
    'a locked PIN and another one',
    {
      args: ['change', 'auth', 'text', '--stdin'],
      script: { input: '1234\n5172\n1234\n7394\n' },
      prepare: put(PROFILES.locked),
    },
  ],
  [
    'a last try without consent',
    { args: ['change', 'auth', '--stdin'], script: AUTH, prepare: put(PROFILES['last-try']) },
  ],
  [
    'a last try with consent',
    { args: ['change', 'auth', '--stdin', '--last-try', 'auth'], script: AUTH, prepare: put(PROFILES['last-try']) },
  ],
  [
    'no card while PINs come on standard input',
    {
      args: ['change', 'auth', '--stdin'],
      script: AUTH,
      prepare: ({ readers }) => readers.plugIn(READER),
      otherWords: 'nothing was said to a card',
    },
  ],
  [
    'change at a terminal',
    { args: ['change', 'auth'], script: { answers: ['1234', '5172', '5172'] }, prepare: put(ORDINARY_CARD) },
  ],
  [
    'change at a terminal, a PIN locked',
    { args: ['change', 'sign', 'text'], script: { answers: ['1234', '7394', '7394'] }, prepare: put(PROFILES.locked) },
  ],
  [
    'change at a terminal that asks which',
    {
      args: ['change'],
      script: { answers: ['y', '', 'yes', '1234', '5172', '5172', '1234', '7394', '7394'] },
      prepare: put(PROFILES['no-sign-certificate']),
    },
  ],
  [
    'nothing chosen at a terminal',
    { args: ['change'], script: { answers: ['', '', '', ''] }, prepare: put(ORDINARY_CARD) },
  ],
  [
    'Ctrl-C at a question',
    {
      args: ['change', 'auth', 'text'],
      script: { answers: ['1234', '5172', '5172', undefined] },
      prepare: put(ORDINARY_CARD),
      otherWords: 'the first question is where a recording ends',
    },
  ],
  [
    'a last try agreed to at a terminal',
    {
      args: ['change', 'auth'],
      script: { answers: ['auth', '1234', '5172', '5172'] },
      prepare: put(PROFILES['last-try']),
      otherWords: 'consent is given beforehand',
    },
  ],
  [
    'two places that differ, and finding out',
    {
      args: ['change', 'juki'],
      script: { answers: ['1234', '6283', '6283', 'y'] },
      prepare: put(cardWith({ pins: { common: { pin: '6283' } } })),
    },
  ],
  [
    'two places that differ, left so',
    {
      args: ['change', 'juki'],
      script: { answers: ['1234', '6283', '6283', ''] },
      prepare: put(cardWith({ pins: { common: { pin: '6283' } } })),
    },
  ],
  [
    'the card taken off while PINs are typed, and put back',
    {
      args: ['change', 'auth'],
      script: { answers: ['1234', '5172', '5172'] },
      prepare: (desk) => {
        const card = desk.insert(ORDINARY_CARD);
        desk.terminal.onQuestion = () => desk.readers.remove(READER);
        when(desk, 'Put a My Number card', () => desk.readers.insert(READER, card));
      },
    },
  ],
  [
    'another card while PINs are typed',
    {
      args: ['change', 'auth'],
      script: { answers: ['1234', '5172', '5172'] },
      prepare: (desk) => {
        desk.insert(ORDINARY_CARD);
        desk.terminal.onQuestion = (index) => void (index === 2 && desk.insert(OTHER_CARD));
      },
    },
  ],
  ...(['removed-before', 'removed-after'] as const).flatMap((fault) =>
    [1, 2].map(
      (nth) =>
        [
          `${fault} CHANGE ${nth} of 住民基本台帳用, and put back`,
          {
            args: ['change', 'juki', '--stdin'],
            script: { input: '1234\n6283\n' },
            prepare: (desk: VirtualDesk) => {
              const card = desk.insert(ORDINARY_CARD);
              cutOff(desk, fault, nth);
              const back = () => void (desk.readers.cardIn(READER) ?? desk.readers.insert(READER, card));
              when(desk, 'Put the same card', back);
              when(desk, 'To change the rest', back);
            },
          },
        ] as const,
    ),
  ),
  [
    'another card after the interruption, then the same',
    {
      args: ['change', 'auth', '--stdin'],
      script: AUTH,
      prepare: (desk) => {
        const card = desk.insert(ORDINARY_CARD);
        cutOff(desk, 'removed-after');
        when(desk, 'Put the same card', () => desk.insert(OTHER_CARD));
        when(desk, 'another card', () => {
          desk.readers.remove(READER);
          setTimeout(() => desk.readers.insert(READER, card), HAND_MS);
        });
      },
    },
  ],
  [
    'Ctrl-C during the change',
    {
      args: ['change', 'auth', '--stdin'],
      script: AUTH,
      prepare: (desk) => {
        desk.insert(ORDINARY_CARD);
        desk.readers.fault = (command) => void (isChange(command) && desk.terminal.stop());
      },
      otherWords: 'Ctrl-C is not in a recording',
    },
  ],
  [
    'Ctrl-C while it waits for the card',
    {
      args: ['change', 'auth', '--stdin'],
      script: AUTH,
      prepare: (desk) => {
        desk.insert(ORDINARY_CARD);
        cutOff(desk, 'removed-after');
        when(desk, 'Put the same card', () => desk.terminal.stop());
      },
    },
  ],
  [
    'the card not put back in time',
    {
      args: ['change', 'auth', '--stdin', '--wait', '0'],
      script: AUTH,
      prepare: (desk) => {
        desk.insert(ORDINARY_CARD);
        cutOff(desk, 'removed-after');
      },
      otherWords: 'the seconds are the usual ones',
    },
  ],
  [
    'the reader unplugged and plugged in again',
    {
      args: ['change', 'auth', '--stdin'],
      script: AUTH,
      prepare: (desk) => {
        const card = desk.insert(ORDINARY_CARD);
        desk.readers.fault = (command) => {
          if (!isChange(command)) return undefined;
          desk.readers.fault = undefined;
          desk.readers.unplug(READER);
          return 'removed-before';
        };
        when(desk, 'Put the same card', () => desk.readers.insert(READER, card));
      },
      otherWords: 'a command that looks for readers again never learns that one was gone',
    },
  ],
  [
    'a card that another program holds when the change begins',
    {
      args: ['change', 'auth', '--stdin'],
      script: AUTH,
      prepare: put(ORDINARY_CARD),
      driver: ({ readers }) => failing(readers, { connect: [undefined, 'sharing-violation'] }),
    },
  ],
  [
    'a card that another program holds for a while after an interruption',
    {
      args: ['change', 'auth', '--stdin'],
      script: AUTH,
      prepare: (desk) => {
        const card = desk.insert(ORDINARY_CARD);
        cutOff(desk, 'removed-after');
        when(desk, 'Put the same card', () => desk.readers.insert(READER, card));
      },
      driver: ({ readers }) => failing(readers, { connect: [undefined, undefined, 'sharing-violation'] }),
    },
  ],
  [
    'a service that is gone when the change begins',
    {
      args: ['change', 'auth', '--stdin'],
      script: AUTH,
      prepare: put(ORDINARY_CARD),
      driver: ({ readers }) => failing(readers, { connect: [undefined, 'no-service'] }),
    },
  ],
  [
    'a service that stops after an interruption and comes back',
    {
      args: ['change', 'auth', '--stdin'],
      script: AUTH,
      prepare: (desk) => {
        const card = desk.insert(ORDINARY_CARD);
        cutOff(desk, 'removed-after');
        when(desk, 'Put the same card', () => desk.readers.insert(READER, card));
      },
      driver: ({ readers }) => failing(readers, { open: [undefined, undefined, undefined, 'no-service'] }),
    },
  ],
  ['readers', { args: ['readers'], prepare: put(ORDINARY_CARD), otherWords: 'nothing was sent' }],
];

type Failure = 'no-service' | 'sharing-violation' | undefined;

/** Readers whose calls fail in this way, one after the other; later ones do not. */
function failing(
  readers: ReaderDriver,
  { open = [], connect = [] }: { open?: Failure[]; connect?: Failure[] },
): ReaderDriver {
  const fail = (failures: Failure[]) => {
    const failure = failures.shift();
    if (failure) throw new SmartCardError(failure);
  };
  return {
    open: async () => {
      fail(open);
      await readers.open();
    },
    listReaders: () => readers.listReaders(),
    getStatusChange: (...args) => readers.getStatusChange(...args),
    connect: async (...args) => {
      fail(connect);
      return readers.connect(...args);
    },
  };
}

describe('a recording that somebody mails is replayed through the command that made it', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-replay-command-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function record({ args, script = {}, prepare = () => {}, driver }: Situation) {
    const desk = new VirtualDesk();
    const file = join(folder, 'mailed.apdu');
    const manager = createResourceManager(guardedDriver(driver?.(desk) ?? desk.readers));
    const openReaders = () => ({ manager, moduleMissing: false, close: async () => {} });
    await desk.run(['record', file, '--force', '--', ...args], script, () => prepare(desk), openReaders);
    const { errLines, outLines } = desk.terminal;
    const said = [...errLines, ...outLines].map((line) => line.trim());
    const progress = /^Do not move|: (checking the current PIN|checked|changing|finished)$|^Recorded in/;
    return {
      text: readFileSync(file, 'utf8'),
      said: said.filter((line) => line !== '' && !progress.test(line)),
    };
  }

  it.each(SITUATIONS)('%s', async (_, situation) => {
    const { text, said } = await record(situation);
    const { reads, mismatch } = await replayed(parseRecording(text));
    expect(mismatch?.message).toBeUndefined();
    if (situation.otherWords === undefined) expect(reads).toEqual(said);
  });

  it('says where the command does something else, and what is read then', async () => {
    const text = textOf('command-line-wrong-pin.apdu');
    const { reads, mismatch } = await replayed(parseRecording(text.replace('<= 63C2', '<= 9000')));
    expect(mismatch).toMatchObject({ file: 'mailed.apdu', expected: '! disconnect' });
    expect(mismatch?.received).toBe('=> 00240180 {another PIN}');
    expect(reads.length).toBeGreaterThan(0);
  });

  it.each([
    ['cut off in the middle', (text: string) => text.slice(0, text.indexOf('=> 00240180')), 'the end of the recording'],
    [
      'longer than what is done',
      (text: string) => `${text}! connect\n=> 00200080\n<= 63C3\n! disconnect\n`,
      '! connect',
    ],
    [
      'with a command too many',
      (text: string) => text.replace('! connect', '! connect\n=> 00200080\n<= 63C3'),
      '=> 00200080',
    ],
  ])('a recording that is %s ends as well', async (_, change, expected) => {
    const { mismatch } = await replayed(parseRecording(change(textOf('command-line-removed-after-change.apdu'))));
    expect(mismatch?.expected).toBe(expected);
  });

  it('without its words: as somebody at a terminal had used the command', async () => {
    const { text } = await record({
      args: ['change', 'auth'],
      script: { answers: ['1234', '5172', '5172'] },
      prepare: put(ORDINARY_CARD),
    });
    const bare = text.replace(/^product: .*/m, 'product: myna-pin 0.1.0 change');
    const { reads, mismatch } = await replayed(parseRecording(bare), 'ja');
    expect(mismatch?.message).toBeUndefined();
    expect(reads.slice(-3)).toEqual([
      '暗証番号を変更しました。カードをお取りください。',
      '利用者証明用電子証明書暗証番号: 変更しました',
      '新しい暗証番号で確認できました。',
    ]);
  });
});
