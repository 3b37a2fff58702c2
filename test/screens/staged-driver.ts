import { GuardRefusal } from '../../src/card/guard-refusal.ts';
import { VirtualCard, type VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../src/readers/virtual/virtual-readers.ts';
import { withSampleCertificates } from '../../src/readers/virtual/with-sample-certificates.ts';
import { SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import type { ReaderDriver } from '../../src/readers/web-smart-card/resource-manager.ts';
import type { SmartCardResponseCode } from '../../src/readers/web-smart-card/types.ts';
import { Hold, type HoldPoint } from '../support/hold.ts';

export const READER = 'SCR3310-NTTCom USB SmartCard Reader 00 00';

/** Stands in the way of an exchange: lets it through, waits, answers in place of the card, or fails. */
export type Interception = (command: Uint8Array, card: () => Promise<Uint8Array>) => Promise<Uint8Array>;

/**
 * What the bridge takes for PC/SC: readers in memory, which can also be brought into the states that a real service passes
 * through too quickly to be looked at, or that need another program. Owns: the cards. Does not own: anything of the bridge.
 */
export class StagedDriver implements ReaderDriver {
  readonly readers = new VirtualReaders();
  readonly #driver = withSampleCertificates(this.readers);
  /** `starting`: it does not answer yet. */
  service: 'running' | 'starting' | 'stopped' = 'running';
  /** Cards do not answer to being powered. */
  mute = false;
  /** What whoever connects to the card is told. */
  refusesConnection: SmartCardResponseCode | 'guard' | undefined;
  interception: Interception | undefined;
  readonly #holds: Hold[] = [];
  readonly #end = new AbortController();

  /** Lets go of everything that waits, so that the bridge can end. */
  end(): void {
    this.#end.abort(new SmartCardError('no-service'));
    for (const hold of this.#holds) hold.letGo();
  }

  insert(profile: VirtualCardProfile, reader = READER): VirtualCard {
    const card = new VirtualCard(profile);
    this.readers.insert(reader, card);
    return card;
  }

  /** Takes the card out, from the middle of a command that is held too, and returns it. */
  remove(): VirtualCard {
    const card = this.readers.cardIn(READER);
    if (!card) throw new Error('there is no card in the reader');
    this.readers.remove(READER);
    for (const hold of this.#holds) hold.letGo();
    return card;
  }

  /** The work comes to this point and stays there. */
  hold(point: HoldPoint): Hold {
    const hold = new Hold(point);
    this.#holds.push(hold);
    this.interception = async (command, card) => {
      const inserted = this.readers.cardIn(READER);
      await hold.beforeActing(command);
      const answer = await card();
      await hold.beforeAnswering();
      if (this.readers.cardIn(READER) !== inserted) throw new SmartCardError('removed-card');
      return answer;
    };
    return hold;
  }

  /** Resolves when all this ends: never, to whoever is looking. */
  untilEnd(): Promise<never> {
    const { signal } = this.#end;
    return new Promise((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }

  async open(): Promise<void> {
    if (this.service === 'starting') await this.untilEnd();
    this.#check();
  }

  async listReaders(): Promise<string[]> {
    this.#check();
    return this.#driver.listReaders();
  }

  async getStatusChange(...[states, options]: Parameters<ReaderDriver['getStatusChange']>) {
    this.#check();
    if (!this.mute) return this.#driver.getStatusChange(states, options);
    const known = states.map((state) => ({ ...state, currentState: { ...state.currentState, mute: false } }));
    const changes = await this.#driver.getStatusChange(known, options);
    return changes.map((change) => ({
      ...change,
      eventState: { ...change.eventState, mute: change.eventState.present },
    }));
  }

  async connect(...args: Parameters<ReaderDriver['connect']>) {
    this.#check();
    if (this.refusesConnection === 'guard') throw new GuardRefusal('command-not-allowed');
    if (this.refusesConnection) throw new SmartCardError(this.refusesConnection);
    const connected = await this.#driver.connect(...args);
    const { connection } = connected;
    return {
      ...connected,
      connection: {
        transmit: (command: Uint8Array) => {
          const card = () => connection.transmit(command);
          return this.interception ? this.interception(command, card) : card();
        },
        disconnect: (disposition: Parameters<typeof connection.disconnect>[0]) => connection.disconnect(disposition),
        status: () => connection.status(),
      },
    };
  }

  #check(): void {
    if (this.service === 'stopped') throw new SmartCardError('no-service');
  }
}
