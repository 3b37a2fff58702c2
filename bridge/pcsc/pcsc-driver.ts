import type { PcscAvailability } from '../../src/readers/bridge/protocol.ts';
import { SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import type { ReaderDriver } from '../../src/readers/web-smart-card/resource-manager.ts';
import type {
  SmartCardAccessMode,
  SmartCardGetStatusChangeOptions,
  SmartCardProtocol,
  SmartCardReaderStateIn,
} from '../../src/readers/web-smart-card/types.ts';
import { PcscConnection } from './pcsc-connection.ts';
import { PcscService } from './pcsc-service.ts';
import { loadPcsclite, type Pcsclite } from './pcsclite-module.ts';

export interface PcscDriverOptions {
  /** `undefined` from it means that the optional package is not installed. */
  readonly load?: () => Pcsclite | undefined;
  /** An exchange without an answer for so long ends its connection with `unresponsive-card`. */
  readonly transmitTimeoutMs?: number;
}

/**
 * PC/SC as a reader driver. Follows events alone while the service is up; while it is down, every call tries to reach it
 * anew and rejects with `no-service` when it is not there, so that a restart of the service needs no restart of this.
 */
export class PcscDriver implements ReaderDriver {
  readonly #pcsclite: Pcsclite | undefined;
  readonly #transmitTimeoutMs: number;
  #service: PcscService | undefined;
  #starting: Promise<PcscService> | undefined;

  constructor({ load = loadPcsclite, transmitTimeoutMs = 30_000 }: PcscDriverOptions = {}) {
    this.#pcsclite = load();
    this.#transmitTimeoutMs = transmitTimeoutMs;
  }

  /** Whether there is a module to reach PC/SC with; the service itself may still be down. */
  get availability(): PcscAvailability {
    return this.#pcsclite ? 'available' : 'module-missing';
  }

  async open(): Promise<void> {
    await this.#running();
  }

  async listReaders(): Promise<string[]> {
    return (await this.#running()).states.names();
  }

  async getStatusChange(states: readonly SmartCardReaderStateIn[], options: SmartCardGetStatusChangeOptions) {
    return (await this.#running()).states.getStatusChange(states, options);
  }

  async connect(readerName: string, mode: SmartCardAccessMode, preferredProtocols: readonly SmartCardProtocol[]) {
    const service = await this.#running();
    const reader = service.reader(readerName);
    if (!reader) throw new SmartCardError('unknown-reader');
    const activeProtocol = await service.whileAlive(reader.connect(mode, preferredProtocols));
    return {
      connection: new PcscConnection(service, reader, activeProtocol, this.#transmitTimeoutMs),
      activeProtocol,
    };
  }

  /** Ends the native threads. Cards are to be disconnected before; calls that wait reject with `no-service`. */
  async close(): Promise<void> {
    const service = this.#service;
    this.#service = undefined;
    await service?.close();
  }

  async #running(): Promise<PcscService> {
    if (this.#service?.alive) return this.#service;
    if (!this.#pcsclite) throw new SmartCardError('no-service');
    this.#starting ??= PcscService.start(this.#pcsclite).finally(() => {
      this.#starting = undefined;
    });
    const service = await this.#starting;
    this.#service = service;
    return service;
  }
}
