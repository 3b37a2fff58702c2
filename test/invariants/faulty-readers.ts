import { encodeCommand, selectApplication, selectFile } from '../../src/card/apdu.ts';
import { APPLICATIONS } from '../../src/card/applications.ts';
import type { VirtualCard } from '../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../src/readers/virtual/virtual-readers.ts';
import { SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import type { DriverConnection, ReaderDriver } from '../../src/readers/web-smart-card/resource-manager.ts';
import type { Fault } from './scenario.ts';

export const READER = 'Virtual Reader';

/** A command as it arrived here, behind the guard and right before the card. */
export interface Sent {
  /** The very bytes that the session sent; it must have wiped them by its end. */
  readonly bytes: Uint8Array;
  readonly copy: Uint8Array;
  /** What was answered; `undefined` where nothing was. */
  answer?: Uint8Array;
  fault?: Fault;
}

/** Virtual readers where things go wrong at the exchanges they are told. Not for the product: it sees whole commands. */
export class FaultyReaders implements ReaderDriver {
  readonly readers = new VirtualReaders();
  readonly #card: VirtualCard;
  #faults: readonly Fault[] = [];
  #sent: Sent[] = [];
  #dead = false;

  constructor(card: VirtualCard) {
    this.#card = card;
    this.ready([]);
  }

  /** Reader, card and service are back, and these faults await the next session. */
  ready(faults: readonly Fault[]): void {
    this.#dead = false;
    this.#faults = faults;
    this.#sent = [];
    if (this.readers.cardIn(READER)) return;
    this.readers.plugIn(READER);
    this.readers.insert(READER, this.#card);
  }

  /** What was sent since `ready`. */
  get sent(): readonly Sent[] {
    return this.#sent;
  }

  /** Whether somebody still holds the card. Powers it down, if it was not. */
  async isHeld(): Promise<boolean> {
    if (!this.readers.cardIn(READER)) return false;
    try {
      const { connection } = await this.readers.connect(READER, 'exclusive', ['t1']);
      await connection.disconnect('unpower');
      return false;
    } catch {
      return true;
    }
  }

  async open(): Promise<void> {}

  listReaders(): Promise<string[]> {
    return this.readers.listReaders();
  }

  getStatusChange(...args: Parameters<ReaderDriver['getStatusChange']>) {
    return this.readers.getStatusChange(...args);
  }

  async connect(...args: Parameters<ReaderDriver['connect']>) {
    const connected = await this.readers.connect(...args);
    return { ...connected, connection: this.#faulty(connected.connection) };
  }

  #faulty(inner: DriverConnection): DriverConnection {
    let last: Uint8Array | undefined;
    let behind = false;
    const check = () => {
      if (this.#dead) throw new SmartCardError('no-service');
    };
    const transmit = async (command: Uint8Array): Promise<Uint8Array> => {
      check();
      const sent: Sent = { bytes: command, copy: command.slice() };
      const fault = this.#faults.find(({ at }) => at === this.#sent.length);
      if (fault) sent.fault = fault;
      this.#sent.push(sent);
      const before = last;
      if (fault?.kind === 'intruder') this.#intrude(fault);
      if (!fault || !('acts' in fault) || fault.acts) last = await inner.transmit(command);
      switch (fault?.kind) {
        case 'removed':
          this.readers.remove(READER);
          throw new SmartCardError('removed-card');
        case 'unplugged':
          this.readers.unplug(READER);
          throw new SmartCardError('reader-unavailable');
        case 'service-dies':
          this.#dead = true;
          // A PC/SC service resets the cards of a client that is gone, and so does the bridge with those of a page.
          await inner.disconnect('unpower');
          throw new SmartCardError('no-service');
        case 'late':
          throw new SmartCardError('system-cancelled');
        case 'short':
          sent.answer = new Uint8Array(fault.length);
          break;
        case 'with-data':
          sent.answer = new Uint8Array([0x6f, 0x0a, ...(last as Uint8Array)]);
          break;
        case 'status':
          sent.answer = new Uint8Array([fault.sw >> 8, fault.sw & 0xff]);
          break;
        case 'stale':
          sent.answer = before ?? new Uint8Array([0x6f, 0x00]);
          last = sent.answer;
          break;
        default:
          behind ||= fault?.kind === 'one-late';
          sent.answer = (behind && before) || (last as Uint8Array);
      }
      return sent.answer;
    };
    return {
      transmit,
      disconnect: async (disposition) => {
        check();
        await inner.disconnect(disposition);
      },
      status: async () => {
        check();
        return inner.status();
      },
    };
  }

  #intrude({ application, file }: Extract<Fault, { kind: 'intruder' }>): void {
    this.#card.process(encodeCommand(selectApplication(APPLICATIONS[application].aid)));
    if (file !== undefined) this.#card.process(encodeCommand(selectFile(file)));
  }
}
