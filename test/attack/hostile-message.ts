import { encodeExchange } from '../../src/readers/bridge/protocol.ts';

const VERIFY = Uint8Array.of(0x00, 0x20, 0x00, 0x80, 0x04, 0x31, 0x32, 0x33, 0x34);
const READER = 'Virtual PCD 00 00';

const TEXTS: readonly string[] = [
  '',
  '{',
  'null',
  '[]',
  '"transmit"',
  '{"id":1}',
  '{"id":1,"type":"transmit","connection":1,"bytes":[0,32,0,128,4,49,50,51,52]}',
  '{"id":1,"type":"control","connection":1,"controlCode":19792,"data":[97,117,116,104]}',
  '{"id":1,"type":"control","connection":1,"controlCode":19792,"data":[256]}',
  `{"id":1,"type":"connect","readerName":"${READER}","accessMode":"exclusive"}`,
  `{"id":1,"type":"connect","readerName":"${READER}","accessMode":"direct","preferredProtocols":[]}`,
  '{"id":1,"type":"connect","readerName":"../../dev/bus/usb","accessMode":"exclusive","preferredProtocols":["t1"]}',
  '{"id":1,"type":"disconnect","connection":1,"disposition":"leave"}',
  '{"id":1,"type":"status","connection":4294967295}',
  '{"id":1,"type":"list-readers","__proto__":{"polluted":true}}',
  '{"id":1,"type":"constructor"}',
  '{"id":1e400,"type":"list-readers"}',
  `{"id":1,"type":"${'\\u0000'.repeat(500)}"}`,
  '\ud800',
];

/** Up to the longest that is read. */
const DEEP: readonly string[] = [
  '['.repeat(65_000),
  `${'['.repeat(32_000)}${']'.repeat(32_000)}`,
  `{"id":1,"type":"list-readers","x":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
  `{"id":1,"type":"get-status-change","states":[${'{},'.repeat(20_000)}{}]}`,
];

/** Message `index` of an endless row, the same at every run. None of them asks for anything that a page may have. */
export function hostileMessage(index: number): string | Uint8Array {
  if (index % 100 === 99) return DEEP[Math.trunc(index / 100) % DEEP.length] as string;
  switch (index % 3) {
    case 0:
      return TEXTS[Math.trunc(index / 3) % TEXTS.length] as string;
    case 1:
      // Well-formed, but for a card that was never connected.
      return encodeExchange((index % 0xffff) + 1, index % 7, VERIFY);
    default:
      return noise(index);
  }
}

/** 0 to 299 bytes without a meaning. */
function noise(seed: number): Uint8Array {
  let state = seed + 1;
  const bytes = new Uint8Array(seed % 300);
  for (let i = 0; i < bytes.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}
