import { describe, expect, it } from 'vitest';
import { cardWith, ORDINARY_CARD, PROFILES } from '../readers/virtual/profiles.ts';
import { VirtualCard, type VirtualCardProfile } from '../readers/virtual/virtual-card.ts';
import type { Transmit } from './apdu.ts';
import { fromHex, toHex } from './bytes.ts';
import { type FieldReport, readFieldReport } from './field-report.ts';
import { ApduGuard } from './guard.ts';
import { readOverview } from './overview.ts';
import { CardSession } from './session.ts';

const BY_SHORT_FILE = /^002000(98|9B|91)$/;

/** A card behind a guard, as every card is. `tamper` stands between the two. */
class Post {
  readonly card: VirtualCard;
  readonly guard = new ApduGuard();
  readonly session: CardSession;

  constructor(profile: VirtualCardProfile, tamper?: (command: string, card: VirtualCard) => string | undefined) {
    this.card = new VirtualCard(profile);
    this.card.powerOn();
    const reach: Transmit = async (command) => {
      const answer = tamper?.(toHex(command), this.card);
      return answer === undefined ? this.card.process(command) : fromHex(answer);
    };
    this.session = new CardSession((command) => this.guard.pass(command, reach));
  }

  get shortFileQuestions(): string[] {
    return this.card.log.map(({ command }) => command).filter((command) => BY_SHORT_FILE.test(command));
  }
}

const pinRow = (report: FieldReport, pin: string) => report.pins.find((row) => row.pin === pin);

describe('the field report', () => {
  it('has the answers of a whole card, by both forms', async () => {
    const report = await readFieldReport(new Post(ORDINARY_CARD).session, { byShortFile: true });
    expect(report.applications).toEqual(
      ['jpki', 'juki', 'common', 'text'].map((application) => ({ application, select: 0x9000 })),
    );
    expect(report.files.map(({ file }) => file).toSorted((a, b) => a - b)).toEqual([1, 2, 6, 8, 0x0a, 0x0b]);
    expect(report.pins).toEqual([
      {
        pin: 'sign',
        application: 'jpki',
        file: 0x1b,
        select: 0x9000,
        counter: 0x63c5,
        byShortFile: { counter: 0x63c5, counterAfter: 0x63c5, costATry: false },
      },
      {
        pin: 'auth',
        application: 'jpki',
        file: 0x18,
        select: 0x9000,
        counter: 0x63c3,
        byShortFile: { counter: 0x63c3, counterAfter: 0x63c3, costATry: false },
      },
      { pin: 'juki', application: 'juki', file: 0x1c, select: 0x9000, counter: 0x63c3 },
      { pin: 'juki', application: 'common', file: 0x1c, select: 0x9000, counter: 0x63c3 },
      {
        pin: 'text',
        application: 'text',
        file: 0x11,
        select: 0x9000,
        counter: 0x63c3,
        byShortFile: { counter: 0x63c3, counterAfter: 0x63c3, costATry: false },
      },
    ]);
    expect(report.token).toEqual({
      label: 'JPKIAPICCTOKEN2',
      manufacturer: 'MYNA-PIN VIRTUAL CARD',
      model: 'VIRTUAL',
    });
    expect(report.certificateAvailability).toEqual([0x8f, 0x8f, 0]);
  });

  it.each(Object.entries(PROFILES))('presents no PIN to %s and costs it no try', async (_name, profile) => {
    const { card, session } = new Post(profile);
    const tries = () => (['sign', 'auth', 'juki', 'common', 'text'] as const).map((name) => card.triesLeftOf(name));
    const before = tries();
    await readFieldReport(session, { byShortFile: true });
    expect(tries()).toEqual(before);
    expect(card.log.filter(({ command }) => command.includes('PIN'))).toEqual([]);
  });

  it('has nothing of the serial number, and does not read it', async () => {
    const { card, session } = new Post(cardWith({ serial: 'SERIAL9876543210' }));
    expect(JSON.stringify(await readFieldReport(session, { byShortFile: true }))).not.toContain('9876543210');
    const reads = card.log.map(({ command }) => command).filter((command) => command.startsWith('00B0'));
    expect(Math.max(...reads.map((command) => Number.parseInt(command.slice(4), 16) >> 8))).toBe(0);
    expect(Math.max(...reads.map((command) => Number.parseInt(command.slice(8), 16)))).toBe(80);
  });

  it('reads four bytes of a certificate, which say how long it is, and nothing of the one with a name in it', async () => {
    const read: string[] = [];
    let file = '';
    const { session } = new Post(ORDINARY_CARD, (command) => {
      if (command.startsWith('00A4020C02')) file = command.slice(10);
      if (['0001', '0002', '000A', '000B'].includes(file) && command.startsWith('00A4020C')) return '9000';
      if (!command.startsWith('00B0') || ['0006', '0008'].includes(file)) return undefined;
      read.push(`${file} ${command}`);
      return file === '0002' ? '6A82' : '308205A99000';
    });
    const { files } = await readFieldReport(session, { byShortFile: true });
    expect(read.toSorted()).toEqual(['0002 00B0000004', '000A 00B0000004', '000B 00B0000004']);
    const length = (id: number) => files.find((row) => row.file === id)?.length;
    expect([length(0x01), length(0x02), length(0x0a), length(0x0b)]).toEqual([undefined, undefined, 0x5ad, 0x5ad]);
  });

  it('says what is missing with the words of the card', async () => {
    const report = await readFieldReport(new Post(PROFILES['no-sign-certificate']).session, { byShortFile: true });
    expect(pinRow(report, 'sign')).toEqual({ pin: 'sign', application: 'jpki', file: 0x1b, select: 0x6a82 });
    const phone = await readFieldReport(new Post(PROFILES.phone).session, { byShortFile: true });
    expect(phone.applications.map(({ select }) => select)).toEqual([0x9000, 0x6a82, 0x6a82, 0x6a82]);
    expect(phone.pins.map(({ application }) => application)).toEqual(['jpki', 'jpki']);
    const other = await readFieldReport(new Post(PROFILES['other-card']).session, { byShortFile: false });
    expect(other).toMatchObject({ files: [], pins: [] });
    expect(other.token).toBeUndefined();
  });

  it('asks the card itself, after other work in the same session as well', async () => {
    const { card, session } = new Post(ORDINARY_CARD);
    await readOverview(session);
    await session.selectApplication('jpki');
    card.log.splice(0);
    await readFieldReport(session, { byShortFile: true });
    expect(card.log[0]?.command).toBe('00A4040C0AD392F000260100000001');
  });

  describe('by short file identifier', () => {
    it.each([
      [0, '63C0'],
      [1, '63C1'],
    ])('asks nothing in the application of a PIN with %i tries left', async (triesLeft, counter) => {
      const post = new Post(cardWith({ pins: { auth: { pin: '1234', triesLeft } } }));
      const report = await readFieldReport(post.session, { byShortFile: true });
      expect(pinRow(report, 'auth')).toMatchObject({ counter: Number.parseInt(counter, 16) });
      expect(pinRow(report, 'auth')).not.toHaveProperty('byShortFile');
      expect(post.shortFileQuestions).toEqual(['00200091']);
    });

    it.each(['9000', '6300', '6F00'])('asks nothing where the tries are not known: %s', async (sw) => {
      const post = new Post(ORDINARY_CARD, (command) => (command === '00200080' ? sw : undefined));
      const report = await readFieldReport(post.session, { byShortFile: true });
      expect(report.pins.map(({ counter }) => counter)).toEqual(Array(5).fill(Number.parseInt(sw, 16)));
      expect(post.shortFileQuestions).toEqual([]);
    });

    it('asks nothing beside a PIN whose file could not be selected: it may be there, with its last try', async () => {
      const post = new Post(ORDINARY_CARD, (command) => (command === '00A4020C02001B' ? '6982' : undefined));
      const report = await readFieldReport(post.session, { byShortFile: true });
      expect(pinRow(report, 'sign')).toMatchObject({ select: 0x6982 });
      expect(post.shortFileQuestions).toEqual(['00200091']);
    });

    it('asks beside a PIN that the card does not have', async () => {
      const post = new Post(PROFILES['no-sign-certificate']);
      const report = await readFieldReport(post.session, { byShortFile: true });
      expect(pinRow(report, 'auth')?.byShortFile).toEqual({ counter: 0x63c3, counterAfter: 0x63c3, costATry: false });
      expect(post.shortFileQuestions).toEqual(['00200098', '00200091']);
    });

    it.each([
      ['are fewer', '63C4', true],
      ['are none', '6984', true],
      ['are not known', '6F00', true],
    ])('asks no second time once the tries %s', async (_what, after, costATry) => {
      let asked = false;
      const post = new Post(ORDINARY_CARD, (command) => {
        asked ||= BY_SHORT_FILE.test(command);
        return asked && command === '00200080' ? after : undefined;
      });
      const report = await readFieldReport(post.session, { byShortFile: true });
      const counterAfter = Number.parseInt(after, 16);
      expect(pinRow(report, 'sign')?.byShortFile).toEqual({ counter: 0x63c5, counterAfter, costATry });
      expect(post.shortFileQuestions).toEqual(['0020009B']);
      expect(report.pins.every((row) => row.pin === 'sign' || row.byShortFile === undefined)).toBe(true);
    });

    it('asks no second time once the tries of a neighbour are fewer', async () => {
      let counters = 0;
      const post = new Post(ORDINARY_CARD, (command) => {
        // 署名用, 利用者証明用, the question about 署名用, and both once more.
        if (command !== '00200080') return undefined;
        return ++counters === 4 ? '63C2' : undefined;
      });
      const report = await readFieldReport(post.session, { byShortFile: true });
      expect(pinRow(report, 'sign')?.byShortFile).toEqual({ counter: 0x63c5, counterAfter: 0x63c5, costATry: true });
      expect(post.shortFileQuestions).toEqual(['0020009B']);
    });

    it('asks nothing where it was not told to: on a card of another kind', async () => {
      const post = new Post(PROFILES['juki-card']);
      await readFieldReport(post.session, { byShortFile: false });
      expect(post.shortFileQuestions).toEqual([]);
    });

    it('keeps what a card says that knows no such form, and the tries after it', async () => {
      const post = new Post(ORDINARY_CARD, (command) => (BY_SHORT_FILE.test(command) ? '6A88' : undefined));
      const report = await readFieldReport(post.session, { byShortFile: true });
      expect(pinRow(report, 'auth')?.byShortFile).toEqual({ counter: 0x6a88, counterAfter: 0x63c3, costATry: false });
    });
  });
});
