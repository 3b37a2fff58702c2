import { describe, expect, it } from 'vitest';
import { cardWith, ORDINARY_CARD, PROFILES } from '../readers/virtual/profiles.ts';
import { VirtualCard, type VirtualCardProfile, type VirtualReference } from '../readers/virtual/virtual-card.ts';
import { PIN_IDS, type PinId } from './applications.ts';
import { fromAscii } from './bytes.ts';
import { CardError } from './card-error.ts';
import { changePins } from './change.ts';
import type { PinReport, PinWish } from './pin-job.ts';
import { recoverPins } from './recover.ts';
import { CardSession } from './session.ts';

const wishes: readonly PinWish[] = PIN_IDS.map((pin) => ({
  pin,
  current: fromAscii(pin === 'sign' ? 'ABC123' : '1234'),
  next: fromAscii(pin === 'sign' ? 'XYZ789' : '5678'),
}));
const CURRENT = ['ABC123', '1234'];
const referencesOf = (pin: PinId): VirtualReference[] => (pin === 'juki' ? ['juki', 'common'] : [pin]);

/** What is left to do for wishes whose end is not known. */
function open(reports: readonly PinReport[]): PinWish[] {
  return reports
    .filter(({ outcome }) => outcome === 'unknown' || outcome === 'half-changed')
    .map(({ pin, references = [] }) => ({ ...(wishes.find((wish) => wish.pin === pin) as PinWish), references }));
}

/** A change of `pins` cut off at one exchange, and the recovery once the card is back. */
async function interrupted(profile: VirtualCardProfile, pins: readonly PinId[], index: number, acts: boolean) {
  const card = new VirtualCard(profile);
  card.powerOn();
  let exchange = 0;
  const changed = await changePins(
    new CardSession(async (command) => {
      if (exchange++ < index) return card.process(command);
      if (acts) card.process(command);
      throw new CardError('card-removed');
    }),
    wishes.filter(({ pin }) => pins.includes(pin)),
  );
  const before = card.log.length;
  card.powerOn();
  const recovered = await recoverPins(new CardSession(async (command) => card.process(command)), open(changed));
  const asked = card.log.slice(before).filter(({ command }) => command.includes('PIN'));
  return { card, changed, recovered, asked };
}

describe('a change that was cut off', () => {
  const cuts = [true, false].flatMap((acts) => Array.from({ length: 40 }, (_, index) => [index, acts] as const));

  it.each(cuts)(
    'of all four PINs at exchange %i (carried out: %s): every PIN is known in the end',
    async (index, acts) => {
      for (const profile of [ORDINARY_CARD, PROFILES['juki-shared']]) {
        const { card, recovered, asked } = await interrupted(profile, PIN_IDS, index, acts);
        for (const { pin, outcome } of recovered) {
          expect(outcome, pin).not.toBe('unknown');
          const held = referencesOf(pin).map((reference) => card.pinOf(reference) as string);
          const current = held.map((value) => CURRENT.includes(value));
          expect(outcome).toBe(
            current.every(Boolean) ? 'unchanged' : current.some(Boolean) ? 'half-changed' : 'changed',
          );
          // The try that a "no" cost was given back.
          for (const reference of referencesOf(pin)) expect(card.triesLeftOf(reference)).toBe(pin === 'sign' ? 5 : 3);
        }
        expect(
          asked.every(({ command }) => command === '00200080(PIN)'),
          'nothing is changed',
        ).toBe(true);
        expect(asked.filter(({ sw }) => sw.startsWith('63C')).length).toBeLessThanOrEqual(1);
      }
    },
  );

  it('between the two 住基 references: can be finished, and is proved', async () => {
    // 共通カード was changed and proved, 住基 was not asked yet.
    const { card, changed, recovered } = await interrupted(ORDINARY_CARD, ['juki'], 10, false);
    expect([card.pinOf('juki'), card.pinOf('common')]).toEqual(['1234', '5678']);
    expect(changed).toMatchObject([{ outcome: 'unknown', reason: 'interrupted' }]);
    expect(recovered).toMatchObject([{ outcome: 'half-changed', reason: 'interrupted' }]);
    const finished = await changePins(new CardSession(async (command) => card.process(command)), open(recovered));
    expect(finished).toEqual([{ pin: 'juki', outcome: 'changed', triesLeft: 3 }]);
    expect([card.pinOf('juki'), card.pinOf('common')]).toEqual(['5678', '5678']);
  });
});

describe('finishing what is half-changed', () => {
  const transmitTo = (card: VirtualCard) => async (command: Uint8Array) => card.process(command);

  it('and cut off again: it is still half-changed, not unchanged', async () => {
    const { card, recovered } = await interrupted(ORDINARY_CARD, ['juki'], 10, false);
    const gone = new CardSession(() => Promise.reject(new CardError('card-removed')));
    const finished = await changePins(gone, open(recovered));
    expect(finished).toMatchObject([{ outcome: 'half-changed', reason: 'interrupted', error: 'card-removed' }]);
    const again = await changePins(new CardSession(transmitTo(card)), open(finished));
    expect(again).toEqual([{ pin: 'juki', outcome: 'changed', triesLeft: 3 }]);
  });

  it('what refused the new PIN before may hold it after', async () => {
    // The CHANGE of 住基 did not arrive, and the recovery asked it for the new PIN first.
    const { card, recovered } = await interrupted(ORDINARY_CARD, ['juki'], 13, false);
    expect(recovered).toMatchObject([{ outcome: 'half-changed', references: [{ refused: ['next'] }, {}] }]);
    let exchange = 0;
    const cutOff = await changePins(
      new CardSession(async (command) => {
        const answer = card.process(command);
        if (exchange++ === 11) throw new CardError('card-removed');
        return answer;
      }),
      open(recovered),
    );
    expect(cutOff).toMatchObject([{ outcome: 'unknown' }]);
    card.powerOn();
    const found = await recoverPins(new CardSession(transmitTo(card)), open(cutOff));
    expect(found).toMatchObject([{ outcome: 'changed', triesLeft: 3 }]);
  });
});

describe('a question whose answer was lost', () => {
  it('is answered by the counter: it is not asked again where a try is gone', async () => {
    const card = new VirtualCard(PROFILES['juki-shared']);
    const juki = wishes[2] as PinWish;
    const session = (lostAt: number, odd?: number) => {
      card.powerOn();
      let exchange = 0;
      return new CardSession(async (command) => {
        const answer = card.process(command);
        if (exchange++ !== lostAt) return answer;
        if (odd === undefined) throw new CardError('card-removed');
        return new Uint8Array([odd >> 8, odd & 0xff]);
      });
    };
    const changed = await changePins(session(8), [juki]);
    const asked = await recoverPins(session(3, 0x6f00), open(changed));
    expect(asked).toMatchObject([{ outcome: 'unknown', reason: 'card-refused', sw: 0x6f00 }]);
    expect(card.triesLeftOf('juki')).toBe(2);
    const found = await recoverPins(session(-1), open(asked));
    expect(found).toMatchObject([{ outcome: 'changed' }]);
    expect(card.triesLeftOf('juki')).toBe(3);
  });
});

describe('finding out is never bought with a last try', () => {
  it.each([
    [1, 'last-try'],
    [0, 'locked'],
  ] as const)('%i left: nothing is asked, and the PIN stays unknown', async (triesLeft, reason) => {
    const card = new VirtualCard(cardWith({ pins: { auth: { pin: '5678', triesLeft } } }));
    card.powerOn();
    const [auth] = wishes.filter(({ pin }) => pin === 'auth');
    const reports = await recoverPins(new CardSession(async (command) => card.process(command)), [auth as PinWish]);
    expect(reports).toMatchObject([{ pin: 'auth', outcome: 'unknown', reason, triesLeft }]);
    expect(card.log.filter(({ command }) => command.includes('PIN'))).toEqual([]);
  });

  it('with two left the second question is not asked when it would be the last', async () => {
    const card = new VirtualCard(cardWith({ pins: { auth: { pin: '9999', triesLeft: 2 } } }));
    card.powerOn();
    const [auth] = wishes.filter(({ pin }) => pin === 'auth');
    const reports = await recoverPins(new CardSession(async (command) => card.process(command)), [auth as PinWish]);
    expect(reports).toMatchObject([{ pin: 'auth', outcome: 'unknown', triesLeft: 1 }]);
    expect(card.triesLeftOf('auth')).toBe(1);
  });

  it('nor when the tries cannot be read', async () => {
    const card = new VirtualCard(ORDINARY_CARD);
    card.powerOn();
    const session = new CardSession(async (command) =>
      command.length === 4 ? new Uint8Array([0x90, 0x00]) : card.process(command),
    );
    const reports = await recoverPins(session, [wishes[1] as PinWish]);
    expect(reports).toMatchObject([{ pin: 'auth', outcome: 'unknown', reason: 'tries-unknown', sw: 0x9000 }]);
    expect(card.log.filter(({ command }) => command.includes('PIN'))).toEqual([]);
  });
});

describe('the card that comes back', () => {
  it('does not have what the change had met: that is not "unchanged"', async () => {
    const { changed } = await interrupted(ORDINARY_CARD, ['auth'], 4, true);
    const other = new VirtualCard(cardWith({ pins: { auth: undefined } }));
    other.powerOn();
    const reports = await recoverPins(new CardSession(async (command) => other.process(command)), open(changed));
    expect(reports).toMatchObject([{ pin: 'auth', outcome: 'unknown', reason: 'absent' }]);
  });

  it('holds neither PIN: that is said, and one try more is the price at most', async () => {
    const card = new VirtualCard(cardWith({ pins: { sign: { pin: 'OTHER99' } } }));
    card.powerOn();
    const reports = await recoverPins(new CardSession(async (command) => card.process(command)), [
      wishes[0] as PinWish,
    ]);
    expect(reports).toMatchObject([{ pin: 'sign', outcome: 'unknown', reason: 'wrong-pin', triesLeft: 3 }]);
  });

  it('is taken away again: still not known', async () => {
    const { recovered } = await interrupted(ORDINARY_CARD, ['auth'], 4, true);
    expect(recovered).toMatchObject([{ outcome: 'changed' }]);
    const gone = await recoverPins(new CardSession(() => Promise.reject(new CardError('card-removed'))), [
      wishes[1] as PinWish,
    ]);
    expect(gone).toMatchObject([{ pin: 'auth', outcome: 'unknown', reason: 'interrupted', error: 'card-removed' }]);
  });

  it('has two 住基 references that differ since an earlier visit: the new PIN is found on one of them', async () => {
    const card = new VirtualCard(cardWith({ pins: { common: { pin: '5678' } } }));
    card.powerOn();
    const transmit = async (command: Uint8Array) => card.process(command);
    const juki = wishes[2] as PinWish;
    const [first] = await changePins(new CardSession(transmit), [juki]);
    expect(first).toMatchObject({ outcome: 'unchanged', reason: 'references-differ', triesLeft: 2 });
    const [found] = await recoverPins(new CardSession(transmit), [{ ...juki, references: first?.references ?? [] }]);
    expect(found).toMatchObject({ outcome: 'half-changed', triesLeft: 3 });
    const [finished] = await changePins(new CardSession(transmit), [{ ...juki, references: found?.references ?? [] }]);
    expect(finished).toMatchObject({ outcome: 'changed' });
    expect([card.pinOf('juki'), card.pinOf('common')]).toEqual(['5678', '5678']);
  });
});
