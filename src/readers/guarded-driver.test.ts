import { beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '../card/bytes.ts';
import { withRawCard } from './card-access.ts';
import { consentData, LAST_TRY_CONSENT, RAW_ACCESS } from './guard-controls.ts';
import { guardedDriver } from './guarded-driver.ts';
import { ORDINARY_CARD } from './virtual/profiles.ts';
import { VirtualCard } from './virtual/virtual-card.ts';
import { VirtualReaders } from './virtual/virtual-readers.ts';
import { SmartCardError } from './web-smart-card/errors.ts';
import { createResourceManager } from './web-smart-card/resource-manager.ts';
import type { SmartCardConnection, SmartCardContext } from './web-smart-card/types.ts';

const VERIFY_AUTH = ['00A4040C0AD392F000260100000001', '00A4020C020018', '00200080', '002000800431323334'].map(fromHex);

/** Where the card acts, and its answer can be lost. */
class LossyReaders extends VirtualReaders {
  losesAnswers = false;

  override async exchange(...args: Parameters<VirtualReaders['exchange']>): Promise<Uint8Array> {
    const answer = await super.exchange(...args);
    if (this.losesAnswers) throw new SmartCardError('not-transacted');
    return answer;
  }
}

describe('behind the guard', () => {
  let card: VirtualCard;
  let context: SmartCardContext;

  beforeEach(async () => {
    const readers = new VirtualReaders();
    card = new VirtualCard(ORDINARY_CARD);
    readers.plugIn('reader');
    readers.insert('reader', card);
    context = await createResourceManager(guardedDriver(readers)).establishContext();
  });

  it.each(['shared', 'direct'] as const)('no card is reached with %s access', async (mode) => {
    await expect(context.connect('reader', mode)).rejects.toMatchObject({ responseCode: 'unsupported-feature' });
    expect(card.powered).toBe(false);
  });

  it.each([undefined, 'leave', 'unpower', 'reset', 'eject'] as const)(
    'nothing stays verified: %s',
    async (disposition) => {
      const { connection } = await context.connect('reader', 'exclusive');
      for (const command of VERIFY_AUTH) await connection.transmit(command);
      expect(card.verified).toBe(true);
      await connection.disconnect(disposition);
      expect(card.verified).toBe(false);
    },
  );
});

describe('raw access', () => {
  const GET_CHALLENGE = fromHex('0084000008');
  const REFUSED = { code: 'refused-by-guard', reason: 'command-not-allowed' };
  const NOTHING = new Uint8Array(0);
  let readers: LossyReaders;
  let card: VirtualCard;

  beforeEach(() => {
    readers = new LossyReaders();
    card = new VirtualCard(ORDINARY_CARD);
    readers.plugIn('reader');
    readers.insert('reader', card);
  });

  const contextWith = (options?: { rawAccess?: boolean }): Promise<SmartCardContext> =>
    createResourceManager(guardedDriver(readers, options)).establishContext();
  const connect = async (context: SmartCardContext): Promise<SmartCardConnection> =>
    (await context.connect('reader', 'exclusive')).connection;

  it.each([undefined, {}, { rawAccess: false }])('is not there with the options %j', async (options) => {
    const context = await contextWith(options);
    const connection = await connect(context);
    await expect(connection.control(RAW_ACCESS, NOTHING)).rejects.toMatchObject({
      responseCode: 'unsupported-feature',
    });
    await expect(connection.transmit(GET_CHALLENGE)).rejects.toMatchObject(REFUSED);
    await connection.disconnect();
    await expect(withRawCard(context, 'reader', (transmit) => transmit(GET_CHALLENGE))).rejects.toMatchObject({
      name: 'CardError',
      code: 'failed',
    });
    expect(card).toMatchObject({ log: [], powered: false });
  });

  it('is only what was asked for: the guard stays until then', async () => {
    const connection = await connect(await contextWith({ rawAccess: true }));
    await expect(connection.transmit(GET_CHALLENGE)).rejects.toMatchObject(REFUSED);
    for (const [code, data] of [
      [RAW_ACCESS, Uint8Array.of(1)],
      [RAW_ACCESS, consentData('auth')],
      [LAST_TRY_CONSENT, NOTHING],
      [RAW_ACCESS + 1, NOTHING],
    ] as const) {
      await expect(connection.control(code, data)).rejects.toMatchObject({ responseCode: 'unsupported-feature' });
    }
    await connection.control(LAST_TRY_CONSENT, consentData('auth'));
    await expect(connection.transmit(GET_CHALLENGE)).rejects.toMatchObject(REFUSED);
    expect(card.log).toEqual([]);
    await connection.control(RAW_ACCESS, NOTHING);
    expect(new Uint8Array(await connection.transmit(GET_CHALLENGE))).toEqual(fromHex('6D00'));
    expect(card.log).toHaveLength(1);
  });

  it('ends with its connection, and no other connection has it', async () => {
    const other = new VirtualCard(ORDINARY_CARD);
    readers.plugIn('other reader');
    readers.insert('other reader', other);
    const context = await contextWith({ rawAccess: true });
    const raw = await connect(context);
    await raw.control(RAW_ACCESS, NOTHING);
    const { connection: beside } = await context.connect('other reader', 'exclusive');
    await expect(beside.transmit(GET_CHALLENGE)).rejects.toMatchObject(REFUSED);
    await raw.disconnect();
    const next = await connect(context);
    await expect(next.transmit(GET_CHALLENGE)).rejects.toMatchObject(REFUSED);
    expect([card.log, other.log]).toEqual([[], []]);
  });

  it.each(['shared', 'direct'] as const)('is exclusive too: %s', async (mode) => {
    const context = await contextWith({ rawAccess: true });
    await expect(context.connect('reader', mode)).rejects.toMatchObject({ responseCode: 'unsupported-feature' });
  });

  it.each([undefined, 'leave', 'unpower', 'reset', 'eject'] as const)(
    'leaves nothing verified either: %s',
    async (disposition) => {
      const connection = await connect(await contextWith({ rawAccess: true }));
      await connection.control(RAW_ACCESS, NOTHING);
      for (const command of VERIFY_AUTH) await connection.transmit(command);
      expect(card.verified).toBe(true);
      await connection.disconnect(disposition);
      expect(card.verified).toBe(false);
    },
  );

  it('sends nothing after a command whose answer was lost', async () => {
    const connection = await connect(await contextWith({ rawAccess: true }));
    await connection.control(RAW_ACCESS, NOTHING);
    readers.losesAnswers = true;
    const lost = await connection.transmit(GET_CHALLENGE).catch((error) => error);
    readers.losesAnswers = false;
    const { length } = card.log;
    await expect(connection.transmit(GET_CHALLENGE)).rejects.toBe(lost);
    expect(card.log).toHaveLength(length);
  });

  it('does not revive a connection on which an answer was lost', async () => {
    const connection = await connect(await contextWith({ rawAccess: true }));
    readers.losesAnswers = true;
    const lost = await connection.transmit(VERIFY_AUTH[0] as Uint8Array).catch((error) => error);
    readers.losesAnswers = false;
    const { length } = card.log;
    await connection.control(RAW_ACCESS, NOTHING);
    await expect(connection.transmit(GET_CHALLENGE)).rejects.toBe(lost);
    expect(card.log).toHaveLength(length);
  });

  it('is for one piece of work: the card is powered down after it, and guarded in the next', async () => {
    const context = await contextWith({ rawAccess: true });
    const answers = await withRawCard(context, 'reader', async (transmit) => {
      const first = await transmit(GET_CHALLENGE);
      return [first, await transmit(VERIFY_AUTH[0] as Uint8Array)];
    });
    expect(answers).toEqual([fromHex('6D00'), fromHex('9000')]);
    expect(card.powered).toBe(false);
    const failing = withRawCard(context, 'reader', async () => Promise.reject(new Error('of the work')));
    await expect(failing).rejects.toThrow('of the work');
    expect(card.powered).toBe(false);
    const { length } = card.log;
    const next = await connect(context);
    await expect(next.transmit(GET_CHALLENGE)).rejects.toMatchObject(REFUSED);
    expect(card.log).toHaveLength(length);
  });
});
