import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeKey,
  changeReferenceData,
  encodeCommand,
  readBinary,
  readCounter,
  selectApplication,
  selectFile,
  verify,
} from '../apdu.ts';
import { APPLICATIONS, type ApplicationId, PIN_IDS, PINS, TOKEN_INFO } from '../applications.ts';
import { fromAscii, fromHex, toHex } from '../bytes.ts';
import { Disguise } from './disguise.ts';
import { formatEntry } from './format-recording.ts';

const timed = { delayMs: 0, comments: [], line: 0 };
const OK = fromHex('9000');

/** One exchange as its two lines in a recording. */
function said(disguise: Disguise, command: Uint8Array, answer = OK): [string, string] {
  return [
    formatEntry({ kind: 'command', bytes: disguise.command(command), ...timed }),
    formatEntry({ kind: 'answer', answer: disguise.answer(answer), ...timed }),
  ];
}

function at(application: ApplicationId, file: number, keepTestData = false): Disguise {
  const disguise = new Disguise({ keepTestData });
  said(disguise, encodeCommand(selectApplication(APPLICATIONS[application].aid)));
  said(disguise, encodeCommand(selectFile(file)));
  return disguise;
}

const four = (text: string) => fromAscii(text);

describe('a PIN in a recording', () => {
  it.each(PIN_IDS)('is told by its name alone: %s', (pin) => {
    const [{ application, file, change }] = PINS[pin].references;
    const disguise = at(application, file);
    const [current, next] = pin === 'sign' ? ['ABC123', 'XYZ789QQ'] : ['1234', '5678'];
    const length = pin === 'sign' ? '' : ', 4 digits';
    expect(said(disguise, encodeCommand(readCounter()))[0]).toBe('=> 00200080');
    expect(said(disguise, encodeCommand(verify(four(current))))[0]).toBe(`=> 00200080 {current ${pin}${length}}`);
    const changing = change[0] === 'change-key' ? changeKey(four(next)) : changeReferenceData(four(next));
    expect(said(disguise, encodeCommand(changing))[0]).toMatch(
      new RegExp(`^=> 80?[0-9A-F]+ \\{new ${pin}${length}\\}$|^=> 00240180 \\{new ${pin}${length}\\}$`),
    );
    // The proof presents the new one, and a change back the one before.
    expect(said(disguise, encodeCommand(verify(four(next))))[0]).toBe(`=> 00200080 {new ${pin}${length}}`);
    expect(said(disguise, encodeCommand(changeReferenceData(four(current))))[0]).toBe(
      `=> 00240180 {current ${pin}${length}}`,
    );
  });

  it('has a number of its own where more than one was tried', () => {
    const disguise = at('jpki', 0x0018);
    const lines = ['1111', '2222', '1111'].map((pin) => said(disguise, encodeCommand(verify(four(pin))))[0]);
    expect(lines).toEqual(
      ['{current auth, 4 digits}', '{current auth 2, 4 digits}', '{current auth, 4 digits}'].map(
        (p) => `=> 00200080 ${p}`,
      ),
    );
  });

  it.each([
    ['of a file that is none of the four', at('text', 0x0014), '0020008004 31323334'],
    ['of another format than that PIN has', at('jpki', 0x0018), '0020008006 414243313233'],
    ['by short file identifier', at('jpki', 0x0018), '0020009804 31323334'],
    ['old and new in one', at('jpki', 0x0018), '0024008008 3132333435363738'],
    ['in RESET RETRY COUNTER', at('jpki', 0x0018), '002C008008 3132333435363738'],
    ['in an instruction that nobody here knows', at('jpki', 0x0018), '80FE000004 31323334'],
    ['with an Le behind it', at('jpki', 0x0018), '0020008004 31323334 00'],
  ])('is not even told by its name %s', (_, disguise, command) => {
    expect(said(disguise, fromHex(command))[0]).toBe(`=> ${command.slice(0, 8)} {PIN}`);
  });

  it('never is in it, whatever is sent', () => {
    const secret = fc.oneof(fc.stringMatching(/^[0-9]{4}$/), fc.stringMatching(/^[A-Z0-9]{6,16}$/));
    const command = fc.tuple(
      fc.constantFrom(0x00, 0x80),
      fc.constantFrom(0x20, 0x24, 0x32, 0x2c, 0xda, 0x2a),
      fc.nat(255),
      fc.nat(255),
    );
    const place = fc.constantFrom<[ApplicationId, number]>(
      ['jpki', 0x18],
      ['jpki', 0x1b],
      ['juki', 0x1c],
      ['text', 0x11],
      ['text', 0x14],
      ['jpki', 0x06],
    );
    fc.assert(
      fc.property(
        place,
        fc.array(fc.tuple(command, secret), { minLength: 1, maxLength: 6 }),
        ([application, file], sent) => {
          const disguise = at(application, file);
          for (const [header, pin] of sent) {
            const body = fromAscii(pin);
            const [line] = said(disguise, Uint8Array.from([...header, body.length, ...body]));
            expect(line).not.toContain(toHex(body));
            expect(line.slice(3, 11)).toBe(toHex(Uint8Array.from(header)));
          }
        },
      ),
    );
  });
});

describe('what a card tells of its holder', () => {
  const tokenInfo = (manufacturer: string) =>
    fromAscii(
      `${'JPKIAPICCTOKEN2'.padEnd(32)}${manufacturer.padEnd(32)}${'MODEL'.padEnd(16)}${'12345678901234'.padEnd(16)}${'x'.repeat(64)}`,
    );
  const answered = (data: Uint8Array) => Uint8Array.from([...data, 0x90, 0x00]);
  const CERTIFICATE = Uint8Array.from([0x30, 0x82, 0x05, 0x10, ...Array.from({ length: 252 }, (_, i) => i + 1)]);

  it('is masked in the token information: serial and whatever follows, however it is read', () => {
    const whole = tokenInfo('MAKER');
    const serial = toHex(fromAscii('12345678901234'));
    for (const [offset, length] of [
      [0, 96],
      [0, 160],
      [64, 40],
      [80, 16],
      [88, 4],
      [100, 60],
    ] as const) {
      const disguise = at('jpki', TOKEN_INFO.file);
      const [, line] = said(
        disguise,
        encodeCommand(readBinary(offset, length)),
        answered(whole.subarray(offset, offset + length)),
      );
      expect(line).not.toContain(serial.slice(8, 16));
      expect(line).not.toContain(toHex(fromAscii('xx')));
    }
    const [, line] = said(
      at('jpki', TOKEN_INFO.file),
      encodeCommand(readBinary(0, 96)),
      answered(whole.subarray(0, 96)),
    );
    expect(line).toBe(`<= ${toHex(whole.subarray(0, 80))} {serial 1, 16 bytes} 9000`);
  });

  it('is masked in certificates but for their length', () => {
    const disguise = at('jpki', 0x000a);
    expect(said(disguise, encodeCommand(readBinary(0, 256)), answered(CERTIFICATE))[1]).toBe(
      '<= 30820510 {certificate 1, 252 bytes} 9000',
    );
    expect(said(disguise, encodeCommand(readBinary(256, 256)), answered(CERTIFICATE))[1]).toBe(
      '<= {certificate 2, 256 bytes} 9000',
    );
    expect(said(disguise, encodeCommand(readBinary(256, 256)), answered(CERTIFICATE))[1]).toBe(
      '<= {certificate 2, 256 bytes} 9000',
    );
  });

  it('is masked when it comes with GET RESPONSE', () => {
    const disguise = at('jpki', TOKEN_INFO.file);
    said(disguise, encodeCommand(readBinary(0, 96)), fromHex('6160'));
    const [, line] = said(disguise, fromHex('00C0000060'), answered(tokenInfo('MAKER').subarray(0, 96)));
    expect(line).toContain('{serial 1, 16 bytes} 9000');
  });

  it.each([
    ['the number in 共通カード', 'common', 0x0001],
    ['the name and address in 入力補助', 'text', 0x0002],
    ['any file that is not listed', 'jpki', 0x0005],
  ] as const)('is masked in %s', (_, application, file) => {
    const number = answered(fromAscii('1234567890123413101202604011'));
    expect(said(at(application, file), encodeCommand(readBinary(0, 28)), number)[1]).toBe('<= {data 1, 28 bytes} 9000');
  });

  it('is the same for the same bytes, and another one for another card', () => {
    const disguise = at('jpki', TOKEN_INFO.file);
    const read = (serial: string) => {
      const info = tokenInfo('MAKER');
      info.set(fromAscii(serial), TOKEN_INFO.serialStart);
      return /\{serial \d/.exec(
        said(disguise, encodeCommand(readBinary(0, 96)), answered(info.subarray(0, 96)))[1],
      )?.[0];
    };
    expect(['A1', 'B2', 'A1'].map(read)).toEqual(['{serial 1', '{serial 2', '{serial 1']);
  });

  it('stays on a card that says itself to be a virtual one, where that was asked for', () => {
    const read = (disguise: Disguise, manufacturer: string) => {
      said(disguise, encodeCommand(readBinary(0, 96)), answered(tokenInfo(manufacturer).subarray(0, 96)));
      said(disguise, encodeCommand(selectFile(0x000a)));
      return said(disguise, encodeCommand(readBinary(0, 256)), answered(CERTIFICATE))[1];
    };
    const kept = `<= ${toHex(CERTIFICATE)} 9000`;
    const masked = '<= 30820510 {certificate 1, 252 bytes} 9000';
    expect(read(at('jpki', TOKEN_INFO.file, true), 'MYNA-PIN VIRTUAL CARD')).toBe(kept);
    expect(read(at('jpki', TOKEN_INFO.file, false), 'MYNA-PIN VIRTUAL CARD')).toBe(masked);
    expect(read(at('jpki', TOKEN_INFO.file, true), 'MAKER')).toBe(masked);
    const swapped = at('jpki', TOKEN_INFO.file, true);
    said(swapped, encodeCommand(readBinary(0, 96)), answered(tokenInfo('MYNA-PIN VIRTUAL CARD').subarray(0, 96)));
    swapped.powerOff(true);
    said(swapped, encodeCommand(selectApplication(APPLICATIONS.jpki.aid)));
    said(swapped, encodeCommand(selectFile(0x000a)));
    expect(said(swapped, encodeCommand(readBinary(0, 256)), answered(CERTIFICATE))[1]).toBe(masked);
  });
});
