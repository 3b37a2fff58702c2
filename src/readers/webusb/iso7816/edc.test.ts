import { describe, expect, it } from 'vitest';
import { fromAscii, fromHex, toHex } from '../../../card/bytes.ts';
import { crc, edcOf, lrc } from './edc.ts';

describe('error detection codes', () => {
  it('the CRC is the one of libccid and OpenCT: not inverted, high byte first', () => {
    // The check value of CRC-16/MCRF4XX in the catalogue of CRC algorithms.
    expect(crc(fromAscii('123456789'))).toBe(0x6f91);
    expect(toHex(edcOf('crc', fromAscii('123456789')))).toBe('6F91');
  });

  it('the LRC over bytes that end with it is 0', () => {
    expect(toHex(edcOf('lrc', fromHex('00C101FE')))).toBe('3E');
    expect(lrc(fromHex('00C101FE3E'))).toBe(0);
  });
});
