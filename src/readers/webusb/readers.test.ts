import { describe, expect, it } from 'vitest';
import { chooserFilters, KNOWN_READERS, knownReader } from './readers.ts';

describe('the table of readers', () => {
  it('has every identifier once', () => {
    const identifiers = KNOWN_READERS.map(({ vendorId, productId }) => `${vendorId} ${productId}`);
    expect(new Set(identifiers).size).toBe(identifiers.length);
  });

  it('never offers a page what it must not have, and marks what nobody has confirmed', () => {
    const offered = chooserFilters(false).map(({ vendorId = 0, productId = 0 }) =>
      knownReader({ vendorId, productId }),
    );
    expect(offered.every((reader) => reader && !reader.protected)).toBe(true);
    expect(offered).toHaveLength(KNOWN_READERS.filter((reader) => !reader.protected).length);
    expect(chooserFilters(true)).toContainEqual({ classCode: 0x0b });
    expect(KNOWN_READERS.filter(({ experimental }) => experimental).map(({ kind }) => kind)).toEqual([
      'rc-s300',
      'rc-s300',
    ]);
  });
});
