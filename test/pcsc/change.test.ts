import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePins } from '../../src/card/change.ts';
import { cardWith, ORDINARY_CARD, PROFILES } from '../../src/readers/virtual/profiles.ts';
import type { VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import { pinCommands } from '../support/card-process.ts';
import { Station } from '../support/station.ts';
import { CURRENT, NEXT, wish } from '../support/wishes.ts';

const ALL_FOUR = ['sign', 'auth', 'juki', 'text'] as const;
const FULL = { sign: 5, auth: 3, juki: 3, common: 3, text: 3 };
const OLD = { ...CURRENT, common: CURRENT.juki };
const NEW = { ...NEXT, common: NEXT.juki };

/** Most exchanges on a card without faults: one 利用者証明用, and all four PINs. */
const BUDGET = { auth: 6, all: 40 };

describe('a change over PC/SC', () => {
  let station: Station;
  beforeAll(async () => {
    station = await Station.start();
  });
  afterAll(() => station?.stop());

  async function change(profile: VirtualCardProfile, ...wishes: ReturnType<typeof wish>[]) {
    await station.insert(profile);
    const consents = wishes.filter(({ lastTryConsent }) => lastTryConsent).map(({ pin }) => pin);
    return station.work((session) => changePins(session, wishes), 0, consents);
  }

  it.each(ALL_FOUR)('changes %s and nothing else', async (pin) => {
    const { result, card } = await change(ORDINARY_CARD, wish(pin));
    expect(result).toEqual([{ pin, outcome: 'changed', triesLeft: FULL[pin] }]);
    expect(card.pins).toEqual({ ...OLD, [pin]: NEW[pin], ...(pin === 'juki' ? { common: NEW.common } : {}) });
    expect(card.tries).toEqual(FULL);
  });

  it('changes one PIN within its budget', async () => {
    const { card } = await change(ORDINARY_CARD, wish('auth'));
    expect(card.pins.auth).toBe(NEXT.auth);
    expect(card.log.length).toBeLessThanOrEqual(BUDGET.auth);
  });

  it('changes all four within their budget', async () => {
    const { result, card } = await change(ORDINARY_CARD, ...ALL_FOUR.map((pin) => wish(pin)));
    expect(result.map(({ pin, outcome }) => [pin, outcome])).toEqual(ALL_FOUR.map((pin) => [pin, 'changed']));
    expect(card.pins).toEqual(NEW);
    expect(card.tries).toEqual(FULL);
    expect(card.log.length).toBeLessThanOrEqual(BUDGET.all);
  });

  it.each(['juki-shared', 'juki-half'] as const)('tells the truth about the card %s', async (profile) => {
    const { result, card } = await change(PROFILES[profile], wish('juki'));
    const held = new Set([card.pins.juki, card.pins.common]);
    const outcome = held.size === 1 ? (held.has(NEXT.juki) ? 'changed' : 'unchanged') : 'half-changed';
    expect(result).toMatchObject([{ pin: 'juki', outcome }]);
    expect(card.tries).toEqual(FULL);
  });

  it('changes nothing when one of four is wrong, and says the tries that the card has left', async () => {
    const { result, card } = await change(
      ORDINARY_CARD,
      ...ALL_FOUR.map((pin) => (pin === 'text' ? wish(pin, { current: '9999' }) : wish(pin))),
    );
    expect(result.at(-1)).toEqual({ pin: 'text', outcome: 'unchanged', reason: 'wrong-pin', triesLeft: 2 });
    expect(result.slice(0, 3).map(({ outcome, reason }) => [outcome, reason])).toEqual(
      Array(3).fill(['unchanged', 'stopped']),
    );
    expect(card.pins).toEqual(OLD);
    expect(card.tries).toEqual({ ...FULL, text: 2 });
  });

  it.each(ALL_FOUR)('presents a wrong %s once', async (pin) => {
    const { result, card } = await change(ORDINARY_CARD, wish(pin, { current: pin === 'sign' ? 'WRONG99' : '9999' }));
    expect(result).toEqual([{ pin, outcome: 'unchanged', reason: 'wrong-pin', triesLeft: FULL[pin] - 1 }]);
    expect(card.tries[pin]).toBe(FULL[pin] - 1);
    expect(pinCommands(card)).toEqual(['00200080(PIN)']);
    expect(card.pins).toEqual(OLD);
  });

  it.each(['63C0', '6984'] as const)('presents nothing to a locked PIN (%s)', async (counterWhenLocked) => {
    const { result, card } = await change({ ...PROFILES.locked, counterWhenLocked }, wish('auth'));
    expect(result).toEqual([{ pin: 'auth', outcome: 'unchanged', reason: 'locked', triesLeft: 0 }]);
    expect(pinCommands(card)).toEqual([]);
  });

  it('leaves the last try alone without consent', async () => {
    const { result, card } = await change(PROFILES['last-try'], wish('auth', { current: '9999' }));
    expect(result).toEqual([{ pin: 'auth', outcome: 'unchanged', reason: 'last-try', triesLeft: 1 }]);
    expect(pinCommands(card)).toEqual([]);
    expect(card.tries.auth).toBe(1);
  });

  it('is not let through to the last try by the bridge that knows of no consent', async () => {
    await station.insert(PROFILES['last-try']);
    const { result, card } = await station.work((session) =>
      changePins(session, [wish('auth', { current: '9999', lastTryConsent: true })]),
    );
    expect(result).toMatchObject([{ outcome: 'unchanged', reason: 'interrupted', error: 'refused-by-guard' }]);
    expect(pinCommands(card)).toEqual([]);
    expect(card.tries.auth).toBe(1);
  });

  it('spends the last try with consent, and gets all of them back', async () => {
    const { result, card } = await change(PROFILES['last-try'], wish('auth', { lastTryConsent: true }));
    expect(result).toEqual([{ pin: 'auth', outcome: 'changed', triesLeft: 3 }]);
    expect(card.pins.auth).toBe(NEXT.auth);
    expect(card.tries.auth).toBe(3);
  });

  it('says that this try locked it', async () => {
    const { result, card } = await change(
      PROFILES['last-try'],
      wish('auth', { current: '9999', lastTryConsent: true }),
    );
    expect(result).toEqual([{ pin: 'auth', outcome: 'unchanged', reason: 'wrong-pin', triesLeft: 0 }]);
    expect(card.tries.auth).toBe(0);
    expect(card.pins.auth).toBe(CURRENT.auth);
  });

  it('spends a try of the second reference only once when the two of 住民基本台帳用 differ', async () => {
    const { result, card } = await change(PROFILES['juki-differs'], wish('juki'));
    expect(result).toMatchObject([{ pin: 'juki', outcome: 'unchanged', reason: 'references-differ' }]);
    expect(card.pins).toMatchObject({ juki: '1234', common: '9876' });
    expect(card.tries).toMatchObject({ juki: 3, common: 2 });
  });

  it('does not take a PIN in other letters for the right one', async () => {
    const profile = cardWith({ pins: { sign: { pin: 'ABC124' } } });
    const { result, card } = await change(profile, wish('sign', { current: 'ABC123' }));
    expect(result).toMatchObject([{ outcome: 'unchanged', reason: 'wrong-pin', triesLeft: 4 }]);
    expect(card.pins.sign).toBe('ABC124');
  });
});
