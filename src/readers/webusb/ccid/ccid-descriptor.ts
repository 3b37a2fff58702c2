/** At which level the host talks to the card through a CCID (USB CCID rev 1.1, table 5.1-1, dwFeatures). */
export type ExchangeLevel = 'character' | 'tpdu' | 'short-apdu' | 'extended-apdu';

export interface CcidInterface {
  readonly interfaceNumber: number;
  readonly interfaceClass: number;
  readonly bulkOut: Endpoint;
  readonly bulkIn: Endpoint;
  /** Left out by readers whose card cannot be taken out, and by some others. */
  readonly interruptIn: Endpoint | undefined;
  readonly properties: CcidProperties;
}

export interface Endpoint {
  /** Without the direction bit. */
  readonly number: number;
  /** Bytes. */
  readonly packetSize: number;
}

/** The class descriptor (table 5.1-1), as far as a host needs it. */
export interface CcidProperties {
  readonly slots: number;
  /**
   * bPowerSelect of the voltages it can give, lowest first: no card is harmed by less (ISO/IEC 7816-3, classes of operating
   * conditions).
   */
  readonly voltages: readonly number[];
  /** T of the protocols it speaks. */
  readonly protocols: readonly number[];
  /** kHz. */
  readonly defaultClock: number;
  /** bps. */
  readonly maxDataRate: number;
  readonly maxIfsd: number;
  readonly level: ExchangeLevel;
  /** What the reader does by itself; the host does the rest. */
  readonly automatic: {
    readonly parameters: boolean;
    readonly voltage: boolean;
    /** PPS as it sees fit (`40`), or as SetParameters says (`80`). */
    readonly pps: 'own' | 'by-parameters' | undefined;
    readonly ifsd: boolean;
  };
  /** Bytes, header included. */
  readonly maxMessageLength: number;
}

const DESCRIPTOR = { interface: 4, endpoint: 5, ccid: 0x21 } as const;
const CCID_LENGTH = 54;
const CHIP_CARD_CLASS = 0x0b;
const VENDOR_CLASS = 0xff;

/** bVoltageSupport and the bPowerSelect that asks for it (6.1.1): 1.8 V, 3 V, 5 V. */
const VOLTAGES = [
  { supported: 4, select: 3 },
  { supported: 2, select: 2 },
  { supported: 1, select: 1 },
];

const LEVELS: Record<number, ExchangeLevel> = { 0: 'character', 1: 'tpdu', 2: 'short-apdu', 4: 'extended-apdu' };

/**
 * The CCIDs of a configuration descriptor with everything in it (USB 2.0, 9.4.3): interfaces of class 0x0B, or of 0xFF, with
 * a class descriptor of 54 bytes of type 21 after the interface or after its last endpoint, and both bulk endpoints
 * (code: libccid). Nothing where bytes make no sense.
 */
export function ccidInterfaces(configuration: Uint8Array): CcidInterface[] {
  const found: CcidInterface[] = [];
  let current: Partial<Mutable<CcidInterface>> | undefined;
  const finish = () => {
    if (current?.bulkIn && current.bulkOut && current.properties) found.push(current as CcidInterface);
    current = undefined;
  };
  for (const descriptor of descriptorsOf(configuration)) {
    const [, type, third = 0, fourth = 0] = descriptor;
    if (type === DESCRIPTOR.interface) {
      finish();
      const interfaceClass = descriptor[5] ?? 0;
      // The host selects no alternate setting, so only the first is in use.
      if (fourth !== 0 || (interfaceClass !== CHIP_CARD_CLASS && interfaceClass !== VENDOR_CLASS)) continue;
      current = { interfaceNumber: third, interfaceClass, interruptIn: undefined };
    } else if (type === DESCRIPTOR.endpoint && current) {
      const endpoint = {
        number: third & 0x0f,
        packetSize: (descriptor[4] ?? 0) | (((descriptor[5] ?? 0) & 0x07) << 8),
      };
      if (endpoint.packetSize === 0) continue;
      const isIn = (third & 0x80) !== 0;
      if ((fourth & 3) === 3 && isIn) current.interruptIn = endpoint;
      if ((fourth & 3) === 2) current[isIn ? 'bulkIn' : 'bulkOut'] = endpoint;
    } else if (type === DESCRIPTOR.ccid && descriptor.length === CCID_LENGTH && current) {
      current.properties = propertiesOf(descriptor);
    }
  }
  finish();
  return found;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function* descriptorsOf(configuration: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < configuration.length; ) {
    const length = configuration[at] as number;
    if (length < 2 || at + length > configuration.length) return;
    yield configuration.subarray(at, at + length);
    at += length;
  }
}

function propertiesOf(descriptor: Uint8Array): CcidProperties {
  const view = new DataView(descriptor.buffer, descriptor.byteOffset, descriptor.byteLength);
  const u32 = (at: number) => view.getUint32(at, true);
  const features = u32(40);
  const voltageSupport = view.getUint8(5);
  return {
    slots: view.getUint8(4) + 1,
    voltages: VOLTAGES.filter(({ supported }) => voltageSupport & supported).map(({ select }) => select),
    protocols: [0, 1].filter((protocol) => u32(6) & (1 << protocol)),
    defaultClock: u32(10),
    maxDataRate: u32(23),
    maxIfsd: u32(28),
    level: LEVELS[(features >> 16) & 7] ?? 'character',
    automatic: {
      parameters: (features & 0x02) !== 0,
      voltage: (features & 0x08) !== 0,
      pps: features & 0x40 ? 'own' : features & 0x80 ? 'by-parameters' : undefined,
      ifsd: (features & 0x400) !== 0,
    },
    maxMessageLength: u32(44),
  };
}
