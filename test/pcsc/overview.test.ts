import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORDINARY_CARD, PROFILES } from '../../src/readers/virtual/profiles.ts';
import { pinCommands } from '../support/card-process.ts';
import { Station } from '../support/station.ts';

/** Most exchanges that an overview may take on a card without faults. */
const OVERVIEW_BUDGET = 18;

describe('the overview over PC/SC', () => {
  let station: Station;
  beforeAll(async () => {
    station = await Station.start();
  });
  afterAll(() => station?.stop());

  it('shows an ordinary card, presents no PIN and keeps within its budget', async () => {
    await station.insert(ORDINARY_CARD);
    const { result, card } = await station.overview();
    expect(result.kind).toBe('my-number-card');
    expect(result.pins).toEqual({
      sign: { kind: 'ready', triesLeft: 5 },
      auth: { kind: 'ready', triesLeft: 3 },
      juki: { kind: 'ready', triesLeft: 3 },
      text: { kind: 'ready', triesLeft: 3 },
    });
    expect(pinCommands(card)).toEqual([]);
    expect(card.log.length).toBeLessThanOrEqual(OVERVIEW_BUDGET);
    expect(card.tries).toEqual({ sign: 5, auth: 3, juki: 3, common: 3, text: 3 });
  });

  it.each([
    ['no-sign-certificate', 'my-number-card', { sign: 'absent', auth: 'ready', juki: 'ready', text: 'ready' }],
    ['locked', 'my-number-card', { sign: 'locked', auth: 'locked', juki: 'ready', text: 'ready' }],
    ['juki-shared', 'my-number-card', { sign: 'ready', auth: 'ready', juki: 'ready', text: 'ready' }],
    ['juki-card', 'juki-card', { sign: 'ready', auth: 'absent', juki: 'ready', text: 'absent' }],
    ['phone', 'android-phone', { sign: 'ready', auth: 'ready', juki: 'absent', text: 'absent' }],
    ['other-card', 'other', { sign: 'absent', auth: 'absent', juki: 'absent', text: 'absent' }],
  ] as const)('tells what the card %s is', async (profile, kind, pins) => {
    await station.insert(PROFILES[profile]);
    const { result } = await station.overview();
    expect(result.kind).toBe(kind);
    expect(Object.fromEntries(Object.entries(result.pins).map(([pin, state]) => [pin, state.kind]))).toEqual(pins);
  });

  it('repeats a first command that was answered 6F00, once', async () => {
    await station.insert({ ...ORDINARY_CARD, firstCommandFails: true });
    const { result, card } = await station.overview();
    expect(result.kind).toBe('my-number-card');
    expect(card.log.slice(0, 2).map(({ sw }) => sw)).toEqual(['6F00', '9000']);
    expect(card.log[1]?.command).toBe(card.log[0]?.command);
  });
});
