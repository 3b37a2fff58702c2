import { invalidState, SmartCardError } from '../web-smart-card/errors.ts';
import { ReaderStates } from '../web-smart-card/reader-states.ts';
import { createResourceManager, type DriverConnection, type ReaderDriver } from '../web-smart-card/resource-manager.ts';
import type {
  SmartCardAccessMode,
  SmartCardConnectionStatus,
  SmartCardDisposition,
  SmartCardProtocol,
  SmartCardResourceManager,
} from '../web-smart-card/types.ts';
import type { VirtualCard } from './virtual-card.ts';

/** What may go wrong at one exchange: the card leaves before it acts, or after it acted but before its answer. */
export type VirtualFault = 'removed-before' | 'removed-after';

/**
 * Readers in memory with virtual cards in them, as a PC/SC service would show them. Cards can be put in and taken out at
 * any moment; `fault` is asked before every exchange.
 */
export class VirtualReaders implements ReaderDriver {
  readonly #states = new ReaderStates();
  readonly #cards = new Map<string, VirtualCard>();
  readonly #connections = new Map<string, { connection: VirtualConnection; mode: SmartCardAccessMode }[]>();
  #eventCount = 0;
  /** Decides what goes wrong at exchange `index` (from 0, over the life of these readers). */
  fault: ((command: Uint8Array, index: number) => VirtualFault | undefined) | undefined;
  /** Milliseconds that an exchange takes; 0 answers at once. */
  latency: number;
  exchanges = 0;

  constructor({ latency = 0 }: { latency?: number } = {}) {
    this.latency = latency;
  }

  get resourceManager(): SmartCardResourceManager {
    return createResourceManager(this);
  }

  plugIn(readerName: string): void {
    this.#publish(readerName);
  }

  unplug(readerName: string): void {
    this.remove(readerName);
    this.#states.delete(readerName);
  }

  insert(readerName: string, card: VirtualCard): void {
    this.remove(readerName);
    this.#cards.set(readerName, card);
    this.#eventCount++;
    this.#publish(readerName);
  }

  /** Takes the card out; whoever is connected to it learns so at the next use. */
  remove(readerName: string): void {
    const card = this.#cards.get(readerName);
    if (!card) return;
    this.#cards.delete(readerName);
    for (const { connection } of this.#connections.get(readerName) ?? []) connection.cardLeft();
    this.#connections.delete(readerName);
    card.powerOff();
    this.#eventCount++;
    this.#publish(readerName);
  }

  cardIn(readerName: string): VirtualCard | undefined {
    return this.#cards.get(readerName);
  }

  async open(): Promise<void> {}

  async listReaders(): Promise<string[]> {
    return this.#states.names();
  }

  getStatusChange(...[states, options]: Parameters<ReaderDriver['getStatusChange']>) {
    return this.#states.getStatusChange(states, options);
  }

  async connect(readerName: string, mode: SmartCardAccessMode, preferred: readonly SmartCardProtocol[]) {
    if (!this.#states.get(readerName)) throw new SmartCardError('unknown-reader');
    if (mode === 'direct') throw new SmartCardError('unsupported-feature');
    const card = this.#cards.get(readerName);
    if (!card) throw new SmartCardError('no-smartcard');
    if (!preferred.includes('t1')) throw new SmartCardError('proto-mismatch');
    const others = this.#connections.get(readerName) ?? [];
    if (others.some((other) => mode === 'exclusive' || other.mode === 'exclusive')) {
      throw new SmartCardError('sharing-violation');
    }
    if (!card.powered) card.powerOn();
    const connection = new VirtualConnection(this, readerName, card, (disposition) => {
      const rest = (this.#connections.get(readerName) ?? []).filter((other) => other.connection !== connection);
      this.#connections.set(readerName, rest);
      if (disposition === 'unpower' || disposition === 'eject') card.powerOff();
      if (disposition === 'reset') card.powerOn();
      this.#publish(readerName);
    });
    this.#connections.set(readerName, [...others, { connection, mode }]);
    this.#publish(readerName);
    return { connection, activeProtocol: 't1' as const };
  }

  async exchange(readerName: string, card: VirtualCard, command: Uint8Array): Promise<Uint8Array> {
    const index = this.exchanges++;
    const fault = this.fault?.(command, index);
    if (this.latency > 0) await new Promise((resolve) => setTimeout(resolve, this.latency));
    if (fault === 'removed-before') this.remove(readerName);
    if (this.#cards.get(readerName) !== card) throw new SmartCardError('removed-card');
    const answer = card.process(command);
    if (fault === 'removed-after') {
      this.remove(readerName);
      throw new SmartCardError('removed-card');
    }
    return answer;
  }

  #publish(readerName: string): void {
    const card = this.#cards.get(readerName);
    const connections = this.#connections.get(readerName) ?? [];
    this.#states.set(readerName, {
      card: card ? 'present' : 'empty',
      exclusive: connections.some(({ mode }) => mode === 'exclusive'),
      inUse: connections.length > 0,
      eventCount: this.#eventCount,
      ...(card ? { answerToReset: card.answerToReset } : {}),
    });
  }
}

class VirtualConnection implements DriverConnection {
  readonly #readers: VirtualReaders;
  readonly #readerName: string;
  readonly #card: VirtualCard;
  readonly #release: (disposition: SmartCardDisposition) => void;
  #state: 'open' | 'card-left' | 'closed' = 'open';

  constructor(
    readers: VirtualReaders,
    readerName: string,
    card: VirtualCard,
    release: (disposition: SmartCardDisposition) => void,
  ) {
    this.#readers = readers;
    this.#readerName = readerName;
    this.#card = card;
    this.#release = release;
  }

  cardLeft(): void {
    this.#state = 'card-left';
  }

  async transmit(command: Uint8Array): Promise<Uint8Array> {
    this.#check();
    return this.#readers.exchange(this.#readerName, this.#card, command);
  }

  async disconnect(disposition: SmartCardDisposition): Promise<void> {
    this.#check();
    this.#state = 'closed';
    this.#release(disposition);
  }

  async status(): Promise<SmartCardConnectionStatus> {
    this.#check();
    return { readerName: this.#readerName, state: 't1', answerToReset: this.#card.answerToReset.slice().buffer };
  }

  #check(): void {
    if (this.#state === 'card-left') throw new SmartCardError('removed-card');
    if (this.#state === 'closed') throw invalidState('this connection was closed');
  }
}
