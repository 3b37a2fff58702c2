import { describe, expect, it } from 'vitest';
import {
  type CommandApdu,
  changeKey,
  changeReferenceData,
  decodeCommand,
  decodeResponse,
  encodeCommand,
  getResponse,
  maskedHex,
  readBinary,
  readCounter,
  selectApplication,
  selectFile,
  verify,
} from './apdu.ts';
import { APPLICATIONS } from './applications.ts';
import { fromAscii, fromHex, toHex } from './bytes.ts';

describe('the bytes of every command, as public implementations send them', () => {
  const rows: [string, CommandApdu, string][] = [
    ['SELECT JPKI', selectApplication(APPLICATIONS.jpki.aid), '00A4040C0AD392F000260100000001'],
    ['SELECT 住基', selectApplication(APPLICATIONS.juki.aid), '00A4040C0AD3921000310001010401'],
    ['SELECT 共通カード', selectApplication(APPLICATIONS.common.aid), '00A4040C0AD3921000310001010100'],
    ['SELECT 入力補助', selectApplication(APPLICATIONS.text.aid), '00A4040C0AD3921000310001010408'],
    ['SELECT EF 001B', selectFile(0x001b), '00A4020C02001B'],
    ['tries left: exactly four bytes', readCounter(), '00200080'],
    ['VERIFY', verify(fromAscii('1234')), '002000800431323334'],
    ['CHANGE REFERENCE DATA', changeReferenceData(fromAscii('5678')), '002401800435363738'],
    ['CHANGE KEY', changeKey(fromAscii('5678')), '803200800435363738'],
    ['READ BINARY, Le 256', readBinary(0x0102, 256), '00B0010200'],
    ['READ BINARY, Le 3', readBinary(0, 3), '00B0000003'],
    ['GET RESPONSE', getResponse(16), '00C0000010'],
  ];
  it.each(rows)('%s', (_name, command, hex) => {
    expect(toHex(encodeCommand(command))).toBe(hex);
    expect(decodeCommand(fromHex(hex))).toEqual(command);
  });
});

describe('commands that cannot exist cannot be built', () => {
  const base = { cla: 0, ins: 0x20, p1: 0, p2: 0x80 };
  it.each<[string, CommandApdu]>([
    ['empty data', { ...base, data: new Uint8Array(0) }],
    ['256 bytes of data', { ...base, data: new Uint8Array(256) }],
    ['Le 0', { ...base, le: 0 }],
    ['Le 257', { ...base, le: 257 }],
    ['INS above FF', { ...base, ins: 0x120 }],
    ['negative P1', { ...base, p1: -1 }],
  ])('%s', (_name, command) => {
    expect(() => encodeCommand(command)).toThrow(RangeError);
  });
  it('READ BINARY beyond offset 7FFF', () => {
    expect(() => readBinary(0x8000, 1)).toThrow(RangeError);
  });
});

describe('bytes that are no short command APDU', () => {
  it.each(['', '00', '00A404', '0020008004313233', '002000800031', '00200080043132333400FF'])('%s', (hex) => {
    expect(decodeCommand(fromHex(hex))).toBeUndefined();
  });
});

describe('the data of a command', () => {
  it('is a copy, also of a Buffer, so that wiping one leaves the other', () => {
    for (const bytes of [fromHex('002000800431323334'), Buffer.from('002000800431323334', 'hex')]) {
      const before = toHex(bytes);
      decodeCommand(bytes)?.data?.fill(0);
      expect(toHex(bytes)).toBe(before);
    }
  });
});

describe('an answer', () => {
  it('is data and a status word', () => {
    expect(decodeResponse(fromHex('0102039000'))).toEqual({ data: fromHex('010203'), sw: 0x9000 });
    expect(decodeResponse(fromHex('63C2'))).toEqual({ data: new Uint8Array(0), sw: 0x63c2 });
  });
  it.each(['', '90'])('shorter than a status word is refused: "%s"', (hex) => {
    expect(() => decodeResponse(fromHex(hex))).toThrow(RangeError);
  });
});

describe('a masked command', () => {
  it.each([
    ['VERIFY', encodeCommand(verify(fromAscii('SECRET42'))), '00200080(PIN)'],
    ['CHANGE REFERENCE DATA', encodeCommand(changeReferenceData(fromAscii('4321'))), '00240180(PIN)'],
    ['CHANGE KEY', encodeCommand(changeKey(fromAscii('4321'))), '80320080(PIN)'],
    ['RESET RETRY COUNTER', fromHex('002C00800834333231393837'), '002C0080(PIN)'],
    ['a VERIFY of another class or with broken lengths', fromHex('FF20000099313233'), 'FF200000(PIN)'],
    ['the empty VERIFY', encodeCommand(readCounter()), '00200080'],
    ['a SELECT', encodeCommand(selectFile(0x18)), '00A4020C020018'],
  ])('%s', (_name, command, text) => {
    expect(maskedHex(command)).toBe(text);
  });
});
