/** Sends one TPDU of T=0 and resolves with response data ‖ SW1 SW2; the reader handles the procedure bytes. */
export type T0Exchange = (tpdu: Uint8Array) => Promise<Uint8Array>;

/** `protocol`: what came is no answer to what was sent, so it is unknown whether the card executed the command. */
type T0ErrorCode = 'protocol';

export class T0Error extends Error {
  readonly code: T0ErrorCode;

  constructor(code: T0ErrorCode) {
    super(code);
    this.name = 'T0Error';
    this.code = code;
  }
}

/** VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER (ISO/IEC 7816-4, basic security handling) and CHANGE KEY (JICSAP). */
const PIN_INSTRUCTIONS: ReadonlySet<number> = new Set([0x20, 0x21, 0x24, 0x25, 0x2c, 0x2d, 0x32]);
const GET_RESPONSE = 0xc0;

/**
 * Sends a short command APDU as TPDUs of T=0 (ISO/IEC 7816-3, command-response pairs by T=0) and resolves with the whole
 * answer. Throws `RangeError` on bytes that are no short command APDU, rejects with `T0Error`, or with what `exchange`
 * rejected with.
 *
 * Who asks for data gets it in one piece, at most Ne bytes of it: `61xx` is followed by GET RESPONSE and `6Cxx` by the same
 * command with Le=xx, so neither is seen above where there is data to ask for, and nothing is asked for twice. Every other
 * answer is passed on as it is: that of a command without Le, and any that a PIN command gets, which is sent exactly once.
 * A card that has data after a command with data says `61xx`; `9000` is the end (as libccid and pcsclite have it).
 */
export async function transmitT0(command: Uint8Array, exchange: T0Exchange): Promise<Uint8Array> {
  const { tpdu, hasData, ne } = tpduOf(command);
  try {
    if (ne === 0 || PIN_INSTRUCTIONS.has(command[1] as number)) return await send(tpdu, hasData ? 0 : ne, exchange);
    return await collect(hasData ? await send(tpdu, 0, exchange) : await askFor(tpdu, exchange), tpdu, ne, exchange);
  } finally {
    // A copy of the caller's bytes, which may be a PIN's.
    tpdu.fill(0);
  }
}

/** The data of `answer`, and with GET RESPONSE what more the card announces, `ne` bytes at most, and the last status word. */
async function collect(
  answer: Uint8Array,
  [cla = 0]: Uint8Array,
  ne: number,
  exchange: T0Exchange,
): Promise<Uint8Array> {
  const data = new Uint8Array(ne + 2);
  let length = 0;
  for (let rest = answer, asked = false; ; asked = true) {
    const part = rest.subarray(0, Math.min(ne - length, rest.length - 2));
    data.set(part, length);
    length += part.length;
    const [sw1 = 0, sw2 = 0] = rest.subarray(-2);
    // What is left on the card once all is there that was asked for was not asked for.
    const enough = sw1 === 0x61 && length === ne;
    if (sw1 !== 0x61 || enough) {
      data.set(enough ? [0x90, 0x00] : [sw1, sw2], length);
      return data.subarray(0, length + 2);
    }
    if (asked && part.length === 0) throw new T0Error('protocol');
    const le = Math.min(sw2 || 256, ne - length);
    rest = await askFor(Uint8Array.of(cla, GET_RESPONSE, 0x00, 0x00, le & 0xff), exchange);
  }
}

/** Sends a TPDU whose P3 is Le, and once more with the right one where the card names it. */
async function askFor(tpdu: Uint8Array, exchange: T0Exchange): Promise<Uint8Array> {
  const answer = await send(tpdu, tpdu[4] || 256, exchange);
  const [sw1, available = 0] = answer;
  if (answer.length !== 2 || sw1 !== 0x6c) return answer;
  const again = Uint8Array.from(tpdu);
  again[4] = available;
  return await send(again, available || 256, exchange);
}

async function send(tpdu: Uint8Array, longest: number, exchange: T0Exchange): Promise<Uint8Array> {
  const answer = await exchange(tpdu);
  if (answer.length < 2 || answer.length - 2 > longest) throw new T0Error('protocol');
  return answer;
}

/** CLA INS P1 P2 P3 and the data, if any: Le of case 4 is left out. `ne` is what the caller expects at most. */
function tpduOf(command: Uint8Array): { tpdu: Uint8Array; hasData: boolean; ne: number } {
  const [, , , , fifth] = command;
  if (command.length < 4) throw new RangeError('not a command APDU');
  if (fifth === undefined) {
    const tpdu = new Uint8Array(5);
    tpdu.set(command);
    return { tpdu, hasData: false, ne: 0 };
  }
  if (command.length === 5) return { tpdu: Uint8Array.from(command), hasData: false, ne: fifth || 256 };
  const withoutLe = 5 + fifth;
  if (fifth === 0 || command.length < withoutLe || command.length > withoutLe + 1) {
    throw new RangeError('not a short command APDU');
  }
  const ne = command.length === withoutLe ? 0 : command[withoutLe] || 256;
  return { tpdu: Uint8Array.from(command.subarray(0, withoutLe)), hasData: true, ne };
}
