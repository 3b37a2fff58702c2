import { type CommandApdu, decodeCommand, INS, maskedHex } from '../../card/apdu.ts';
import {
  APPLICATIONS,
  type ApplicationId,
  CERTIFICATE_AVAILABILITY,
  CERTIFICATE_FILES,
  type CertificateId,
  TOKEN_INFO,
} from '../../card/applications.ts';
import { equalBytes, fromAscii, fromHex, toAscii, wipe } from '../../card/bytes.ts';
import { saysNotImplemented } from '../../card/status-word.ts';

/**
 * A My Number card in memory, as far as a PIN change sees one.
 *
 * It is: the applications and PIN files of `src/card/applications.ts`, counters, `63Cx`/`6984`, security status that
 * lasts until another application is selected or the power goes (and survives selecting the same one again), P1=02 as
 * the only SELECT of a file, unformatted PINs accepted like any other, 住民基本台帳用 as two references or one shared,
 * `6F00` on the first command where the profile says so, the neighbouring PIN files that must never be touched, and the
 * certificate files it was given.
 *
 * It is not: a source of truth. Where nobody knows what a physical card does, the profile chooses, so that tests can try
 * every answer. It has no keys and no personal data, cannot sign, answers over no real protocol (no
 * blocks, no timing), and what it says to a CHANGE without VERIFY is a guess.
 */
export interface VirtualCardProfile {
  /** Label in JPKI file `0006`; `undefined` for a card without the JPKI application. */
  readonly tokenLabel: string | undefined;
  /** Serial number in the token information, up to 16 characters; two cards of one profile need two. */
  readonly serial: string;
  /** What the card says of its certificates, whether or not `files` has them. */
  readonly certificates: { readonly sign: boolean; readonly auth: boolean };
  /** Certificate files, DER. One left out is absent. */
  readonly files?: Partial<Record<CertificateId, Uint8Array>>;
  /** The PIN references on the card; one left out is absent. With `jukiShared`, `common` is ignored. */
  readonly pins: Partial<Record<VirtualReference, VirtualPin>>;
  /** Both 住民基本台帳用 references are one value with one counter. */
  readonly jukiShared: boolean;
  /** What CHANGE KEY and CHANGE REFERENCE DATA are answered where they are not carried out. */
  readonly refuses: Partial<Record<VirtualReference, { readonly changeKey?: number; readonly referenceData?: number }>>;
  readonly firstCommandFails: boolean;
  /** What an empty VERIFY says once the PIN is verified: the tries, or a word that is not about them. */
  readonly counterWhenVerified: 'counter' | '9000' | '63C0' | '6984';
  /** What an empty VERIFY says on a locked PIN. */
  readonly counterWhenLocked: '63C0' | '6984';
  /** What a CHANGE that was answered 9000 really stored. */
  readonly changeStores: 'the new PIN' | 'nothing' | 'something else';
  /** Whether a CHANGE that the card refuses costs a try. */
  readonly refusedChangeCosts: boolean;
  /** T=0 cards answer `6Cxx` to a wrong Le. */
  readonly t0: boolean;
}

export type VirtualReference = 'sign' | 'auth' | 'juki' | 'common' | 'text';

export interface VirtualPin {
  readonly pin: string;
  /** Full when left out. */
  readonly triesLeft?: number;
}

/** Answer To Reset of a contact card (PC/SC tools, smartcard_list.txt). */
const ATR = fromHex('3BE000FF8131FE4514');

const REFERENCES: Record<VirtualReference, { application: ApplicationId; file: number; maxTries: number }> = {
  sign: { application: 'jpki', file: 0x001b, maxTries: 5 },
  auth: { application: 'jpki', file: 0x0018, maxTries: 3 },
  juki: { application: 'juki', file: 0x001c, maxTries: 3 },
  common: { application: 'common', file: 0x001c, maxTries: 3 },
  text: { application: 'text', file: 0x0011, maxTries: 3 },
};

/** A certificate comes with the one of its CA. */
const CERTIFICATES = { sign: ['sign', 'sign-ca'], auth: ['auth', 'auth-ca'] } as const;

/** 照合番号 and others beside the four PINs, 10 tries each. Here to be left alone. */
const NEIGHBOURS: readonly { application: ApplicationId; file: number }[] = [
  { application: 'text', file: 0x0012 },
  { application: 'text', file: 0x0014 },
  { application: 'text', file: 0x0015 },
];

interface PinFile {
  value: Uint8Array;
  triesLeft: number;
  readonly maxTries: number;
  readonly refusesChangeKey: number | undefined;
  readonly refusesReferenceData: number | undefined;
}

interface VirtualApplication {
  readonly id: ApplicationId;
  readonly aid: Uint8Array;
  readonly pins: Map<number, PinFile>;
  readonly files: Map<number, Uint8Array>;
}

/** One exchange as it happened; PIN bytes are not in it. */
export interface LoggedExchange {
  readonly command: string;
  readonly sw: string;
}

/** A PIN as it reached a PIN file. The bytes are secrets: for the eyes of a test alone, and never in the log. */
export interface PresentedPin {
  readonly instruction: 'verify' | 'change';
  readonly application: ApplicationId;
  readonly file: number;
  readonly pin: string;
  readonly triesBefore: number;
  readonly sw: number;
}

export class VirtualCard {
  readonly answerToReset = ATR;
  readonly log: LoggedExchange[] = [];
  /** Told of every PIN that reaches a PIN file. */
  observer: ((presented: PresentedPin) => void) | undefined;
  readonly #profile: VirtualCardProfile;
  readonly #applications: VirtualApplication[];
  #powered = false;
  #first = true;
  #application: VirtualApplication | undefined;
  #file: number | undefined;
  /** Files of the current application whose PIN was verified. */
  #verified = new Set<number>();

  constructor(profile: VirtualCardProfile) {
    this.#profile = profile;
    this.#applications = build(profile);
    for (const [id, der] of Object.entries(profile.files ?? {})) this.putFile(id as CertificateId, der);
  }

  get powered(): boolean {
    return this.#powered;
  }

  /** Whether anything is verified on it at this moment. */
  get verified(): boolean {
    return this.#verified.size > 0;
  }

  powerOn(): Uint8Array {
    this.powerOff();
    this.#powered = true;
    this.#first = true;
    return ATR.slice();
  }

  powerOff(): void {
    this.#powered = false;
    this.#application = undefined;
    this.#file = undefined;
    this.#verified.clear();
  }

  /** The PIN that a reference holds, for tests and for people trying the product out; `undefined` where there is none. */
  pinOf(reference: VirtualReference): string | undefined {
    const file = this.#pinFile(reference);
    return file && toAscii(file.value);
  }

  /** Tries left of a reference; `undefined` where there is none. */
  triesLeftOf(reference: VirtualReference): number | undefined {
    return this.#pinFile(reference)?.triesLeft;
  }

  /** Puts a certificate file on the card, where it has the JPKI application, in place of the one that was there. */
  putFile(id: CertificateId, der: Uint8Array): void {
    const jpki = this.#applications.find((application) => application.id === 'jpki');
    jpki?.files.set(CERTIFICATE_FILES[id], der.slice());
  }

  /** Certificate files that it should have by what it says of itself, and was not given. */
  get missingFiles(): readonly CertificateId[] {
    const files = this.#applications.find(({ id }) => id === 'jpki')?.files;
    const { sign, auth } = this.#profile.certificates;
    const said: CertificateId[] = [...(sign ? CERTIFICATES.sign : []), ...(auth ? CERTIFICATES.auth : [])];
    return said.filter((id) => files && !files.has(CERTIFICATE_FILES[id]));
  }

  /** Executes one command APDU: response data ‖ SW1 SW2. */
  process(command: Uint8Array): Uint8Array {
    const answer = this.#execute(command);
    const sw = answer.subarray(-2);
    this.log.push({ command: maskedHex(command), sw: `${hex(sw[0])}${hex(sw[1])}` });
    return answer;
  }

  #execute(bytes: Uint8Array): Uint8Array {
    if (!this.#powered) throw new Error('the virtual card has no power');
    const first = this.#first;
    this.#first = false;
    if (first && this.#profile.firstCommandFails) return status(0x6f00);
    const command = decodeCommand(bytes);
    if (!command) return status(0x6700);
    try {
      if (command.cla === 0x80) {
        if (command.ins !== INS.changeKey) return status(0x6d00);
        return this.#observed('change', command, () => this.#changeKey(command));
      }
      if (command.cla !== 0x00) return status(0x6e00);
      switch (command.ins) {
        case INS.select:
          return this.#select(command);
        case INS.verify:
          if (!this.#selectByShortFile(command)) return status(0x6a82);
          return this.#observed('verify', command, () => this.#verify(command));
        case INS.changeReferenceData:
          return this.#observed('change', command, () => this.#changeReferenceData(command));
        case INS.readBinary:
          return this.#readBinary(command);
        default:
          return status(0x6d00);
      }
    } finally {
      wipe(command.data);
    }
  }

  #observed(instruction: 'verify' | 'change', { data }: CommandApdu, execute: () => Uint8Array): Uint8Array {
    const file = this.#currentPin();
    if (!this.observer || !data || !file) return execute();
    const { triesLeft: triesBefore } = file;
    const pin = toAscii(data);
    const answer = execute();
    const sw = ((answer[0] as number) << 8) | (answer[1] as number);
    const { id: application } = this.#application as VirtualApplication;
    this.observer({ instruction, application, file: this.#file as number, pin, triesBefore, sw });
    return answer;
  }

  #select({ p1, p2, data }: CommandApdu): Uint8Array {
    if (!data || p2 !== 0x0c) return status(0x6a86);
    if (p1 === 0x04) {
      const found = this.#applications.find((application) => equalBytes(application.aid, data));
      if (!found) return status(0x6a82);
      if (found !== this.#application) this.#verified.clear();
      this.#application = found;
      this.#file = undefined;
      return status(0x9000);
    }
    if (p1 !== 0x02) return status(0x6a86);
    if (data.length !== 2) return status(0x6700);
    const file = ((data[0] as number) << 8) | (data[1] as number);
    if (!this.#application?.pins.has(file) && !this.#application?.files.has(file)) return status(0x6a82);
    this.#file = file;
    return status(0x9000);
  }

  /** A VERIFY that names a PIN file by short identifier makes it current. `false` where there is none of that name. */
  #selectByShortFile({ p2 }: CommandApdu): boolean {
    const shortFile = p2 & 0x1f;
    if (p2 <= 0x80 || p2 !== (0x80 | shortFile)) return true;
    if (!this.#application?.pins.has(shortFile)) return false;
    this.#file = shortFile;
    return true;
  }

  #verify({ p1, p2, data, le }: CommandApdu): Uint8Array {
    if (p1 !== 0x00 || (p2 & 0xe0) !== 0x80) return status(0x6a86);
    if (le !== undefined) return status(0x6700);
    const pin = this.#currentPin();
    if (!pin) return status(this.#file === undefined ? 0x6986 : 0x6981);
    const file = this.#file as number;
    if (!data) {
      if (pin.triesLeft === 0) return status(this.#profile.counterWhenLocked === '63C0' ? 0x63c0 : 0x6984);
      const { counterWhenVerified } = this.#profile;
      if (this.#verified.has(file) && counterWhenVerified !== 'counter') {
        return status(Number.parseInt(counterWhenVerified, 16));
      }
      return status(0x63c0 | pin.triesLeft);
    }
    if (pin.triesLeft === 0) return status(0x6984);
    if (equalBytes(pin.value, data)) {
      pin.triesLeft = pin.maxTries;
      this.#verified.add(file);
      return status(0x9000);
    }
    pin.triesLeft -= 1;
    this.#verified.delete(file);
    return status(0x63c0 | pin.triesLeft);
  }

  #changeReferenceData({ p1, p2, data }: CommandApdu): Uint8Array {
    if (p1 !== 0x01 || p2 !== 0x80) return status(0x6a86);
    return this.#change(data, this.#currentPin()?.refusesReferenceData);
  }

  #changeKey({ p1, p2, data }: CommandApdu): Uint8Array {
    if (p1 !== 0x00 || p2 !== 0x80) return status(0x6a86);
    return this.#change(data, this.#currentPin()?.refusesChangeKey);
  }

  #change(newPin: Uint8Array | undefined, refusal: number | undefined): Uint8Array {
    const pin = this.#currentPin();
    if (!pin) return status(this.#file === undefined ? 0x6986 : 0x6981);
    if (refusal !== undefined) {
      if (this.#profile.refusedChangeCosts && !saysNotImplemented(refusal))
        pin.triesLeft = Math.max(0, pin.triesLeft - 1);
      return status(refusal);
    }
    if (!newPin) return status(0x6700);
    if (!this.#verified.has(this.#file as number)) return status(0x6982);
    if (this.#profile.changeStores === 'nothing') return status(0x9000);
    wipe(pin.value);
    pin.value = this.#profile.changeStores === 'the new PIN' ? newPin.slice() : fromAscii('UNTYPEABLE');
    return status(0x9000);
  }

  #readBinary({ p1, p2, data, le }: CommandApdu): Uint8Array {
    if (data || le === undefined) return status(0x6700);
    if (p1 & 0x80) return status(0x6a86);
    if (this.#file === undefined) return status(0x6986);
    const content = this.#application?.files.get(this.#file);
    if (!content) return status(0x6981);
    if (this.#needsSignPin() && !this.#verified.has(REFERENCES.sign.file)) return status(0x6982);
    const offset = (p1 << 8) | p2;
    if (offset >= content.length) return status(0x6b00);
    const part = content.slice(offset, offset + le);
    if (part.length < le && this.#profile.t0) return status(0x6c00 | part.length);
    return withStatus(part, part.length < le && le !== 256 ? 0x6282 : 0x9000);
  }

  #needsSignPin(): boolean {
    return this.#application?.id === REFERENCES.sign.application && this.#file === CERTIFICATE_FILES.sign;
  }

  #currentPin(): PinFile | undefined {
    return this.#file === undefined ? undefined : this.#application?.pins.get(this.#file);
  }

  #pinFile(reference: VirtualReference): PinFile | undefined {
    const { application, file } = REFERENCES[reference];
    const { aid } = APPLICATIONS[application];
    return this.#applications.find((candidate) => equalBytes(candidate.aid, aid))?.pins.get(file);
  }
}

function build(profile: VirtualCardProfile): VirtualApplication[] {
  const applications = new Map<ApplicationId, VirtualApplication>();
  const applicationOf = (id: ApplicationId) => {
    let application = applications.get(id);
    if (!application) {
      application = { id, aid: APPLICATIONS[id].aid, pins: new Map(), files: new Map() };
      applications.set(id, application);
    }
    return application;
  };
  if (profile.tokenLabel !== undefined) {
    const { files } = applicationOf('jpki');
    files.set(TOKEN_INFO.file, tokenInfo(profile.tokenLabel, profile.serial));
    const { sign, auth } = profile.certificates;
    const { present } = CERTIFICATE_AVAILABILITY;
    files.set(CERTIFICATE_AVAILABILITY.file, new Uint8Array([sign ? present : 0, auth ? present : 0, 0]));
  }
  for (const [name, { application, file, maxTries }] of Object.entries(REFERENCES)) {
    const reference = name as VirtualReference;
    const shared = reference === 'common' && profile.jukiShared;
    const pin = shared ? undefined : profile.pins[reference];
    if (shared) {
      const juki = applications.get('juki')?.pins.get(REFERENCES.juki.file);
      if (juki) applicationOf(application).pins.set(file, juki);
    } else if (pin) {
      applicationOf(application).pins.set(file, {
        value: fromAscii(pin.pin),
        triesLeft: pin.triesLeft ?? maxTries,
        maxTries,
        refusesChangeKey: profile.refuses[reference]?.changeKey ?? changeKeyKnown(reference),
        refusesReferenceData: profile.refuses[reference]?.referenceData,
      });
    }
  }
  for (const { application, file } of NEIGHBOURS) {
    applications.get(application)?.pins.set(file, {
      value: fromAscii('NEIGHBOUR'),
      triesLeft: 10,
      maxTries: 10,
      refusesChangeKey: 0x6d00,
      refusesReferenceData: 0x6982,
    });
  }
  return [...applications.values()];
}

/** CHANGE KEY belongs to 住基 and 共通カード; elsewhere the instruction is not known. */
function changeKeyKnown(reference: VirtualReference): number | undefined {
  return reference === 'juki' || reference === 'common' ? undefined : 0x6d00;
}

function tokenInfo(label: string, serial: string): Uint8Array {
  const info = new Uint8Array(160);
  info.set(fromAscii(label.padEnd(TOKEN_INFO.labelLength, ' ')));
  info.set(fromAscii('MYNA-PIN VIRTUAL CARD'.padEnd(32, ' ')), 32);
  info.set(fromAscii('VIRTUAL'.padEnd(16, ' ')), 64);
  info.set(fromAscii(serial.padEnd(16, ' ')), TOKEN_INFO.serialStart);
  return info;
}

function status(sw: number): Uint8Array {
  return new Uint8Array([sw >> 8, sw & 0xff]);
}

function withStatus(data: Uint8Array, sw: number): Uint8Array {
  const answer = new Uint8Array(data.length + 2);
  answer.set(data);
  answer.set(status(sw), data.length);
  return answer;
}

function hex(byte: number | undefined): string {
  return (byte ?? 0).toString(16).padStart(2, '0').toUpperCase();
}
