import { decodeCommand, decodeResponse, encodeCommand, getResponse, INS, type Transmit } from './apdu.ts';
import { wipe } from './bytes.ts';
import { meaningOf } from './status-word.ts';

/** More GET RESPONSEs than this for one command is a card that never ends. 256 bytes each: enough for any file here. */
const MAX_CHAINED_RESPONSES = 32;

/**
 * The two habits of T=0 cards (ISO/IEC 7816-3, 12.2.1): `61xx` is followed by GET RESPONSE, `6Cxx` by the same command
 * with Le=xx. Only READ BINARY is ever repeated: it alone is certain to do no harm the second time.
 */
export function withResponseChaining(transmit: Transmit): Transmit {
  return async (command) => {
    let answer = await transmit(command);
    let response = decodeResponse(answer);
    const sent = decodeCommand(command);
    if (meaningOf(response.sw) === 'wrong-le' && sent?.ins === INS.readBinary) {
      answer = await transmit(encodeCommand({ ...sent, le: response.sw & 0xff || 256 }));
      response = decodeResponse(answer);
    }
    wipe(sent?.data);
    const parts: Uint8Array[] = [];
    for (let i = 0; meaningOf(response.sw) === 'more-data' && i < MAX_CHAINED_RESPONSES; i++) {
      parts.push(response.data);
      answer = await transmit(encodeCommand(getResponse(response.sw & 0xff || 256)));
      response = decodeResponse(answer);
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
