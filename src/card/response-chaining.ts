import { decodeCommand, encodeCommand, getResponse, INS, type Transmit } from './apdu.ts';
import { meaningOf } from './status-word.ts';

/** More GET RESPONSEs than this for one command is a card that never ends. 256 bytes each: enough for any file here. */
const MAX_CHAINED_RESPONSES = 32;

/**
 * The two habits of T=0 cards (ISO/IEC 7816-3, 12.2.1): `61xx` is followed by GET RESPONSE, `6Cxx` by the same command
 * with Le=xx. Both only for READ BINARY: it alone asks for data, and is certain to do no harm the second time.
 */
export function withResponseChaining(transmit: Transmit): Transmit {
  return async (command) => {
    let answer = await transmit(command);
    const sent = command[1] === INS.readBinary ? decodeCommand(command) : undefined;
    if (!sent) return answer;
    if (meaningOf(statusOf(answer)) === 'wrong-le') {
      answer = await transmit(encodeCommand({ ...sent, le: statusOf(answer) & 0xff || 256 }));
    }
    const parts: Uint8Array[] = [];
    for (let i = 0; meaningOf(statusOf(answer)) === 'more-data' && i < MAX_CHAINED_RESPONSES; i++) {
      parts.push(answer.subarray(0, -2));
      answer = await transmit(encodeCommand(getResponse(statusOf(answer) & 0xff || 256)));
    }
    if (parts.length === 0) return answer;
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const whole = new Uint8Array(length + answer.length);
    let offset = 0;
    for (const part of [...parts, answer]) {
      whole.set(part, offset);
      offset += part.length;
    }
    return whole;
  };
}

/** SW1 SW2; of an answer that is too short for one, a number that means nothing. */
function statusOf(answer: Uint8Array): number {
  const [sw1 = 0, sw2 = 0] = answer.subarray(-2);
  return (sw1 << 8) | sw2;
}
