import type { PinId } from '../../src/card/applications.ts';
import { readOverview } from '../../src/card/overview.ts';
import type { CardSession } from '../../src/card/session.ts';
import type { BridgeConnection } from '../../src/readers/bridge/bridge-client.ts';
import { withCard } from '../../src/readers/card-access.ts';
import type { VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import type { SmartCardContext } from '../../src/readers/web-smart-card/types.ts';
import { BrowserStandIn } from './bridge-link.ts';
import { BridgeProcess } from './bridge-process.ts';
import type { CardView } from './card-commands.ts';
import { CardProcess } from './card-process.ts';
import { Pcscd, READERS } from './pcscd.ts';
import { followReader, waitForCard } from './reader-state.ts';
import { stopAll } from './stop-all.ts';
import type { Slot } from './vpcd-slot.ts';

/** Everything between a test and a card, as a person has it: the PC/SC service, the bridge, the page's client of it. */
export class Station {
  readonly pcscd: Pcscd;
  readonly card: CardProcess;
  readonly bridge: BridgeProcess;
  readonly link: BridgeConnection;
  #context: SmartCardContext | undefined;

  private constructor(pcscd: Pcscd, card: CardProcess, bridge: BridgeProcess, link: BridgeConnection) {
    this.pcscd = pcscd;
    this.card = card;
    this.bridge = bridge;
    this.link = link;
  }

  static async start(): Promise<Station> {
    const pcscd = await Pcscd.start();
    let card: CardProcess | undefined;
    let bridge: BridgeProcess | undefined;
    try {
      card = await CardProcess.start();
      bridge = await BridgeProcess.start();
      return new Station(pcscd, card, bridge, await new BrowserStandIn(bridge).connect());
    } catch (error) {
      await stopAll(bridge, card, pcscd);
      throw error;
    }
  }

  /** A second bridge on the same service, for a test that ends it. */
  static async startAnotherBridge(): Promise<{ bridge: BridgeProcess; link: BridgeConnection }> {
    const bridge = await BridgeProcess.start();
    return { bridge, link: await new BrowserStandIn(bridge).connect() };
  }

  async stop(): Promise<void> {
    this.link.close();
    await stopAll(this.bridge, this.card, this.pcscd);
  }

  async context(): Promise<SmartCardContext> {
    this.#context ??= await this.link.resourceManager.establishContext();
    return this.#context;
  }

  /** Puts a new card in and waits until the bridge has seen it. */
  async insert(profile: VirtualCardProfile, slot: Slot = 0): Promise<void> {
    await this.takeOut(slot);
    await this.card.insert(profile, slot);
    await this.waitFor('present', slot);
  }

  /** Puts the card that was taken out back in, and waits until the bridge has seen it. */
  async putBack(slot: Slot = 0): Promise<void> {
    await this.waitFor('empty', slot);
    await this.card.reinsert(slot);
    await this.waitFor('present', slot);
  }

  async takeOut(slot: Slot = 0): Promise<void> {
    await this.card.remove(slot);
    await this.waitFor('empty', slot);
  }

  async waitFor(flag: 'present' | 'empty', slot: Slot = 0): Promise<void> {
    await followReader(await this.context(), READERS[slot], flag);
  }

  /** Starts the service again after a crash, with the card still in the first reader. */
  async restartService(): Promise<void> {
    await this.pcscd.start();
    this.#context = await waitForCard(this.link.resourceManager, READERS[0], 'present');
  }

  /**
   * One piece of work on the card, and what must be true after each: no power on it, nothing verified. The log of the
   * result has the exchanges of this work alone. `lastTryConsents` are told to the guard in the bridge.
   */
  async work<T>(
    task: (session: CardSession) => Promise<T>,
    slot: Slot = 0,
    lastTryConsents: readonly PinId[] = [],
  ): Promise<{ result: T; card: CardView }> {
    await this.card.forgetLog(slot);
    const result = await withCard(await this.context(), READERS[slot], task, lastTryConsents);
    return { result, card: await this.atRest(slot) };
  }

  atRest(slot: Slot = 0): Promise<CardView> {
    return this.card.atRest(slot);
  }

  overview(slot: Slot = 0) {
    return this.work(readOverview, slot);
  }
}
