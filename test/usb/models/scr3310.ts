import { CcidModel, type CcidQuirks } from './ccid-model.ts';

/**
 * SCR3310-NTTCom, the contact reader that was sold for the public personal authentication service (libccid,
 * readers/SCR3310-NTTCom.txt): vendor class, TPDU level, parameters, voltage and PPS by itself, IFSD by the host.
 */
export function scr3310(quirks: CcidQuirks = {}): CcidModel {
  return new CcidModel(
    {
      vendorId: 0x04e6,
      productId: 0x511a,
      manufacturer: 'NTT Communications Corp.',
      product: 'SCR3310-NTTCom USB SmartCard Reader',
      interfaceClass: 0xff,
      slots: 1,
      voltages: 0x07,
      protocols: 3,
      defaultClock: 4800,
      maximumClock: 8000,
      dataRate: 12_903,
      maxDataRate: 412_903,
      maxIfsd: 252,
      features: 0x000101ba,
      maxMessageLength: 271,
    },
    quirks,
  );
}
