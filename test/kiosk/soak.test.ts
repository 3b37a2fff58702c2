import { describe, expect, it } from 'vitest';
import { notFlat } from './plateau.ts';
import { soakReal, soakVirtual } from './soak.ts';

/** The long ones are `npm run soak`. */
describe('one resident after the other', () => {
  it('a kiosk stays as it is: 200 on the virtual card', { timeout: 900_000 }, async () => {
    const samples = await soakVirtual({ residents: 200, every: 10 });
    expect(notFlat(samples)).toEqual([]);
  });

  it('and 20 on a real PC/SC service', { timeout: 600_000 }, async () => {
    const samples = await soakReal({ residents: 20, every: 2 });
    expect(notFlat(samples)).toEqual([]);
  });
});
