import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriesPin } from './apdu.ts';
import { APPLICATIONS, PIN_IDS, PINS, type PinId } from './applications.ts';
import { fromHex, toHex } from './bytes.ts';
import { Explainer, explainEntries } from './explain.ts';
import type { AnswerMeaning, CommandMeaning, Outcome, StatusSense } from './explain-meanings.ts';
import type { PinPlaceholder, RecordingEntry } from './recording/recording.ts';
import { STATUS_WORDS } from './status-word.ts';

const SELECT_JPKI = `00A4040C0A${toHex(APPLICATIONS.jpki.aid)}`;
const SELECT_AUTH = '00A4020C020018';

const current = (pin: PinId | undefined): PinPlaceholder => ({ kind: 'pin', pin, role: 'current', number: 1 });
const AUTH_FILE = { kind: 'pin', pin: 'auth', application: 'jpki' } as const;

/** An explainer after these commands were answered 9000. */
function having(...commands: string[]): Explainer {
  const explainer = new Explainer();
  explainer.event({ event: 'connect', detail: '' });
  for (const command of commands) {
    explainer.command(fromHex(command));
    explainer.answer(fromHex('9000'));
  }
  return explainer;
}

function sense(meaning: AnswerMeaning): StatusSense | undefined {
  return meaning.kind === 'status' ? meaning.sense : undefined;
}

describe('what a command asks', () => {
  const rows: [string, readonly string[], string, CommandMeaning][] = [
    [
      'SELECT of a listed application',
      [],
      SELECT_JPKI,
      { kind: 'select-application', application: 'jpki', aid: 'D392F000260100000001' },
    ],
    [
      'SELECT of another application shows its AID',
      [],
      '00A4040C0AD3921000310001010402',
      { kind: 'select-application', application: undefined, aid: 'D3921000310001010402' },
    ],
    ['SELECT of a PIN file', [SELECT_JPKI], SELECT_AUTH, { kind: 'select-file', file: AUTH_FILE, id: 0x18 }],
    [
      'the same file id in another application is another PIN, or none',
      [`00A4040C0A${toHex(APPLICATIONS.common.aid)}`],
      '00A4020C02001C',
      { kind: 'select-file', file: { kind: 'pin', pin: 'juki', application: 'common' }, id: 0x1c },
    ],
    [
      'a JPKI file id in 入力補助 is none of its certificates',
      [`00A4040C0A${toHex(APPLICATIONS.text.aid)}`],
      '00A4020C020001',
      { kind: 'select-file', file: { kind: 'other', file: 1 }, id: 1 },
    ],
    [
      'no file of an unknown application is taken for a known one',
      ['00A4040C0AD3921000310001010402'],
      '00A4020C020011',
      { kind: 'select-file', file: { kind: 'other', file: 0x11 }, id: 0x11 },
    ],
    [
      'SELECT of a certificate',
      [SELECT_JPKI],
      '00A4020C02000A',
      { kind: 'select-file', file: { kind: 'certificate', certificate: 'auth' }, id: 10 },
    ],
    ['SELECT in another form', [], '00A4000C023F00', { kind: 'select-other' }],
    ['the empty VERIFY', [SELECT_JPKI, SELECT_AUTH], '00200080', { kind: 'ask-tries', file: AUTH_FILE }],
    ['the empty VERIFY by short file identifier', [SELECT_JPKI], '00200098', { kind: 'ask-tries', file: AUTH_FILE }],
    [
      'a short file identifier of another application',
      [`00A4040C0A${toHex(APPLICATIONS.text.aid)}`],
      '00200098',
      { kind: 'ask-tries', file: { kind: 'short', shortFile: 0x18 } },
    ],
    ['the empty VERIFY of nobody knows what', [], '00200080', { kind: 'ask-tries', file: { kind: 'unknown' } }],
    ['VERIFY', [SELECT_JPKI, SELECT_AUTH], '002000800431323334', { kind: 'verify', file: AUTH_FILE, role: undefined }],
    [
      'CHANGE REFERENCE DATA',
      [SELECT_JPKI, SELECT_AUTH],
      '002401800431323334',
      { kind: 'change', file: AUTH_FILE, instruction: 'reference-data' },
    ],
    [
      'CHANGE KEY',
      [`00A4040C0A${toHex(APPLICATIONS.juki.aid)}`, '00A4020C02001C'],
      '803200800431323334',
      { kind: 'change', file: { kind: 'pin', pin: 'juki', application: 'juki' }, instruction: 'change-key' },
    ],
    [
      'READ BINARY',
      [SELECT_JPKI, '00A4020C020006'],
      '00B0010200',
      { kind: 'read-binary', file: { kind: 'token-info' }, offset: 0x102, length: 256 },
    ],
    [
      'READ BINARY by short file identifier',
      [SELECT_JPKI],
      '00B0810410',
      { kind: 'read-binary', file: { kind: 'short', shortFile: 1 }, offset: 4, length: 16 },
    ],
    ['GET RESPONSE', [], '00C0000010', { kind: 'get-response', length: 16 }],
    ['the signature of JPKI', [], '802A00800401020304 00', { kind: 'compute-signature' }],
    ['the signature of ISO/IEC 7816-8', [], '002A9E9A0401020304 00', { kind: 'compute-signature' }],
    ['an instruction by name', [], '0084000008', { kind: 'instruction', name: 'GET CHALLENGE' }],
    ['an unknown one', [], '00FD0000', { kind: 'unknown', cla: 0, ins: 0xfd }],
    ['a known instruction in another class', [], '90A40000', { kind: 'unknown', cla: 0x90, ins: 0xa4 }],
    ['less than a header', [], '00A404', { kind: 'malformed' }],
    ['an Lc that does not fit', [], '00A4040C0AD392', { kind: 'malformed' }],
    ['nothing', [], '', { kind: 'malformed' }],
  ];
  it.each(rows)('%s', (_name, before, command, meaning) => {
    expect(having(...before).command(fromHex(command))).toEqual(meaning);
  });

  it.each(PIN_IDS)('a recorded VERIFY of %s names its PIN, even where the SELECT is not there', (pin) => {
    expect(new Explainer().command([fromHex('00200080'), current(pin)])).toEqual({
      kind: 'verify',
      file: { kind: 'pin', pin, application: PINS[pin].references[0].application },
      role: 'current',
    });
  });

  it('every PIN file is found by its application and file', () => {
    for (const pin of PIN_IDS) {
      for (const { application, file } of PINS[pin].references) {
        const explainer = having(`00A4040C0A${toHex(APPLICATIONS[application].aid)}`);
        const meaning = explainer.command(fromHex(`00A4020C02${file.toString(16).padStart(4, '0')}`));
        expect(meaning).toMatchObject({ file: { kind: 'pin', pin, application } });
      }
    }
  });
});

describe('what an answer says', () => {
  const ASK = '00200080';
  const VERIFY = '002000800431323334';
  const CHANGE = '002401800431323334';
  const READ = '00B0000010';
  const rows: [string, string, string, StatusSense, Outcome][] = [
    [SELECT_JPKI, '9000', 'an application', { kind: 'application-selected' }, 'done'],
    [SELECT_JPKI, '6A82', 'an absent application', { kind: 'application-absent' }, 'refused'],
    [SELECT_AUTH, '9000', 'a file', { kind: 'file-selected' }, 'done'],
    [SELECT_AUTH, '6A82', 'an absent file', { kind: 'file-absent' }, 'refused'],
    [ASK, '63C3', 'tries left', { kind: 'tries', left: 3 }, 'told'],
    [ASK, '63C0', 'asked: locked', { kind: 'already-locked' }, 'locked'],
    [ASK, '6984', 'asked: locked', { kind: 'already-locked' }, 'locked'],
    [ASK, '9000', 'asked: no number', { kind: 'counter-not-told' }, 'told'],
    [ASK, '6300', 'asked: no limit', { kind: 'no-retry-limit' }, 'told'],
    [ASK, '6A88', 'asked: no such PIN', { kind: 'pin-absent' }, 'refused'],
    [VERIFY, '9000', 'the right PIN', { kind: 'verified' }, 'done'],
    [VERIFY, '63C2', 'a wrong PIN', { kind: 'wrong-pin', left: 2 }, 'refused'],
    [VERIFY, '63C0', 'a wrong PIN that locks', { kind: 'locked-now' }, 'locked'],
    [VERIFY, '6984', 'locked before', { kind: 'already-locked' }, 'locked'],
    [VERIFY, '6300', 'no number', { kind: 'verify-unclear', meaning: 'no-retry-limit' }, 'refused'],
    [VERIFY, '6F00', 'unclear', { kind: 'verify-unclear', meaning: 'general-failure' }, 'refused'],
    [CHANGE, '9000', 'changed', { kind: 'pin-changed' }, 'done'],
    [CHANGE, '6982', 'changed without VERIFY', { kind: 'change-needs-verify' }, 'refused'],
    [CHANGE, '6A80', 'a refused change', { kind: 'change-refused' }, 'refused'],
    [CHANGE, '6D00', 'an unknown change', { kind: 'plain', meaning: 'instruction-unknown' }, 'refused'],
    [READ, '6282', 'the end of the file', { kind: 'file-ends' }, 'told'],
    [READ, '6B00', 'behind the end', { kind: 'past-the-end' }, 'refused'],
    [READ, '6982', 'a file behind a PIN', { kind: 'needs-pin' }, 'refused'],
    [READ, '6105', 'more to fetch', { kind: 'more-data', length: 5 }, 'told'],
    [READ, '6C00', 'another Le', { kind: 'repeat-with-length', length: 256 }, 'told'],
    [READ, '1234', 'an unknown word', { kind: 'plain', meaning: 'unknown' }, 'refused'],
  ];
  it.each(rows)('%s → %s: %s', (command, answer, _name, expected, outcome) => {
    const explainer = having(SELECT_JPKI, SELECT_AUTH);
    explainer.command(fromHex(command));
    const meaning = explainer.answer(fromHex(answer));
    expect(sense(meaning)).toEqual(expected);
    expect(meaning.outcome).toBe(outcome);
  });

  it.each(STATUS_WORDS)('$sw alone has a meaning', ({ sw, meaning }) => {
    const found = sense(new Explainer().answer(new Uint8Array([sw >> 8, sw & 0xff])));
    if (meaning === 'wrong-pin' || meaning === 'locked') expect(found?.kind).toBe('already-locked');
    else if (found?.kind === 'plain') expect(found.meaning).toBe(meaning);
    else expect(['more-data', 'repeat-with-length']).toContain(found?.kind);
  });

  it('6F00 is the habit of a card that just woke up, once, and a failure afterwards', () => {
    const explainer = new Explainer();
    const ask = () => {
      explainer.command(fromHex(SELECT_JPKI));
      return sense(explainer.answer(fromHex('6F00')));
    };
    expect(ask()).toEqual({ kind: 'not-awake-yet' });
    expect(ask()).toEqual({ kind: 'plain', meaning: 'general-failure' });
    explainer.event({ event: 'connect', detail: '' });
    expect(ask()).toEqual({ kind: 'not-awake-yet' });
  });

  it('data: how much, of what, and what the token label and the availability say', () => {
    const explainer = having(SELECT_JPKI, '00A4020C020006');
    explainer.command(fromHex('00B0000060'));
    const label = [...'JPKIAPICCTOKEN2'.padEnd(32)].map((c) => c.charCodeAt(0));
    const answer = explainer.answer([
      Uint8Array.from([...label, ...new Array(48).fill(0x20)]),
      { kind: 'masked', name: 'serial 1', length: 16 },
      fromHex('9000'),
    ]);
    expect(answer).toMatchObject({ data: { length: 96, file: { kind: 'token-info' }, card: 'my-number-card' } });

    explainer.command(fromHex('00A4020C020008'));
    explainer.answer(fromHex('9000'));
    explainer.command(fromHex('00B0000003'));
    expect(explainer.answer(fromHex('008F009000'))).toMatchObject({
      data: { length: 3, certificates: { sign: false, auth: true } },
    });
  });

  it('no answer, and one without a status word', () => {
    const explainer = having(SELECT_JPKI, SELECT_AUTH);
    explainer.command(fromHex(VERIFY));
    expect(explainer.answer({ failure: 'removed-card' })).toEqual({
      kind: 'failure',
      code: 'removed-card',
      outcome: 'failed',
    });
    expect(explainer.answer(fromHex('90'))).toEqual({ kind: 'malformed', outcome: 'failed' });
  });
});

describe('whatever comes', () => {
  it('has a meaning, and none of it repeats what may be a PIN', () => {
    const bytes = fc.uint8Array({ maxLength: 24 });
    const command = fc.oneof(
      bytes,
      fc
        .tuple(
          fc.constantFrom('00200080', '00240180', '80320080', '002C0080'),
          fc.uint8Array({ minLength: 4, maxLength: 16 }),
        )
        .map(([header, pin]) => Uint8Array.from([...fromHex(header), pin.length, ...pin])),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(command, bytes), { maxLength: 8 }), (exchanges) => {
        const explainer = new Explainer();
        for (const [sent, received] of exchanges) {
          const said = JSON.stringify([explainer.command(sent), explainer.answer(received), explainer.state]);
          // The two hexadecimal digits of a single byte are in many a number by chance; the shortest PIN has four bytes.
          const body = sent.subarray(5);
          if (carriesPin(sent) && body.length >= 4) expect(said).not.toContain(toHex(body));
        }
      }),
    );
  });
});

describe('where the session stands', () => {
  const command = (hex: string, pin?: PinPlaceholder): RecordingEntry => ({
    kind: 'command',
    bytes: pin ? [fromHex(hex), pin] : [fromHex(hex)],
    delayMs: 0,
    comments: [],
    line: 0,
  });
  const answer = (hex: string): RecordingEntry => ({
    kind: 'answer',
    answer: [fromHex(hex)],
    delayMs: 0,
    comments: [],
    line: 0,
  });
  const event = (event: 'connect' | 'disconnect' | 'card removed', detail = ''): RecordingEntry => ({
    kind: 'event',
    event,
    detail,
    delayMs: 0,
    comments: [],
    line: 0,
  });
  const auth = (entries: readonly RecordingEntry[]) => {
    const state = explainEntries(entries).at(-1)?.after;
    const reference = state?.references.find(({ pin }) => pin === 'auth');
    return { triesLeft: reference?.triesLeft, verified: reference?.verified };
  };
  const START = [event('connect'), command(SELECT_JPKI), answer('9000'), command(SELECT_AUTH), answer('9000')];
  const VERIFIED = [...START, command('00200080', current('auth')), answer('9000')];

  it('follows the tries and the success of a VERIFY', () => {
    expect(auth(START)).toEqual({ triesLeft: undefined, verified: false });
    expect(auth([...START, command('00200080'), answer('63C2')])).toEqual({ triesLeft: 2, verified: false });
    expect(auth(VERIFIED)).toEqual({ triesLeft: 3, verified: true });
    expect(auth([...VERIFIED, command('00200080', current('auth')), answer('63C2')])).toEqual({
      triesLeft: 2,
      verified: false,
    });
  });

  it('a VERIFY without an answer leaves nothing known', () => {
    const lost = { ...answer(''), answer: { failure: 'removed-card' } } as RecordingEntry;
    expect(auth([...VERIFIED, command('00200080', current('auth')), lost])).toEqual({
      triesLeft: undefined,
      verified: false,
    });
  });

  it('another application, or no power, ends what was verified; another file does not', () => {
    const juki = command(`00A4040C0A${toHex(APPLICATIONS.juki.aid)}`);
    expect(auth([...VERIFIED, command('00A4020C02000A'), answer('9000')]).verified).toBe(true);
    expect(auth([...VERIFIED, juki, answer('6A82')]).verified).toBe(true);
    expect(auth([...VERIFIED, juki, answer('9000')])).toEqual({ triesLeft: 3, verified: false });
    expect(auth([...VERIFIED, event('disconnect')])).toEqual({ triesLeft: 3, verified: false });
  });

  it('the tries of a card that was taken away are not those of the next one', () => {
    expect(auth([...VERIFIED, event('card removed')])).toEqual({ triesLeft: undefined, verified: false });
  });

  it('a connect that failed connects nothing', () => {
    expect(explainEntries([event('connect', 'no-smartcard')])[0]?.after.connected).toBe(false);
    expect(explainEntries([event('connect')])[0]?.after.connected).toBe(true);
  });
});
