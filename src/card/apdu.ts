import { toHex } from './bytes.ts';

/**
 * A short command APDU (ISO/IEC 7816-4, 5.2). Every command of this product fits: the longest carries a
 * 16-byte PIN and is 21 bytes long.
 */
export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** 1–255 bytes; absent means no Lc field. */
  readonly data?: Uint8Array;
  /** Expected answer length Ne, 1–256 bytes; absent means no Le field. */
  readonly le?: number;
}

/** The answer of a card: data, and SW1 SW2 as one 16-bit number. */
export interface ResponseApdu {
  readonly data: Uint8Array;
  readonly sw: number;
}

/** Sends one command APDU and resolves with response data ‖ SW1 SW2. Rejects when the card or the reader is gone. */
export type Transmit = (command: Uint8Array) => Promise<Uint8Array>;

/** Instruction bytes used here. CHANGE KEY is JICSAP's, the rest are ISO/IEC 7816-4. */
export const INS = {
  verify: 0x20,
  changeReferenceData: 0x24,
  changeKey: 0x32,
  select: 0xa4,
  readBinary: 0xb0,
  getResponse: 0xc0,
} as const;

/**
 * Instructions that carry a PIN or what unlocks one. Beside the three above nothing here ever sends them, but developers may
 * enter or explain one: the forms of ISO/IEC 7816-4 with BER-TLV data, and RESET RETRY COUNTER.
 */
const PIN_INSTRUCTIONS: ReadonlySet<number> = new Set([
  INS.verify,
  0x21,
  INS.changeReferenceData,
  0x25,
  INS.changeKey,
  0x2c,
  0x2d,
]);

/** Bytes of a command. Throws `RangeError` on a field outside its range, so that an invalid command cannot be sent. */
export function encodeCommand(command: CommandApdu): Uint8Array {
  const { cla, ins, p1, p2, data, le } = command;
  for (const byte of [cla, ins, p1, p2]) {
    if (!Number.isInteger(byte) || byte < 0 || byte > 0xff) throw new RangeError('APDU header field is not a byte');
  }
  if (data && (data.length < 1 || data.length > 255)) throw new RangeError('APDU data must be 1 to 255 bytes');
  if (le !== undefined && (!Number.isInteger(le) || le < 1 || le > 256)) throw new RangeError('Le must be 1 to 256');
  const bytes = new Uint8Array(4 + (data ? 1 + data.length : 0) + (le === undefined ? 0 : 1));
  bytes.set([cla, ins, p1, p2]);
  if (data) {
    bytes[4] = data.length;
    bytes.set(data, 5);
  }
  if (le !== undefined) bytes[bytes.length - 1] = le & 0xff;
  return bytes;
}

/** Reads the four cases of a short command APDU; `undefined` when the bytes are none of them. The data is a copy. */
export function decodeCommand(bytes: Uint8Array): CommandApdu | undefined {
  const [cla, ins, p1, p2, fifth] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return undefined;
  const header = { cla, ins, p1, p2 };
  if (fifth === undefined) return header;
  if (bytes.length === 5) return { ...header, le: fifth || 256 };
  if (fifth === 0) return undefined;
  const data = copyOf(bytes.subarray(5, 5 + fifth));
  if (bytes.length === 5 + fifth) return { ...header, data };
  if (bytes.length === 6 + fifth) return { ...header, data, le: bytes[5 + fifth] || 256 };
  return undefined;
}

/** `slice` would do for a `Uint8Array`, but that of Node's `Buffer` shares its memory. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

/** Splits an answer. Throws `RangeError` when it is shorter than a status word. */
export function decodeResponse(bytes: Uint8Array): ResponseApdu {
  const [sw1, sw2] = bytes.subarray(-2);
  if (sw1 === undefined || sw2 === undefined) throw new RangeError('an answer without a status word');
  return { data: copyOf(bytes.subarray(0, -2)), sw: (sw1 << 8) | sw2 };
}

/**
 * Whether `answer` can be the answer to `command`: a status word, and no more data than was asked for. One that is not
 * belongs to another command, or to nothing.
 */
export function canAnswer({ le = 0 }: CommandApdu, answer: Uint8Array): boolean {
  return answer.length >= 2 && answer.length - 2 <= le;
}

/** Whether `command` brings a PIN: a VERIFY, CHANGE REFERENCE DATA, CHANGE KEY or RESET RETRY COUNTER with data. */
export function carriesPin(command: Uint8Array): boolean {
  return command.length > 5 && PIN_INSTRUCTIONS.has(command[1] as number);
}

/** Whether a PIN may follow the header of these bytes, well-formed or not. The empty VERIFY is its header alone. */
export function mayCarryPin(command: Uint8Array): boolean {
  const ins = command[1];
  return ins !== undefined && PIN_INSTRUCTIONS.has(ins) && command.length > 4;
}

/**
 * A command as text that is safe to keep: whatever follows the header of a command that may carry a PIN is not shown,
 * not even its length, since the length of a 署名用 password is a secret as well.
 */
export function maskedHex(command: Uint8Array): string {
  if (!mayCarryPin(command)) return toHex(command);
  return `${toHex(command.subarray(0, 4))}(PIN)`;
}

/** SELECT an application by its AID, without asking for FCI. Every public implementation sends these bytes. */
export function selectApplication(aid: Uint8Array): CommandApdu {
  return { cla: 0x00, ins: INS.select, p1: 0x04, p2: 0x0c, data: aid };
}

/** SELECT an elementary file of the current application. Only P1=02 works (OpenSC pull request 801). */
export function selectFile(fileId: number): CommandApdu {
  return { cla: 0x00, ins: INS.select, p1: 0x02, p2: 0x0c, data: new Uint8Array([fileId >> 8, fileId & 0xff]) };
}

/**
 * The empty VERIFY: exactly four bytes, asks for the tries left and costs none. Of the current file, or of the one with
 * the short file identifier `shortFile` (1–30), which may become current by it. That it costs none in that form too is
 * known from code alone (jsapdu).
 */
export function readCounter(shortFile = 0): CommandApdu {
  return { cla: 0x00, ins: INS.verify, p1: 0x00, p2: 0x80 | shortFile };
}

/** VERIFY against the current file. `pin` is sent as it is: ASCII, unpadded, not folded to upper case. */
export function verify(pin: Uint8Array): CommandApdu {
  return { cla: 0x00, ins: INS.verify, p1: 0x00, p2: 0x80, data: pin };
}

/**
 * CHANGE REFERENCE DATA of the current file, right after its VERIFY. P1=01: the data is the new PIN alone
 * (jpki/myna in Go and Rust, soltia48/myna-card). No public implementation sends old ‖ new with P1=00.
 */
export function changeReferenceData(newPin: Uint8Array): CommandApdu {
  return { cla: 0x00, ins: INS.changeReferenceData, p1: 0x01, p2: 0x80, data: newPin };
}

/** CHANGE KEY (JICSAP) of the current file, right after its VERIFY (soltia48/myna-card, tested there on a mock only). */
export function changeKey(newPin: Uint8Array): CommandApdu {
  return { cla: 0x80, ins: INS.changeKey, p1: 0x00, p2: 0x80, data: newPin };
}

/** READ BINARY of the current file. `offset` 0–7FFF bytes, `le` 1–256 bytes. */
export function readBinary(offset: number, le: number): CommandApdu {
  if (offset < 0 || offset > 0x7fff) throw new RangeError('READ BINARY offset must be 0 to 7FFF');
  return { cla: 0x00, ins: INS.readBinary, p1: offset >> 8, p2: offset & 0xff, le };
}

/** GET RESPONSE for the `le` bytes that a T=0 card announced with 61xx. */
export function getResponse(le: number): CommandApdu {
  return { cla: 0x00, ins: INS.getResponse, p1: 0x00, p2: 0x00, le };
}
