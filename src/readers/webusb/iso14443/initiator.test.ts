import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Iso14443Card, type Iso14443CardOptions } from '../../../../test/usb/models/iso14443-card.ts';
import type { CardInSlot } from '../../../../test/usb/models/model.ts';
import { Patience } from '../patience.ts';
import { CardLostError, checkPresence, deselect, type ExchangeFrame, Initiator, transmit } from './initiator.ts';
import { attrib, cardLimits, parseAtqb, REQB } from './type-b.ts';

/** What the line does to one exchange. A damaged frame on the way to the card leaves it silent, as a lost one does. */
const FAULTS = ['none', 'lost to card', 'lost to reader', 'damaged to reader', 'old to reader'] as const;
/** Nothing but the card can make up for this. */
const REPEAT = 'twice to card';
type Fault = (typeof FAULTS)[number] | typeof REPEAT;

/** Remembers what it executed; answers with the command's tag and as many bytes as the command says. */
class CountingCard implements CardInSlot {
  readonly executed: number[] = [];
  powered = false;

  powerOn(): Uint8Array {
    this.powered = true;
    return new Uint8Array();
  }

  powerOff(): void {
    this.powered = false;
  }

  process(command: Uint8Array): Uint8Array {
    this.executed.push(command[0] as number);
    return answerTo(command);
  }
}

/** A command of `length` bytes, told from others by `tag`, that asks for `wanted` bytes. */
function commandOf(tag: number, length: number, wanted: number): Uint8Array {
  const command = Uint8Array.from({ length }, (_, index) => (tag * 7 + index) & 0xff);
  command.set([tag, wanted >> 8, wanted & 0xff]);
  return command;
}

function answerTo([tag = 0, high = 0, low = 0]: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: (high << 8) | low }, (_, index) => (tag * 11 + index) & 0xff);
}

function activated(options: Iso14443CardOptions = {}) {
  const counting = new CountingCard();
  const card = new Iso14443Card(counting, options);
  card.fieldOn();
  const atqb = parseAtqb(card.receive(REQB) as Uint8Array);
  if (!atqb) throw new Error('no ATQB');
  card.receive(attrib(atqb));
  const limits = cardLimits(atqb.protocolInfo);
  return { counting, card, initiator: new Initiator(limits), limits };
}

/** A line to the card with a fault for each exchange, and none after the last. */
function line(card: Iso14443Card, faults: readonly Fault[] = []) {
  const sent: string[] = [];
  const waits: number[] = [];
  let old: Uint8Array | undefined;
  const exchange: ExchangeFrame = async (frame, timeoutMs) => {
    const fault = faults[sent.length] ?? 'none';
    sent.push(hex(frame));
    waits.push(timeoutMs);
    if (fault === 'lost to card') return 'timeout';
    let answer = card.receive(frame.slice());
    if (fault === 'twice to card') answer = card.receive(frame.slice());
    if (fault === 'old to reader') return old ?? 'timeout';
    old = answer;
    if (fault === 'lost to reader' || !answer) return 'timeout';
    return fault === 'damaged to reader' ? 'corrupt' : answer;
  };
  return { exchange, sent, waits };
}

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const cards = fc.record({
  fsci: fc.integer({ min: 0, max: 8 }),
  fwi: fc.integer({ min: 0, max: 14 }),
  largestInf: fc.integer({ min: 7, max: 253 }),
  extensions: fc.array(fc.integer({ min: 1, max: 59 }), { maxLength: 6 }),
});
const commands = fc.array(
  fc.record({ length: fc.integer({ min: 4, max: 270 }), wanted: fc.integer({ min: 2, max: 120 }) }),
  { minLength: 1, maxLength: 5 },
);

describe('the block protocol over a line that loses, damages and repeats', () => {
  it.each<[string, boolean, readonly Fault[]]>([
    ['a card that executes whatever comes', false, FAULTS],
    ['a card that knows a repeated block, and a line that repeats', true, [...FAULTS, REPEAT]],
  ])(
    'executes every command once and gives its own answer, or gives up; never twice: %s',
    async (_, wise, possible) => {
      await fc.assert(
        fc.asyncProperty(
          cards,
          commands,
          fc.array(fc.constantFrom<Fault>(...possible, ...Array<Fault>(9).fill('none')), { maxLength: 60 }),
          async (options, wishes, faults) => {
            const { counting, card, initiator } = activated({ ...options, ignoresRepeated: wise });
            const { exchange } = line(card, faults);
            for (const [tag, { length, wanted }] of wishes.entries()) {
              const command = commandOf(tag, length, wanted);
              const before = counting.executed.length;
              const answer = await transmit(initiator, command, exchange).catch((error: unknown) => error);
              const executed = counting.executed.slice(before);
              if (answer instanceof CardLostError) {
                expect(executed.length).toBeLessThanOrEqual(1);
                expect(() => initiator.begin(command)).toThrow();
                return;
              }
              expect(answer).toEqual(answerTo(command));
              expect(executed).toEqual([tag]);
            }
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  it('sends no block again on the word of a frame of before, not even when that comes twice', async () => {
    const { counting, card, initiator } = activated({ fsci: 1 });
    const { exchange } = line(card, ['none', 'none', 'old to reader', 'old to reader']);
    await expect(transmit(initiator, commandOf(0, 43, 2), exchange)).rejects.toBeInstanceOf(CardLostError);
    expect(counting.executed).toEqual([0]);
  });

  it('loses no command to a single fault, whichever and wherever it is', async () => {
    const options = { fsci: 1, largestInf: 20, extensions: [5, 59] };
    const run = async (faults: Fault[]) => {
      const { counting, card, initiator } = activated(options);
      const { exchange, sent } = line(card, faults);
      for (const tag of [1, 2, 3]) {
        const command = commandOf(tag, 50, 50);
        expect(await transmit(initiator, command, exchange), `${faults}`).toEqual(answerTo(command));
      }
      expect(counting.executed).toEqual([1, 2, 3]);
      return sent.length;
    };
    const exchanges = await run([]);
    for (let at = 0; at < exchanges; at++) {
      for (const fault of FAULTS) await run([...Array<Fault>(at).fill('none'), fault]);
    }
  });

  it('gives up a card that stays silent, and says so', async () => {
    const { card, initiator } = activated();
    const { exchange, sent } = line(card, Array<Fault>(20).fill('lost to card'));
    const lost = await transmit(initiator, commandOf(1, 5, 2), exchange).catch((error) => error);
    expect(lost).toMatchObject({ name: 'CardLostError', loss: 'silent' });
    expect(sent.slice(1)).toEqual(Array(3).fill('b2'));
  });

  it('answers a hundred time extensions, each with the multiplier alone and its own waiting time', async () => {
    const { card, initiator, limits } = activated({ fwi: 4, extensions: Array(100).fill(0xc0 | 59) });
    const { exchange, sent, waits } = line(card);
    expect(await transmit(initiator, commandOf(1, 5, 2), exchange)).toEqual(answerTo(commandOf(1, 5, 2)));
    expect(sent.slice(1)).toEqual(Array(100).fill('f23b'));
    expect(waits[0]).toBeLessThan(limits.fwtMs + 5);
    expect(waits[1]).toBeGreaterThan(limits.fwtMs * 59);
  });

  it.each([
    ['after a thousand of them, however quick', 0, 1000],
    ['after ten minutes of them', 4949, 121],
  ])('gives up a card that asks for ever: %s', async (_, msEach, granted) => {
    let now = 0;
    const { counting, card, initiator } = activated({ extensions: Array(2000).fill(59) });
    const { exchange, sent } = line(card);
    const endless = transmit(
      initiator,
      commandOf(1, 5, 2),
      async (frame, timeoutMs) => {
        now += msEach;
        return await exchange(frame, timeoutMs);
      },
      new Patience(() => now),
    );
    await expect(endless).rejects.toBeInstanceOf(CardLostError);
    expect(counting.executed).toEqual([1]);
    expect(sent.slice(1)).toEqual(Array(granted).fill('f23b'));
    expect(() => initiator.begin(commandOf(2, 5, 2))).toThrow();
  });

  it('waits no longer than the longest time there is', async () => {
    const { card, initiator } = activated({ fwi: 14, extensions: [59] });
    const { exchange, waits } = line(card);
    await transmit(initiator, commandOf(1, 5, 2), exchange);
    for (const wait of waits) expect(wait).toBeLessThan(4955);
  });

  it.each([
    ['a reserved multiplier', 'f200'],
    ['a block with a CID', '0a009000'],
    ['a block of another number', '039000'],
    ['an acknowledgement of the last block', 'a2'],
    ['an acknowledgement that nobody asked for', 'a3'],
    ['an R(NAK)', 'b2'],
    ['an S(DESELECT)', 'c2'],
    ['nothing at all', ''],
  ])('does not take %s for the answer', async (_, wrong) => {
    const { card, initiator } = activated();
    const { exchange, sent } = line(card);
    let first = true;
    const answer = await transmit(initiator, commandOf(1, 5, 2), async (frame, timeoutMs) => {
      const real = await exchange(frame, timeoutMs);
      if (!first) return real;
      first = false;
      return Uint8Array.from(wrong.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    });
    expect(answer).toEqual(answerTo(commandOf(1, 5, 2)));
    expect(sent.slice(1)).toEqual(['b2']);
  });

  it('keeps no frame of a command', async () => {
    const { card, initiator } = activated();
    const frames: Uint8Array[] = [];
    await transmit(initiator, commandOf(1, 9, 2), async (frame) => {
      frames.push(frame);
      return card.receive(frame.slice()) ?? 'timeout';
    });
    expect(frames.flatMap((frame) => [...frame]).every((byte) => byte === 0)).toBe(true);
  });

  it('cannot go on after the line itself failed', async () => {
    const { initiator } = activated();
    const unplugged = new Error('unplugged');
    const failing = transmit(initiator, commandOf(1, 9, 2), () => Promise.reject(unplugged));
    expect(await failing.catch((error) => error)).toBe(unplugged);
    expect(() => initiator.begin(commandOf(1, 9, 2))).toThrow();
  });
});

describe('asking whether the card is there', () => {
  it('executes nothing, and changes nothing for the next command', async () => {
    const { counting, card, initiator } = activated();
    const { exchange } = line(card);
    for (const tag of [1, 2, 3]) {
      await checkPresence(initiator, exchange);
      await checkPresence(initiator, exchange);
      expect(await transmit(initiator, commandOf(tag, 5, 2), exchange)).toEqual(answerTo(commandOf(tag, 5, 2)));
    }
    expect(counting.executed).toEqual([1, 2, 3]);
  });

  it('rejects when the card left, or lost its power in between', async () => {
    const { card, initiator } = activated();
    const { exchange } = line(card);
    card.fieldOff();
    card.fieldOn();
    await expect(checkPresence(initiator, exchange)).rejects.toBeInstanceOf(CardLostError);
  });
});

describe('S(DESELECT)', () => {
  it.each([[[]], [['lost to card']], [['lost to reader']], [['lost to card', 'lost to card', 'lost to card']]])(
    'ends the activation, asked for twice at most: %j',
    async (faults) => {
      const { card, initiator } = activated();
      const { exchange, sent } = line(card, faults as Fault[]);
      await deselect(initiator, exchange);
      expect(sent.length).toBe(faults.length === 0 ? 1 : 2);
      expect(card.state).toBe(faults.length > 1 ? 'active' : 'halted');
      expect(() => initiator.begin(commandOf(1, 5, 2))).toThrow();
    },
  );
});
