import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../card/bytes.ts';
import { type AnswerToReset, parseAtr } from './atr.ts';

const T1_DEFAULTS: AnswerToReset['t1'] = { ifsc: 32, bwi: 4, cwi: 13, edc: 'lrc' };
const DEFAULTS: AnswerToReset = {
  convention: 'direct',
  protocols: [0],
  fiDi: 0x11,
  fi: 372,
  di: 1,
  extraGuardTime: 0,
  specificMode: undefined,
  waitingTimeInteger: 10,
  t1: T1_DEFAULTS,
};

describe('what cards say', () => {
  const rows: [string, string, Partial<AnswerToReset>][] = [
    [
      'a My Number card, by contacts',
      '3BE000FF8131FE4514',
      { protocols: [1], extraGuardTime: 255, t1: { ...T1_DEFAULTS, ifsc: 254, cwi: 5 } },
    ],
    [
      'a My Number card of another maker',
      '3BDA13FF8131FB468012392F31C173C601C03B',
      {
        protocols: [1],
        fiDi: 0x13,
        di: 4,
        extraGuardTime: 255,
        t1: { ...T1_DEFAULTS, ifsc: 251, cwi: 6 },
      },
    ],
    ['a contactless one as readers present it (PC/SC part 3)', '3B888001000005E0B381A1007F', { protocols: [0, 1] }],
    ['another contactless one', '3B888001004B51FF0081D100BC', { protocols: [0, 1] }],
    ['T=0 alone has no TCK', '3B021450', {}],
    ['inverse convention', '3F6525000204' + '6C9040', { convention: 'inverse', extraGuardTime: 0 }],
    [
      'T=0 alone, with global bytes of T=15, has a TCK',
      '3B9F96801FC38031E073FE211BB3E2027E830F900082',
      { fiDi: 0x96, fi: 512, di: 32 },
    ],
    [
      'T=1 first named in TD2, then T=15',
      '3BDC18FF8191FE1FC38073C8211366050363510002' + '50',
      {
        protocols: [1],
        fiDi: 0x18,
        di: 12,
        extraGuardTime: 255,
        t1: { ...T1_DEFAULTS, ifsc: 254 },
      },
    ],
    [
      'a longer block waiting time',
      '3BFF1300FF8131FE5D8025A00000005657444B333230' + '05003F',
      {
        protocols: [1],
        fiDi: 0x13,
        di: 4,
        extraGuardTime: 255,
        t1: { ...T1_DEFAULTS, ifsc: 254, bwi: 5 },
      },
    ],
  ];
  it.each(rows)('%s', (_name, hex, said) => {
    expect(parseAtr(fromHex(hex))).toEqual({ ...DEFAULTS, ...said });
  });
});

/** T0 and what follows, with TCK. */
function withTck(hex: string): Uint8Array {
  const bytes = fromHex(`3B${hex}00`);
  bytes[bytes.length - 1] = bytes.subarray(1).reduce((sum, byte) => sum ^ byte, 0);
  return bytes;
}

describe('single interface bytes', () => {
  it('TA2: one protocol, without PPS', () => {
    const mode = (hex: string) => parseAtr(withTck(hex)).specificMode;
    expect(mode('809101' + '00')).toEqual({ protocol: 1, implicit: false });
    expect(mode('809191' + '00')).toEqual({ protocol: 1, implicit: true });
    expect(mode('8081' + '00')).toBeUndefined();
  });

  it('TC2: WI of T=0', () => {
    expect(parseAtr(fromHex('3B80400F')).waitingTimeInteger).toBe(15);
  });

  it('TC for T=1: CRC', () => {
    expect(parseAtr(withTck('8081' + '41' + '01')).t1.edc).toBe('crc');
  });

  it('only the first TA for T=1 is IFSC', () => {
    expect(parseAtr(withTck('8081' + '91' + '40' + '11' + '20')).t1.ifsc).toBe(0x40);
  });

  it('reserved rates are not guessed', () => {
    expect(parseAtr(fromHex('3B1070'))).toMatchObject({ fiDi: 0x70, fi: undefined, di: undefined });
  });
});

describe('what is no Answer To Reset', () => {
  it.each([
    ['nothing', '', 'too-short'],
    ['TS alone', '3B', 'too-short'],
    ['another TS', '3C00', 'no-ts'],
    ['an interface byte is missing', '3BE000FF', 'too-short'],
    ['a historical byte is missing', '3B0214', 'too-short'],
    ['TCK is missing', '3BE000FF8131FE45', 'too-short'],
    ['TCK is wrong', '3BE000FF8131FE4515', 'checksum'],
    ['a byte is left over', '3BE000FF8131FE451400', 'too-long'],
    ['IFSC of 0', toHex(withTck('808111' + '00')), 'reserved-value'],
    ['IFSC of FF', toHex(withTck('808111' + 'FF')), 'reserved-value'],
    ['BWI of 10', toHex(withTck('808121' + 'A5')), 'reserved-value'],
  ])('%s', (_name, hex, code) => {
    expect(() => parseAtr(fromHex(hex))).toThrow(expect.objectContaining({ code }));
  });
});
