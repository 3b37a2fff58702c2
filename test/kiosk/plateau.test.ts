import { describe, expect, it } from 'vitest';
import { MEASURES, type Measure, notFlat, type Sample } from './plateau.ts';

const KINDS = Object.keys(MEASURES) as Measure[];

/** A day in which `value` says how each measure is after so many residents. */
function day(value: (residents: number, index: number) => number, of = 5_000, every = 100): Sample[] {
  return Array.from({ length: of / every }, (_, index) => {
    const residents = (index + 1) * every;
    return {
      residents,
      values: Object.fromEntries(KINDS.map((kind) => [kind, value(residents, index)])) as Sample['values'],
    };
  });
}

describe('what is taken for flat', () => {
  it.each<[string, (residents: number, index: number) => number]>([
    ['what stays', () => 100],
    ['what goes up and down', (_, index) => 100 + (index % 7) * 3],
    ['what has a peak now and then', (_, index) => (index % 5 === 0 ? 300 : 100)],
    ['what grows at first', (residents) => Math.min(200, 100 + residents / 10)],
    ['what shrinks', (residents) => 500 - residents / 50],
  ])('%s', (_, value) => {
    expect(notFlat(day(value))).toEqual([]);
  });

  it('not what grows a little with each resident', () => {
    // 20 KB each: less than one reading of it differs from the next.
    const grows = day((residents, index) => 100 + residents * 0.02 + (index % 7) * 3);
    expect(notFlat(grows)).toHaveLength(KINDS.length);
  });

  it('not what begins to grow when everything had been well', () => {
    expect(notFlat(day((residents) => 100 + Math.max(0, residents - 2_500) * 0.1))).toHaveLength(KINDS.length);
  });
});
