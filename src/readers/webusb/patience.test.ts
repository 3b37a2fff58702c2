import { describe, expect, it } from 'vitest';
import { Patience } from './patience.ts';

describe('the time that a command is given', () => {
  it('is enough for a hundred of the longest extensions of a contactless card', () => {
    let now = 0;
    const patience = new Patience(() => now);
    for (let i = 0; i < 100; i++) {
      now += 4950;
      expect(patience.extend()).toBe(true);
    }
  });

  it('ends after ten minutes', () => {
    let now = 5000;
    const patience = new Patience(() => now);
    now += 599_999;
    expect([patience.extend(), patience.leftMs]).toEqual([true, 1]);
    now += 2;
    expect([patience.extend(), patience.leftMs]).toEqual([false, 0]);
  });

  it('ends after a thousand extensions, however quick', () => {
    const patience = new Patience(() => 0);
    for (let i = 0; i < 1000; i++) expect(patience.extend()).toBe(true);
    expect(patience.extend()).toBe(false);
  });
});
