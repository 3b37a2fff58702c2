import { SmartCardError } from '../../web-smart-card/errors.ts';
import { type AnswerToReset, AtrError, parseAtr } from '../iso7816/atr.ts';
import { agreedFiDi, DEFAULT_FI_DI, PpsError, ppsRequest } from '../iso7816/pps.ts';
import { transmitT0 } from '../iso7816/t0.ts';
import { T1, type T1Exchange } from '../iso7816/t1.ts';
import { joined } from '../joined.ts';
import type { Patience } from '../patience.ts';
import type { CcidProperties } from './ccid-descriptor.ts';
import { type CcidAnswer, type CcidCommand, COMMAND, HEADER_LENGTH, SLOT_ERROR } from './ccid-message.ts';

/** Sends a command to the slot of the card. What it rejects with ends the use of the card. */
export type CcidExchange = (
  command: Omit<CcidCommand, 'slot'>,
  kind: TimeoutKind,
  patience?: Patience,
) => Promise<CcidAnswer>;
/** Which timeout applies; a number of milliseconds where the card has told how long it may take. */
export type TimeoutKind = 'command' | 'powerOn' | 'transfer' | number;

/** A card with power, ready for APDUs. */
export interface CcidCard {
  readonly answerToReset: Uint8Array;
  readonly protocol: 't0' | 't1';
  /** A command APDU and the whole answer, in as many messages as that takes. After a rejection the card has to be reset. */
  transmit(command: Uint8Array, patience: Patience): Promise<Uint8Array>;
}

/** What a reader may need on top of the time that the card may take, in milliseconds. */
const READER_MARGIN = 3000;
/** What a card of T=1 sends in one block before it is told otherwise. */
const DEFAULT_IFSD = 32;
/** Prologue of a T=1 block. */
const PROLOGUE = 3;

/** bChainParameter and wLevelParameter of a chain of messages (6.1.4, 6.2.1): an APDU begins, and goes on or ends. */
const CHAIN = { whole: 0, begins: 1, ends: 2, middle: 3, goOn: 0x10 } as const;

/**
 * Gives a card power and does for it what the reader leaves to the host: the choice of voltage, PPS, parameters, IFSD. The
 * slot has no power when this is called. Rejects with a `SmartCardError` or with what `exchange` rejected with.
 */
export async function powerOnCard(properties: CcidProperties, exchange: CcidExchange): Promise<CcidCard> {
  const bytes = await answerToReset(properties, exchange);
  const atr = parsedAtr(bytes);
  const protocol = protocolOf(atr, properties);
  let fiDi = await negotiatePps(atr, protocol, properties, exchange);
  if (fiDi === 'refused') {
    // The card waits for a reset, and talks at its default rate after it.
    await exchange({ type: COMMAND.powerOff }, 'command');
    await answerToReset(properties, exchange);
    fiDi = DEFAULT_FI_DI;
  }
  await setParameters(atr, protocol, fiDi, properties, exchange);
  const transmit = await transmitterOf(atr, protocol, properties, exchange);
  return { answerToReset: bytes, protocol: protocol === 0 ? 't0' : 't1', transmit };
}

async function answerToReset(properties: CcidProperties, exchange: CcidExchange): Promise<Uint8Array> {
  const selections = properties.automatic.voltage ? [0] : properties.voltages;
  for (const [index, select] of selections.entries()) {
    // A card that was given the wrong voltage needs to lose it before the next (ISO/IEC 7816-3, selection of the class).
    if (index > 0) await exchange({ type: COMMAND.powerOff }, 'command');
    const answer = await exchange({ type: COMMAND.powerOn, specific: [select, 0, 0] }, 'powerOn');
    if (answer.outcome === 'done') return answer.data;
    if (answer.icc === 'absent') throw new SmartCardError('no-smartcard');
    const isLast = index === selections.length - 1;
    if (isLast || answer.error !== SLOT_ERROR.mute) throw powerOnError(answer.error);
  }
  throw new SmartCardError('unsupported-card');
}

function powerOnError(error: number): SmartCardError {
  const { badTs, badTck, protocolNotSupported, classNotSupported } = SLOT_ERROR;
  const isUnsupported = [badTs, badTck, protocolNotSupported, classNotSupported].some((code) => code === error);
  return new SmartCardError(isUnsupported ? 'unsupported-card' : 'unresponsive-card');
}

function parsedAtr(bytes: Uint8Array): AnswerToReset {
  try {
    return parseAtr(bytes);
  } catch (error) {
    if (error instanceof AtrError) throw new SmartCardError('unsupported-card');
    throw error;
  }
}

/** The first protocol of the card that the reader speaks; no other than its own in specific mode. */
function protocolOf({ protocols, specificMode }: AnswerToReset, properties: CcidProperties): number {
  const offered = specificMode ? [specificMode.protocol] : protocols;
  const protocol = offered.find((candidate) => properties.protocols.includes(candidate));
  if (protocol === undefined) throw new SmartCardError('proto-mismatch');
  return protocol;
}

/** The rate agreed on, coded as in TA1. Nothing is sent where the reader does it or there is nothing to agree on. */
async function negotiatePps(
  atr: AnswerToReset,
  protocol: number,
  properties: CcidProperties,
  exchange: CcidExchange,
): Promise<number | 'refused'> {
  if (atr.specificMode) return atr.specificMode.implicit ? DEFAULT_FI_DI : atr.fiDi;
  const fiDi = isFastEnough(atr, properties) ? atr.fiDi : DEFAULT_FI_DI;
  const { level, automatic } = properties;
  if (level !== 'tpdu' || automatic.pps) return fiDi;
  const isFirst = protocol === atr.protocols[0];
  if (isFirst && fiDi === DEFAULT_FI_DI) return fiDi;
  const request = ppsRequest(protocol, fiDi);
  const answer = await exchange({ type: COMMAND.transfer, data: request }, 'transfer');
  try {
    if (answer.outcome === 'done') return agreedFiDi(request, answer.data);
  } catch (error) {
    if (!(error instanceof PpsError)) throw error;
  }
  if (!isFirst) throw new SmartCardError('proto-mismatch');
  return 'refused';
}

/** Whether the reader can keep up with TA1 at its default clock. */
function isFastEnough({ fi, di }: AnswerToReset, { defaultClock, maxDataRate }: CcidProperties): boolean {
  return fi !== undefined && di !== undefined && (defaultClock * 1000 * di) / fi <= maxDataRate;
}

/** SetParameters (6.1.7), where the reader does not take them from the Answer To Reset or they are others by now. */
async function setParameters(
  atr: AnswerToReset,
  protocol: number,
  fiDi: number,
  { automatic }: CcidProperties,
  exchange: CcidExchange,
): Promise<void> {
  const hostDidPps = !automatic.pps && fiDi !== DEFAULT_FI_DI && !atr.specificMode;
  const isOther = protocol !== (atr.specificMode?.protocol ?? atr.protocols[0]);
  if (automatic.pps === 'own' || (automatic.parameters && !hostDidPps && !isOther)) return;
  const convention = atr.convention === 'inverse' ? 0x02 : 0;
  const { edc, bwi, cwi, ifsc } = atr.t1;
  const data =
    protocol === 0
      ? Uint8Array.of(fiDi, convention, atr.extraGuardTime, atr.waitingTimeInteger, 0)
      : Uint8Array.of(
          ...[fiDi, 0x10 | convention | (edc === 'crc' ? 1 : 0), atr.extraGuardTime, (bwi << 4) | cwi, 0, ifsc, 0],
        );
  const answer = await exchange({ type: COMMAND.setParameters, specific: [protocol, 0, 0], data }, 'command');
  if (answer.outcome !== 'done') throw new SmartCardError('proto-mismatch');
}

async function transmitterOf(
  atr: AnswerToReset,
  protocol: number,
  properties: CcidProperties,
  exchange: CcidExchange,
): Promise<CcidCard['transmit']> {
  switch (properties.level) {
    case 'tpdu':
      return protocol === 0
        ? (command, patience) =>
            transmitT0(command, async (tpdu) =>
              dataOf(await exchange(transfer(tpdu, CHAIN.whole), 'transfer', patience)),
            )
        : blockTransmitter(atr, properties, exchange);
    case 'short-apdu':
      return async (command, patience) => dataOf(await exchange(transfer(command, CHAIN.whole), 'transfer', patience));
    case 'extended-apdu':
      return (command, patience) =>
        transmitExtended(command, properties.maxMessageLength - HEADER_LENGTH, (message) =>
          exchange(message, 'transfer', patience),
        );
    case 'character':
      throw new SmartCardError('unsupported-feature');
  }
}

async function blockTransmitter(
  { t1 }: AnswerToReset,
  properties: CcidProperties,
  exchange: CcidExchange,
): Promise<CcidCard['transmit']> {
  const roomInMessage = properties.maxMessageLength - HEADER_LENGTH - PROLOGUE - (t1.edc === 'crc' ? 2 : 1);
  const ifsd = Math.min(properties.maxIfsd, roomInMessage, 254);
  const engine = new T1({
    ifsc: t1.ifsc,
    room: roomInMessage,
    edc: t1.edc,
    ...(properties.automatic.ifsd ? { ifsd } : {}),
  });
  const wait = blockWaitingTime(t1.bwi, properties.defaultClock);
  const sendWith =
    (patience?: Patience): T1Exchange =>
    async (block, { waitMultiplier }) => {
      // bBWI counts extensions; without one the reader takes BWT from its parameters.
      const bwi = waitMultiplier > 1 ? waitMultiplier : 0;
      const command = { type: COMMAND.transfer, specific: [bwi, 0, 0], data: block } as const;
      const answer = await exchange(command, wait * waitMultiplier + READER_MARGIN, patience);
      if (answer.outcome === 'failed' && answer.icc === 'active') {
        if (answer.error === SLOT_ERROR.mute) return 'timeout';
        if (answer.error === SLOT_ERROR.parity) return new Uint8Array();
      }
      return dataOf(answer);
    };
  if (!properties.automatic.ifsd && ifsd !== DEFAULT_IFSD) await engine.negotiateIfsd(ifsd, sendWith());
  return (command, patience) => engine.transmit(command, sendWith(patience), patience);
}

/** BWT in milliseconds (ISO/IEC 7816-3:2006, 11.4.3): 2^BWI · 960 · 372/f and 11 etu, which the margin covers. */
function blockWaitingTime(bwi: number, clock: number): number {
  return (2 ** bwi * 960 * 372) / Math.max(clock, 1);
}

async function transmitExtended(
  command: Uint8Array,
  room: number,
  exchange: (message: Parameters<CcidExchange>[0]) => Promise<CcidAnswer>,
): Promise<Uint8Array> {
  let answer: CcidAnswer | undefined;
  for (let at = 0; at < command.length; at += room) {
    const begins = at === 0;
    const ends = at + room >= command.length;
    const level = begins ? (ends ? CHAIN.whole : CHAIN.begins) : ends ? CHAIN.ends : CHAIN.middle;
    answer = await exchange(transfer(command.subarray(at, at + room), level));
    if (!ends && (dataOf(answer).length > 0 || answer.chain !== CHAIN.goOn)) throw untrustworthy();
  }
  if (!answer) throw new SmartCardError('unsupported-feature');
  const parts = [dataOf(answer)];
  if (answer.chain === CHAIN.whole) return dataOf(answer);
  if (answer.chain !== CHAIN.begins) throw untrustworthy();
  do {
    answer = await exchange(transfer(new Uint8Array(), CHAIN.goOn));
    // A part without bytes brings the end no nearer.
    if (dataOf(answer).length === 0) throw untrustworthy();
    parts.push(dataOf(answer));
  } while (answer.chain === CHAIN.middle);
  if (answer.chain !== CHAIN.ends) throw untrustworthy();
  return joined(parts);
}

function transfer(data: Uint8Array, level: number) {
  return { type: COMMAND.transfer, specific: [0, level & 0xff, level >> 8], data } as const;
}

/** The data of an answer that was `done`. */
function dataOf(answer: CcidAnswer): Uint8Array {
  if (answer.outcome === 'done') return answer.data;
  if (answer.icc === 'absent') throw new SmartCardError('removed-card');
  // No power, although nobody took it: another card, or a reader that gave up on this one.
  if (answer.icc === 'inactive' && answer.error !== SLOT_ERROR.mute) throw new SmartCardError('reset-card');
  throw new SmartCardError('unresponsive-card');
}

function untrustworthy(): SmartCardError {
  return new SmartCardError('unresponsive-card', 'a chain of messages that makes no sense');
}
