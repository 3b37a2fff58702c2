/**
 * What a Port-400 reader is spoken to with on its vendor interface: an envelope like that of a CCID Escape, and in it
 * commands of PC/SC part 3 (amendment 1, transparent sessions) with Sony's additions. Evidence: felica-rs
 * `port400/pcsc.rs`, which speaks it, and ezsign-nfc-tools `PROTOCOL.md`, 9.
 */

const HEADER = 10;
const TO_READER = 0x6b;
const FROM_READER = 0x83;

/** bError of a command that the reader did not take up (USB CCID 1.1, table 6.2-2, CMD_SLOT_BUSY). */
const SLOT_BUSY = 0xe0;

export type Port400Answer =
  | { readonly type: 'answer'; readonly payload: Uint8Array }
  | { readonly type: 'wait' }
  | { readonly type: 'busy' }
  | { readonly type: 'failed' };

/** `seq` comes back in the answer. */
export function envelope(seq: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(HEADER + payload.length);
  message[0] = TO_READER;
  new DataView(message.buffer).setUint32(1, payload.length, true);
  message[6] = seq;
  message.set(payload, HEADER);
  return message;
}

/** The answer to the command with `seq`; `undefined` for anything else. */
export function parseEnvelope(message: Uint8Array, seq: number): Port400Answer | undefined {
  if (message.length < HEADER || message[0] !== FROM_READER || message[6] !== seq) return undefined;
  const length = new DataView(message.buffer, message.byteOffset).getUint32(1, true);
  if (message.length !== HEADER + length) return undefined;
  switch ((message[7] as number) >> 6) {
    case 0:
      return { type: 'answer', payload: message.slice(HEADER) };
    case 2:
      return { type: 'wait' };
    default:
      return { type: message[8] === SLOT_BUSY ? 'busy' : 'failed' };
  }
}

const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[\dA-F]{2}/g) ?? [], (byte) => Number.parseInt(byte, 16));

/** Commands that go to the reader alone, or make it look for a card. */
export const COMMAND = {
  endSession: hex('FF 50 00 00 02 82 00 00'),
  startSession: hex('FF 50 00 00 02 81 00 00'),
  fieldOff: hex('FF 50 00 00 02 83 00 00'),
  fieldOn: hex('FF 50 00 00 02 84 00 00'),
  /** The reader itself sends REQB and ATTRIB. */
  selectTypeB: hex('FF 50 00 02 04 8F 02 01 04 00'),
} as const;

/** The reader adds and checks CRC_B and does not add parity, nor blocks of its own around what it is given. */
const TYPE_B_FLAGS = [0x90, 0x02, 0x00, 0x1c] as const;

/** Sends one frame (without CRC) to the card and waits `timeoutMs` for its answer. */
export function exchangeCommand(frame: Uint8Array, timeoutMs: number): Uint8Array {
  const time = new Uint8Array(4);
  new DataView(time.buffer).setUint32(0, Math.ceil(timeoutMs * 1000), true);
  const prologue = [...TYPE_B_FLAGS, 0x5f, 0x46, 0x04, ...time, 0x95, 0x82, frame.length >> 8, frame.length & 0xff];
  const length = prologue.length + frame.length;
  return Uint8Array.of(0xff, 0x50, 0x00, 0x01, 0x00, length >> 8, length & 0xff, ...prologue, ...frame, 0, 0, 0);
}

/** Objects of an answer that we look at. */
export const TAG = { status: 0xc0, validBits: 0x92, responseStatus: 0x96, data: 0x97, answerToReset: 0x5f51 } as const;

/** The objects of an answer by tag, when it ends in 9000 and is made of nothing but objects; `undefined` otherwise. */
export function parseObjects(payload: Uint8Array): Map<number, Uint8Array> | undefined {
  if (payload.at(-2) !== 0x90 || payload.at(-1) !== 0x00) return undefined;
  const objects = new Map<number, Uint8Array>();
  const end = payload.length - 2;
  let at = 0;
  while (at < end) {
    let tag = payload[at++] as number;
    // BER-TLV (ISO/IEC 8825-1, 8.1.2): five ones mean one more byte of tag here.
    if ((tag & 0x1f) === 0x1f) tag = (tag << 8) | (payload[at++] as number);
    let length = payload[at++] as number;
    if (length > 0x82) return undefined;
    if (length > 0x80) {
      let bytes = length & 0x7f;
      for (length = 0; bytes > 0; bytes--) length = (length << 8) | (payload[at++] as number);
    }
    if (!(at + length <= end)) return undefined;
    objects.set(tag, payload.slice(at, at + length));
    at += length;
  }
  return objects;
}
