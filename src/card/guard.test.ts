import { describe, expect, it } from 'vitest';
import { cardWith, ORDINARY_CARD, PROFILES } from '../readers/virtual/profiles.ts';
import { VirtualCard, type VirtualCardProfile } from '../readers/virtual/virtual-card.ts';
import { encodeCommand, readCounter, selectApplication, selectFile, type Transmit, verify } from './apdu.ts';
import { APPLICATIONS, type ApplicationId, PIN_IDS, PINS, type PinId } from './applications.ts';
import { fromAscii, fromHex, toHex } from './bytes.ts';
import { CardError } from './card-error.ts';
import { changePins } from './change.ts';
import { ApduGuard } from './guard.ts';
import type { RefusalReason } from './guard-refusal.ts';
import { readOverview } from './overview.ts';
import { CardSession } from './session.ts';

/** A card behind a guard, and what reached the card. */
class Post {
  readonly guard = new ApduGuard();
  readonly card: VirtualCard;
  readonly reached: string[] = [];
  tamper: Transmit | undefined;

  constructor(profile: VirtualCardProfile = ORDINARY_CARD) {
    this.card = new VirtualCard(profile);
    this.card.powerOn();
  }

  readonly transmit: Transmit = (command) =>
    this.guard.pass(command, async (bytes) => {
      this.reached.push(toHex(bytes));
      return this.tamper ? this.tamper(bytes) : this.card.process(bytes);
    });

  /** The status word, or why the command did not reach the card. */
  async send(command: string | Uint8Array): Promise<string> {
    const before = this.reached.length;
    const bytes = typeof command === 'string' ? fromHex(command) : command;
    try {
      return toHex((await this.transmit(bytes)).slice(-2));
    } catch (error) {
      expect(error).toMatchObject({ name: 'CardError', code: 'refused-by-guard' });
      expect(this.reached.length, 'nothing reaches the card').toBe(before);
      return (error as { reason: RefusalReason }).reason;
    }
  }

  async select(application: ApplicationId, file?: number): Promise<void> {
    expect(await this.send(encodeCommand(selectApplication(APPLICATIONS[application].aid)))).toBe('9000');
    if (file !== undefined) expect(await this.send(encodeCommand(selectFile(file)))).toBe('9000');
  }

  /** Selects an application and reads the tries of its PIN files, `absent` ones included. */
  async readTries(application: ApplicationId, ...absent: number[]): Promise<void> {
    await this.select(application);
    for (const { file } of PIN_FILES.filter((reference) => reference.application === application)) {
      const sw = await this.send(encodeCommand(selectFile(file)));
      expect(sw).toBe(absent.includes(file) ? '6A82' : '9000');
      if (sw === '9000') expect(await this.counter()).toMatch(/^63C\d$/);
    }
  }

  counter = () => this.send(encodeCommand(readCounter()));
  verify = (pin: string) => this.send(encodeCommand(verify(fromAscii(pin))));
}

const PIN_FILES = PIN_IDS.flatMap((pin) => PINS[pin].references);

const JPKI = '00A4040C0AD392F000260100000001';

describe('commands that have no place in a PIN change', () => {
  it.each<[string, string, RefusalReason]>([
    ['COMPUTE SIGNATURE', `802A00 80 04 31323334 00`, 'command-not-allowed'],
    ['COMPUTE SIGNATURE by short file id', '802A0097023132', 'command-not-allowed'],
    ['GET CHALLENGE', '0084000008', 'command-not-allowed'],
    ['INTERNAL AUTHENTICATE', '008800000431323334 00', 'command-not-allowed'],
    ['EXTERNAL AUTHENTICATE', '00820000083132333435363738', 'command-not-allowed'],
    ['UPDATE BINARY', '00D6000001FF', 'command-not-allowed'],
    ['READ RECORD', '00B2010400', 'command-not-allowed'],
    ['RESET RETRY COUNTER', '002C0080 08 3132333435363738', 'command-not-allowed'],
    ['SELECT the master file', '00A4000C023F00', 'command-not-allowed'],
    ['SELECT asking for FCI', '00A404000AD392F00026010000000100', 'command-not-allowed'],
    ['SELECT an application that is not listed', '00A4040C0AD3921000310001010402', 'application-not-listed'],
    ['SELECT by part of an AID', '00A4040C05D392F00026', 'application-not-listed'],
    ['SELECT a file before an application', '00A4020C020018', 'file-not-listed'],
    ['VERIFY before a file', '002000800431323334', 'no-pin-file-selected'],
    ['VERIFY by short file id', '002000980431323334', 'command-not-allowed'],
    ['the counter by short file id before an application', '00200098', 'command-not-allowed'],
    ['CHANGE with old and new PIN', '00240080083132333435363738', 'command-not-allowed'],
    ['CHANGE before a file', '002401800435363738', 'no-pin-file-selected'],
    ['READ BINARY before a file', '00B0000000', 'no-readable-file-selected'],
    ['READ BINARY by short file id', '00B0860000', 'command-not-allowed'],
    ['GET RESPONSE that nothing announced', '00C0000010', 'command-not-allowed'],
    ['another class', '0CA4040C0AD392F000260100000001', 'command-not-allowed'],
    ['secure messaging', '0420008004 31323334', 'command-not-allowed'],
    ['no command at all', '00', 'malformed'],
    ['a length that is not kept', '00200080 05 3132', 'malformed'],
    ['an extended length', '00200080 000004 31323334', 'malformed'],
  ])('%s', async (_name, command, reason) => {
    expect(await new Post().send(command)).toBe(reason);
  });

  it.each(['0014', '001A', '0017', '0009', '0012', '0015'])('SELECT of another file in JPKI: %s', async (file) => {
    const post = new Post();
    await post.select('jpki');
    expect(await post.send(`00A4020C02${file}`)).toBe('file-not-listed');
  });

  it.each(['0012', '0014', '0015', '0001', '0018'])('SELECT of another file in 入力補助: %s', async (file) => {
    const post = new Post();
    await post.select('text');
    expect(await post.send(`00A4020C02${file}`)).toBe('file-not-listed');
  });
});

describe('a VERIFY', () => {
  it('needs the tries to be known', async () => {
    const post = new Post();
    await post.select('jpki', 0x18);
    expect(await post.verify('1234')).toBe('tries-unknown');
    expect(await post.counter()).toBe('63C3');
    expect(await post.verify('1234')).toBe('9000');
  });

  it('of one file does not pass for the counter of another', async () => {
    const post = new Post();
    await post.select('jpki', 0x18);
    await post.counter();
    await post.send('00A4020C02001B');
    expect(await post.verify('ABC123')).toBe('tries-unknown');
  });

  it('needs a number of tries: 9000 and 6300 are none', async () => {
    for (const sw of ['9000', '6300', '6F00']) {
      const post = new Post();
      await post.select('jpki', 0x18);
      post.tamper = async () => fromHex(sw);
      await post.counter();
      expect(await post.verify('1234'), sw).toBe('tries-unknown');
    }
  });

  it('does not reach a locked PIN', async () => {
    const post = new Post(cardWith({ pins: { auth: { pin: '1234', triesLeft: 0 } } }));
    await post.select('jpki', 0x18);
    await post.counter();
    expect(await post.verify('1234')).toBe('locked');
  });

  it('with one try left needs the consent for that very PIN', async () => {
    const post = new Post(cardWith({ pins: { auth: { pin: '1234', triesLeft: 1 } } }));
    await post.select('jpki', 0x18);
    await post.counter();
    expect(await post.verify('1234')).toBe('last-try-without-consent');
    post.guard.allowLastTry('text');
    expect(await post.verify('1234')).toBe('last-try-without-consent');
    post.guard.allowLastTry('auth');
    expect(await post.verify('1234')).toBe('9000');
  });

  it('counts down with every refusal, and stops before the last try', async () => {
    const post = new Post();
    await post.select('jpki', 0x18);
    await post.counter();
    expect(await post.verify('0001')).toBe('63C2');
    expect(await post.verify('0002')).toBe('63C1');
    expect(await post.verify('1234')).toBe('last-try-without-consent');
  });

  it('does not carry a PIN that this file refused', async () => {
    const post = new Post();
    await post.select('jpki', 0x18);
    await post.counter();
    expect(await post.verify('9999')).toBe('63C2');
    expect(await post.verify('9999')).toBe('pin-already-refused');
    expect(await post.verify('1234')).toBe('9000');
    expect(await post.verify('9999')).toBe('pin-already-refused');
  });

  it.each<[PinId, ApplicationId, number, string[]]>([
    ['auth', 'jpki', 0x18, ['123', '12345', '12A4', 'ABC123', ' 123']],
    ['sign', 'jpki', 0x1b, ['1234', 'abc123', '123456', 'ABCDEF', 'ABC12', 'A1234567890123456', 'ABC-123']],
    ['juki', 'juki', 0x1c, ['123', 'ABC123']],
    ['juki', 'common', 0x1c, ['123', 'ABC123']],
    ['text', 'text', 0x11, ['123', 'ABC123']],
  ])('of %s in %s keeps its format', async (_pin, application, file, pins) => {
    const post = new Post();
    await post.select(application, file);
    await post.counter();
    for (const pin of pins) expect(await post.verify(pin), pin).toBe('pin-format');
  });

  it('after an answer that was neither yes nor no needs the counter anew', async () => {
    const post = new Post();
    await post.select('jpki', 0x18);
    await post.counter();
    post.tamper = async () => fromHex('6F00');
    expect(await post.verify('1234')).toBe('6F00');
    post.tamper = undefined;
    expect(await post.verify('1234')).toBe('tries-unknown');
  });

  it('of one 住基 reference costs the other its known tries: they may share a counter', async () => {
    const post = new Post(cardWith({ jukiShared: true, pins: { juki: { pin: '1234', triesLeft: 2 } } }));
    await post.select('juki', 0x1c);
    await post.counter();
    await post.select('common', 0x1c);
    await post.counter();
    expect(await post.verify('9999')).toBe('63C1');
    await post.select('juki', 0x1c);
    expect(await post.verify('1234')).toBe('last-try-without-consent');
  });
});

describe('the counter by short file identifier', () => {
  it.each<[ApplicationId, string]>([
    ['jpki', '00200098'],
    ['jpki', '0020009B'],
    ['text', '00200091'],
  ])('is asked in %s with %s, exactly so', async (application, command) => {
    const post = new Post();
    await post.readTries(application);
    expect(await post.send(`${command}00`), 'with Le').toBe('command-not-allowed');
    expect(await post.send(`${command}0431323334`), 'with a PIN').toBe('command-not-allowed');
    expect(await post.send(`${command}0641424331323300`), 'with a PIN and Le').toBe('command-not-allowed');
    expect(await post.send(command.replace('002000', '002001')), 'with another P1').toBe('command-not-allowed');
    expect(await post.send(command)).toMatch(/^63C[35]$/);
  });

  it.each<[ApplicationId, string]>([
    ['jpki', '00200091'],
    ['jpki', '0020009C'],
    ['jpki', '00200018'],
    ['jpki', '002000D8'],
    ['juki', '0020009C'],
    ['common', '0020009C'],
    ['text', '00200092'],
    ['text', '00200094'],
    ['text', '00200098'],
  ])('is not asked in %s with %s', async (application, command) => {
    const post = new Post();
    await post.readTries(application);
    expect(await post.send(command)).toBe('command-not-allowed');
  });

  describe('may cost a try of whichever PIN it means to the card', () => {
    it('so the tries of every PIN in the application are read before', async () => {
      const post = new Post();
      await post.select('jpki');
      expect(await post.send('0020009B'), 'of none').toBe('tries-unknown');
      await post.select('jpki', 0x1b);
      await post.counter();
      expect(await post.send('0020009B'), 'of the one').toBe('tries-unknown');
      expect(await post.send('00200098'), 'of the other').toBe('tries-unknown');
      await post.select('text', 0x11);
      await post.counter();
      await post.select('jpki', 0x18);
      expect(await post.send('0020009B'), 'of one elsewhere').toBe('tries-unknown');
      await post.counter();
      expect(await post.send('0020009B'), 'of all').toBe('63C5');
    });

    it.each<[PinId, number, RefusalReason]>([
      ['sign', 0, 'locked'],
      ['auth', 0, 'locked'],
      ['sign', 1, 'last-try-without-consent'],
      ['auth', 1, 'last-try-without-consent'],
    ])('and there is none in the application of %s with %i left', async (pin, triesLeft, reason) => {
      const typed = pin === 'sign' ? 'ABC123' : '1234';
      const post = new Post(cardWith({ pins: { [pin]: { pin: typed, triesLeft } } }));
      await post.readTries('jpki');
      expect(await post.send('0020009B')).toBe(reason);
      expect(await post.send('00200098')).toBe(reason);
      await post.readTries('text');
      expect(await post.send('00200091')).toBe('63C3');
    });

    it('and the consent to present a PIN with its last try is none to ask with it', async () => {
      const post = new Post(cardWith({ pins: { text: { pin: '1234', triesLeft: 1 } } }));
      post.guard.allowLastTry('text');
      await post.readTries('text');
      expect(await post.send('00200091')).toBe('last-try-without-consent');
    });

    it('and two left are enough', async () => {
      const post = new Post(cardWith({ pins: { text: { pin: '1234', triesLeft: 2 } } }));
      await post.readTries('text');
      expect(await post.send('00200091')).toBe('63C2');
    });

    it.each(['9000', '6300', '6F00'])('and %s is no number of tries', async (sw) => {
      const post = new Post();
      await post.select('text', 0x11);
      post.tamper = async () => fromHex(sw);
      await post.counter();
      post.tamper = undefined;
      expect(await post.send('00200091')).toBe('tries-unknown');
    });

    it('and one that the card does not have has none to lose, but is not asked for', async () => {
      const post = new Post(PROFILES['no-sign-certificate']);
      await post.readTries('jpki', 0x1b);
      expect(await post.send('0020009B')).toBe('tries-unknown');
      expect(await post.send('00200098')).toBe('63C3');
    });

    it.each(['6982', '6A86', '6F00'])('and a SELECT answered %s does not say that it has none', async (sw) => {
      const post = new Post();
      await post.readTries('jpki');
      await post.send('00200098');
      await post.select('jpki', 0x18);
      await post.counter();
      post.tamper = async () => fromHex(sw);
      expect(await post.send('00A4020C02001B')).toBe(sw);
      post.tamper = undefined;
      expect(await post.send('00200098')).toBe('tries-unknown');
    });

    it('nor does any SELECT undo that a last try was seen', async () => {
      const post = new Post(cardWith({ pins: { sign: { pin: 'ABC123', triesLeft: 1 } } }));
      await post.readTries('jpki');
      post.tamper = async () => fromHex('6A82');
      expect(await post.send('00A4020C02001B')).toBe('6A82');
      post.tamper = undefined;
      expect(await post.send('00200098')).toBe('last-try-without-consent');
    });

    it('and one that is there after all may have some', async () => {
      const post = new Post();
      await post.select('jpki', 0x18);
      await post.counter();
      post.tamper = async () => fromHex('6A82');
      expect(await post.send('00A4020C02001B')).toBe('6A82');
      post.tamper = undefined;
      expect(await post.send('00A4020C02001B')).toBe('9000');
      expect(await post.send('00200098')).toBe('tries-unknown');
    });

    it('and all of that is read once more before it is asked again', async () => {
      const post = new Post(PROFILES['no-sign-certificate']);
      await post.readTries('jpki', 0x1b);
      expect(await post.send('00200098')).toBe('63C3');
      await post.select('jpki', 0x18);
      await post.counter();
      expect(await post.send('00200098')).toBe('tries-unknown');
      await post.readTries('jpki', 0x1b);
      expect(await post.send('00200098')).toBe('63C3');
    });
  });

  it('leaves no file selected, nothing verified and no tries known', async () => {
    const post = new Post();
    await post.readTries('jpki');
    await post.select('jpki', 0x18);
    expect(await post.verify('1234')).toBe('9000');
    expect(await post.send('00200098')).toBe('63C3');
    expect(await post.send('002401800435363738')).toBe('no-pin-file-selected');
    expect(await post.verify('1234')).toBe('no-pin-file-selected');
    expect(await post.counter()).toBe('no-pin-file-selected');
    expect(await post.send('00A4020C020018')).toBe('9000');
    expect(await post.send('002401800435363738')).toBe('not-verified');
    expect(await post.verify('1234')).toBe('tries-unknown');
  });

  it.each(['63C3', '9000', '6984', '6A88', '6F00'])(
    'answered %s takes the tries of all PINs of the application along, and no others',
    async (sw) => {
      const post = new Post();
      await post.readTries('text');
      await post.readTries('jpki');
      post.tamper = async () => fromHex(sw);
      expect(await post.send('00200098')).toBe(sw);
      post.tamper = undefined;
      await post.select('jpki', 0x1b);
      expect(await post.verify('ABC123')).toBe('tries-unknown');
      await post.select('jpki', 0x18);
      expect(await post.verify('1234')).toBe('tries-unknown');
      await post.select('text', 0x11);
      expect(await post.verify('1234')).toBe('9000');
    },
  );
});

describe('a CHANGE', () => {
  const change = '002401800435363738';
  const changeKey = '803200800435363738';

  async function verified(application: ApplicationId, file: number): Promise<Post> {
    const post = new Post();
    await post.select(application, file);
    await post.counter();
    expect(await post.verify('1234')).toBe('9000');
    return post;
  }

  it('follows a VERIFY of the same file', async () => {
    const post = new Post();
    await post.select('jpki', 0x18);
    await post.counter();
    expect(await post.send(change)).toBe('not-verified');
    await post.verify('1234');
    expect(await post.send(change)).toBe('9000');
    expect(await post.send(change)).toBe('not-verified');
  });

  it('does not follow a selection, not even of the same file', async () => {
    const post = await verified('jpki', 0x18);
    await post.send('00A4020C020018');
    expect(await post.send(change)).toBe('not-verified');
  });

  it('does not follow a refused VERIFY', async () => {
    const post = await verified('jpki', 0x18);
    await post.verify('9999');
    expect(await post.send(change)).toBe('not-verified');
  });

  it('keeps the format of the file', async () => {
    const post = await verified('text', 0x11);
    expect(await post.send('00240180 06 414243313233')).toBe('pin-format');
    expect(await post.send('00240180')).toBe('pin-format');
  });

  it('by CHANGE KEY is for 住基 alone, and there the other may follow where the card does not know it', async () => {
    const auth = await verified('jpki', 0x18);
    expect(await auth.send(changeKey)).toBe('instruction-not-for-this-pin');
    const juki = await verified('juki', 0x1c);
    juki.tamper = async () => fromHex('6D00');
    expect(await juki.send(changeKey)).toBe('6D00');
    juki.tamper = undefined;
    expect(await juki.send(change)).toBe('9000');
  });

  it('that was refused leaves the tries unknown', async () => {
    const post = await verified('jpki', 0x18);
    post.tamper = async () => fromHex('6A80');
    await post.send(change);
    post.tamper = undefined;
    expect(await post.verify('1234')).toBe('tries-unknown');
    await post.counter();
    expect(await post.verify('1234')).toBe('9000');
  });
});

describe('reading', () => {
  it.each([0x0006, 0x0008])('of a listed file', async (file) => {
    const post = new Post();
    await post.select('jpki', file);
    expect(await post.send('00B0000003')).toMatch(/9000|6282/);
  });

  it('of a PIN file', async () => {
    const post = new Post();
    await post.select('jpki', 0x18);
    expect(await post.send('00B0000003')).toBe('no-readable-file-selected');
  });

  it('of what 61xx announced, and no more', async () => {
    const post = new Post();
    await post.select('jpki', 0x06);
    post.tamper = async (command) => fromHex(command[1] === 0xb0 ? '6103' : '0102039000');
    expect(await post.send('00B0000003')).toBe('6103');
    expect(await post.send('00C0000003')).toBe('9000');
    expect(await post.send('00C0000003')).toBe('command-not-allowed');
  });
});

describe('an answer that did not come', () => {
  it('ends the connection: nothing more is sent', async () => {
    const post = new Post();
    await post.select('jpki', 0x18);
    await post.counter();
    post.tamper = () => Promise.reject(new CardError('card-removed'));
    await expect(post.transmit(fromHex('002000800431323334'))).rejects.toMatchObject({ code: 'card-removed' });
    post.tamper = undefined;
    const before = post.reached.length;
    for (const command of [JPKI, '00200080', '002000800431323334']) {
      await expect(post.transmit(fromHex(command))).rejects.toMatchObject({ code: 'card-removed' });
    }
    expect(post.reached).toHaveLength(before);
  });

  it.each(['0102039000', '90', ''])('nor after one that cannot be the answer: "%s"', async (answer) => {
    const post = new Post();
    await post.select('jpki', 0x18);
    await post.counter();
    post.tamper = async () => fromHex(answer);
    expect(toHex(await post.transmit(fromHex('00A4020C020018')))).toBe(answer);
    expect(await post.counter()).toBe('answer-lost');
  });

  it('nor while one is still awaited', async () => {
    const post = new Post();
    await post.select('jpki', 0x18);
    await post.counter();
    const both = [post.verify('1111'), post.verify('2222')];
    expect(await Promise.all(both)).toEqual(['63C2', 'answer-lost']);
  });

  it('nor after the end', async () => {
    const post = new Post();
    post.guard.end();
    expect(await post.send(JPKI)).toBe('answer-lost');
  });
});

describe('what it lets through', () => {
  it('is the overview and the change of all four PINs', async () => {
    const post = new Post(cardWith({ firstCommandFails: true }));
    const overview = await readOverview(new CardSession(post.transmit));
    expect(overview.kind).toBe('my-number-card');
    const reports = await changePins(
      new CardSession(post.transmit),
      PIN_IDS.map((pin) => ({
        pin,
        current: fromAscii(pin === 'sign' ? 'ABC123' : '1234'),
        next: fromAscii(pin === 'sign' ? 'XYZ789' : '5678'),
      })),
    );
    expect(reports.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed', 'changed']);
  });
});
