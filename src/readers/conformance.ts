import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromAscii, fromHex } from '../card/bytes.ts';
import { cardWith } from './virtual/profiles.ts';
import {
  PNP_NOTIFICATION,
  type SmartCardConnection,
  type SmartCardContext,
  type SmartCardReaderStateFlagsIn,
  type SmartCardReaderStateFlagsOut,
  type SmartCardReaderStateOut,
  type SmartCardResourceManager,
} from './web-smart-card/types.ts';

/** Readers to be tried, with at least one reader and no card in it, and a hand that moves cards. */
export interface ReadersUnderTest {
  readonly manager: SmartCardResourceManager;
  /** The same readers as another program, or another page, sees them. */
  readonly rival: SmartCardResourceManager;
  /** Puts a `CONFORMANCE_CARD` into a reader. May resolve before the reader noticed, as may the others. */
  insertCard(readerName: string): Promise<void>;
  removeCard(readerName: string): Promise<void>;
  /** Where `ConformanceOptions.plugs`: connects one more reader, and resolves with its name; takes one away. */
  plugIn?(): Promise<string>;
  unplug?(readerName: string): Promise<void>;
  /** Where `ConformanceOptions.stops`: the service ends. */
  stopService?(): Promise<void>;
  dispose(): Promise<void>;
}

export interface ConformanceOptions {
  readonly plugs?: boolean;
  readonly stops?: boolean;
}

/** Long enough for a change that should not come, in milliseconds. */
const QUIET_MS = 100;

const SELECT_JPKI = fromHex('00A4040C0AD392F000260100000001');
const SELECT_AUTH_PIN = fromHex('00A4020C020018');
const VERIFY_AUTH_PIN = Uint8Array.of(0x00, 0x20, 0x00, 0x80, 0x04, ...fromAscii('1234'));
/** Answered with the tries left, and by `CONFORMANCE_CARD` with 9000 while the PIN is verified. */
const EMPTY_VERIFY = fromHex('00200080');

/** What the factories put in: a card that tells whether its PIN is verified. */
export const CONFORMANCE_CARD = cardWith({ counterWhenVerified: '9000' });

/**
 * What every way to a card must do, whatever is behind it: the rules of the Web Smart Card API as far as this product
 * relies on them. `start` is called before each test.
 *
 * Nothing is asked of `exclusive` and `inuse`: pcscd 1.9 wakes nobody when a card is connected to, so a waiting caller
 * learns of it with the next event only.
 */
export function testConformance(
  name: string,
  start: () => Promise<ReadersUnderTest>,
  { plugs = false, stops = false }: ConformanceOptions = {},
): void {
  describe(`Web Smart Card API: ${name}`, () => {
    let readers: ReadersUnderTest;
    let context: SmartCardContext;
    let reader: string;

    beforeEach(async () => {
      readers = await start();
      context = await readers.manager.establishContext();
      reader = (await context.listReaders())[0] as string;
    });
    afterEach(() => readers?.dispose());

    async function insert(): Promise<void> {
      await readers.insertCard(reader);
      await stateWith(context, reader, 'present');
    }

    async function remove(): Promise<void> {
      await readers.removeCard(reader);
      await stateWith(context, reader, 'empty');
    }

    async function connect(manager = readers.manager): Promise<SmartCardConnection> {
      const own = manager === readers.manager ? context : await manager.establishContext();
      return (await own.connect(reader, 'exclusive')).connection;
    }

    it('lists the readers by name', async () => {
      const names = await context.listReaders();
      expect(names.length).toBeGreaterThan(0);
      expect(new Set(names).size).toBe(names.length);
    });

    describe('one operation at a time', () => {
      it('refuses a second one of the same context, and goes on after the first', async () => {
        const waiting = new AbortController();
        const first = following(context, await stateOf(context, reader), { signal: waiting.signal });
        expect(await errorOf(context.listReaders())).toMatchObject({ name: 'InvalidStateError' });
        waiting.abort();
        await errorOf(first);
        expect(await context.listReaders()).toContain(reader);
      });

      it('counts the connections of the context in', async () => {
        await insert();
        const connection = await connect();
        const waiting = new AbortController();
        const first = following(context, await stateOf(context, reader), { signal: waiting.signal });
        expect(await errorOf(connection.transmit(SELECT_JPKI))).toMatchObject({ name: 'InvalidStateError' });
        waiting.abort();
        await errorOf(first);
        expect(await select(connection)).toBe('9000');
      });

      it('does not hold up another context', async () => {
        const waiting = new AbortController();
        const first = following(context, await stateOf(context, reader), { signal: waiting.signal });
        const other = await readers.manager.establishContext();
        expect(await other.listReaders()).toContain(reader);
        waiting.abort();
        await errorOf(first);
      });
    });

    describe('getStatusChange', () => {
      it('answers at once to a caller who knows nothing', async () => {
        const state = await stateOf(context, reader);
        expect(state.eventState).toMatchObject({ changed: true, empty: true, present: false });
        expect(state).not.toHaveProperty('answerToReset');
      });

      it('answers at once to a caller who believes something else', async () => {
        const [state] = await context.getStatusChange([{ readerName: reader, currentState: { present: true } }]);
        expect(state?.eventState).toMatchObject({ changed: true, empty: true });
      });

      it('answers at once about a reader that there is not', async () => {
        const [state] = await context.getStatusChange([
          { readerName: 'No Such Reader', currentState: { empty: true } },
        ]);
        expect(state?.eventState).toMatchObject({ changed: true, unknown: true });
      });

      it('waits for a card to come, and for it to go', async () => {
        const before = await stateOf(context, reader);
        const coming = following(context, before);
        await readers.insertCard(reader);
        const [came] = await coming;
        const present = came?.eventState.present ? came : await stateWith(context, reader, 'present');
        expect(present.eventState).toMatchObject({ present: true, empty: false });
        expect(present.eventCount).not.toBe(before.eventCount);
        expect(new Uint8Array(present.answerToReset ?? new ArrayBuffer())[0]).toBe(0x3b);
        const going = following(context, present);
        await readers.removeCard(reader);
        await going;
        const gone = await stateWith(context, reader, 'empty');
        expect(gone.eventState).toMatchObject({ present: false });
        expect(gone.eventCount).not.toBe(present.eventCount);
      });

      it('tells a card that was swapped in between by its count', async () => {
        await insert();
        const before = await stateOf(context, reader);
        await remove();
        await insert();
        const [after] = await following(context, before);
        expect(after?.eventState).toMatchObject({ changed: true, present: true });
      });

      it('rejects with TimeoutError when the time is up', async () => {
        expect(await errorOf(quiet(context, reader, { timeout: QUIET_MS }))).toMatchObject({ name: 'TimeoutError' });
        expect(await errorOf(quiet(context, reader, { timeout: 0 }))).toMatchObject({ name: 'TimeoutError' });
      });

      it('rejects with the reason of its signal, aborted during or before', async () => {
        const reason = new Error('enough');
        const signal = new AbortController();
        const waiting = following(context, await stateOf(context, reader), { signal: signal.signal });
        signal.abort(reason);
        expect(await errorOf(waiting)).toBe(reason);
        expect(await errorOf(quiet(context, reader, { signal: AbortSignal.abort(reason) }))).toBe(reason);
      });

      it('says nothing of a reader that is to be ignored', async () => {
        const ignored = { readerName: reader, currentState: { ignore: true, present: true } };
        expect(await errorOf(context.getStatusChange([ignored], { timeout: QUIET_MS }))).toMatchObject({
          name: 'TimeoutError',
        });
      });

      it('waits for readers to come and go, knowing how many there were', async () => {
        const { length } = await context.listReaders();
        const notification = (currentCount: number) => ({
          readerName: PNP_NOTIFICATION,
          currentState: {},
          currentCount,
        });
        expect(await errorOf(context.getStatusChange([notification(length)], { timeout: QUIET_MS }))).toMatchObject({
          name: 'TimeoutError',
        });
        const [missed] = await context.getStatusChange([notification(length + 1)], { timeout: QUIET_MS });
        expect(missed?.eventState.changed).toBe(true);
      });
    });

    describe('connect', () => {
      it('rejects where there is no such reader, no card, or no support for the access mode', async () => {
        expect(await errorOf(context.connect('No Such Reader', 'exclusive'))).toMatchObject(code('unknown-reader'));
        expect(await errorOf(context.connect(reader, 'exclusive'))).toMatchObject(code('no-smartcard'));
        await insert();
        expect(await errorOf(context.connect(reader, 'direct'))).toMatchObject(code('unsupported-feature'));
      });

      it('agrees on a protocol', async () => {
        await insert();
        const { activeProtocol } = await context.connect(reader, 'exclusive', { preferredProtocols: ['t1', 't0'] });
        expect(['t0', 't1']).toContain(activeProtocol);
      });

      it('keeps others out, and lets them in afterwards', async () => {
        await insert();
        const connection = await connect();
        expect(await errorOf(connect(readers.rival))).toMatchObject(code('sharing-violation'));
        await connection.disconnect('unpower');
        const theirs = await connect(readers.rival);
        expect(await errorOf(connect())).toMatchObject(code('sharing-violation'));
        await theirs.disconnect('unpower');
        expect(await select(await connect())).toBe('9000');
      });
    });

    describe('a connection', () => {
      it('passes a command on, leaves its bytes alone and gives the answer and nothing else', async () => {
        await insert();
        const command = SELECT_JPKI.slice();
        const answer = await (await connect()).transmit(command);
        expect(command).toEqual(SELECT_JPKI);
        expect(answer).toBeInstanceOf(ArrayBuffer);
        expect([...new Uint8Array(answer)]).toEqual([0x90, 0x00]);
      });

      it('tells its reader, its protocol and its answer to reset', async () => {
        await insert();
        const status = await (await connect()).status();
        expect(status).toMatchObject({ readerName: reader, state: expect.stringMatching(/^t[01]$/) });
        expect(new Uint8Array(status.answerToReset ?? new ArrayBuffer())[0]).toBe(0x3b);
      });

      it('is of no use after it was closed', async () => {
        await insert();
        const connection = await connect();
        await connection.disconnect('unpower');
        const uses = [() => connection.transmit(SELECT_JPKI), () => connection.status(), () => connection.disconnect()];
        for (const use of uses) expect(await errorOf(use())).toMatchObject({ name: 'InvalidStateError' });
      });

      it('leaves nothing verified on a card that it takes the power from', async () => {
        await insert();
        const connection = await connect();
        for (const command of [SELECT_JPKI, SELECT_AUTH_PIN]) expect(await send(connection, command)).toBe('9000');
        expect(await send(connection, EMPTY_VERIFY)).toBe('63c3');
        for (const command of [VERIFY_AUTH_PIN, EMPTY_VERIFY]) expect(await send(connection, command)).toBe('9000');
        await connection.disconnect('unpower');
        const next = await connect();
        for (const command of [SELECT_JPKI, SELECT_AUTH_PIN]) expect(await send(next, command)).toBe('9000');
        expect(await send(next, EMPTY_VERIFY)).toBe('63c3');
      });

      it('says that the card left, every time, and never reaches the card that comes next', async () => {
        await insert();
        const connection = await connect();
        expect(await select(connection)).toBe('9000');
        await remove();
        expect(await errorOf(connection.transmit(SELECT_JPKI))).toMatchObject(cardLeft);
        await insert();
        expect(await errorOf(connection.transmit(SELECT_JPKI))).toMatchObject(cardLeft);
        await connection.disconnect('unpower').catch(() => {});
        expect(await select(await connect())).toBe('9000');
      });

      it('supports nothing that nobody needs', async () => {
        await insert();
        const connection = await connect();
        for (const use of [
          () => connection.startTransaction(async () => 'reset'),
          () => connection.control(1, new Uint8Array()),
          () => connection.getAttribute(1),
          () => connection.setAttribute(1, new Uint8Array()),
        ]) {
          expect(await errorOf(use())).toMatchObject(code('unsupported-feature'));
        }
      });
    });

    if (plugs) {
      it('reports a reader that comes and one that goes', async () => {
        const { length } = await context.listReaders();
        const coming = context.getStatusChange([
          { readerName: PNP_NOTIFICATION, currentState: {}, currentCount: length },
        ]);
        const name = await readers.plugIn?.();
        expect((await coming)[0]).toMatchObject({ eventState: { changed: true }, eventCount: length + 1 });
        expect(await context.listReaders()).toContain(name);
        const going = following(context, await stateOf(context, name as string));
        await readers.unplug?.(name as string);
        expect((await going)[0]?.eventState).toMatchObject({ changed: true, unknown: true });
        expect(await context.listReaders()).not.toContain(name);
      });

      it('ends the connection to a reader that is taken away', async () => {
        await insert();
        const connection = await connect();
        await readers.unplug?.(reader);
        await stateWith(context, reader, 'unknown');
        expect(await errorOf(connection.transmit(SELECT_JPKI))).toMatchObject({
          responseCode: expect.stringMatching(/^(removed-card|reset-card|reader-unavailable|unknown-reader)$/),
        });
      });
    }

    if (stops) {
      it('tells everybody when the service ends', async () => {
        await insert();
        const other = await readers.manager.establishContext();
        const { connection } = await other.connect(reader, 'exclusive');
        const waiting = errorOf(following(context, await stateOf(context, reader)));
        await readers.stopService?.();
        expect(await waiting).toMatchObject(code('no-service'));
        expect(await errorOf(connection.transmit(SELECT_JPKI))).toMatchObject(code('no-service'));
        expect(await errorOf(readers.manager.establishContext())).toMatchObject(code('no-service'));
      });
    }
  });
}

const code = (responseCode: string) => ({ name: 'SmartCardError', responseCode });
const cardLeft = { name: 'SmartCardError', responseCode: expect.stringMatching(/^(removed|reset)-card$/) };

/** What a promise rejects with; fails the test when it resolves. */
async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => expect.unreachable(`resolved with ${JSON.stringify(value)}`),
    (error) => error,
  );
}

async function stateOf(context: SmartCardContext, readerName: string): Promise<SmartCardReaderStateOut> {
  const [state] = await context.getStatusChange([{ readerName, currentState: { unaware: true } }]);
  return state as SmartCardReaderStateOut;
}

/** The first state of a reader that has the flag. */
async function stateWith(
  context: SmartCardContext,
  readerName: string,
  flag: keyof SmartCardReaderStateFlagsOut,
): Promise<SmartCardReaderStateOut> {
  let state = await stateOf(context, readerName);
  while (!state.eventState[flag]) state = (await following(context, state))[0] as SmartCardReaderStateOut;
  return state;
}

/** Waits for the change after `state`. */
function following(
  context: SmartCardContext,
  { readerName, eventState, eventCount }: SmartCardReaderStateOut,
  options: { timeout?: number; signal?: AbortSignal } = {},
): Promise<SmartCardReaderStateOut[]> {
  const { changed, unknown, ...known } = eventState;
  const currentState: SmartCardReaderStateFlagsIn = known;
  return context.getStatusChange([{ readerName, currentState, currentCount: eventCount }], options);
}

/** Waits for a change that is not to be expected: the caller knows everything. */
async function quiet(
  context: SmartCardContext,
  readerName: string,
  options: { timeout?: number; signal?: AbortSignal },
): Promise<SmartCardReaderStateOut[]> {
  return following(context, await stateOf(context, readerName), options);
}

async function send(connection: SmartCardConnection, command: Uint8Array): Promise<string> {
  const answer = new Uint8Array(await connection.transmit(command));
  return [...answer.slice(-2)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function select(connection: SmartCardConnection): Promise<string> {
  return send(connection, SELECT_JPKI);
}
