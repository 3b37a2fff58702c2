import { CONFORMANCE_CARD, testConformance } from '../conformance.ts';
import { VirtualCard } from './virtual-card.ts';
import { VirtualReaders } from './virtual-readers.ts';

testConformance(
  'virtual readers',
  async () => {
    const readers = new VirtualReaders();
    readers.plugIn('Virtual Reader 0');
    return {
      manager: readers.resourceManager,
      rival: readers.resourceManager,
      insertCard: async (name) => readers.insert(name, new VirtualCard(CONFORMANCE_CARD)),
      removeCard: async (name) => readers.remove(name),
      plugIn: async () => {
        readers.plugIn('Virtual Reader 1');
        return 'Virtual Reader 1';
      },
      unplug: async (name) => readers.unplug(name),
      dispose: async () => {},
    };
  },
  { plugs: true },
);
