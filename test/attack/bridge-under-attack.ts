import { expect } from 'vitest';
import { PageInNode } from '../../bridge/testing/page-in-node.ts';
import { readOverview } from '../../src/card/overview.ts';
import type { BridgeConnection } from '../../src/readers/bridge/bridge-client.ts';
import { withCard } from '../../src/readers/card-access.ts';
import { ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import { BridgeProcess } from '../support/bridge-process.ts';
import type { CardView } from '../support/card-commands.ts';
import { CardProcess } from '../support/card-process.ts';
import { Pcscd, READERS } from '../support/pcscd.ts';
import { followReader } from '../support/reader-state.ts';
import { stopAll } from '../support/stop-all.ts';
import { until } from '../support/wait.ts';

const VITALS = new URL('report-vitals.mjs', import.meta.url).href;

export interface Vitals {
  /** In bytes, after everything unused was collected. */
  readonly heapUsed: number;
  readonly rss: number;
  /** Of its whole life. */
  readonly highestRss: number;
  /** Connections, of the bridge's side. */
  readonly sockets: number;
}

/** The real bridge on a real PC/SC service with a card in the reader, and the page that it belongs to. */
export class BridgeUnderAttack {
  readonly page: PageInNode;
  readonly port: number;
  readonly card: CardProcess;
  readonly #pcscd: Pcscd;
  readonly #bridge: BridgeProcess;

  private constructor(pcscd: Pcscd, card: CardProcess, bridge: BridgeProcess) {
    this.#pcscd = pcscd;
    this.card = card;
    this.#bridge = bridge;
    this.page = new PageInNode(bridge);
    this.port = Number(new URL(bridge.address).port);
  }

  /** Its page has been there once, so there is a session to steal. */
  static async start(profile = ORDINARY_CARD): Promise<BridgeUnderAttack> {
    const pcscd = await Pcscd.start();
    let card: CardProcess | undefined;
    let bridge: BridgeProcess | undefined;
    try {
      card = await CardProcess.start();
      await card.insert(profile);
      bridge = await BridgeProcess.startWith(['--expose-gc', '--import', VITALS]);
      const attacked = new BridgeUnderAttack(pcscd, card, bridge);
      const { resourceManager, close, closed } = await attacked.page.connect();
      await followReader(await resourceManager.establishContext(), READERS[0], 'present');
      close();
      await closed;
      return attacked;
    } catch (error) {
      await stopAll(bridge, card, pcscd);
      throw error;
    }
  }

  stop(): Promise<void> {
    return stopAll(this.#bridge, this.card, this.#pcscd);
  }

  async vitals(): Promise<Vitals> {
    return (await this.#bridge.ask()) as Vitals;
  }

  /** Waits until the bridge has let go of all but `sockets` connections. */
  atRest(sockets: number, timeout = 30_000): Promise<Vitals> {
    const settled = async () => {
      const vitals = await this.vitals();
      return vitals.sockets <= sockets ? vitals : undefined;
    };
    return until(`a bridge with ${sockets} connections`, settled, timeout);
  }

  /** What must be true after every attack: the bridge is up and silent, the card knows nothing, the page works. */
  async expectUnharmed(): Promise<void> {
    expect(this.#bridge.running).toBe(true);
    expect(this.#bridge.output, 'nothing but its address').toMatch(/http:.*\n$/);
    const { log, powered } = await this.card.look();
    expect({ log, powered }).toEqual({ log: [], powered: false });
    const connection = await this.page.connect();
    await this.expectHonestWork(connection);
    connection.close();
    await connection.closed;
    await this.card.forgetLog();
  }

  /** The page reads the tries of its card, and leaves it without power. */
  async expectHonestWork({ resourceManager }: BridgeConnection): Promise<CardView> {
    const overview = await withCard(await resourceManager.establishContext(), READERS[0], readOverview);
    expect(overview.pins.juki).toMatchObject({ triesLeft: 3 });
    return until('a card without power', async () => {
      const view = await this.card.look();
      return view.powered ? undefined : view;
    });
  }
}
