import { describe, expect, it } from 'vitest';
import { PIN_IDS, type PinId } from './applications.ts';
import type { Overview, PinState } from './overview.ts';
import { PIN_FACTS, resetWays } from './pin-facts.ts';
import { PIN_TROUBLES, procedure } from './procedure.ts';
import { PURPOSE_IDS, PURPOSES, type PurposeId, pinsFor } from './purposes.ts';

const READY: PinState = { kind: 'ready', triesLeft: 3 };
const pinsWith = (changes: Partial<Record<PinId, PinState>>): Overview['pins'] => ({
  sign: READY,
  auth: READY,
  juki: READY,
  text: READY,
  ...changes,
});

describe('which PIN somebody needs', () => {
  it.each<[PurposeId[], PinId[]]>([
    [['e-tax'], ['sign', 'auth', 'text']],
    [['myna-portal-login'], ['auth']],
    [['store-certificates'], ['auth']],
    [['health-insurance'], ['auth']],
    [['moving-out-online'], ['sign', 'auth', 'text']],
    [['moving-in-at-counter'], ['juki']],
    [['name-or-address-on-card'], ['juki']],
    [['online-application'], ['sign']],
    [['filling-forms'], ['text']],
    [
      ['filling-forms', 'moving-in-at-counter', 'store-certificates'],
      ['auth', 'juki', 'text'],
    ],
    [[], []],
  ])('%j: %j', (purposes, pins) => {
    expect(pinsFor(purposes)).toEqual(pins);
  });

  it('is known for every PIN, and no purpose is without one, or without evidence', () => {
    expect(pinsFor(PURPOSE_IDS)).toEqual(PIN_IDS);
    for (const id of PURPOSE_IDS) {
      expect(PURPOSES[id].pins.length).toBeGreaterThan(0);
      expect(PURPOSES[id].evidence).toMatch(/^doc: /);
    }
  });
});

describe('where a PIN is set anew', () => {
  it.each<[PinId, string[]]>([
    ['sign', ['counter', 'store auth']],
    ['auth', ['counter', 'store sign']],
    ['juki', ['counter']],
    ['text', ['counter']],
  ])('%s: %j', (pin, ways) => {
    const said = resetWays(pin).map((way) => ('needs' in way ? `${way.place} ${way.needs}` : way.place));
    expect(said).toEqual(ways);
    expect(PIN_FACTS[pin].resetWays).toEqual(resetWays(pin));
  });

  it.each<PinState>([{ kind: 'locked' }, { kind: 'absent' }, { kind: 'unknown', sw: 0x6f00 }])(
    'not at a store when the other one is %j',
    (state) => {
      expect(resetWays('sign', pinsWith({ auth: state }))).toEqual([{ place: 'counter' }]);
      expect(resetWays('auth', pinsWith({ auth: state }))).toHaveLength(2);
    },
  );
});

describe('what to do about a PIN in trouble', () => {
  it.each(PIN_IDS)('%s: somewhere to go for each, or nothing to do', (pin) => {
    for (const trouble of PIN_TROUBLES) {
      const { kind, ways, notes } = procedure(pin, trouble);
      expect(ways.length > 0).toBe(kind !== 'none');
      expect(notes.length).toBeGreaterThan(0);
    }
  });

  it('a forgotten one is set anew and not guessed, a locked one is not waited for', () => {
    expect(procedure('juki', 'forgotten')).toEqual({
      kind: 'reset',
      ways: [{ place: 'counter' }],
      notes: ['do-not-guess', 'others-stay'],
    });
    expect(procedure('sign', 'locked', pinsWith({ sign: { kind: 'locked' } }))).toMatchObject({
      kind: 'reset',
      ways: [{ place: 'counter' }, { place: 'store', needs: 'auth' }],
      notes: ['waiting-does-not-unlock', 'others-stay'],
    });
  });

  it('a certificate that expired is renewed at the counter, and has nothing to do with the other two', () => {
    for (const pin of ['sign', 'auth'] as const) {
      expect(procedure(pin, 'certificate-expired')).toMatchObject({
        kind: 'renew-certificate',
        ways: [{ place: 'counter' }],
      });
    }
    for (const pin of ['juki', 'text'] as const) expect(procedure(pin, 'certificate-expired').kind).toBe('none');
  });

  it('an abolished card has no PIN that could be set anew anywhere', () => {
    for (const pin of PIN_IDS) {
      expect(procedure(pin, 'card-abolished')).toMatchObject({ kind: 'new-card', notes: ['no-pin-of-this-card'] });
    }
  });
});
