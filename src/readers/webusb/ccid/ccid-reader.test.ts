import { afterEach, describe, expect, it, vi } from 'vitest';
import { apduCardIn, t0CardIn, t1CardIn } from '../../../../test/usb/models/ccid-cards.ts';
import type { CcidFault, CcidModel } from '../../../../test/usb/models/ccid-model.ts';
import { extendedCcid } from '../../../../test/usb/models/extended-ccid.ts';
import { InMemoryUsb, type Transfer, type TransferFault, usbDeviceOf } from '../../../../test/usb/models/in-memory.ts';
import { scr3310 } from '../../../../test/usb/models/scr3310.ts';
import { shortCcid } from '../../../../test/usb/models/short-ccid.ts';
import { fromHex, toHex } from '../../../card/bytes.ts';
import { ORDINARY_CARD } from '../../virtual/profiles.ts';
import { VirtualCard } from '../../virtual/virtual-card.ts';
import type { UsbSlot } from '../usb-reader.ts';
import { COMMAND, decodeAnswer } from './ccid-message.ts';
import { CcidReader } from './ccid-reader.ts';

const SELECT_JPKI = fromHex('00A4040C0AD392F000260100000001');
const SELECT_AUTH_PIN = fromHex('00A4020C020018');
const SELECT_TOKEN_INFO = fromHex('00A4020C020006');
const READ_TOKEN_INFO = fromHex('00B00000A0');
const COUNTER = fromHex('00200080');
const VERIFY = fromHex('002000800431323334');

const XFR_BLOCK = 0x6f;

/** Cards echo: the data of an extended APDU, and 9000. */
const ECHO = {
  powerOn: () => fromHex('3B80800101'),
  powerOff: () => {},
  exchange: (command: Uint8Array) => Uint8Array.of(...command.slice(7), 0x90, 0x00),
};

let reader: CcidReader | undefined;
afterEach(() => reader?.close());

async function opened(model: CcidModel) {
  const usb = new InMemoryUsb();
  usb.plug(model);
  const [device] = await usb.getDevices();
  if (!device) throw new Error('no device');
  const transfers: Transfer[] = [];
  usb.observer = (transfer) => transfers.push(transfer);
  const events = { changed: [] as number[], failed: 0 };
  reader = new CcidReader(device, {
    cardChanged: (slot) => events.changed.push(slot),
    failed: () => events.failed++,
  });
  await reader.open();
  const [slot, other] = reader.slots as [UsbSlot, UsbSlot | undefined];
  return { usb, device, transfers, events, reader, slot, other };
}

/** What crossed the bulk endpoints while `work` ran. */
async function bulkTransfers(transfers: Transfer[], work: () => Promise<unknown>): Promise<string[]> {
  const before = transfers.length;
  await work();
  return transfers.slice(before).flatMap(({ kind }) => (kind.startsWith('bulk') ? [kind] : []));
}

/** The messages of one type that the reader was sent, without their header. */
function sent(transfers: readonly Transfer[], type: number): string[] {
  return transfers.flatMap(({ kind, data }) =>
    kind === 'bulk-out' && data?.[0] === type ? [toHex(data.slice(10))] : [],
  );
}

describe('a command costs', () => {
  it.each([
    { level: 'extended APDU', model: extendedCcid, cardIn: apduCardIn },
    { level: 'short APDU', model: shortCcid, cardIn: apduCardIn },
    { level: 'TPDU with T=1', model: scr3310, cardIn: t1CardIn },
    { level: 'TPDU with T=0', model: scr3310, cardIn: t0CardIn },
  ])('one transfer out and one in at the $level level', async ({ model: create, cardIn }) => {
    const model = create();
    model.insertCard(cardIn(new VirtualCard(ORDINARY_CARD)));
    const { slot, transfers } = await opened(model);
    await slot.powerOn();
    for (const [command, answer] of [
      [SELECT_JPKI, '9000'],
      [SELECT_AUTH_PIN, '9000'],
      [COUNTER, '63C3'],
      [VERIFY, '9000'],
    ] as const) {
      const used = await bulkTransfers(transfers, async () => expect(toHex(await slot.transmit(command))).toBe(answer));
      expect(used).toEqual(['bulk-out', 'bulk-in']);
    }
  });

  it('one more in, after an answer of whole packets that is ended by an empty transfer', async () => {
    const model = extendedCcid();
    model.insertCard(ECHO);
    const { slot, transfers } = await opened(model);
    await slot.powerOn();
    // 10 bytes of header, 52 of data, 2 of status: one packet.
    const command = Uint8Array.of(0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 52, ...new Uint8Array(52));
    for (const ins of [[], ['bulk-in'], ['bulk-in']]) {
      const used = await bulkTransfers(transfers, async () => expect(await slot.transmit(command)).toHaveLength(54));
      expect(used).toEqual(['bulk-out', 'bulk-in', ...ins]);
    }
  });
});

describe('what the reader leaves to its host', () => {
  it('is nothing but IFSD with an SCR3310-NTTCom', async () => {
    const model = scr3310();
    model.insertCard(t1CardIn(new VirtualCard(ORDINARY_CARD)));
    const { slot, transfers } = await opened(model);
    expect(await slot.powerOn()).toMatchObject({ protocol: 't1' });
    expect(sent(transfers, 0x61)).toEqual([]);
    // S(IFS request), 252 bytes.
    expect(sent(transfers, XFR_BLOCK)).toEqual(['00C101FC3C']);
  });

  it('is everything, with features that promise nothing', async () => {
    const model = extendedCcid({ features: 0x00010000, maxIfsd: 254, maxMessageLength: 271 });
    const card = new VirtualCard(ORDINARY_CARD);
    // TA1 = 13: faster than the default, which is worth a PPS.
    const behind = t1CardIn(card);
    model.insertCard({
      ...behind,
      powerOn: () => {
        behind.powerOn();
        return withChecksum(fromHex('3BF01300FF8131FE45'));
      },
    });
    const { slot, transfers } = await opened(model);
    expect(await slot.powerOn()).toMatchObject({ protocol: 't1' });
    const [pps, ifs] = sent(transfers, XFR_BLOCK);
    expect(pps).toBe('FF1113FD');
    expect(sent(transfers, 0x61)).toEqual(['1310FF4500FE00']);
    expect(ifs).toBe('00C101FE3E');
    expect(toHex(await slot.transmit(SELECT_JPKI))).toBe('9000');
  });

  it('is the voltage: lowest first, and no power between two of them', async () => {
    const model = shortCcid();
    model.insertCard(apduCardIn(new VirtualCard(ORDINARY_CARD)));
    const { slot, transfers } = await opened(model);
    await slot.powerOn();
    const commands = transfers.flatMap(({ kind, data }) =>
      kind === 'bulk-out' && data && (data[0] === 0x62 || data[0] === 0x63)
        ? [`${data[0].toString(16)} ${data[7]}`]
        : [],
    );
    expect(commands).toEqual(['62 3', '63 0', '62 2', '63 0', '62 1']);
  });
});

describe('T=1 on a bad line', () => {
  const damaged = (block: Uint8Array) =>
    Uint8Array.from(block, (byte, at) => (at === block.length - 1 ? byte ^ 1 : byte));

  it.each([0, 1, 2, 3, 4])('block %i with a wrong LRC, once: one VERIFY, and its answer', async (bad) => {
    const card = new VirtualCard(ORDINARY_CARD);
    let count = 0;
    let verifies = 0;
    card.observer = () => verifies++;
    const model = scr3310();
    model.insertCard(t1CardIn(card, { line: (block) => (count++ === bad ? damaged(block) : block) }));
    const { slot } = await opened(model);
    await slot.powerOn();
    for (const command of [SELECT_JPKI, SELECT_AUTH_PIN, COUNTER]) await slot.transmit(command);
    expect(toHex(await slot.transmit(VERIFY))).toBe('9000');
    expect(verifies).toBe(1);
  });

  it('always a wrong LRC: no second VERIFY, and a card without power', async () => {
    const card = new VirtualCard(ORDINARY_CARD);
    let verifies = 0;
    let isBad = false;
    card.observer = () => verifies++;
    const model = scr3310();
    model.insertCard(t1CardIn(card, { line: (block) => (isBad ? damaged(block) : block) }));
    const { slot } = await opened(model);
    await slot.powerOn();
    for (const command of [SELECT_JPKI, SELECT_AUTH_PIN]) await slot.transmit(command);
    isBad = true;
    await expect(slot.transmit(VERIFY)).rejects.toMatchObject({ responseCode: 'unresponsive-card' });
    expect(verifies).toBe(1);
    expect(card.powered).toBe(false);
    await expect(slot.transmit(VERIFY)).rejects.toMatchObject({ responseCode: 'reset-card' });
    expect(verifies).toBe(1);
  });

  it('a card that wants more time a hundred times before every answer: one VERIFY, and its answer', async () => {
    const card = new VirtualCard(ORDINARY_CARD);
    let verifies = 0;
    let wishes = 0;
    card.observer = () => verifies++;
    const model = scr3310();
    const wish = () => (wishes++ % 101 < 100 ? ({ want: 'time', multiplier: 255 } as const) : undefined);
    model.insertCard(t1CardIn(card, { wish }));
    const { slot } = await opened(model);
    await slot.powerOn();
    for (const command of [SELECT_JPKI, SELECT_AUTH_PIN]) await slot.transmit(command);
    expect(toHex(await slot.transmit(VERIFY))).toBe('9000');
    expect(wishes).toBe(303);
    expect(verifies).toBe(1);
  });

  it('a card that wants more time for ever: no second VERIFY, and a card without power', async () => {
    const card = new VirtualCard(ORDINARY_CARD);
    let verifies = 0;
    let isSlow = false;
    card.observer = () => verifies++;
    const model = scr3310();
    const wish = () => (isSlow ? ({ want: 'time', multiplier: 1 } as const) : undefined);
    model.insertCard(t1CardIn(card, { wish }));
    const { slot } = await opened(model);
    await slot.powerOn();
    for (const command of [SELECT_JPKI, SELECT_AUTH_PIN]) await slot.transmit(command);
    isSlow = true;
    await expect(slot.transmit(VERIFY)).rejects.toMatchObject({ responseCode: 'unresponsive-card' });
    expect(verifies).toBe(1);
    expect(card.powered).toBe(false);
  });

  it('a card that wants more time: the reader is told how much', async () => {
    let wishes = 0;
    const model = scr3310();
    const wish = () => (wishes++ === 0 ? ({ want: 'time', multiplier: 7 } as const) : undefined);
    model.insertCard(t1CardIn(new VirtualCard(ORDINARY_CARD), { wish }));
    const { slot, transfers } = await opened(model);
    await slot.powerOn();
    expect(toHex(await slot.transmit(SELECT_JPKI))).toBe('9000');
    const blocks = transfers.flatMap(({ kind, data }) =>
      kind === 'bulk-out' && data?.[0] === XFR_BLOCK ? [data] : [],
    );
    // bBWI: S(IFS request), the command, S(WTX response).
    expect(blocks.map((block) => block[7])).toEqual([0, 0, 7]);
  });
});

describe('IFSD', () => {
  it.each([
    // Header, prologue and LRC are 14 bytes.
    { maxMessageLength: 271, maxIfsd: 252, announced: ['00C101FC3C'] },
    { maxMessageLength: 110, maxIfsd: 254, announced: ['00C10160A0'] },
    { maxMessageLength: 46, maxIfsd: 254, announced: [] },
    { maxMessageLength: 40, maxIfsd: 254, announced: ['00C1011ADA'] },
  ])('fits into messages of $maxMessageLength bytes', async ({ announced, ...sizes }) => {
    const model = extendedCcid({ features: 0x000101ba, ...sizes });
    model.insertCard(t1CardIn(new VirtualCard(ORDINARY_CARD)));
    const { slot, transfers } = await opened(model);
    await slot.powerOn();
    expect(sent(transfers, XFR_BLOCK)).toEqual(announced);
    await slot.transmit(SELECT_JPKI);
    await slot.transmit(SELECT_TOKEN_INFO);
    expect(await slot.transmit(READ_TOKEN_INFO)).toHaveLength(162);
  });
});

describe('T=0', () => {
  it('asks again with the right length, and only then', async () => {
    const model = scr3310();
    model.insertCard(t0CardIn(new VirtualCard({ ...ORDINARY_CARD, t0: true })));
    const { slot, transfers } = await opened(model);
    expect(await slot.powerOn()).toMatchObject({ protocol: 't0' });
    await slot.transmit(SELECT_JPKI);
    await slot.transmit(SELECT_TOKEN_INFO);
    const used = await bulkTransfers(transfers, async () => {
      expect(await slot.transmit(READ_TOKEN_INFO)).toHaveLength(162);
    });
    expect(used).toEqual(['bulk-out', 'bulk-in']);
    expect(await slot.transmit(fromHex('00B0000000'))).toHaveLength(162);
  });
});

describe('an answer that is lost or cannot be trusted', () => {
  /** At the command after which it happens. */
  const cable = (fault: TransferFault, kind: Transfer['kind']) => (usb: InMemoryUsb) => {
    let isOver = false;
    usb.fault = (transfer) => {
      if (isOver || transfer.kind !== kind) return undefined;
      isOver = true;
      return fault;
    };
  };
  const answer = (fault: CcidFault) => (_: InMemoryUsb, model: CcidModel) => {
    model.fault = ({ type }) => (type === XFR_BLOCK ? fault : undefined);
  };

  it.each<[string, (usb: InMemoryUsb, model: CcidModel) => void]>([
    ['stall of the answer', cable('stall-before', 'bulk-in')],
    ['stall of the command', cable('stall-after', 'bulk-out')],
    ['babble', cable('babble', 'bulk-in')],
    ['a byte short', cable('short', 'bulk-in')],
    ['silence', answer('silent-after')],
    ['a length that lies', answer('length-lies')],
    ['the number of another command', answer('wrong-seq')],
    ['a mute card', answer('mute-after')],
    ['time extensions without an end', answer(1500)],
    ['the longest time extension, and silence', answer('promises')],
  ])('%s: one VERIFY, a card without power, and a reader that goes on', async (_, happens) => {
    vi.useFakeTimers();
    try {
      const card = new VirtualCard(ORDINARY_CARD);
      let verifies = 0;
      card.observer = () => verifies++;
      const model = extendedCcid();
      model.insertCard(apduCardIn(card));
      const { slot, usb, events } = await opened(model);
      await slot.powerOn();
      for (const command of [SELECT_JPKI, SELECT_AUTH_PIN]) await slot.transmit(command);
      happens(usb, model);
      const lost = expect(slot.transmit(VERIFY)).rejects.toMatchObject({ responseCode: 'unresponsive-card' });
      await vi.advanceTimersByTimeAsync(11 * 60_000);
      await lost;
      expect(verifies).toBe(1);
      expect(card.powered).toBe(false);
      expect(events.failed).toBe(0);
      model.fault = undefined;
      await slot.powerOn();
      expect(toHex(await slot.transmit(SELECT_JPKI))).toBe('9000');
      expect(verifies).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('a parity error of T=1 is asked for again, and answered without a second VERIFY', async () => {
    const card = new VirtualCard(ORDINARY_CARD);
    let verifies = 0;
    card.observer = () => verifies++;
    const model = scr3310();
    model.insertCard(t1CardIn(card));
    const { slot } = await opened(model);
    await slot.powerOn();
    for (const command of [SELECT_JPKI, SELECT_AUTH_PIN]) await slot.transmit(command);
    let count = 0;
    model.fault = () => (count++ === 0 ? 'parity-error' : undefined);
    expect(toHex(await slot.transmit(VERIFY))).toBe('9000');
    expect(verifies).toBe(1);
  });

  it('an answer of another slot is not one', () => {
    const command = { type: COMMAND.slotStatus, slot: 0 } as const;
    expect(decodeAnswer(fromHex('81000000000005000000'), command, 5)).toMatchObject({ outcome: 'done' });
    expect(decodeAnswer(fromHex('81000000000105000000'), command, 5)).toBeUndefined();
  });
});

describe('messages shorter than an APDU', () => {
  it.each([64, 100, 300, 1000])('chains %i bytes there and back', async (length) => {
    const model = extendedCcid({ maxMessageLength: 74 });
    model.insertCard(ECHO);
    const { slot } = await opened(model);
    await slot.powerOn();
    const data = Uint8Array.from({ length }, (_, at) => at & 0xff);
    const answer = await slot.transmit(
      Uint8Array.of(0x00, 0x01, 0x00, 0x00, 0x00, length >> 8, length & 0xff, ...data),
    );
    expect(answer).toEqual(Uint8Array.of(...data, 0x90, 0x00));
  });
});

describe('cards that come and go', () => {
  it('are told of, slot by slot', async () => {
    const model = extendedCcid({ slots: 2 });
    const { slot, other, events } = await opened(model);
    model.insertCard(ECHO, 1);
    await vi.waitFor(() => expect(events.changed).toEqual([1]));
    expect([slot.cardPresent, other?.cardPresent]).toEqual([false, true]);
    model.removeCard(1);
    await vi.waitFor(() => expect(events.changed).toEqual([1, 1]));
    expect(other?.cardPresent).toBe(false);
  });

  it('a card that was swapped in between is not spoken to as if it were the old one', async () => {
    const model = scr3310();
    model.insertCard(t1CardIn(new VirtualCard(ORDINARY_CARD)));
    const { slot, events } = await opened(model);
    await slot.powerOn();
    const next = new VirtualCard(ORDINARY_CARD);
    model.insertCard(t1CardIn(next));
    await vi.waitFor(() => expect(events.changed.length).toBeGreaterThan(0));
    await expect(slot.transmit(SELECT_JPKI)).rejects.toMatchObject({ responseCode: 'reset-card' });
    expect(next.log).toEqual([]);
  });

  it('tells a card that is mute from none', async () => {
    const model = scr3310();
    const { slot } = await opened(model);
    await expect(slot.powerOn()).rejects.toMatchObject({ responseCode: 'no-smartcard' });
    model.insertCard({ ...ECHO, powerOn: () => fromHex('3B') });
    await vi.waitFor(() => expect(slot.cardPresent).toBe(true));
    await expect(slot.powerOn()).rejects.toMatchObject({ responseCode: 'unsupported-card' });
    model.fault = () => 'mute-before';
    await expect(slot.powerOn()).rejects.toMatchObject({ responseCode: 'unresponsive-card' });
  });
});

describe('a session that was left in the middle', () => {
  it.each([false, true])('goes on after ABORT, or after a reset where there is none (%s)', async (noAbort) => {
    vi.useFakeTimers();
    try {
      const model = scr3310({ noAbort });
      const card = new VirtualCard(ORDINARY_CARD);
      model.insertCard(t1CardIn(card));
      const first = usbDeviceOf(model);
      await first.open();
      await first.claimInterface(0);
      model.fault = () => 'silent-after';
      // IccPowerOn, and nobody waits for the answer.
      await first.transferOut(1, Uint8Array.of(0x62, 0, 0, 0, 0, 0, 5, 0, 0, 0));
      model.fault = undefined;
      await first.close();
      const again = opened(model);
      await vi.advanceTimersByTimeAsync(60_000);
      const { slot } = await again;
      expect(card.powered).toBe(false);
      await slot.powerOn();
      expect(toHex(await slot.transmit(SELECT_JPKI))).toBe('9000');
    } finally {
      vi.useRealTimers();
    }
  });
});

function withChecksum(bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(
    ...bytes,
    bytes.slice(1).reduce((sum, byte) => sum ^ byte, 0),
  );
}
