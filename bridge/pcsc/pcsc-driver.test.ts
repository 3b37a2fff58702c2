import { beforeEach, describe, expect, it } from 'vitest';
import { collectGarbage } from '../../test/support/collect-garbage.ts';
import { FakePcsclite, type FakeReader } from '../testing/fake-pcsclite.ts';
import { PcscDriver } from './pcsc-driver.ts';

const READER = 'Fake Reader 00 00';
const SELECT = Uint8Array.of(0x00, 0xa4, 0x04, 0x0c);
const unaware = [{ readerName: READER, currentState: { unaware: true } }];
const UNPOWER = 2;

describe('the PC/SC driver', () => {
  let pcsc: FakePcsclite;
  let driver: PcscDriver;

  beforeEach(() => {
    pcsc = new FakePcsclite();
    driver = new PcscDriver({ load: pcsc.load, transmitTimeoutMs: 50 });
  });

  const code = (responseCode: string) => ({ name: 'SmartCardError', responseCode });

  async function withReader(): Promise<FakeReader> {
    pcsc.plugIn(READER);
    await driver.open();
    return pcsc.reader(READER);
  }

  async function connected(card?: (command: Buffer) => Buffer) {
    const reader = await withReader();
    reader.insert(card);
    const { connection } = await driver.connect(READER, 'exclusive', ['t1', 't0']);
    return { reader, connection };
  }

  describe('without', () => {
    it('the module: there is no service, and it is known why', async () => {
      const none = new PcscDriver({ load: () => undefined });
      expect(none.availability).toBe('module-missing');
      await expect(none.open()).rejects.toMatchObject(code('no-service'));
      await expect(none.listReaders()).rejects.toMatchObject(code('no-service'));
    });

    it('the service: no-service, until it is there', async () => {
      pcsc.running = false;
      pcsc.plugIn(READER);
      expect(driver.availability).toBe('available');
      await expect(driver.open()).rejects.toMatchObject(code('no-service'));
      await expect(driver.getStatusChange(unaware, {})).rejects.toMatchObject(code('no-service'));
      pcsc.running = true;
      expect(await driver.listReaders()).toEqual([READER]);
    });

    it('readers: an empty list', async () => {
      await driver.open();
      expect(await driver.listReaders()).toEqual([]);
    });

    it('a card: no-smartcard', async () => {
      await withReader();
      await expect(driver.connect(READER, 'exclusive', ['t1'])).rejects.toMatchObject(code('no-smartcard'));
      await expect(driver.connect('Other', 'exclusive', ['t1'])).rejects.toMatchObject(code('unknown-reader'));
    });
  });

  describe('readers', () => {
    it('are known with their states as soon as there is a context', async () => {
      await withReader();
      const [state] = await driver.getStatusChange(unaware, { timeout: 0 });
      expect(state?.eventState).toMatchObject({ empty: true, unknown: false });
    });

    it.each([
      ['present', 0x0020, { present: true, empty: false, mute: false }],
      ['mute', 0x0220, { present: true, mute: true }],
      ['exclusive', 0x01a0, { present: true, exclusive: true, inuse: true }],
      ['in use', 0x0120, { present: true, exclusive: false, inuse: true }],
      ['unavailable', 0x0008, { unknown: true }],
      ['unknown', 0x0004, { unknown: true }],
    ])('report %s', async (_, state, flags) => {
      const reader = await withReader();
      reader.emit('status', { state: (7 << 16) | 2 | state, atr: Buffer.from('3b8001', 'hex') });
      const [out] = await driver.getStatusChange(unaware, {});
      expect(out?.eventState).toMatchObject(flags);
      expect(out?.eventCount).toBe('unknown' in flags ? 0 : 7);
    });

    it('tell the ATR of a card in bytes of its own', async () => {
      (await withReader()).insert();
      const [state] = await driver.getStatusChange(unaware, {});
      expect([...new Uint8Array(state?.answerToReset as ArrayBuffer)]).toEqual([0x3b, 0x80, 0x01]);
    });

    it('come and go', async () => {
      await withReader();
      pcsc.plugIn('Another Reader 01 00');
      await driver.getStatusChange([{ readerName: '\\\\?PnP?\\Notification', currentState: {}, currentCount: 1 }], {});
      expect(await driver.listReaders()).toEqual([READER, 'Another Reader 01 00']);
      pcsc.unplug(READER);
      expect(await driver.listReaders()).toEqual(['Another Reader 01 00']);
    });

    it('that fail alone take nobody with them', async () => {
      const reader = await withReader();
      pcsc.plugIn('Another Reader 01 00');
      await driver.getStatusChange([{ readerName: '\\\\?PnP?\\Notification', currentState: {}, currentCount: 1 }], {});
      reader.emit('error', new Error('SCardGetStatusChange error: odd.(0x80100017)'));
      expect(await driver.listReaders()).toEqual(['Another Reader 01 00']);
      expect(pcsc.monitors).toBe(1);
    });
  });

  describe('when the service dies', () => {
    it('everybody who waits is told, and the next call starts anew', async () => {
      const { reader, connection } = await connected();
      reader.hold = new Promise(() => {});
      const present = { readerName: READER, currentState: { present: true } };
      const waiting = [driver.getStatusChange([present], {}), connection.transmit(SELECT)];
      const told = Promise.allSettled(waiting);
      pcsc.die();
      for (const result of await told) expect(result).toMatchObject({ reason: code('no-service') });
      await expect(connection.transmit(SELECT)).rejects.toMatchObject(code('no-service'));
      await expect(driver.listReaders()).rejects.toMatchObject(code('no-service'));
      pcsc.running = true;
      expect(await driver.listReaders()).toEqual([READER]);
      expect(pcsc.monitors).toBe(2);
      pcsc.reader(READER).insert();
      const again = await driver.connect(READER, 'exclusive', ['t1']);
      expect([...(await again.connection.transmit(SELECT))]).toEqual([0x90, 0x00]);
    });

    it('an exchange may be the first to notice', async () => {
      const { reader, connection } = await connected();
      reader.fails.transmit = 0x80100013;
      await expect(connection.transmit(SELECT)).rejects.toMatchObject(code('no-service'));
      pcsc.running = false;
      await expect(driver.listReaders()).rejects.toMatchObject(code('no-service'));
    });
  });

  describe('a connection', () => {
    it.each([
      ['exclusive', ['t1', 't0'], { share_mode: 1, protocol: 3 }],
      ['shared', ['t1'], { share_mode: 2, protocol: 2 }],
    ] as const)('is %s when asked for', async (mode, protocols, options) => {
      const reader = await withReader();
      reader.insert();
      expect((await driver.connect(READER, mode, protocols)).activeProtocol).toBe('t1');
      expect(reader.connects).toEqual([options]);
    });

    it('keeps nothing of the exchanges that are over', async () => {
      const answers: WeakRef<Buffer>[] = [];
      const { connection } = await connected(() => {
        const answer = Buffer.from([0x90, 0x00]);
        answers.push(new WeakRef(answer));
        return answer;
      });
      for (let exchange = 0; exchange < 10; exchange++) await connection.transmit(SELECT);
      await collectGarbage();
      expect(answers.map((answer) => answer.deref()).filter(Boolean)).toEqual([]);
    });

    it('cannot be direct', async () => {
      await withReader();
      await expect(driver.connect(READER, 'direct', [])).rejects.toMatchObject(code('unsupported-feature'));
    });

    it('is refused while another program has the card, and possible afterwards', async () => {
      const reader = await withReader();
      reader.insert();
      reader.fails.connect = 0x8010000b;
      await expect(driver.connect(READER, 'exclusive', ['t1'])).rejects.toMatchObject(code('sharing-violation'));
      reader.fails = {};
      const { connection } = await driver.connect(READER, 'exclusive', ['t1']);
      await expect(driver.connect(READER, 'shared', ['t1'])).rejects.toMatchObject(code('sharing-violation'));
      await connection.disconnect('unpower');
      await driver.connect(READER, 'exclusive', ['t1']);
    });

    it('is made anew after the card left, though the module says that it is still there', async () => {
      const { reader, connection } = await connected();
      reader.remove();
      await expect(connection.transmit(SELECT)).rejects.toMatchObject(code('removed-card'));
      reader.fails.disconnect = 0x80100069;
      await connection.disconnect('unpower');
      expect(reader.connected).toBe(true);
      reader.fails = {};
      reader.insert();
      const next = await driver.connect(READER, 'exclusive', ['t1']);
      expect(reader.connects).toHaveLength(2);
      expect([...(await next.connection.transmit(SELECT))]).toEqual([0x90, 0x00]);
    });

    it('powers the card down, or else gives it back in any way that works', async () => {
      const { reader, connection } = await connected();
      await connection.disconnect('unpower');
      expect(reader.disconnects).toEqual([UNPOWER]);
      const next = await driver.connect(READER, 'exclusive', ['t1']);
      reader.fails.disconnect = 0x80100016;
      await next.connection.disconnect('unpower');
      expect(reader.disconnects).toEqual([UNPOWER, UNPOWER, 1, 0]);
    });

    it('says so when the other side took its power or its reader, and is over then', async () => {
      for (const [value, response] of [
        [0x80100068, 'reset-card'],
        [0x80100067, 'unpowered-card'],
        [0x80100017, 'reader-unavailable'],
      ] as const) {
        pcsc = new FakePcsclite();
        driver = new PcscDriver({ load: pcsc.load });
        const { reader, connection } = await connected();
        reader.fails.transmit = value;
        await expect(connection.transmit(SELECT)).rejects.toMatchObject(code(response));
        reader.fails = {};
        await expect(connection.transmit(SELECT)).rejects.toMatchObject(code(response));
        expect(reader.transmitted).toHaveLength(1);
      }
    });

    it('tells an exchange that failed because the card left from one that just failed', async () => {
      const { reader, connection } = await connected();
      reader.fails.transmit = 0x80100016;
      const broken = connection.transmit(SELECT);
      reader.remove();
      await expect(broken).rejects.toMatchObject(code('removed-card'));
    });

    it('takes an answer without a status word for none', async () => {
      const { reader, connection } = await connected(() => Buffer.alloc(0));
      const broken = connection.transmit(SELECT);
      reader.remove();
      await expect(broken).rejects.toMatchObject(code('removed-card'));
    });

    it('leaves no PIN in the buffers that it handed to the module', async () => {
      const { reader, connection } = await connected();
      const pin = Uint8Array.of(0x00, 0x20, 0x00, 0x80, 0x04, 0x31, 0x32, 0x33, 0x34);
      await connection.transmit(pin);
      reader.fails.transmit = 0x80100069;
      await connection.transmit(pin).catch(() => {});
      expect(reader.transmitted).toEqual(Array(2).fill('002000800431323334'));
      for (const buffer of reader.buffers) expect(buffer.every((byte) => byte === 0)).toBe(true);
      expect(pin[8]).toBe(0x34);
    });

    it('gives up on a card that never answers, sends nothing more, and lets go of it when it can', async () => {
      const { reader, connection } = await connected();
      let answer = () => {};
      reader.hold = new Promise((resolve) => {
        answer = resolve;
      });
      await expect(connection.transmit(SELECT)).rejects.toMatchObject(code('unresponsive-card'));
      await expect(connection.transmit(SELECT)).rejects.toMatchObject(code('unresponsive-card'));
      await connection.disconnect('unpower');
      // Nobody else has the card, so a page must not say that.
      await expect(driver.connect(READER, 'exclusive', ['t1'])).rejects.toMatchObject(code('unresponsive-card'));
      expect(reader.transmitted).toHaveLength(1);
      expect(reader.disconnects).toEqual([]);
      answer();
      await expect.poll(() => reader.disconnects).toEqual([UNPOWER]);
      reader.hold = undefined;
      const again = await driver.connect(READER, 'exclusive', ['t1']);
      expect([...(await again.connection.transmit(SELECT))]).toEqual([0x90, 0x00]);
    });

    it('holds up the end of the driver as long as its card does not answer', async () => {
      const { reader, connection } = await connected();
      let answer = () => {};
      reader.hold = new Promise((resolve) => {
        answer = resolve;
      });
      const exchange = connection.transmit(SELECT).catch((error) => error);
      const order: string[] = [];
      const closed = driver.close().then(() => order.push('closed'));
      expect(await exchange).toMatchObject(code('no-service'));
      order.push('told');
      answer();
      await closed;
      expect(order).toEqual(['told', 'closed']);
    });

    it('tells what it is connected to', async () => {
      const { reader, connection } = await connected();
      expect(await connection.status()).toMatchObject({ readerName: READER, state: 't1' });
      reader.remove();
      await expect(connection.status()).rejects.toMatchObject(code('removed-card'));
    });
  });
});
