import { describe, expect, it } from 'vitest';
import { cardWith, ORDINARY_CARD, PROFILES } from '../readers/virtual/profiles.ts';
import { VirtualCard, type VirtualCardProfile, type VirtualReference } from '../readers/virtual/virtual-card.ts';
import { INS } from './apdu.ts';
import { PIN_IDS, type PinId } from './applications.ts';
import { fromAscii } from './bytes.ts';
import { CardError } from './card-error.ts';
import { changePins } from './change.ts';
import type { PinWish } from './pin-job.ts';
import { CardSession } from './session.ts';

const CURRENT: Record<PinId, string> = { sign: 'ABC123', auth: '1234', juki: '1234', text: '1234' };
const NEXT: Record<PinId, string> = { sign: 'XYZ789', auth: '5678', juki: '6789', text: '7890' };

function wish(pin: PinId, changes: { current?: string; next?: string; lastTryConsent?: boolean } = {}): PinWish {
  return {
    pin,
    current: fromAscii(changes.current ?? CURRENT[pin]),
    next: fromAscii(changes.next ?? NEXT[pin]),
    ...(changes.lastTryConsent === undefined ? {} : { lastTryConsent: changes.lastTryConsent }),
  };
}

type Tamper = (command: Uint8Array, process: () => Uint8Array) => Uint8Array;

async function change(
  profile: VirtualCardProfile,
  wishes: PinWish[],
  tamper: Tamper = (_command, process) => process(),
) {
  const card = new VirtualCard(profile);
  card.powerOn();
  const session = new CardSession(async (command) => tamper(command, () => card.process(command)));
  const progress: string[] = [];
  const full = await changePins(session, wishes, (pin, phase) => progress.push(`${pin} ${phase}`));
  const reports = full.map(({ references: _, ...report }) => report);
  const verifies = card.log.filter(({ command }) => command === '00200080(PIN)').length;
  const changes = card.log.filter(({ command }) => /^(0024|8032)/.test(command)).length;
  return { card, reports, full, progress, verifies, changes };
}

const pinsOf = (card: VirtualCard) =>
  Object.fromEntries((['sign', 'auth', 'juki', 'common', 'text'] as VirtualReference[]).map((r) => [r, card.pinOf(r)]));

describe('a change that succeeds', () => {
  it.each<[PinId, number]>([
    ['sign', 6],
    ['auth', 6],
    ['juki', 15],
    ['text', 6],
  ])('%s, in %i APDUs', async (pin, apdus) => {
    const { card, reports } = await change(ORDINARY_CARD, [wish(pin)]);
    expect(reports).toEqual([{ pin, outcome: 'changed', triesLeft: pin === 'sign' ? 5 : 3 }]);
    const expected = { ...pinsOf(new VirtualCard(ORDINARY_CARD)), [pin]: NEXT[pin] };
    expect(pinsOf(card)).toEqual(pin === 'juki' ? { ...expected, common: NEXT.juki } : expected);
    expect(card.log).toHaveLength(apdus);
  });

  it('all four PINs, five references, in at most 40 APDUs', async () => {
    const { card, reports, progress } = await change(
      ORDINARY_CARD,
      PIN_IDS.map((pin) => wish(pin)),
    );
    expect(reports.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed', 'changed']);
    expect(pinsOf(card)).toEqual({ sign: 'XYZ789', auth: '5678', juki: '6789', common: '6789', text: '7890' });
    expect(card.log.length).toBeLessThanOrEqual(40);
    expect(progress.indexOf('text checked')).toBeLessThan(progress.findIndex((line) => line.endsWith('changing')));
  });

  it('with T=0 habits, 6F00 at first and a counter that answers 9000 once verified', async () => {
    const profile = cardWith({ t0: true, firstCommandFails: true, counterWhenVerified: '9000' });
    const { reports } = await change(
      profile,
      PIN_IDS.map((pin) => wish(pin)),
    );
    expect(reports.every(({ outcome }) => outcome === 'changed')).toBe(true);
  });

  it('reports in the official order, whatever the order of the wishes', async () => {
    const { reports } = await change(ORDINARY_CARD, [wish('text'), wish('sign')]);
    expect(reports.map(({ pin }) => pin)).toEqual(['sign', 'text']);
  });

  it('leaves the neighbouring PIN files alone', async () => {
    const { card } = await change(
      ORDINARY_CARD,
      PIN_IDS.map((pin) => wish(pin)),
    );
    const files = card.log.flatMap(({ command }) => /^00A4020C02(.{4})$/.exec(command)?.[1] ?? []);
    expect(new Set(files)).toEqual(new Set(['001B', '0018', '001C', '0011']));
  });

  it.each(['6D00', '6E00', '6A86'])('juki by CHANGE REFERENCE DATA where CHANGE KEY is answered %s', async (sw) => {
    const changeKey = Number.parseInt(sw, 16);
    const { card, reports } = await change(cardWith({ refuses: { juki: { changeKey }, common: { changeKey } } }), [
      wish('juki'),
    ]);
    expect(reports).toEqual([{ pin: 'juki', outcome: 'changed', triesLeft: 3 }]);
    expect([card.pinOf('juki'), card.pinOf('common')]).toEqual(['6789', '6789']);
  });

  it('recognises a shared juki value, and its tries are full again', async () => {
    const { card, reports } = await change(
      PROFILES['juki-shared'],
      PIN_IDS.map((pin) => wish(pin)),
    );
    expect(reports[2]).toEqual({ pin: 'juki', outcome: 'changed', triesLeft: 3 });
    expect([card.pinOf('juki'), card.triesLeftOf('juki')]).toEqual(['6789', 3]);
    expect(card.log.length).toBeLessThanOrEqual(40);
  });

  it('juki with one reference missing', async () => {
    const { card, reports } = await change(cardWith({ pins: { juki: undefined } }), [wish('juki')]);
    expect(reports).toEqual([{ pin: 'juki', outcome: 'changed', triesLeft: 3 }]);
    expect(card.pinOf('common')).toBe('6789');
  });
});

describe('the current PIN is wrong', () => {
  it('for one PIN: says which and how many tries are left, and changes nothing', async () => {
    const { card, reports, changes } = await change(ORDINARY_CARD, [
      wish('sign'),
      wish('auth', { current: '9999' }),
      wish('text'),
    ]);
    expect(reports).toEqual([
      { pin: 'sign', outcome: 'unchanged', reason: 'stopped', triesLeft: 5 },
      { pin: 'auth', outcome: 'unchanged', reason: 'wrong-pin', triesLeft: 2 },
      { pin: 'text', outcome: 'unchanged', reason: 'stopped' },
    ]);
    expect(changes).toBe(0);
    expect(pinsOf(card)).toEqual(pinsOf(new VirtualCard(ORDINARY_CARD)));
    expect(card.triesLeftOf('auth')).toBe(2);
    expect(card.triesLeftOf('text')).toBe(3);
  });

  it('and that was the last try: it is locked, and said to be', async () => {
    const profile = cardWith({ pins: { auth: { pin: '1234', triesLeft: 1 } } });
    const { card, reports } = await change(profile, [wish('auth', { current: '9999', lastTryConsent: true })]);
    expect(reports).toEqual([{ pin: 'auth', outcome: 'unchanged', reason: 'wrong-pin', triesLeft: 0 }]);
    expect(card.triesLeftOf('auth')).toBe(0);
  });

  it('for one of two juki references that differ: costs one try, of that one', async () => {
    const { card, reports, changes } = await change(PROFILES['juki-differs'], [wish('juki')]);
    expect(reports).toEqual([{ pin: 'juki', outcome: 'unchanged', reason: 'references-differ', triesLeft: 2 }]);
    expect(changes).toBe(0);
    expect([card.triesLeftOf('juki'), card.triesLeftOf('common')]).toEqual([3, 2]);
  });
});

describe('a PIN that cannot be changed keeps no other from being changed', () => {
  it.each<[string, VirtualCardProfile, object]>([
    ['locked', cardWith({ pins: { auth: { pin: '1234', triesLeft: 0 } } }), { reason: 'locked', triesLeft: 0 }],
    ['absent', cardWith({ pins: { auth: undefined } }), { reason: 'absent' }],
    [
      'one try left and no consent',
      cardWith({ pins: { auth: { pin: '1234', triesLeft: 1 } } }),
      { reason: 'last-try', triesLeft: 1 },
    ],
  ])('%s', async (_name, profile, report) => {
    const { card, reports } = await change(profile, [wish('sign'), wish('auth'), wish('text')]);
    expect(reports).toEqual([
      { pin: 'sign', outcome: 'changed', triesLeft: 5 },
      { pin: 'auth', outcome: 'unchanged', ...report },
      { pin: 'text', outcome: 'changed', triesLeft: 3 },
    ]);
    expect([card.pinOf('sign'), card.pinOf('text')]).toEqual(['XYZ789', '7890']);
    const untouched = new VirtualCard(profile);
    expect([card.pinOf('auth'), card.triesLeftOf('auth')]).toEqual([
      untouched.pinOf('auth'),
      untouched.triesLeftOf('auth'),
    ]);
  });

  it('the last one checked', async () => {
    const { reports } = await change(cardWith({ pins: { text: undefined } }), [wish('juki'), wish('text')]);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['changed', 'unchanged']);
  });

  it('tries that cannot be read: no VERIFY is sent', async () => {
    const { reports, verifies } = await change(ORDINARY_CARD, [wish('auth')], (command, process) =>
      command.length === 4 ? new Uint8Array([0x90, 0x00]) : process(),
    );
    expect(reports).toEqual([{ pin: 'auth', outcome: 'unchanged', reason: 'tries-unknown', sw: 0x9000 }]);
    expect(verifies).toBe(0);
  });
});

describe('the last try', () => {
  it('is spent with consent, and a right PIN gives all tries back', async () => {
    const { card, reports } = await change(PROFILES['last-try'], [wish('auth', { lastTryConsent: true })]);
    expect(reports).toEqual([{ pin: 'auth', outcome: 'changed', triesLeft: 3 }]);
    expect(card.triesLeftOf('auth')).toBe(3);
  });

  it('of one PIN is not touched by the consent for another', async () => {
    const profile = cardWith({ pins: { auth: { pin: '1234', triesLeft: 1 }, text: { pin: '1234', triesLeft: 1 } } });
    const { card, reports } = await change(profile, [wish('auth', { lastTryConsent: true }), wish('text')]);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['changed', 'unchanged']);
    expect(card.triesLeftOf('text')).toBe(1);
  });

  it('is never spent to find out whether juki is shared', async () => {
    // A counter that starts at two: after the refusal of the old PIN a single try would be left.
    const card = new VirtualCard(PROFILES['juki-shared']);
    card.powerOn();
    const session = new CardSession(async (command) => {
      const answer = card.process(command);
      const [sw1, sw2] = answer.slice(-2);
      return sw1 === 0x63 && sw2 === 0xc2 && command.length > 4 ? new Uint8Array([0x63, 0xc1]) : answer;
    });
    const reports = await changePins(session, [wish('juki')]);
    expect(reports).toMatchObject([{ pin: 'juki', outcome: 'unknown', reason: 'wrong-pin', triesLeft: 1 }]);
  });
});

describe('the card refuses the change', () => {
  it('and is asked whether it left the PIN alone', async () => {
    const { card, reports } = await change(cardWith({ refuses: { auth: { referenceData: 0x6a80 } } }), [
      wish('auth'),
      wish('text'),
    ]);
    expect(reports).toEqual([
      { pin: 'auth', outcome: 'unchanged', reason: 'card-refused', sw: 0x6a80, triesLeft: 3 },
      { pin: 'text', outcome: 'changed', triesLeft: 3 },
    ]);
    expect(card.pinOf('auth')).toBe('1234');
  });

  it('but carried it out: what counts is what it holds', async () => {
    const { card, reports } = await change(ORDINARY_CARD, [wish('auth')], (command, process) => {
      const answer = process();
      return command[1] === INS.changeReferenceData ? new Uint8Array([0x6f, 0x00]) : answer;
    });
    expect(card.pinOf('auth')).toBe('5678');
    expect(reports).toEqual([{ pin: 'auth', outcome: 'changed', triesLeft: 3 }]);
  });

  it('or says yes and did not: that is not reported as changed', async () => {
    const { card, reports } = await change(ORDINARY_CARD, [wish('auth')], (command, process) =>
      command[1] === INS.changeReferenceData ? new Uint8Array([0x90, 0x00]) : process(),
    );
    expect(card.pinOf('auth')).toBe('1234');
    expect(reports).toEqual([{ pin: 'auth', outcome: 'unchanged', reason: 'card-refused', sw: 0x9000, triesLeft: 3 }]);
  });

  it('for the second juki reference only: half-changed, plainly', async () => {
    const { card, reports } = await change(PROFILES['juki-half'], [wish('juki')]);
    expect(reports).toEqual([
      { pin: 'juki', outcome: 'half-changed', reason: 'card-refused', sw: 0x6982, triesLeft: 3 },
    ]);
    expect([card.pinOf('juki'), card.pinOf('common')]).toEqual(['1234', '6789']);
  });

  it('for the first juki reference: the second is left alone, so both keep the old PIN', async () => {
    const { card, reports } = await change(
      cardWith({ refuses: { common: { changeKey: 0x6985, referenceData: 0x6985 } } }),
      [wish('juki')],
    );
    expect(reports).toMatchObject([{ pin: 'juki', outcome: 'unchanged', reason: 'card-refused', sw: 0x6985 }]);
    expect([card.pinOf('juki'), card.pinOf('common')]).toEqual(['1234', '1234']);
  });

  it('and then gives no number of tries: it is not known, and no further PIN is presented', async () => {
    const profile = cardWith({ refuses: { auth: { referenceData: 0x6a80 } }, counterWhenVerified: '9000' });
    const { reports, verifies } = await change(profile, [wish('auth')]);
    expect(reports).toEqual([{ pin: 'auth', outcome: 'unknown', reason: 'card-refused', sw: 0x6a80 }]);
    expect(verifies).toBe(1);
  });
});

describe('an answer that cannot be one', () => {
  it.each<[string, Tamper]>([
    ['data nobody asked for', (_command, process) => new Uint8Array([1, 2, ...process()])],
    ['nothing', () => new Uint8Array(0)],
    ['one byte', () => new Uint8Array([0x90])],
  ])('%s: the work stops there', async (_name, tamper) => {
    let exchange = 0;
    const { card, reports } = await change(ORDINARY_CARD, [wish('auth'), wish('text')], (command, process) =>
      exchange++ === 1 ? tamper(command, process) : process(),
    );
    expect(reports).toEqual([
      { pin: 'auth', outcome: 'unchanged', reason: 'interrupted', error: 'bad-answer' },
      { pin: 'text', outcome: 'unchanged', reason: 'stopped' },
    ]);
    expect(exchange).toBe(2);
    expect(card.pinOf('auth')).toBe('1234');
  });

  it.each([
    ['a "no" that leaves all tries', 0x63c3],
    ['a lock with tries left', 0x6984],
  ])('%s is not believed', async (_name, sw) => {
    const { reports } = await change(ORDINARY_CARD, [wish('auth')], (command, process) =>
      command[1] === INS.verify && command.length > 4 ? new Uint8Array([sw >> 8, sw & 0xff]) : process(),
    );
    expect(reports).toEqual([{ pin: 'auth', outcome: 'unchanged', reason: 'card-refused', sw }]);
  });

  it('a 住基 reference that is overlooked once is looked for again', async () => {
    let hidden = false;
    const { card, reports } = await change(ORDINARY_CARD, [wish('juki')], (_command, process) => {
      const answer = process();
      if (hidden) return answer;
      hidden = true;
      return new Uint8Array([0x6a, 0x82]);
    });
    expect(reports).toEqual([{ pin: 'juki', outcome: 'changed', triesLeft: 3 }]);
    expect([card.pinOf('juki'), card.pinOf('common')]).toEqual(['6789', '6789']);
  });

  it('the number of tries is not taken from a card that says 6984 of a verified PIN', async () => {
    const profile = cardWith({ refuses: { auth: { referenceData: 0x6a80 } }, counterWhenVerified: '6984' });
    const { reports } = await change(profile, [wish('auth')]);
    expect(reports).toEqual([{ pin: 'auth', outcome: 'unknown', reason: 'card-refused', sw: 0x6a80 }]);
  });
});

describe('no answer comes', () => {
  /** Where the fault strikes: before the card acts, or after it acted. */
  const cases = (['before', 'after'] as const).flatMap((when) =>
    Array.from({ length: 40 }, (_, index) => [index, when] as const),
  );

  it.each(cases)(
    'at exchange %i, %s the card acts: nothing untrue is said and nothing is repeated',
    async (index, when) => {
      let exchange = 0;
      const { card, reports } = await change(
        ORDINARY_CARD,
        PIN_IDS.map((pin) => wish(pin)),
        (_command, process) => {
          if (exchange++ < index) return process();
          if (when === 'after') process();
          throw new CardError('card-removed');
        },
      );
      expect(exchange).toBe(index + 1);
      for (const { pin, outcome } of reports) {
        const references: VirtualReference[] = pin === 'juki' ? ['juki', 'common'] : [pin];
        const held = references.map((reference) => card.pinOf(reference));
        if (outcome === 'changed') expect(held.every((value) => value === NEXT[pin])).toBe(true);
        if (outcome === 'unchanged') expect(held.every((value) => value === CURRENT[pin])).toBe(true);
        expect(outcome).not.toBe('half-changed');
      }
      expect(reports.filter(({ reason }) => reason === 'interrupted')).toMatchObject([{ error: 'card-removed' }]);
      expect(reports.filter(({ outcome }) => outcome === 'unknown').length).toBeLessThanOrEqual(1);
    },
  );
});

describe('what breaks a rule never leaves', () => {
  it.each<[string, PinWish[]]>([
    ['a current PIN of the wrong format', [wish('auth', { current: '123' })]],
    ['a signature password at a four-digit PIN', [wish('auth', { current: 'ABC123' })]],
    ['a new PIN of the wrong format', [wish('sign', { next: 'abcdef1' })]],
    ['two wishes for one PIN', [wish('auth'), wish('auth')]],
    ['a bad wish among good ones', [wish('sign'), wish('auth', { next: '12345' })]],
  ])('%s', async (_name, wishes) => {
    const card = new VirtualCard(ORDINARY_CARD);
    card.powerOn();
    const session = new CardSession(async (command) => card.process(command));
    const error = await changePins(session, wishes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RangeError);
    expect(card.log).toEqual([]);
    const typed = wishes.flatMap(({ current, next }) => [
      String.fromCharCode(...current),
      String.fromCharCode(...next),
    ]);
    for (const pin of typed) expect(String(error)).not.toContain(pin);
  });
});

describe('PIN bytes', () => {
  it('do not stay in the command that carried them', async () => {
    const card = new VirtualCard(ORDINARY_CARD);
    card.powerOn();
    const commands: Uint8Array[] = [];
    const session = new CardSession(async (command) => {
      commands.push(command);
      return card.process(command);
    });
    await changePins(
      session,
      PIN_IDS.map((pin) => wish(pin)),
    );
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.every((command) => command.every((byte) => byte === 0))).toBe(true);
  });
});
