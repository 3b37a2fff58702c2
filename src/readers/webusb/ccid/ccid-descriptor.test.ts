import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortCcid } from '../../../../test/usb/models/short-ccid.ts';
import { fromHex } from '../../../card/bytes.ts';
import { ccidInterfaces } from './ccid-descriptor.ts';

const BULK = '07050102400000' + '07058202400000';
const INTERRUPT = '07058303080010';
/** SCR3310-NTTCom (libccid, readers/SCR3310-NTTCom.txt). */
const SCR3310 =
  ['36211001', '00', '07', '03000000', 'C0120000', '401F0000', '00', '67320000', 'E74C0600', '00'].join('') +
  ['FC000000', '00000000', '00000000', 'BA010100', '0F010000', 'FF', 'FF', '0000', '00', '01'].join('');

function configuration(...parts: string[]): Uint8Array {
  const body = fromHex(parts.join(''));
  const total = body.length + 9;
  return Uint8Array.of(9, 2, total & 0xff, total >> 8, 1, 1, 0, 0x80, 50, ...body);
}

describe('the descriptors of a CCID', () => {
  it('of an SCR3310-NTTCom', () => {
    expect(ccidInterfaces(configuration('0904000003FF000000', SCR3310, BULK, INTERRUPT))).toEqual([
      {
        interfaceNumber: 0,
        interfaceClass: 0xff,
        bulkOut: { number: 1, packetSize: 64 },
        bulkIn: { number: 2, packetSize: 64 },
        interruptIn: { number: 3, packetSize: 8 },
        properties: {
          slots: 1,
          voltages: [3, 2, 1],
          protocols: [0, 1],
          defaultClock: 4800,
          maxDataRate: 412_903,
          maxIfsd: 252,
          level: 'tpdu',
          automatic: { parameters: true, voltage: true, pps: 'by-parameters', ifsd: false },
          maxMessageLength: 271,
        },
      },
    ]);
  });

  it('after the last endpoint', () => {
    const [ccid] = ccidInterfaces(shortCcid().descriptors.configuration);
    expect(ccid?.properties.level).toBe('short-apdu');
    expect(ccid?.interruptIn).toBeUndefined();
  });

  it.each<[string, string[]]>([
    ['a vendor interface without one', ['0904000003FF000000', BULK]],
    ['another class with one', ['090400000303000000', SCR3310, BULK]],
    ['one of another length', ['0904000003FF000000', `35${SCR3310.slice(2, -2)}`, BULK]],
    ['no bulk endpoints', ['0904000001FF000000', SCR3310, INTERRUPT]],
    ['an alternate setting, which nobody selects', ['0904000103FF000000', SCR3310, BULK]],
  ])('are not those of %s', (_, parts) => {
    expect(ccidInterfaces(configuration(...parts))).toEqual([]);
  });

  it('beside other interfaces: only the one that has them', () => {
    const both = configuration('0904000003FF000000', SCR3310, BULK, '0904010002FF000000', BULK);
    expect(ccidInterfaces(both).map(({ interfaceNumber }) => interfaceNumber)).toEqual([0]);
  });

  it('may be any bytes, which never throw', () => {
    const whole = configuration('0904000003FF000000', SCR3310, BULK, INTERRUPT);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void ccidInterfaces(bytes)));
    for (let length = 0; length < whole.length; length++) ccidInterfaces(whole.subarray(0, length));
  });
});
