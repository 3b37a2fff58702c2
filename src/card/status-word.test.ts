import { describe, expect, it } from 'vitest';
import { interpretCounter, interpretVerify, meaningOf, STATUS_WORDS } from './status-word.ts';

describe('the table of status words', () => {
  it('has no two rows for one status word', () => {
    for (const row of STATUS_WORDS) {
      const matching = STATUS_WORDS.filter((other) => (row.sw & other.mask) === other.sw);
      expect(matching, row.sw.toString(16)).toEqual([row]);
    }
  });

  it('names what the card may answer, and calls the rest unknown', () => {
    expect(meaningOf(0x9000)).toBe('done');
    expect(meaningOf(0x63c0)).toBe('wrong-pin');
    expect(meaningOf(0x63cf)).toBe('wrong-pin');
    expect(meaningOf(0x6300)).toBe('no-retry-limit');
    expect(meaningOf(0x6984)).toBe('locked');
    expect(meaningOf(0x6983)).toBe('locked');
    expect(meaningOf(0x6110)).toBe('more-data');
    expect(meaningOf(0x6c20)).toBe('wrong-le');
    expect(meaningOf(0x9001)).toBe('unknown');
    expect(meaningOf(0x0000)).toBe('unknown');
  });
});

describe('the answer to a VERIFY', () => {
  it.each([
    [0x9000, { kind: 'accepted' }],
    [0x63c4, { kind: 'refused', triesLeft: 4 }],
    [0x63c0, { kind: 'refused', triesLeft: 0 }],
    [0x6984, { kind: 'locked' }],
    [0x6983, { kind: 'locked' }],
    // Neither yes nor no: nobody may conclude that the PIN was wrong, or right.
    [0x6300, { kind: 'unclear', sw: 0x6300 }],
    [0x6700, { kind: 'unclear', sw: 0x6700 }],
    [0x6f00, { kind: 'unclear', sw: 0x6f00 }],
    [0x9001, { kind: 'unclear', sw: 0x9001 }],
  ])('%i', (sw, answer) => {
    expect(interpretVerify(sw)).toMatchObject(answer);
  });
});

describe('the answer to an empty VERIFY', () => {
  it.each([
    [0x63c5, { kind: 'tries', left: 5 }],
    [0x63c0, { kind: 'locked' }],
    [0x6984, { kind: 'locked' }],
    [0x6a88, { kind: 'absent' }],
    // "Already verified" is not a number of tries.
    [0x9000, { kind: 'unknown', sw: 0x9000 }],
    [0x6300, { kind: 'unknown', sw: 0x6300 }],
    [0x6f00, { kind: 'unknown', sw: 0x6f00 }],
  ])('%i', (sw, counter) => {
    expect(interpretCounter(sw)).toEqual(counter);
  });
});
