import { BULK_IN, BULK_PACKET, type CcidProperties, ccidDescriptors, INTERRUPT_IN } from './ccid-descriptors.ts';
import type { UsbDescriptors, UsbDeviceModel, UsbSetup } from './model.ts';

/** The card in a slot, at the level of exchange of the reader: it gets what is in a PC_to_RDR_XfrBlock. */
export interface CardBehindCcid {
  /** Answer To Reset. */
  powerOn(): Uint8Array;
  powerOff(): void;
  /** A T=1 block, a T=0 TPDU or an APDU; `undefined` where the card says nothing. */
  exchange(data: Uint8Array): Uint8Array | undefined;
}

/**
 * What goes wrong at a command. `silent-before`: the reader never answers, and does nothing; `silent-after`: it does what it
 * is told and never answers. `stale-first`: an answer to an earlier command comes first; `wrong-seq`: only such an answer
 * comes. `length-lies`: dwLength is more than what follows. `mute-before`: the card does not answer and did not act;
 * `mute-after`: it did. `removed-after`: the card acts and is pulled out. `promises`: the card acts, and the reader asks for
 * the longest extension there is and never answers. A number is that of time extensions before the answer.
 */
export type CcidFault =
  | 'silent-before'
  | 'silent-after'
  | 'stale-first'
  | 'wrong-seq'
  | 'wrong-type'
  | 'length-lies'
  | 'mute-before'
  | 'mute-after'
  | 'parity-error'
  | 'removed-after'
  | 'promises'
  | number;

export interface CcidQuirks {
  /** An answer of whole packets is ended by an empty transfer of its own, as seen on QEMU's reader. */
  readonly emptyTransferAfterWholePackets?: boolean;
  /** ABORT is not known. */
  readonly noAbort?: boolean;
  /** The only bPowerSelect that the card answers to. */
  readonly cardVoltage?: number;
}

/** bMessageType (6.1, 6.2). */
const PC_TO_RDR = {
  setParameters: 0x61,
  iccPowerOn: 0x62,
  iccPowerOff: 0x63,
  getSlotStatus: 0x65,
  getParameters: 0x6c,
  resetParameters: 0x6d,
  xfrBlock: 0x6f,
  abort: 0x72,
} as const;
const RDR_TO_PC = { dataBlock: 0x80, slotStatus: 0x81, parameters: 0x82 } as const;

/** Table 6.2-2. */
const SLOT_ERROR = {
  commandAborted: 0xff,
  iccMute: 0xfe,
  parityError: 0xfd,
  overrun: 0xfc,
  slotBusy: 0xe0,
  notSupported: 0,
} as const;
/** Where an error is the offset of the field that is wrong. */
const BAD_LENGTH = 1;
const BAD_SLOT = 5;
const BAD_POWER_SELECT = 7;
const BAD_PROTOCOL = 7;

/** dwFeatures (table 5.1-1). */
const FEATURE = { autoParameters: 0x02, autoVoltage: 0x08, ppsProprietary: 0x40, autoPps: 0x80 } as const;
const LEVEL = { tpdu: 0x10000, shortApdu: 0x20000, extendedApdu: 0x40000 } as const;
const LEVEL_MASK = 0x70000;

const HEADER = 10;
const ABORT_REQUEST = 1;
const SHORT_APDU_MAX = 261;
const DEFAULT_SPEED = 0x11;

interface Slot {
  card: CardBehindCcid | undefined;
  powered: boolean;
  /** What the reader speaks to the card, and what the card expects. */
  protocol: number;
  cardProtocol: number;
  speed: number;
  cardSpeed: number;
  parameters: Uint8Array;
  /** The command that is never answered. */
  busy: boolean;
  abortRequested: number | undefined;
  /** Parts of a command or answer longer than a message. */
  received: number[];
  toSend: Uint8Array;
}

interface Command {
  readonly type: number;
  readonly slot: number;
  readonly seq: number;
  readonly specific: Uint8Array;
  readonly data: Uint8Array;
}

/**
 * A chip card interface device as the USB CCID specification (rev 1.1) describes one, at the TPDU, short or extended APDU
 * level as its dwFeatures say. Answers outlive a host that goes away without reading them, until a USB reset.
 */
export class CcidModel implements UsbDeviceModel {
  readonly descriptors: UsbDescriptors;
  /** Asked before every command. */
  fault: ((command: { readonly type: number; readonly data: Uint8Array }) => CcidFault | undefined) | undefined;
  readonly #properties: CcidProperties;
  readonly #quirks: CcidQuirks;
  readonly #slots: Slot[];
  #answers: Uint8Array[] = [];
  #notifications: Uint8Array[] = [];
  readonly #wake = new Set<() => void>();

  constructor(properties: CcidProperties, quirks: CcidQuirks = {}) {
    this.#properties = properties;
    this.#quirks = quirks;
    this.descriptors = ccidDescriptors(properties);
    this.#slots = Array.from({ length: properties.slots }, () => ({
      card: undefined,
      busy: false,
      abortRequested: undefined,
      ...unpowered(),
    }));
  }

  insertCard(card: CardBehindCcid, slot = 0): void {
    const place = this.#slots[slot] as Slot;
    place.card?.powerOff();
    Object.assign(place, unpowered(), { card });
    this.#notify(1 << slot);
  }

  removeCard(slot = 0): void {
    const place = this.#slots[slot] as Slot;
    if (!place.card) return;
    place.card.powerOff();
    Object.assign(place, unpowered(), { card: undefined });
    this.#notify(1 << slot);
  }

  isPowered(slot = 0): boolean {
    return this.#slots[slot]?.powered ?? false;
  }

  /** Leaves an answer behind that nobody asked for in this session: 9000. */
  leaveAnswer(seq: number): void {
    this.#send(staleAnswer(seq));
  }

  async control({ bmRequestType, bRequest, wValue }: UsbSetup): Promise<Uint8Array | 'stall'> {
    if (bmRequestType !== 0x21 || bRequest !== ABORT_REQUEST || this.#quirks.noAbort) return 'stall';
    const slot = this.#slots[wValue & 0xff];
    if (!slot) return 'stall';
    slot.abortRequested = wValue >> 8;
    return new Uint8Array();
  }

  async bulkOut(_endpoint: number, message: Uint8Array): Promise<'ok' | 'stall'> {
    if (message.length < HEADER) return 'ok';
    const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
    const command = {
      type: view.getUint8(0),
      slot: view.getUint8(5),
      seq: view.getUint8(6),
      specific: message.slice(7, HEADER),
      data: message.slice(HEADER),
    };
    const isWhole =
      view.getUint32(1, true) === command.data.length && message.length <= this.#properties.maxMessageLength;
    for (const answer of isWhole ? this.#receive(command) : [this.#failed(command, BAD_LENGTH)]) this.#send(answer);
    return 'ok';
  }

  async in(endpoint: number, length: number, signal: AbortSignal): Promise<Uint8Array | 'stall'> {
    const isInterrupt = (endpoint & 0x0f) === INTERRUPT_IN;
    if (!isInterrupt && (endpoint & 0x0f) !== BULK_IN) return 'stall';
    for (;;) {
      if (signal.aborted) throw signal.reason;
      const queue = isInterrupt ? this.#notifications : this.#answers;
      const first = queue.shift();
      if (first) {
        if (first.length > length) queue.unshift(first.slice(length));
        return first.slice(0, length);
      }
      await this.#something(signal);
    }
  }

  reset(): void {
    this.#answers = [];
    this.#notifications = [];
    for (const slot of this.#slots) {
      slot.card?.powerOff();
      Object.assign(slot, unpowered(), { busy: false, abortRequested: undefined });
    }
  }

  #receive(command: Command): Uint8Array[] {
    const slot = this.#slots[command.slot];
    if (!slot) return [this.#failed(command, BAD_SLOT)];
    if (command.type === PC_TO_RDR.abort) return [this.#abort(slot, command)];
    if (slot.abortRequested !== undefined) return [this.#failed(command, SLOT_ERROR.commandAborted)];
    if (slot.busy) return [this.#failed(command, SLOT_ERROR.slotBusy)];
    const fault = this.fault?.(command);
    if (fault === 'silent-before') {
      slot.busy = true;
      return [];
    }
    if (fault === 'mute-before') return [this.#failed(command, SLOT_ERROR.iccMute)];
    const answer = this.#execute(slot, command);
    const damaged = new DataView(answer.buffer);
    switch (fault) {
      case 'silent-after':
        slot.busy = true;
        return [];
      case 'promises':
        slot.busy = true;
        return [messageOf(answerTo(command.type), command.slot, command.seq, [0x80, 0xff, 0])];
      case 'mute-after':
        return [this.#failed(command, SLOT_ERROR.iccMute)];
      case 'parity-error':
        return [this.#failed(command, SLOT_ERROR.parityError)];
      case 'removed-after':
        this.removeCard(command.slot);
        return [this.#failed(command, SLOT_ERROR.iccMute)];
      case 'stale-first':
        return [staleAnswer((command.seq + 255) & 0xff), answer];
      case 'wrong-seq':
        damaged.setUint8(6, command.seq ^ 0x80);
        return [answer];
      case 'wrong-type':
        damaged.setUint8(0, RDR_TO_PC.parameters);
        return [answer];
      case 'length-lies':
        damaged.setUint32(1, damaged.getUint32(1, true) + 1, true);
        return [answer];
      default: {
        const more = messageOf(answerTo(command.type), command.slot, command.seq, [0x80, 1, 0]);
        return [...Array.from({ length: fault ?? 0 }, () => more.slice()), answer];
      }
    }
  }

  #abort(slot: Slot, command: Command): Uint8Array {
    if (slot.abortRequested !== command.seq) return this.#failed(command, SLOT_ERROR.notSupported);
    slot.abortRequested = undefined;
    slot.busy = false;
    slot.received = [];
    return this.#slotStatus(command);
  }

  #execute(slot: Slot, command: Command): Uint8Array {
    switch (command.type) {
      case PC_TO_RDR.getSlotStatus:
        return this.#slotStatus(command);
      case PC_TO_RDR.iccPowerOn:
        return this.#powerOn(slot, command);
      case PC_TO_RDR.iccPowerOff:
        slot.card?.powerOff();
        Object.assign(slot, unpowered());
        return this.#slotStatus(command);
      case PC_TO_RDR.getParameters:
        return this.#parameters(slot, command);
      case PC_TO_RDR.setParameters:
        return this.#setParameters(slot, command);
      case PC_TO_RDR.resetParameters:
        slot.protocol = 0;
        slot.speed = DEFAULT_SPEED;
        return this.#parameters(slot, command);
      case PC_TO_RDR.xfrBlock:
        return this.#transfer(slot, command);
      default:
        return this.#failed(command, SLOT_ERROR.notSupported);
    }
  }

  #powerOn(slot: Slot, command: Command): Uint8Array {
    const { features, voltages } = this.#properties;
    const powerSelect = command.specific[0] as number;
    const isAutomatic = powerSelect === 0 && (features & FEATURE.autoVoltage) !== 0;
    if (!isAutomatic && (powerSelect === 0 || (voltages & (1 << (powerSelect - 1))) === 0)) {
      return this.#failed(command, BAD_POWER_SELECT);
    }
    const { cardVoltage } = this.#quirks;
    const isDeaf = !isAutomatic && cardVoltage !== undefined && cardVoltage !== powerSelect;
    if (!slot.card || isDeaf) return this.#failed(command, SLOT_ERROR.iccMute);
    const atr = slot.card.powerOn();
    Object.assign(slot, unpowered(), { powered: true, cardProtocol: firstProtocol(atr) });
    if (features & FEATURE.autoParameters) slot.protocol = slot.cardProtocol;
    return this.#answer(command, atr);
  }

  #setParameters(slot: Slot, command: Command): Uint8Array {
    const protocol = command.specific[0] as number;
    if (!slot.powered) return this.#failed(command, SLOT_ERROR.iccMute);
    if ((this.#properties.protocols & (1 << protocol)) === 0) return this.#failed(command, BAD_PROTOCOL);
    if (command.data.length !== (protocol === 0 ? 5 : 7)) return this.#failed(command, BAD_LENGTH);
    slot.protocol = protocol;
    slot.parameters = command.data;
    slot.speed = command.data[0] as number;
    if (this.#properties.features & FEATURE.autoPps) slot.cardSpeed = slot.speed;
    return this.#parameters(slot, command);
  }

  #transfer(slot: Slot, command: Command): Uint8Array {
    const { features } = this.#properties;
    if (!slot.card || !slot.powered) return this.#failed(command, SLOT_ERROR.iccMute);
    switch (features & LEVEL_MASK) {
      case LEVEL.tpdu:
        return this.#answer(command, this.#exchangeBlock(slot, slot.card, command.data));
      case LEVEL.extendedApdu:
        return this.#transferExtended(slot, slot.card, command);
      default:
        if (command.data.length < 4 || command.data.length > SHORT_APDU_MAX) return this.#failed(command, BAD_LENGTH);
        return this.#answer(command, slot.card.exchange(command.data));
    }
  }

  #exchangeBlock(slot: Slot, card: CardBehindCcid, data: Uint8Array): Uint8Array | undefined {
    if (data[0] === 0xff) {
      // ISO/IEC 7816-3:2006, 9: PPSS PPS0 PPS1 PCK, answered with the same where the card agrees.
      if (this.#properties.features & (FEATURE.autoPps | FEATURE.ppsProprietary)) return undefined;
      if ((data[1] as number) & 0x10) slot.cardSpeed = data[2] as number;
      slot.cardProtocol = (data[1] as number) & 0x0f;
      return data;
    }
    const understands = slot.protocol === slot.cardProtocol && slot.speed === slot.cardSpeed;
    return understands ? card.exchange(data) : undefined;
  }

  /** wLevelParameter: 0 all, 1 begins, 3 goes on, 2 ends, 0x10 asks for more of the answer (6.1.4). */
  #transferExtended(slot: Slot, card: CardBehindCcid, command: Command): Uint8Array {
    const level = (command.specific[1] as number) | ((command.specific[2] as number) << 8);
    if (level === 0x10) return this.#partOfAnswer(slot, command, false);
    if (level === 0 || level === 1) slot.received = [];
    slot.received.push(...command.data);
    if (level === 1 || level === 3) {
      return messageOf(RDR_TO_PC.dataBlock, command.slot, command.seq, [this.#iccStatus(command.slot), 0, 0x10]);
    }
    const answer = card.exchange(Uint8Array.from(slot.received));
    slot.received = [];
    if (!answer) return this.#failed(command, SLOT_ERROR.iccMute);
    slot.toSend = answer;
    return this.#partOfAnswer(slot, command, true);
  }

  /** bChainParameter: 0 all, 1 begins, 3 goes on, 2 ends (6.2.1). */
  #partOfAnswer(slot: Slot, command: Command, begins: boolean): Uint8Array {
    const room = this.#properties.maxMessageLength - HEADER;
    const part = slot.toSend.slice(0, room);
    slot.toSend = slot.toSend.slice(room);
    const goesOn = slot.toSend.length > 0;
    const chain = begins ? (goesOn ? 1 : 0) : goesOn ? 3 : 2;
    const status = this.#iccStatus(command.slot);
    return messageOf(RDR_TO_PC.dataBlock, command.slot, command.seq, [status, 0, chain], part);
  }

  #answer(command: Command, data: Uint8Array | undefined): Uint8Array {
    if (!data) return this.#failed(command, SLOT_ERROR.iccMute);
    if (HEADER + data.length > this.#properties.maxMessageLength) return this.#failed(command, SLOT_ERROR.overrun);
    const status = this.#iccStatus(command.slot);
    return messageOf(answerTo(command.type), command.slot, command.seq, [status, 0, 0], data);
  }

  #slotStatus({ slot, seq }: Command): Uint8Array {
    return messageOf(RDR_TO_PC.slotStatus, slot, seq, [this.#iccStatus(slot), 0, 0]);
  }

  #parameters({ protocol, parameters }: Slot, { slot, seq }: Command): Uint8Array {
    return messageOf(RDR_TO_PC.parameters, slot, seq, [this.#iccStatus(slot), 0, protocol], parameters);
  }

  #failed({ type, slot, seq }: Command, error: number): Uint8Array {
    return messageOf(answerTo(type), slot, seq, [0x40 | this.#iccStatus(slot), error, 0]);
  }

  /** 0 active, 1 present, 2 absent. */
  #iccStatus(slot: number): number {
    const place = this.#slots[slot];
    return place?.card ? (place.powered ? 0 : 1) : 2;
  }

  #send(message: Uint8Array): void {
    this.#answers.push(message);
    if (message.length % BULK_PACKET === 0 && this.#quirks.emptyTransferAfterWholePackets) {
      this.#answers.push(new Uint8Array());
    }
    this.#wakeAll();
  }

  /** RDR_to_PC_NotifySlotChange (6.3.1): two bits a slot, the lower one for a card, the upper one for a change. */
  #notify(changed: number): void {
    const bitmap = new Uint8Array(Math.ceil(this.#slots.length / 4));
    for (const [index, { card }] of this.#slots.entries()) {
      const bits = (card ? 1 : 0) | (changed & (1 << index) ? 2 : 0);
      bitmap[index >> 2] = (bitmap[index >> 2] as number) | (bits << ((index & 3) * 2));
    }
    this.#notifications.push(Uint8Array.of(0x50, ...bitmap));
    this.#wakeAll();
  }

  #wakeAll(): void {
    for (const wake of [...this.#wake]) wake();
  }

  #something(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#wake.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wake.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}

/** `last`: bStatus, bError and the field that differs by message. */
function messageOf(
  type: number,
  slot: number,
  seq: number,
  last: readonly [number, number, number],
  data: Uint8Array = new Uint8Array(),
): Uint8Array {
  const message = new Uint8Array(HEADER + data.length);
  message.set([type, 0, 0, 0, 0, slot, seq, ...last]);
  new DataView(message.buffer).setUint32(1, data.length, true);
  message.set(data, HEADER);
  return message;
}

function staleAnswer(seq: number): Uint8Array {
  return messageOf(RDR_TO_PC.dataBlock, 0, seq, [0, 0, 0], Uint8Array.of(0x90, 0x00));
}

function unpowered() {
  return {
    powered: false,
    protocol: 0,
    cardProtocol: 0,
    speed: DEFAULT_SPEED,
    cardSpeed: DEFAULT_SPEED,
    parameters: new Uint8Array(5),
    received: [],
    toSend: new Uint8Array(),
  };
}

function answerTo(type: number): number {
  switch (type) {
    case PC_TO_RDR.iccPowerOn:
    case PC_TO_RDR.xfrBlock:
      return RDR_TO_PC.dataBlock;
    case PC_TO_RDR.setParameters:
    case PC_TO_RDR.getParameters:
    case PC_TO_RDR.resetParameters:
      return RDR_TO_PC.parameters;
    default:
      return RDR_TO_PC.slotStatus;
  }
}

/** T of TD1 (ISO/IEC 7816-3:2006, 8.2.3): the first protocol that a card offers; 0 where there is no TD1. */
function firstProtocol(atr: Uint8Array): number {
  const present = (atr[1] as number) >> 4;
  if ((present & 8) === 0) return 0;
  const before = [1, 2, 4].filter((bit) => present & bit).length;
  return (atr[2 + before] as number) & 0x0f;
}
