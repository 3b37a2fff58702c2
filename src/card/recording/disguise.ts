import { carriesPin, INS } from '../apdu.ts';
import {
  APPLICATIONS,
  type ApplicationId,
  CERTIFICATE_AVAILABILITY,
  PIN_IDS,
  PINS,
  type PinId,
  READABLE_FILES,
  TOKEN_INFO,
} from '../applications.ts';
import { equalBytes, toAscii, toHex, wipe } from '../bytes.ts';
import { isWellFormed } from '../pin-rules.ts';
import type { MaskedData, PinPlaceholder, RecordedBytes } from './recording.ts';

/** Manufacturer in the token information (bytes 32–63) of a card that is nobody's. */
const TEST_MANUFACTURER = 'MYNA-PIN VIRTUAL CARD';
const MANUFACTURER = { start: 32, end: 64 } as const;
/** Tag and length of a certificate: needed to know how long it is, and the same for everybody. */
const CERTIFICATE_HEADER_LENGTH = 4;

/** P2 of VERIFY and CHANGE: the current file. */
const CURRENT_FILE = 0x80;

const PIN_ROLES: Partial<Record<number, PinPlaceholder['role']>> = {
  [INS.changeReferenceData]: 'new',
  [INS.changeKey]: 'new',
};

/**
 * Turns the exchanges of one recording into what may be kept of them. Kept are SELECT, the label and the model of the token
 * information, which certificates there are, and status words; everything else becomes a placeholder or masked data, so that
 * what nobody thought of is not in a recording either.
 *
 * Owns: copies of the PINs, to tell the same value again, until `forget`. Does not own: events, time, text.
 */
export class Disguise {
  readonly #keepTestData: boolean;
  readonly #pins: { readonly bytes: Uint8Array; readonly placeholder: PinPlaceholder }[] = [];
  readonly #masked = new Map<string, string>();
  #testCard = false;
  #application: ApplicationId | undefined;
  #file: number | undefined;
  /** The command whose answer is awaited. */
  #command: Uint8Array = new Uint8Array(0);
  /** Where in the file the bytes of the next GET RESPONSE belong. */
  #offset = 0;

  /** `keepTestData`: the data of a card that says itself to be a virtual one of this product stays as it is. */
  constructor({ keepTestData }: { keepTestData: boolean }) {
    this.#keepTestData = keepTestData;
  }

  /** Nothing is selected any more. `anotherCard`: nor is anything known of the card. */
  powerOff(anotherCard: boolean): void {
    this.#application = undefined;
    this.#file = undefined;
    if (anotherCard) this.#testCard = false;
  }

  command(bytes: Uint8Array): RecordedBytes {
    const header = new Uint8Array(bytes.subarray(0, 4));
    // Without its body: that may be a PIN.
    this.#command = bytes[1] === INS.select ? new Uint8Array(bytes) : new Uint8Array(bytes.subarray(0, 5));
    if (bytes.length <= 5 || bytes[1] === INS.select) return [new Uint8Array(bytes)];
    return [header, this.#placeholderOf(bytes)];
  }

  answer(bytes: Uint8Array): RecordedBytes {
    const data = new Uint8Array(bytes.subarray(0, -2));
    const status = new Uint8Array(bytes.subarray(-2));
    const done = status[0] === 0x90 && status[1] === 0x00;
    const [, ins, p1 = 0, p2 = 0] = this.#command;
    if (ins === INS.select) this.#select(done);
    if (ins === INS.readBinary) this.#offset = (p1 << 8) | p2;
    if (data.length === 0) return [status];
    const kept = this.#keptOf(data);
    this.#offset += data.length;
    return joined([...kept, status]);
  }

  /** Forgets all that is secret. For the end of the recording. */
  forget(): void {
    for (const { bytes } of this.#pins.splice(0)) wipe(bytes);
    this.#masked.clear();
  }

  #placeholderOf(command: Uint8Array): PinPlaceholder {
    const value = command.subarray(5);
    // By short file identifier it would be for another file than the current one.
    const pin = command[3] === CURRENT_FILE ? this.#currentPin() : undefined;
    if (!carriesPin(command) || !pin || command[4] !== value.length || !isWellFormed(PINS[pin].format, value)) {
      return { kind: 'pin', pin: undefined, role: 'current', number: 1 };
    }
    const same = this.#pins.filter(({ placeholder }) => placeholder.pin === pin);
    const known = same.find(({ bytes }) => equalBytes(bytes, value));
    if (known) return known.placeholder;
    const role = PIN_ROLES[command[1] as number] ?? 'current';
    const number = same.filter(({ placeholder }) => placeholder.role === role).length + 1;
    const placeholder: PinPlaceholder = { kind: 'pin', pin, role, number };
    this.#pins.push({ bytes: new Uint8Array(value), placeholder });
    return placeholder;
  }

  #currentPin(): PinId | undefined {
    return PIN_IDS.find((id) =>
      PINS[id].references.some(({ application, file }) => application === this.#application && file === this.#file),
    );
  }

  #select(done: boolean): void {
    const [, , p1, , , ...data] = this.#command;
    this.#file = undefined;
    if (p1 === 0x04) {
      const found = Object.entries(APPLICATIONS).find(([, { aid }]) => equalBytes(aid, Uint8Array.from(data)));
      this.#application = done ? (found?.[0] as ApplicationId | undefined) : undefined;
    } else if (done) {
      this.#file = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
    }
  }

  #keptOf(data: Uint8Array): (Uint8Array | MaskedData)[] {
    const ins = this.#command[1];
    const jpki = this.#application === 'jpki' && (ins === INS.readBinary || ins === INS.getResponse);
    if (!jpki || !READABLE_FILES.jpki?.some((file) => file === this.#file)) return [this.#mask('data', data)];
    if (this.#file === TOKEN_INFO.file) return this.#tokenInfo(data);
    if (this.#file === CERTIFICATE_AVAILABILITY.file || this.#keeps()) return [data];
    const open = this.#offset === 0 ? CERTIFICATE_HEADER_LENGTH : 0;
    return [data.subarray(0, open), this.#mask('certificate', data.subarray(open))].filter(({ length }) => length > 0);
  }

  #tokenInfo(data: Uint8Array): (Uint8Array | MaskedData)[] {
    if (this.#offset === 0 && data.length >= MANUFACTURER.end) {
      const manufacturer = toAscii(data.subarray(MANUFACTURER.start, MANUFACTURER.end)).trimEnd();
      this.#testCard = manufacturer === TEST_MANUFACTURER;
    }
    if (this.#keeps()) return [data];
    const start = Math.max(0, TOKEN_INFO.serialStart - this.#offset);
    const end = Math.max(0, TOKEN_INFO.serialEnd - this.#offset);
    return [
      data.subarray(0, start),
      this.#mask('serial', data.subarray(start, end)),
      this.#mask('data', data.subarray(end)),
    ].filter(({ length }) => length > 0);
  }

  #keeps(): boolean {
    return this.#keepTestData && this.#testCard;
  }

  /** The same bytes get the same name. */
  #mask(kind: string, data: Uint8Array): MaskedData {
    const key = `${kind} ${toHex(data)}`;
    let name = this.#masked.get(key);
    if (!name) {
      const alike = [...this.#masked.values()].filter((other) => other.startsWith(`${kind} `));
      name = `${kind} ${alike.length + 1}`;
      if (data.length > 0) this.#masked.set(key, name);
    }
    return { kind: 'masked', name, length: data.length };
  }
}

function joined(parts: readonly (Uint8Array | MaskedData)[]): RecordedBytes {
  const result: (Uint8Array | MaskedData)[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part instanceof Uint8Array && last instanceof Uint8Array) {
      result[result.length - 1] = Uint8Array.from([...last, ...part]);
    } else {
      result.push(part);
    }
  }
  return result;
}
