import { invalidState, SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import type { DriverConnection } from '../../src/readers/web-smart-card/resource-manager.ts';
import type {
  SmartCardConnectionStatus,
  SmartCardDisposition,
  SmartCardProtocol,
} from '../../src/readers/web-smart-card/types.ts';
import type { PcscReader } from './pcsc-reader.ts';
import type { PcscService } from './pcsc-service.ts';

/** After one of these the card of this connection is not coming back to it: nothing is sent any more. */
const FINAL: ReadonlySet<string> = new Set([
  'removed-card',
  'reset-card',
  'unpowered-card',
  'reader-unavailable',
  'no-service',
  'system-cancelled',
  'unresponsive-card',
]);

/**
 * A card held through PC/SC. Owns: what may still be sent to it. No command is ever sent twice: an answer that does not
 * come in time ends the connection.
 */
export class PcscConnection implements DriverConnection {
  readonly #service: PcscService;
  readonly #reader: PcscReader;
  readonly #protocol: SmartCardProtocol;
  readonly #transmitTimeoutMs: number;
  #ended: SmartCardError | undefined;
  #closed = false;
  /** Set when the time of an exchange was up. It may still end, some day. */
  #overdue = false;
  #exchange: Promise<unknown> = Promise.resolve();

  constructor(service: PcscService, reader: PcscReader, protocol: SmartCardProtocol, transmitTimeoutMs: number) {
    this.#service = service;
    this.#reader = reader;
    this.#protocol = protocol;
    this.#transmitTimeoutMs = transmitTimeoutMs;
  }

  async transmit(command: Uint8Array): Promise<Uint8Array> {
    this.#check();
    const exchange = this.#reader.transmit(command);
    this.#exchange = exchange.catch(() => {});
    try {
      return await this.#service.whileAlive(this.#inTime(exchange));
    } catch (error) {
      if (error instanceof SmartCardError && FINAL.has(error.responseCode)) this.#ended = error;
      throw error;
    }
  }

  /** Waits for an exchange in progress, unless its time is up: then the card is released whenever it ends. */
  async disconnect(disposition: SmartCardDisposition): Promise<void> {
    if (this.#closed) throw invalidState('this connection was closed');
    this.#closed = true;
    const released = this.#exchange.then(() => this.#reader.disconnect(disposition));
    if (!this.#overdue) await this.#service.whileAlive(released);
  }

  async status(): Promise<SmartCardConnectionStatus> {
    this.#check();
    const state = this.#service.states.get(this.#reader.name);
    if (state?.card !== 'present') throw new SmartCardError(state ? 'removed-card' : 'reader-unavailable');
    return {
      readerName: this.#reader.name,
      state: this.#protocol,
      ...(state.answerToReset ? { answerToReset: new Uint8Array(state.answerToReset).buffer } : {}),
    };
  }

  /** Rejects with `unresponsive-card` when the card takes too long. What it does then is not known. */
  async #inTime<T>(exchange: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#overdue = true;
        this.#reader.overdue = true;
        reject(new SmartCardError('unresponsive-card'));
      }, this.#transmitTimeoutMs);
    });
    try {
      return await Promise.race([exchange, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #check(): void {
    if (this.#closed) throw invalidState('this connection was closed');
    if (this.#ended) throw new SmartCardError(this.#ended.responseCode);
  }
}
