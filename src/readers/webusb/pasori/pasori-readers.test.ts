import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InMemoryUsb, type TransferFault } from '../../../../test/usb/models/in-memory.ts';
import { Iso14443Card } from '../../../../test/usb/models/iso14443-card.ts';
import { CARD_OF_ANOTHER_TYPE, type CardInField } from '../../../../test/usb/models/iso14443-field.ts';
import { RcS300Model } from '../../../../test/usb/models/rc-s300.ts';
import { RcS380Model } from '../../../../test/usb/models/rc-s380.ts';
import { fromAscii, fromHex, toHex } from '../../../card/bytes.ts';
import { cardWith } from '../../virtual/profiles.ts';
import { type PresentedPin, VirtualCard } from '../../virtual/virtual-card.ts';
import type { UsbReader, UsbSlot } from '../usb-reader.ts';
import { openPort100 } from './port-100.ts';
import { openPort400 } from './port-400.ts';

const SELECT_JPKI = fromHex('00A4040C0A D392F000260100000001');
const SELECT_AUTH_PIN = fromHex('00A4020C02 0018');
const VERIFY_AUTH_PIN = Uint8Array.of(0x00, 0x20, 0x00, 0x80, 0x04, ...fromAscii('1234'));
const WORK = [SELECT_JPKI, SELECT_AUTH_PIN, VERIFY_AUTH_PIN];
const OPTIONS = { fwi: 4, applicationData: [0x00, 0x00, 0x05, 0xe0] };

const READERS = [
  {
    name: 'RC-S380',
    model: () => new RcS380Model(),
    factory: openPort100,
    /** An answer to a frame that went to a card in an earlier session, unread. */
    leftBehind: ['0000FF00FF00', '0000FFFFFF0A00F6D7050000000008029000821000'],
    setUp: ['D62A01', 'D60600'],
    look: [
      'D60003070F07',
      'D602001801010201030004000500060007080800090' + '00A000B000C000E040F001000110012001306',
      'D6020B0109010C010A010014',
      'D6043601',
    ],
    fieldOff: ['D60600'],
  },
  {
    name: 'RC-S300',
    model: () => new RcS300Model(),
    factory: openPort400,
    leftBehind: ['830F000000000000000 0C00300900097030290009000'.replace(' ', '')],
    setUp: ['FF50000002820000', 'FF50000002810000', 'FF50000002830000'],
    look: ['FF50000002840000', 'FF500002048F02010400'],
    fieldOff: ['FF50000002830000'],
  },
] as const;

describe.each(READERS)('$name', ({ model: makeModel, factory, leftBehind, setUp, look, fieldOff }) => {
  let usb: InMemoryUsb;
  let model: RcS380Model | RcS300Model;
  let reader: UsbReader;
  let slot: UsbSlot;
  let changes: boolean[];
  let failures: number;
  let changed: () => void;

  beforeEach(async () => {
    usb = new InMemoryUsb();
    model = makeModel();
    usb.plug(model);
    changes = [];
    failures = 0;
    changed = () => {};
    const [device] = await usb.getDevices();
    if (!device) throw new Error('no device');
    reader = factory(device, {
      cardChanged: () => {
        changes.push(slot.cardPresent);
        changed();
      },
      failed: () => {
        failures++;
      },
    });
    slot = reader.slots[0] as UsbSlot;
  });
  afterEach(() => reader.close());

  function put(card: CardInField = cardInField()): CardInField {
    model.field.put(card);
    return card;
  }

  async function nextChange(move: () => void): Promise<void> {
    const noticed = new Promise<void>((resolve) => {
      changed = resolve;
    });
    move();
    await noticed;
  }

  describe('opening', () => {
    it('sends what it is known to send, in this order, and takes the field away', async () => {
      await reader.open();
      expect(model.commands).toEqual([...setUp, ...look, ...fieldOff]);
      expect(model.field.on).toBe(false);
    });

    it.each([
      ['a Type B card', () => [cardInField()], true],
      ['nothing', () => [], false],
      ['a Type A or FeliCa card', () => [CARD_OF_ANOTHER_TYPE], false],
      ['a Type B card beside another', () => [CARD_OF_ANOTHER_TYPE, cardInField()], true],
      ['two Type B cards', () => [cardInField(), cardInField()], false],
    ])('finds %s', async (_, cards, present) => {
      for (const card of cards()) put(card);
      await reader.open();
      expect(slot.cardPresent).toBe(present);
      expect(model.field.on).toBe(false);
    });

    it('is refused while another tab has it', async () => {
      const release = usb.holdElsewhere(model);
      const interfaceTaken = model instanceof RcS380Model;
      // The other program holds interface 0: on the RC-S300 that is PC/SC, which does not stand in the way.
      if (interfaceTaken) await expect(reader.open()).rejects.toMatchObject({ code: 'claimed-elsewhere' });
      else await reader.open();
      await reader.close();
      release();
      await reader.open();
    });

    it('can be done again', async () => {
      put();
      for (let time = 0; time < 3; time++) {
        await reader.open();
        expect(toHex((await slot.powerOn()).answerToReset)).toBe('3B888001000005E0008140002D');
        await reader.close();
        expect(model.field.on).toBe(false);
      }
    });

    it('says so when nothing answers', async () => {
      (model as RcS380Model).fault = () => 'no-answer';
      await expect(reader.open()).rejects.toMatchObject({ code: 'not-answering' });
      expect(model.field.on).toBe(false);
    });
  });

  describe('cards', () => {
    it('come and go', async () => {
      await reader.open();
      const card = cardInField();
      await nextChange(() => put(card));
      expect(slot.cardPresent).toBe(true);
      await nextChange(() => model.field.take(card));
      expect(slot.cardPresent).toBe(false);
    });

    it('are missed while they have power and nobody speaks to them', async () => {
      const card = put();
      await reader.open();
      await slot.powerOn();
      await nextChange(() => model.field.take(card));
      expect(slot.cardPresent).toBe(false);
      expect(model.field.on).toBe(false);
      put();
      await expect(slot.transmit(SELECT_JPKI)).rejects.toMatchObject({ responseCode: 'reset-card' });
    });

    it('are asked whether they are there without a command, and lose nothing by it', async () => {
      const virtual = new VirtualCard(cardWith({ counterWhenVerified: '9000' }));
      put(cardInField(virtual));
      await reader.open();
      await slot.powerOn();
      for (const command of WORK) expect(toHex(await slot.transmit(command))).toBe('9000');
      const before = model.commands.length;
      while (model.commands.length < before + 2) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(toHex(await slot.transmit(fromHex('00200080')))).toBe('9000');
      expect(virtual.log.length).toBe(4);
    });

    it('that left in the middle are reported, and the next one gets nothing', async () => {
      const card = put();
      await reader.open();
      await slot.powerOn();
      model.field.take(card);
      const next = new VirtualCard(cardWith({}));
      put(cardInField(next));
      await expect(slot.transmit(SELECT_JPKI)).rejects.toMatchObject({ responseCode: 'removed-card' });
      await expect(slot.transmit(SELECT_JPKI)).rejects.toMatchObject({ responseCode: 'reset-card' });
      expect(next.log).toEqual([]);
      expect(model.field.on).toBe(false);
      expect(changes).toEqual([false]);
    });

    it('are not there to be powered where there are none', async () => {
      await reader.open();
      await expect(slot.powerOn()).rejects.toMatchObject({ responseCode: 'no-smartcard' });
      expect(model.field.on).toBe(false);
    });

    it('lose their power when they should, and forget', async () => {
      const virtual = new VirtualCard(cardWith({}));
      put(cardInField(virtual));
      await reader.open();
      await slot.powerOn();
      for (const command of WORK) await slot.transmit(command);
      expect(virtual.verified).toBe(true);
      await slot.powerOff();
      expect(virtual.powered).toBe(false);
      expect(model.field.on).toBe(false);
    });
  });

  it('throws away what an earlier session left behind', async () => {
    model.leaveBehind(...leftBehind.map((message) => fromHex(message)));
    const virtual = new VirtualCard(cardWith({}));
    put(cardInField(virtual));
    await reader.open();
    await slot.powerOn();
    expect(toHex(await slot.transmit(fromHex('00A4040C0A D392F000260100000099')))).toBe('6A82');
  });

  it('takes the field away at once when the page goes, whatever is under way', async () => {
    const virtual = new VirtualCard(cardWith({}));
    put(cardInField(virtual));
    await reader.open();
    await slot.powerOn();
    for (const command of WORK) await slot.transmit(command);
    (model as RcS380Model).fault = ({ frame }) => (frame ? 'no-answer' : undefined);
    const underWay = slot.transmit(SELECT_JPKI).catch((error) => error);
    await new Promise((resolve) => setTimeout(resolve, 10));
    let transfers = 0;
    usb.observer = () => transfers++;
    const closed = reader.close();
    expect(transfers).toBe(2);
    expect(await underWay).toMatchObject({ responseCode: 'reader-unavailable' });
    await closed;
    expect(model.field.on).toBe(false);
    expect(virtual.powered).toBe(false);
    expect(failures).toBe(0);
    if (model instanceof RcS300Model) expect(model.session).toBe(false);
  });

  it('keeps no message that it sent: a PIN was in one', async () => {
    put();
    const [device] = await usb.getDevices();
    if (!device) throw new Error('no device');
    const messages: BufferSource[] = [];
    const transferOut = device.transferOut.bind(device);
    device.transferOut = (endpoint, data) => {
      messages.push(data);
      return transferOut(endpoint, data);
    };
    await reader.open();
    await slot.powerOn();
    for (const command of WORK) await slot.transmit(command);
    expect(messages.length).toBeGreaterThan(WORK.length);
    for (const message of messages) expect([...(message as Uint8Array)].every((byte) => byte === 0)).toBe(true);
    expect(VERIFY_AUTH_PIN.at(-1)).toBe(0x34);
  });

  describe('faults', () => {
    // A reader that is silent is waited for; not here.
    beforeEach(() => {
      vi.useFakeTimers();
      vi.setTimerTickMode('nextTimerAsync');
    });
    afterEach(() => vi.useRealTimers());

    /** A session of its own with a VERIFY; what the card saw of it. */
    async function session() {
      const presented: PresentedPin[] = [];
      const virtual = new VirtualCard(cardWith({ counterWhenVerified: '9000' }));
      virtual.observer = (pin) => presented.push(pin);
      put(cardInField(virtual));
      let answered: string | undefined;
      try {
        await reader.open();
        await slot.powerOn();
        for (const command of WORK) answered = toHex(await slot.transmit(command));
      } catch (error) {
        expect(error).toMatchObject({ name: expect.stringMatching(/^(SmartCardError|WebUsbError)$/) });
        answered = undefined;
      }
      const complete = answered !== undefined;
      await slot.powerOff();
      await reader.close();
      return { presented, complete, answered };
    }

    const IN_FIELD = ['timeout-before', 'timeout-after', 'crc-error', 'stale-first'] as const;
    const OF_READER =
      makeModel() instanceof RcS380Model
        ? (['no-ack', 'no-answer', 'garbage', 'bad-checksum'] as const)
        : (['busy-before', 'busy-after', 'time-extension', 'no-answer', 'garbage', 'wrong-seq'] as const);

    it('resets a reader that does not take the field away when told', async () => {
      put();
      await reader.open();
      await slot.powerOn();
      model.fault = () => (model instanceof RcS380Model ? 'no-ack' : 'busy-before') as never;
      await reader.close();
      expect(model.field.on).toBe(false);
    });

    it.each([...IN_FIELD, ...OF_READER])(
      '%s at any command repeats no VERIFY and leaves no field',
      async (fault) => {
        let commands = Number.POSITIVE_INFINITY;
        for (let at = 0; at < commands; at++) {
          await fresh();
          (model as RcS300Model).fault = ({ index }) => (index === at ? (fault as 'timeout-after') : undefined);
          const { presented, complete, answered } = await session();
          expect(presented.length, `command ${at}`).toBeLessThanOrEqual(1);
          if (complete) expect([answered, presented.length], `command ${at}`).toEqual(['9000', 1]);
          expect(model.field.on, `command ${at}`).toBe(false);
          // The field repairs itself by the block protocol.
          if ((IN_FIELD as readonly string[]).includes(fault)) expect(complete, `command ${at}`).toBe(true);
          commands = Math.max(at + 1, model.commands.length);
          if (at > 40) break;
        }
      },
      60_000,
    );

    it.each<TransferFault>([
      'unplugged-before',
      'unplugged-after',
      'stall-before',
      'stall-after',
      'babble',
      'short',
      'empty',
      'error-after',
    ])(
      '%s at any transfer repeats no VERIFY and leaves no field',
      async (fault) => {
        for (let at = 0; at < 150; at++) {
          await fresh();
          let met = false;
          usb.fault = ({ index }) => {
            met ||= index === at;
            return index === at ? fault : undefined;
          };
          const { presented, complete, answered } = await session();
          expect(presented.length, `transfer ${at}`).toBeLessThanOrEqual(1);
          if (complete) expect([answered, presented.length], `transfer ${at}`).toEqual(['9000', 1]);
          expect(model.field.on, `transfer ${at}`).toBe(false);
          if (!met) return;
        }
      },
      60_000,
    );

    async function fresh(): Promise<void> {
      usb = new InMemoryUsb();
      model = makeModel();
      usb.plug(model);
      const [device] = await usb.getDevices();
      if (!device) throw new Error('no device');
      reader = factory(device, { cardChanged() {}, failed() {} });
      slot = reader.slots[0] as UsbSlot;
    }
  });
});

function cardInField(virtual = new VirtualCard(cardWith({}))): Iso14443Card {
  return new Iso14443Card(virtual, OPTIONS);
}
