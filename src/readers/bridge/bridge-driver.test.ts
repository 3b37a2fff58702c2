import { beforeEach, describe, expect, it } from 'vitest';
import type { PageEvent } from '../../journal/entry.ts';
import { BridgeDriver, parseServerMessage } from './bridge-driver.ts';
import { CLOSE_BAD_MESSAGE, encodeAnswer, FAILURE_CODES, PROTOCOL_VERSION } from './protocol.ts';

/** A WebSocket that is open and keeps what is sent, as far as `BridgeDriver` uses one. Nothing is behind it. */
class SocketStub extends EventTarget {
  readonly OPEN = 1;
  readyState = 1;
  readonly sent: (string | Uint8Array)[] = [];
  /** The very frames that were handed over, not copies. */
  readonly frames: Uint8Array[] = [];
  closedWith: number | undefined;

  send(message: string | Uint8Array): void {
    if (typeof message !== 'string') this.frames.push(message);
    this.sent.push(typeof message === 'string' ? message : message.slice());
  }

  close(code: number): void {
    this.closedWith = code;
    this.lose();
  }

  lose(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }

  receive(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  answer(value: unknown): void {
    this.receive(JSON.stringify({ type: 'result', id: this.#lastId, value }));
  }

  fail(code: string): void {
    this.receive(JSON.stringify({ type: 'failure', id: this.#lastId, code }));
  }

  get #lastId(): number {
    return JSON.parse(this.sent.at(-1) as string).id;
  }
}

const VERIFY = Uint8Array.of(0x00, 0x20, 0x00, 0x80, 0x04, 0x31, 0x32, 0x33, 0x34);

describe('the page and a bridge', () => {
  let socket: SocketStub;
  let driver: BridgeDriver;

  beforeEach(() => {
    socket = new SocketStub();
    driver = new BridgeDriver(socket as unknown as WebSocket);
  });

  async function connected() {
    const connecting = driver.connect('Reader', 'exclusive', ['t1', 't0']);
    socket.answer({ connection: 5, activeProtocol: 't1' });
    return (await connecting).connection;
  }

  it('sends an exchange in bytes, and wipes what it sent', async () => {
    const connection = await connected();
    const exchange = connection.transmit(VERIFY);
    const frame = socket.sent.at(-1) as Uint8Array;
    expect([...frame]).toEqual([0, 0, 0, 2, 0, 0, 0, 5, ...VERIFY]);
    expect(socket.frames[0]?.every((byte) => byte === 0)).toBe(true);
    expect(VERIFY[8]).toBe(0x34);
    socket.receive(encodeAnswer(2, Uint8Array.of(0x63, 0xc2)).buffer);
    expect([...(await exchange)]).toEqual([0x63, 0xc2]);
  });

  it.each([3, 262])('does not send a command of %i bytes, which the bridge cannot read', async (length) => {
    const connection = await connected();
    const sent = socket.sent.length;
    await expect(connection.transmit(new Uint8Array(length))).rejects.toMatchObject({
      responseCode: 'unsupported-feature',
    });
    expect(socket.sent).toHaveLength(sent);
  });

  it('rejects everything with no-service once the bridge is gone, and sends nothing again', async () => {
    const connection = await connected();
    const waiting = [connection.transmit(VERIFY), driver.getStatusChange([], {}), driver.listReaders()];
    const told = Promise.allSettled(waiting);
    const { length } = socket.sent;
    socket.lose();
    for (const result of await told) expect(result).toMatchObject({ reason: { responseCode: 'no-service' } });
    await expect(connection.transmit(VERIFY)).rejects.toMatchObject({ responseCode: 'no-service' });
    await expect(driver.open()).rejects.toMatchObject({ responseCode: 'no-service' });
    expect(socket.sent).toHaveLength(length);
  });

  it('cancels a call whose signal is aborted, and does not mind its late answer', async () => {
    const abort = new AbortController();
    const waiting = driver.getStatusChange([], { signal: abort.signal });
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(JSON.parse(socket.sent.at(-1) as string)).toEqual({ id: 2, type: 'cancel', request: 1 });
    socket.receive(JSON.stringify({ type: 'failure', id: 1, code: 'aborted' }));
    expect(socket.closedWith).toBeUndefined();
  });

  it('asks for no longer a wait than the bridge grants', async () => {
    void driver.getStatusChange([], { timeout: Number.POSITIVE_INFINITY }).catch(() => {});
    expect(JSON.parse(socket.sent[0] as string)).toMatchObject({ timeout: 86_400_000 });
  });

  it.each(FAILURE_CODES)('turns the failure %s into an error', async (code) => {
    const asked = driver.listReaders();
    socket.fail(code);
    const names: Record<string, string> = {
      'invalid-state': 'InvalidStateError',
      timeout: 'TimeoutError',
      aborted: 'AbortError',
      'bad-message': 'OperationError',
      internal: 'OperationError',
    };
    const [kind, reason] = code.split('/');
    if (kind === 'refused-by-guard') {
      await expect(asked).rejects.toMatchObject({ name: 'CardError', code: kind, reason });
      return;
    }
    if (kind === 'journal') {
      await expect(asked).rejects.toMatchObject({ name: 'JournalError', code: reason });
      return;
    }
    await expect(asked).rejects.toMatchObject(
      names[code] ? { name: names[code] } : { name: 'SmartCardError', responseCode: code },
    );
  });

  it.each([
    ['no JSON', '{'],
    ['an unknown message', '{"type":"surprise"}'],
    ['a result without an id', '{"type":"result","value":null}'],
    ['an answer without a status word', new ArrayBuffer(5)],
    ['something that is neither text nor bytes', 7],
  ])('leaves a bridge that says %s', async (_, data) => {
    const asked = driver.listReaders();
    socket.receive(data);
    expect(socket.closedWith).toBe(CLOSE_BAD_MESSAGE);
    await expect(asked).rejects.toMatchObject({ responseCode: 'no-service' });
  });

  describe('asked to record something', () => {
    const ended: PageEvent = { event: 'change-ended', of: 3, outcomes: [] };

    it('says so in words, and resolves with the place of the entry', async () => {
      const appended = driver.appendToJournal(ended);
      expect(JSON.parse(socket.sent.at(-1) as string)).toEqual({ id: 1, type: 'journal-append', event: ended });
      socket.answer({ sequence: 4, hash: 'a5'.repeat(32) });
      expect(await appended).toEqual({ sequence: 4, hash: 'a5'.repeat(32) });
    });

    it.each<[string, () => void, string]>([
      ['why it was not', () => socket.fail('journal/disk-full'), 'disk-full'],
      ['that it does not know the message', () => socket.fail('bad-message'), 'no-bridge'],
      ['something that is no entry', () => socket.answer({ sequence: 0, hash: '' }), 'no-bridge'],
      ['nothing any more', () => socket.lose(), 'no-bridge'],
    ])('the bridge says %s', async (_, say, code) => {
      const appended = driver.appendToJournal(ended);
      say();
      await expect(appended).rejects.toMatchObject({ name: 'JournalError', code });
      expect(socket.sent).toHaveLength(1);
    });
  });

  it('takes no answer of another shape for the one it asked for', async () => {
    const list = driver.listReaders();
    socket.answer([1, 2]);
    await expect(list).rejects.toBeDefined();
    const connection = await connected();
    const exchange = connection.transmit(VERIFY);
    socket.receive(JSON.stringify({ type: 'result', id: 3, value: [0x90, 0x00] }));
    await expect(exchange).rejects.toMatchObject({ responseCode: 'not-transacted' });
  });

  it('reads a greeting', () => {
    const hello = { type: 'hello', version: PROTOCOL_VERSION, pcsc: 'available', developer: false, journal: 'off' };
    expect(parseServerMessage(JSON.stringify(hello))).toEqual(hello);
  });

  it.each([
    ['of another version', { version: PROTOCOL_VERSION + 1 }],
    ['that does not say whether it is for developers', { developer: undefined }],
    ['that is for developers in some other way', { developer: 1 }],
  ])('reads no greeting %s', (_, change) => {
    const hello = {
      type: 'hello',
      version: PROTOCOL_VERSION,
      pcsc: 'available',
      developer: false,
      journal: 'off',
      ...change,
    };
    expect(parseServerMessage(JSON.stringify(hello))).toBeUndefined();
  });
});
