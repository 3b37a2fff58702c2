/** Bulk messages of a CCID (USB CCID rev 1.1, chapter 6): 10 bytes of header, then dwLength bytes of data. */
export const HEADER_LENGTH = 10;

/** bMessageType (6.1). */
export const COMMAND = {
  setParameters: 0x61,
  powerOn: 0x62,
  powerOff: 0x63,
  slotStatus: 0x65,
  transfer: 0x6f,
  abort: 0x72,
} as const;

const ANSWER = { dataBlock: 0x80, slotStatus: 0x81, parameters: 0x82 } as const;

/** What answers a command (6.1). */
const ANSWER_TO: Record<number, number> = {
  [COMMAND.setParameters]: ANSWER.parameters,
  [COMMAND.powerOn]: ANSWER.dataBlock,
  [COMMAND.powerOff]: ANSWER.slotStatus,
  [COMMAND.slotStatus]: ANSWER.slotStatus,
  [COMMAND.transfer]: ANSWER.dataBlock,
  [COMMAND.abort]: ANSWER.slotStatus,
};

export interface CcidCommand {
  readonly type: (typeof COMMAND)[keyof typeof COMMAND];
  readonly slot: number;
  /** Bytes 7–9. */
  readonly specific?: readonly [number, number, number];
  readonly data?: Uint8Array;
}

/** bmICCStatus (table 6.2-3). */
export type IccStatus = 'active' | 'inactive' | 'absent';

export interface CcidAnswer {
  readonly icc: IccStatus;
  readonly outcome: 'done' | 'failed' | 'time-extension';
  /** With `failed` a slot error (table 6.2-2), with `time-extension` a factor. */
  readonly error: number;
  /** Byte 9: bChainParameter of a data block. */
  readonly chain: number;
  readonly data: Uint8Array;
}

/** Slot errors (table 6.2-2) that mean something to the host. */
export const SLOT_ERROR = {
  mute: 0xfe,
  parity: 0xfd,
  badTs: 0xf8,
  badTck: 0xf7,
  protocolNotSupported: 0xf6,
  classNotSupported: 0xf5,
  busy: 0xe0,
} as const;

const ICC_STATUS: readonly (IccStatus | undefined)[] = ['active', 'inactive', 'absent'];
const OUTCOME: readonly (CcidAnswer['outcome'] | undefined)[] = ['done', 'failed', 'time-extension'];

export function encodeCommand({ type, slot, specific = [0, 0, 0], data }: CcidCommand, seq: number) {
  const message = new Uint8Array(HEADER_LENGTH + (data?.length ?? 0));
  message.set([type, 0, 0, 0, 0, slot, seq, ...specific]);
  new DataView(message.buffer).setUint32(1, data?.length ?? 0, true);
  if (data) message.set(data, HEADER_LENGTH);
  return message;
}

/**
 * `undefined` for what does not answer `command`, sent as number `seq`; `broken` for what does, but is cut off or makes no
 * sense.
 */
export function decodeAnswer(
  message: Uint8Array,
  command: CcidCommand,
  seq: number,
): CcidAnswer | 'broken' | undefined {
  if (message.length < HEADER_LENGTH) return undefined;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const type = view.getUint8(0);
  const status = view.getUint8(7);
  const icc = ICC_STATUS[status & 3];
  const outcome = OUTCOME[status >> 6];
  // Some readers say that a command failed with a slot status, whatever the command.
  const fits = type === ANSWER_TO[command.type] || (outcome === 'failed' && type === ANSWER.slotStatus);
  if (!fits || view.getUint8(5) !== command.slot || view.getUint8(6) !== seq) return undefined;
  if (view.getUint32(1, true) !== message.length - HEADER_LENGTH || !icc || !outcome) return 'broken';
  return { icc, outcome, error: view.getUint8(8), chain: view.getUint8(9), data: message.slice(HEADER_LENGTH) };
}

/** A slot as RDR_to_PC_NotifySlotChange (6.3.1) tells of it. */
export interface SlotChange {
  readonly slot: number;
  readonly present: boolean;
}

/** The slots that changed. A hardware error (6.3.2) and anything else tell of none. */
export function slotChanges(message: Uint8Array): SlotChange[] {
  if (message[0] !== 0x50) return [];
  const changes: SlotChange[] = [];
  for (let slot = 0; slot < (message.length - 1) * 4; slot++) {
    const bits = (message[1 + (slot >> 2)] as number) >> ((slot & 3) * 2);
    if (bits & 2) changes.push({ slot, present: (bits & 1) !== 0 });
  }
  return changes;
}
