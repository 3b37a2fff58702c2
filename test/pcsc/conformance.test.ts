import { afterAll, beforeAll } from 'vitest';
import type { BridgeConnection } from '../../src/readers/bridge/bridge-client.ts';
import { CONFORMANCE_CARD, type ReadersUnderTest, testConformance } from '../../src/readers/conformance.ts';
import { BrowserStandIn } from '../support/bridge-link.ts';
import { BridgeProcess } from '../support/bridge-process.ts';
import { CardProcess } from '../support/card-process.ts';
import { Pcscd, READERS } from '../support/pcscd.ts';
import { waitForCard } from '../support/reader-state.ts';
import { stopAll } from '../support/stop-all.ts';
import type { Slot } from '../support/vpcd-slot.ts';

// Two bridges, since one serves a single page: the second is the other program on the same service.
let pcscd: Pcscd;
let card: CardProcess;
let bridges: BridgeProcess[] = [];
let browsers: BrowserStandIn[] = [];

beforeAll(async () => {
  pcscd = await Pcscd.start();
  card = await CardProcess.start();
  bridges = [await BridgeProcess.start(), await BridgeProcess.start()];
  browsers = bridges.map((bridge) => new BrowserStandIn(bridge));
});
afterAll(() => stopAll(...bridges, card, pcscd));

testConformance('pcscd through the bridge', start, { stops: true });

async function start(): Promise<ReadersUnderTest> {
  if (!pcscd.running) await pcscd.start();
  for (const slot of [0, 1] as const) await card.remove(slot);
  const [own, rival] = (await Promise.all(browsers.map((browser) => browser.connect()))) as [
    BridgeConnection,
    BridgeConnection,
  ];
  for (const { resourceManager } of [own, rival]) {
    for (const reader of READERS) await waitForCard(resourceManager, reader, 'empty');
  }
  return {
    manager: own.resourceManager,
    rival: rival.resourceManager,
    async insertCard(readerName) {
      await card.insert(CONFORMANCE_CARD, slotOf(readerName));
    },
    async removeCard(readerName) {
      await card.remove(slotOf(readerName));
    },
    stopService: () => pcscd.crash(),
    async dispose() {
      for (const link of [own, rival]) {
        link.close();
        await link.closed;
      }
    },
  };
}

function slotOf(readerName: string): Slot {
  return readerName === READERS[0] ? 0 : 1;
}
