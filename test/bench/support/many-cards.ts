/** Ordinary cards in as many slots of vpcd as its argument says, each taking 25 ms an APDU, until the IPC channel closes. */
import { ORDINARY_CARD } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import { VpcdSlot } from '../../support/vpcd-slot.ts';

const LATENCY_MS = 25;

for (let slot = 0; slot < Number(process.argv[2]); slot++) {
  const reader = new VpcdSlot(slot, () => {});
  reader.latency = LATENCY_MS;
  reader.insert(new VirtualCard(ORDINARY_CARD));
}
process.on('disconnect', () => process.exit());
