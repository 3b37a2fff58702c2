import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../card/bytes.ts';
import { agreedFiDi, ppsRequest } from './pps.ts';

describe('PPS', () => {
  it.each([
    [1, 0x96, 'FF119678'],
    [0, 0x11, 'FF1011FE'],
    [1, 0x13, 'FF1113FD'],
  ])('a request for T=%i, TA1=%i', (protocol, fiDi, hex) => {
    expect(toHex(ppsRequest(protocol, fiDi))).toBe(hex);
  });

  it.each([
    ['the same', 'FF119678', 0x96],
    ['without PPS1: the default rate', 'FF01FE', 0x11],
  ])('an answer: %s', (_name, answer, fiDi) => {
    expect(agreedFiDi(ppsRequest(1, 0x96), fromHex(answer))).toBe(fiDi);
  });

  it.each([
    ['nothing', '', 'malformed'],
    ['another beginning', 'FE119679', 'malformed'],
    ['a wrong PCK', 'FF119679', 'malformed'],
    ['cut off', 'FF1196', 'malformed'],
    ['too long', 'FF11967800', 'malformed'],
    ['a reserved bit', 'FF9196F8', 'malformed'],
    ['another protocol', 'FF109679', 'refused'],
    ['another rate', 'FF1113FD', 'refused'],
    ['PPS2, which was not asked for', 'FF31960058', 'refused'],
  ])('not an answer: %s', (_name, answer, code) => {
    expect(() => agreedFiDi(ppsRequest(1, 0x96), fromHex(answer))).toThrow(expect.objectContaining({ code }));
  });
});
