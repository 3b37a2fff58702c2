import type { CcidProperties } from './ccid-descriptors.ts';
import { CcidModel, type CcidQuirks } from './ccid-model.ts';

/**
 * A reader at the extended APDU level that does everything else by itself, as most new ones do, but of the vendor class, so
 * that an ordinary page may use it. Ends an answer of whole packets with an empty transfer.
 */
export function extendedCcid(changes: Partial<CcidProperties> = {}, quirks: CcidQuirks = {}): CcidModel {
  return new CcidModel(
    {
      vendorId: 0x31aa,
      productId: 0x3001,
      manufacturer: 'Model',
      product: 'Extended APDU Reader',
      interfaceClass: 0xff,
      slots: 1,
      voltages: 0x07,
      protocols: 3,
      defaultClock: 4800,
      maximumClock: 4800,
      dataRate: 12_903,
      maxDataRate: 600_000,
      maxIfsd: 254,
      features: 0x000404fe,
      maxMessageLength: 522,
      ...changes,
    },
    { emptyTransferAfterWholePackets: true, ...quirks },
  );
}
