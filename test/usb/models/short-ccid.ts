import type { CcidProperties } from './ccid-descriptors.ts';
import { CcidModel } from './ccid-model.ts';

/**
 * A reader at the short APDU level that leaves voltage and parameters to its host, has no interrupt endpoint and puts its
 * class descriptor last: what else a descriptor may say.
 */
export function shortCcid(changes: Partial<CcidProperties> = {}): CcidModel {
  return new CcidModel(
    {
      vendorId: 0x04e6,
      productId: 0x5120,
      manufacturer: 'Model',
      product: 'Short APDU Reader',
      interfaceClass: 0xff,
      slots: 1,
      voltages: 0x07,
      protocols: 2,
      defaultClock: 4000,
      maximumClock: 4000,
      dataRate: 10_752,
      maxDataRate: 344_105,
      maxIfsd: 254,
      features: 0x00020030,
      maxMessageLength: 271,
      classDescriptorLast: true,
      interruptEndpoint: false,
      ...changes,
    },
    { cardVoltage: 1 },
  );
}
