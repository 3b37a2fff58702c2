import { describe, expect, it } from 'vitest';
import { cardWith, ORDINARY_CARD, PROFILES } from '../readers/virtual/profiles.ts';
import { VirtualCard, type VirtualCardProfile, type VirtualReference } from '../readers/virtual/virtual-card.ts';
import { PIN_IDS, type PinId } from './applications.ts';
import { fromAscii } from './bytes.ts';
import { CardError } from './card-error.ts';
import { changePins } from './change.ts';
import { ApduGuard } from './guard.ts';
import type { PinReport, PinWish } from './pin-job.ts';
import { recoverPins } from './recover.ts';
import { CardSession } from './session.ts';

const HELD: Record<PinId, string> = { sign: 'ABC123', auth: '1234', juki: '1234', text: '1234' };

/** From `pin` to itself. */
function wish(pin: PinId, value = HELD[pin], references?: PinReport['references']): PinWish {
  return { pin, current: fromAscii(value), next: fromAscii(value), ...(references ? { references } : {}) };
}

/** A session as the page opens one: behind the guard. */
function sessionWith(card: VirtualCard, cutAt = -1, acts = false): CardSession {
  const guard = new ApduGuard();
  let exchange = 0;
  card.powerOn();
  return new CardSession((command) =>
    guard.pass(command, async (bytes) => {
      if (exchange++ !== cutAt) return card.process(bytes);
      if (acts) card.process(bytes);
      throw new CardError('card-removed');
    }),
  );
}

const verifies = (card: VirtualCard) => card.log.filter(({ command }) => command === '00200080(PIN)');
const tries = (card: VirtualCard) =>
  (['sign', 'auth', 'juki', 'common', 'text'] as VirtualReference[]).map((reference) => card.triesLeftOf(reference));

describe('a new PIN that is the current one', () => {
  it.each<[string, VirtualCardProfile]>([
    ['an ordinary card', ORDINARY_CARD],
    ['one 住基 value under two names', PROFILES['juki-shared']],
  ])('is changed and proved like any other, on %s', async (_name, profile) => {
    const card = new VirtualCard(profile);
    const reports = await changePins(
      sessionWith(card),
      PIN_IDS.map((pin) => wish(pin)),
    );
    expect(reports.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed', 'changed']);
    expect(tries(card)).toEqual([5, 3, 3, 3, 3]);
  });

  it('that is wrong costs one try, and the card is sent nothing else', async () => {
    const card = new VirtualCard(ORDINARY_CARD);
    const [report] = await changePins(sessionWith(card), [wish('auth', '9999')]);
    expect(report).toEqual({ pin: 'auth', outcome: 'unchanged', reason: 'wrong-pin', triesLeft: 2 });
    expect(verifies(card)).toHaveLength(1);
  });

  it.each([0x6982, 0x6985, 0x6a80, 0x63c2])('that the card refuses with %i: unchanged, and said so', async (sw) => {
    const refusal = { changeKey: sw, referenceData: sw };
    const card = new VirtualCard(cardWith({ refuses: { auth: refusal, common: refusal }, refusedChangeCosts: true }));
    const reports = await changePins(sessionWith(card), [wish('auth'), wish('juki')]);
    expect(reports).toEqual([
      { pin: 'auth', outcome: 'unchanged', reason: 'card-refused', sw, triesLeft: 3 },
      { pin: 'juki', outcome: 'unchanged', reason: 'card-refused', sw, triesLeft: 3 },
    ]);
  });

  it('is not half-changed where one of two references refuses: both hold it', async () => {
    const card = new VirtualCard(PROFILES['juki-half']);
    expect(await changePins(sessionWith(card), [wish('juki')])).toEqual([
      { pin: 'juki', outcome: 'changed', triesLeft: 3 },
    ]);
  });

  it('on a card that stores something else: unknown, for one try and not two', async () => {
    const card = new VirtualCard(cardWith({ changeStores: 'something else' }));
    const [report] = await changePins(sessionWith(card), [wish('auth')]);
    expect(report).toMatchObject({ outcome: 'unknown', reason: 'card-refused', triesLeft: 2 });
    const found = await recoverPins(sessionWith(card), [wish('auth', HELD.auth, report?.references)]);
    expect(found).toMatchObject([{ outcome: 'unknown', reason: 'wrong-pin', triesLeft: 2 }]);
    expect(verifies(card).filter(({ sw }) => sw !== '9000')).toHaveLength(1);
  });

  it('with two 住基 references that differ leaves nothing to find out', async () => {
    const card = new VirtualCard(PROFILES['juki-differs']);
    const [report] = await changePins(sessionWith(card), [wish('juki')]);
    expect(report).toEqual({ pin: 'juki', outcome: 'unchanged', reason: 'references-differ', triesLeft: 2 });
  });
});

describe('finding out what such a PIN is', () => {
  it('asks a card that holds another one once, not once for each name', async () => {
    const card = new VirtualCard(cardWith({ pins: { auth: { pin: '9999' } } }));
    const [report] = await recoverPins(sessionWith(card), [wish('auth')]);
    expect(report).toMatchObject({ outcome: 'unknown', reason: 'wrong-pin', triesLeft: 2 });
    expect(verifies(card)).toHaveLength(1);
  });

  const cuts = [true, false].flatMap((acts) => Array.from({ length: 40 }, (_, at) => [at, acts] as const));

  it.each(cuts)('after a cut at exchange %i (carried out: %s) ends well', async (at, acts) => {
    for (const profile of [ORDINARY_CARD, PROFILES['juki-shared']]) {
      const card = new VirtualCard(profile);
      const changed = await changePins(
        sessionWith(card, at, acts),
        PIN_IDS.map((pin) => wish(pin)),
      );
      const open = changed.filter(({ outcome }) => outcome === 'unknown');
      const found = await recoverPins(
        sessionWith(card),
        open.map(({ pin, references }) => wish(pin, HELD[pin], references)),
      );
      expect(found.map(({ outcome }) => outcome)).toEqual(open.map(() => 'changed'));
      expect(tries(card)).toEqual([5, 3, 3, 3, 3]);
      expect(verifies(card).every(({ sw }) => sw === '9000')).toBe(true);
    }
  });
});
