import { CONFORMANCE_CARD, testConformance } from '../src/readers/conformance.ts';
import { VirtualCard } from '../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../src/readers/virtual/virtual-readers.ts';
import { startBridgeServer } from './server.ts';
import { PageInNode } from './testing/page-in-node.ts';

testConformance(
  'client, loopback WebSocket, bridge, virtual readers',
  async () => {
    const readers = new VirtualReaders();
    readers.plugIn('Virtual Reader 0');
    const server = await startBridgeServer({ driver: readers, describe: () => ({ pcsc: 'available' }) });
    const { resourceManager } = await new PageInNode(server).connect();
    return {
      manager: resourceManager,
      rival: readers.resourceManager,
      insertCard: async (name) => readers.insert(name, new VirtualCard(CONFORMANCE_CARD)),
      removeCard: async (name) => readers.remove(name),
      plugIn: async () => {
        readers.plugIn('Virtual Reader 1');
        return 'Virtual Reader 1';
      },
      unplug: async (name) => readers.unplug(name),
      stopService: () => server.close(),
      dispose: () => server.close(),
    };
  },
  { plugs: true, stops: true },
);
