import { SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import { Interruption } from '../../src/readers/web-smart-card/interruption.ts';
import { type ReaderState, ReaderStates } from '../../src/readers/web-smart-card/reader-states.ts';
import { PcscReader } from './pcsc-reader.ts';
import {
  type Pcsclite,
  type PcscliteMonitor,
  type PcscliteReader,
  type PcscliteStatus,
  STATE,
} from './pcsclite-module.ts';
import { responseOf, toSmartCardError } from './response-codes.ts';

/** A reader that has not told its state by then is not waited for any longer. */
const FIRST_STATES_MS = 2_000;

/**
 * Objects of services that died. Native threads of theirs may still call back, into freed memory if these had been
 * collected. A few objects a restart of the service.
 */
const graveyard: unknown[] = [];

/**
 * One life of the PC/SC service: from a context made to the service stopping. Owns: the monitor of pcsclite, the readers
 * it reports and their states. Does not own: starting over, which needs a new one.
 */
export class PcscService {
  readonly states = new ReaderStates();
  readonly #monitor: PcscliteMonitor;
  readonly #readers = new Map<string, PcscReader>();
  readonly #natives = new Set<PcscliteReader>();
  readonly #loss = new Interruption();
  #alive = true;

  /** Resolves once the readers and their states are known. Rejects with `no-service`. */
  static async start(pcsclite: Pcsclite): Promise<PcscService> {
    let monitor: PcscliteMonitor;
    try {
      monitor = pcsclite();
    } catch (error) {
      throw new SmartCardError('no-service', toSmartCardError(error).message);
    }
    const service = new PcscService(monitor);
    await service.whileAlive(service.#firstStates());
    return service;
  }

  private constructor(monitor: PcscliteMonitor) {
    this.#monitor = monitor;
    monitor.on('error', () => this.lose());
    monitor.on('reader', (native: PcscliteReader) => this.#add(native));
  }

  get alive(): boolean {
    return this.#alive;
  }

  reader(name: string): PcscReader | undefined {
    return this.states.get(name) ? this.#readers.get(name) : undefined;
  }

  /** The result of `operation`, or `no-service` as soon as the service stops. */
  async whileAlive<T>(operation: Promise<T>): Promise<T> {
    try {
      if (!this.#alive) {
        // Nobody waits for it any more, but it may still fail.
        operation.catch(() => {});
        throw new SmartCardError('no-service');
      }
      return await this.#loss.orInterrupted(operation);
    } catch (error) {
      if (error instanceof SmartCardError && error.responseCode === 'no-service') this.lose();
      throw error;
    }
  }

  /** The service has stopped: everybody who waits for it is told. */
  lose(): void {
    if (!this.#alive) return;
    this.#alive = false;
    graveyard.push(this.#monitor, this.#natives);
    const error = new SmartCardError('no-service');
    this.#loss.interrupt(error);
    this.states.fail(error);
  }

  /** Ends the native threads. Cards are to be disconnected before. */
  async close(): Promise<void> {
    if (!this.#alive) return;
    const readers = [...this.#readers.values()];
    this.lose();
    // Closing waits for threads and holds up everything else: first these have to be done with their work, and then this
    // must not run inside a callback of theirs, during which they hold a lock.
    await Promise.all(readers.map((reader) => reader.idle));
    await new Promise((resolve) => setImmediate(resolve));
    this.#monitor.close();
    for (const native of this.#natives) native.close();
  }

  #add(native: PcscliteReader): void {
    const reader = new PcscReader(native);
    this.#natives.add(native);
    this.#readers.set(native.name, reader);
    const gone = () => {
      if (this.#readers.get(native.name) !== reader) return;
      this.#readers.delete(native.name);
      this.states.delete(native.name);
    };
    native.on('status', ({ state, atr }: PcscliteStatus) => {
      if (this.#readers.get(native.name) !== reader || !this.#alive) return;
      if (state & (STATE.unknown | STATE.unavailable)) this.states.delete(native.name);
      else this.states.set(native.name, toReaderState(state, atr));
      reader.cardPresent = (state & STATE.present) !== 0;
    });
    native.on('error', (error: unknown) => {
      if (responseOf(error) === 'no-service') this.lose();
      else gone();
    });
    native.on('end', () => {
      this.#natives.delete(native);
      gone();
    });
  }

  async #firstStates(): Promise<void> {
    const monitor = this.#monitor;
    // pcsclite emits nothing when there is no reader, so the list itself is listened to. It calls `start` on the next tick.
    await new Promise<void>((resolve) => {
      const start = monitor.start;
      monitor.start = (callback) =>
        start.call(monitor, (error, names) => {
          callback(error, names);
          resolve();
        });
    });
    const pending = [...this.#natives].filter((native) => !this.states.get(native.name));
    const told = pending.map(
      (native) =>
        new Promise<void>((resolve) => {
          for (const event of ['status', 'error', 'end']) native.once(event, () => resolve());
        }),
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FIRST_STATES_MS);
    });
    await Promise.race([Promise.all(told), late]);
    clearTimeout(timer);
  }
}

function toReaderState(state: number, atr: Buffer | undefined): ReaderState {
  return {
    card: state & STATE.present ? (state & STATE.mute ? 'mute' : 'present') : 'empty',
    exclusive: (state & STATE.exclusive) !== 0,
    inUse: (state & STATE.inUse) !== 0,
    eventCount: state >>> 16,
    // A Buffer may be a view of a pool that others use: the bytes alone are kept.
    ...(atr && atr.length > 0 && state & STATE.present ? { answerToReset: new Uint8Array(atr) } : {}),
  };
}
