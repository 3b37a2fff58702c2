import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../card/bytes.ts';
import { attrib, cardLimits, parseAtqb, parseAttribAnswer, protocolInfoOf, pseudoAtr } from './type-b.ts';

describe('ATQB', () => {
  it.each([
    ['its 12 bytes', '50 11223344 000005E0 B381A1', 0],
    ['the extended 13 bytes', '50 11223344 000005E0 B381A1 00', 0],
    ['the extended 13 bytes of a card that is slow to start', '50 11223344 000005E0 B381A1 50', 9.67],
    ['13 bytes with a reserved guard time', '50 11223344 000005E0 B381A1 F0', 0],
  ])('is read from %s', (_, bytes, guardTimeMs) => {
    const atqb = parseAtqb(fromHex(bytes));
    expect(atqb && toHex(atqb.pupi)).toBe('11223344');
    expect(atqb && toHex(atqb.protocolInfo)).toBe('B381A1');
    expect(atqb?.guardTimeMs).toBeCloseTo(guardTimeMs, 2);
    expect(atqb && toHex(attrib(atqb))).toBe('1D1122334400080100');
  });

  it.each([
    ['a short one', '50 11223344 000005E0 B381'],
    ['another first byte', '51 11223344 000005E0 B381A1'],
    ['a card without the block protocol', '50 11223344 000005E0 B380A1'],
    ['a reserved protocol type', '50 11223344 000005E0 B389A1'],
    ['an answer of FeliCa', '1201 0102030405060708 0102030405060708'],
    ['an ATQA', '0400'],
  ])('is not %s', (_, bytes) => {
    expect(parseAtqb(fromHex(bytes))).toBeUndefined();
  });

  it.each([
    ['000100', 16, 0.302],
    ['003170', 40, 38.66],
    ['0081A0', 256, 309.3],
    ['0081E0', 256, 4949],
    // Reserved: the largest frame that we have room for, the waiting time of FWI 4.
    ['00F1F0', 256, 4.833],
  ])('of protocol information %s means frames of %i bytes and %f ms', (info, fsc, fwtMs) => {
    expect(cardLimits(fromHex(info)).fsc).toBe(fsc);
    expect(cardLimits(fromHex(info)).fwtMs).toBeCloseTo(fwtMs, fwtMs < 1 ? 2 : -1);
  });
});

it('reads MBLI from an answer to ATTRIB, and takes none that is for another card', () => {
  expect(parseAttribAnswer(fromHex('20'))).toBe(2);
  expect(parseAttribAnswer(fromHex('01'))).toBeUndefined();
  expect(parseAttribAnswer(new Uint8Array())).toBeUndefined();
});

describe('the pseudo-ATR', () => {
  // As readers showed them (pcsc-tools, smartcard_list.txt).
  it.each([
    ['000005E0B381A1', '3B888001000005E0B381A1007F'],
    ['004B51FF0081D1', '3B888001004B51FF0081D100BC'],
  ])('of %s is %s', (bytes, atr) => {
    const atqb = parseAtqb(fromHex(`5011223344${bytes}`));
    expect(atqb && toHex(pseudoAtr(atqb, 0))).toBe(atr);
    expect(toHex(protocolInfoOf(fromHex(atr)) ?? new Uint8Array())).toBe(bytes.slice(8));
  });

  it.each([
    ['of a Type A card', '3B868001063180719400'],
    ['with a wrong checksum', '3B888001000005E0B381A10080'],
    ['of a card that does not speak blocks', '3B888001000005E0B380A1007E'],
  ])('%s gives no protocol information', (_, atr) => {
    expect(protocolInfoOf(fromHex(atr))).toBeUndefined();
  });
});
