import { EventEmitter } from 'node:events';
import type { Pcsclite, PcscliteReader } from '../pcsc/pcsclite-module.ts';
import { STATE } from '../pcsc/pcsclite-module.ts';

/**
 * A fake of the npm package pcsclite: its objects, their events and habits as read in its sources, without PC/SC behind.
 *
 * It has: a constructor that throws without a service, `start` called on the next tick, no event for an empty list,
 * errors that are nothing but messages, `connected` that stays true after the card left, `connect` that does nothing
 * while it is, objects that are dead once the service died.
 *
 * It has not: threads, protocols, sharing with other programs, or any behaviour of a real reader or card.
 */
export class FakePcsclite {
  running = true;
  /** How often a monitor was made. */
  monitors = 0;
  readonly #names: string[] = [];
  readonly #readers = new Map<string, FakeReader>();
  #monitor: EventEmitter | undefined;
  #list: ((error: unknown, names?: Buffer) => void) | undefined;

  readonly load = (): Pcsclite => () => {
    if (!this.running) throw failure('SCardEstablishContext', 0x8010001d);
    this.monitors++;
    const monitor = Object.assign(new EventEmitter(), {
      start: (callback: (error: unknown, names?: Buffer) => void) => {
        this.#list = callback;
        // A native thread finds the readers.
        setImmediate(() => callback(undefined, Buffer.from('')));
      },
      close: () => {},
    });
    this.#monitor = monitor;
    const known = new Set<string>();
    process.nextTick(() =>
      monitor.start((error) => {
        if (error) return monitor.emit('error', error);
        for (const name of this.#names.filter((candidate) => !known.has(candidate))) {
          known.add(name);
          const reader = new FakeReader(name);
          this.#readers.set(name, reader);
          monitor.emit('reader', reader);
          setImmediate(() => reader.report());
        }
      }),
    );
    return monitor;
  };

  reader(name: string): FakeReader {
    const reader = this.#readers.get(name);
    if (!reader) throw new RangeError(name);
    return reader;
  }

  plugIn(name: string): void {
    this.#names.push(name);
    this.#list?.(undefined, Buffer.from(''));
  }

  unplug(name: string): void {
    this.#names.splice(this.#names.indexOf(name), 1);
    const reader = this.reader(name);
    this.#readers.delete(name);
    reader.card = undefined;
    reader.emit('end');
  }

  /** The service dies: everything that listened gets an error, and none of these objects ever works again. */
  die(): void {
    this.running = false;
    for (const reader of this.#readers.values()) {
      reader.dead = true;
      reader.emit('error', failure('SCardGetStatusChange', 0x80100013));
      reader.emit('end');
    }
    this.#readers.clear();
    this.#monitor?.emit('error', failure('SCardGetStatusChange', 0x80100013));
  }
}

export class FakeReader extends EventEmitter implements PcscliteReader {
  readonly SCARD_SHARE_EXCLUSIVE = 1;
  readonly SCARD_SHARE_SHARED = 2;
  readonly SCARD_PROTOCOL_T0 = 1;
  readonly SCARD_PROTOCOL_T1 = 2;
  readonly SCARD_PROTOCOL_RAW = 4;
  readonly SCARD_LEAVE_CARD = 0;
  readonly SCARD_RESET_CARD = 1;
  readonly SCARD_UNPOWER_CARD = 2;
  readonly SCARD_EJECT_CARD = 3;
  readonly name: string;
  connected = false;
  dead = false;
  /** Answers a command; `undefined` for no card. */
  card: ((command: Buffer) => Buffer) | undefined;
  /** What the next calls fail with, and what happens right before one does. */
  fails: { connect?: number; transmit?: number; disconnect?: number } = {};
  /** Answers to exchanges are held back until it is called. */
  hold: Promise<void> | undefined;
  readonly connects: { share_mode: number; protocol: number }[] = [];
  readonly disconnects: number[] = [];
  readonly transmitted: string[] = [];
  /** The very buffers that were handed over. */
  readonly buffers: Buffer[] = [];
  #eventCount = 0;

  constructor(name: string) {
    super();
    this.name = name;
  }

  insert(card: (command: Buffer) => Buffer = () => Buffer.from([0x90, 0x00])): void {
    this.card = card;
    this.#eventCount++;
    this.report();
  }

  remove(): void {
    this.card = undefined;
    this.#eventCount++;
    this.report();
  }

  report(flags = this.card ? STATE.present : STATE.empty): void {
    const atr = this.card ? { atr: Buffer.from('3b8001', 'hex') } : {};
    this.emit('status', { state: (this.#eventCount << 16) | 2 | flags, ...atr });
  }

  connect(
    options: { share_mode: number; protocol: number },
    callback: (error: unknown, protocol?: number) => void,
  ): void {
    if (this.connected) {
      callback(undefined);
      return;
    }
    this.connects.push(options);
    setImmediate(() => {
      const code = this.#code('connect') ?? (this.card ? undefined : 0x8010000c);
      if (code !== undefined) return callback(failure('SCardConnect', code));
      this.connected = true;
      callback(null, this.SCARD_PROTOCOL_T1);
    });
  }

  disconnect(disposition: number, callback: (error: unknown) => void): void {
    if (!this.connected) {
      callback(undefined);
      return;
    }
    this.disconnects.push(disposition);
    setImmediate(() => {
      const code = this.#code('disconnect');
      if (code !== undefined) return callback(failure('SCardDisconnect', code));
      this.connected = false;
      callback(null);
    });
  }

  transmit(command: Buffer, _: number, __: number, callback: (error: unknown, answer?: Buffer) => void): void {
    if (!this.connected) {
      callback(new Error('Card Reader not connected'));
      return;
    }
    this.transmitted.push(command.toString('hex'));
    this.buffers.push(command);
    const copy = Buffer.from(command);
    void Promise.resolve(this.hold).then(() => {
      const code = this.#code('transmit') ?? (this.card ? undefined : 0x80100069);
      if (code !== undefined) callback(failure('SCardTransmit', code));
      else callback(null, this.card?.(copy));
    });
  }

  close(): void {}

  #code(call: keyof FakeReader['fails']): number | undefined {
    return this.dead ? 0x8010001d : this.fails[call];
  }
}

function failure(call: string, code: number): Error {
  return new Error(`${call} error: some words.(0x${code.toString(16).padStart(8, '0')})`);
}
