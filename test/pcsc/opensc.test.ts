import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changePins } from '../../src/card/change.ts';
import { cardWith, ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import { runProgram } from '../support/run-program.ts';
import { Station } from '../support/station.ts';
import { CURRENT, NEXT, wish } from '../support/wishes.ts';

/** OpenSC's numbers for the PINs of the JPKI application. */
const AUTH_ID = { auth: '01', sign: '02' } as const;

const verifyPin = (pin: keyof typeof AUTH_ID, value: string) =>
  runProgram('pkcs15-tool', ['--verify-pin', '--auth-id', AUTH_ID[pin], '--pin', value]);

/** OpenSC was written by others, from other sources, and has met physical cards: an independent witness. */
describe('OpenSC', () => {
  let station: Station;
  beforeAll(async () => {
    station = await Station.start();
  });
  afterAll(() => station?.stop());
  beforeEach(() => station.insert(ORDINARY_CARD));

  it('takes the virtual card for a JPKI card', async () => {
    const { code, text } = await runProgram('opensc-tool', ['--name']);
    expect(text).toMatch(/^jpki$/m);
    expect(code).toBe(0);
  });

  it('finds both PINs with the tries that are left', async () => {
    await station.insert(cardWith({ pins: { auth: { pin: '1234', triesLeft: 2 } } }));
    const { text } = await runProgram('pkcs15-tool', ['--list-pins']);
    const tries = [...text.matchAll(/^PIN \[(.*)\]$[\s\S]*?Tries left\s*: (\d+)/gm)].map(([, name, left]) => [
      name,
      left,
    ]);
    expect(tries).toEqual([
      ['User Authentication PIN', '2'],
      ['Digital Signature PIN', '5'],
    ]);
  });

  it.each(['auth', 'sign'] as const)(
    'accepts the %s that was set through the bridge, and not the old one',
    async (pin) => {
      const { result } = await station.work((session) => changePins(session, [wish(pin)]));
      expect(result).toMatchObject([{ outcome: 'changed' }]);
      expect(await verifyPin(pin, NEXT[pin])).toMatchObject({ code: 0 });
      const full = (await station.card.look()).tries[pin] as number;
      const refused = await verifyPin(pin, CURRENT[pin]);
      expect(refused.code).not.toBe(0);
      expect(refused.text).toContain('PIN code or key incorrect');
      expect((await station.card.look()).tries[pin]).toBe(full - 1);
    },
  );

  it('agrees with the overview on tries that OpenSC itself spent', async () => {
    expect((await verifyPin('sign', 'WRONG99')).code).not.toBe(0);
    const { result } = await station.overview();
    expect(result.pins.sign).toEqual({ kind: 'ready', triesLeft: 4 });
  });
});
