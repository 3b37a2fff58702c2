import { type CommandApdu, canAnswer, decodeCommand, decodeResponse, INS, type Transmit } from './apdu.ts';
import {
  APPLICATIONS,
  type ApplicationId,
  type ChangeInstruction,
  type KeyReference,
  PIN_IDS,
  PINS,
  type PinId,
  READABLE_FILES,
} from './applications.ts';
import { equalBytes, wipe } from './bytes.ts';
import { GuardRefusal, type RefusalReason } from './guard-refusal.ts';
import { isWellFormed } from './pin-rules.ts';
import { interpretCounter, interpretVerify, meaningOf, saysNotImplemented } from './status-word.ts';

/** P2 of a VERIFY: the reference data of the current file. With a short file identifier in its lower five bits, of that one. */
const CURRENT_FILE = 0x80;

function answerLost(): GuardRefusal {
  return new GuardRefusal('answer-lost');
}

interface GuardedReference {
  readonly pin: PinId;
  readonly reference: KeyReference;
  /** Tries certainly left; `undefined` when that is not known. */
  triesLeft: number | undefined;
  /** The last SELECT of its file was answered that the card has none. */
  absent: boolean;
  /** Copies of what this reference refused; they are not sent to it again. */
  readonly refused: Uint8Array[];
}

/**
 * The last gate before a card: lets through only what a PIN change needs, and a VERIFY only where it cannot take a try
 * that the person did not agree to lose. One guard goes with one connection, from power-up to power-down.
 *
 * That the empty VERIFY by short file identifier costs no try is known from code alone, and so is which PIN it means to the
 * card. It passes only where every PIN of the application could lose a try and keep one.
 *
 * Owns: the grammar (SELECT of the listed applications and files, the empty VERIFY, of the current file or by short file
 * identifier, VERIFY, CHANGE of the PIN just verified, READ BINARY of the listed files, GET RESPONSE after 61xx) and the
 * state it takes to judge a command: what is selected, the tries last read, what was refused, the consents. Does not own:
 * the connection, or any decision about what to do next. It trusts no caller: `changePins` keeps the same rules on its own.
 */
export class ApduGuard {
  readonly #references: readonly GuardedReference[];
  readonly #lastTryConsents = new Set<PinId>();
  #application: ApplicationId | undefined;
  #file: number | undefined;
  /** The reference whose VERIFY succeeded, with nothing selected since. */
  #verified: GuardedReference | undefined;
  /** Bytes that a 61xx promised. */
  #moreData = false;
  /**
   * Set while an answer is awaited, and for good once one did not come: what the card did then is not known. Makes what
   * whoever asks meanwhile is rejected with; an error for each command would be most of the time that a guard takes.
   */
  #closed: (() => unknown) | undefined;

  constructor() {
    this.#references = PIN_IDS.flatMap((pin) =>
      PINS[pin].references.map((reference) => ({ pin, reference, triesLeft: undefined, absent: false, refused: [] })),
    );
  }

  /** The person agreed, in a step of its own, to spend the last try of this PIN during this connection. */
  allowLastTry(pin: PinId): void {
    this.#lastTryConsents.add(pin);
  }

  /** Passes a command on to `transmit`, or rejects with `GuardRefusal` without calling it. */
  async pass(command: Uint8Array, transmit: Transmit): Promise<Uint8Array> {
    const decoded = decodeCommand(command);
    try {
      if (this.#closed) throw this.#closed();
      const refusal = decoded ? this.#judge(decoded) : 'malformed';
      if (refusal) throw new GuardRefusal(refusal);
      this.#closed = answerLost;
      const answer = await this.#transmitted(command, transmit);
      // Bytes that cannot be the answer leave the guard closed; its caller sees for itself.
      if (!canAnswer(decoded as CommandApdu, answer)) return answer;
      this.#learn(decoded as CommandApdu, decodeResponse(answer).sw);
      this.#closed = undefined;
      return answer;
    } finally {
      wipe(decoded?.data);
    }
  }

  /** Forgets everything, PIN copies first. For the end of the connection. */
  end(): void {
    for (const { refused } of this.#references) wipe(...refused);
    this.#closed = answerLost;
  }

  async #transmitted(command: Uint8Array, transmit: Transmit): Promise<Uint8Array> {
    try {
      return await transmit(command);
    } catch (fault) {
      // Whoever asks again is told the same, and nothing is sent.
      this.#closed = () => fault;
      throw fault;
    }
  }

  #judge(command: CommandApdu): RefusalReason | undefined {
    const { cla, ins, p1, p2, data, le } = command;
    if (cla === 0x80 && ins === INS.changeKey && p1 === 0x00 && p2 === 0x80 && le === undefined) {
      return this.#judgeChange('change-key', data);
    }
    if (cla !== 0x00) return 'command-not-allowed';
    switch (ins) {
      case INS.select:
        return this.#judgeSelect(command);
      case INS.verify:
        if (p1 !== 0x00 || le !== undefined) return 'command-not-allowed';
        if (p2 === CURRENT_FILE) return this.#judgeVerify(data);
        return data ? 'command-not-allowed' : this.#judgeShortFile(p2);
      case INS.changeReferenceData:
        if (p1 !== 0x01 || p2 !== 0x80 || le !== undefined) return 'command-not-allowed';
        return this.#judgeChange('reference-data', data);
      case INS.readBinary:
        if (data || le === undefined || p1 & 0x80) return 'command-not-allowed';
        return this.#canRead() ? undefined : 'no-readable-file-selected';
      case INS.getResponse:
        return this.#moreData && p1 === 0 && p2 === 0 && !data && le !== undefined ? undefined : 'command-not-allowed';
      default:
        return 'command-not-allowed';
    }
  }

  #judgeSelect({ p1, p2, data, le }: CommandApdu): RefusalReason | undefined {
    if (p2 !== 0x0c || !data || le !== undefined) return 'command-not-allowed';
    if (p1 === 0x04) return applicationOf(data) ? undefined : 'application-not-listed';
    if (p1 !== 0x02 || data.length !== 2) return 'command-not-allowed';
    const file = fileOf(data);
    const listed = this.#reference(file) !== undefined || this.#readable(file);
    return listed ? undefined : 'file-not-listed';
  }

  #judgeVerify(pin: Uint8Array | undefined): RefusalReason | undefined {
    const current = this.#current();
    if (!current) return 'no-pin-file-selected';
    if (!pin) return undefined;
    if (!isWellFormed(PINS[current.pin].format, pin)) return 'pin-format';
    if (current.triesLeft === undefined) return 'tries-unknown';
    if (current.triesLeft === 0) return 'locked';
    if (current.triesLeft === 1 && !this.#lastTryConsents.has(current.pin)) return 'last-try-without-consent';
    if (current.refused.some((refused) => equalBytes(refused, pin))) return 'pin-already-refused';
    return undefined;
  }

  /** The empty VERIFY with a short file identifier in `p2`. A consent to present a PIN with its last try is none to ask. */
  #judgeShortFile(p2: number): RefusalReason | undefined {
    const inIt = this.#references.filter(({ reference }) => reference.application === this.#application);
    const asked = inIt.find(
      ({ reference: { shortFile } }) => shortFile !== undefined && p2 === (CURRENT_FILE | shortFile),
    );
    if (!asked) return 'command-not-allowed';
    for (const entry of inIt) {
      const { triesLeft, absent } = entry;
      if (triesLeft === undefined && absent && entry !== asked) continue;
      if (triesLeft === undefined) return 'tries-unknown';
      if (triesLeft === 0) return 'locked';
      if (triesLeft === 1) return 'last-try-without-consent';
    }
    return undefined;
  }

  #judgeChange(instruction: ChangeInstruction, newPin: Uint8Array | undefined): RefusalReason | undefined {
    const current = this.#current();
    if (!current) return 'no-pin-file-selected';
    if (!current.reference.change.includes(instruction)) return 'instruction-not-for-this-pin';
    if (!newPin || !isWellFormed(PINS[current.pin].format, newPin)) return 'pin-format';
    return this.#verified === current ? undefined : 'not-verified';
  }

  /** What an executed command and its status word say about the state of the card. */
  #learn({ ins, p1, p2, data }: CommandApdu, sw: number): void {
    this.#moreData = meaningOf(sw) === 'more-data' && (ins === INS.readBinary || ins === INS.getResponse);
    switch (ins) {
      case INS.select:
        this.#verified = undefined;
        this.#file = undefined;
        if (p1 === 0x04) this.#application = sw === 0x9000 ? applicationOf(data as Uint8Array) : undefined;
        else this.#learnFromSelect(fileOf(data as Uint8Array), sw);
        return;
      case INS.verify:
        if (p2 !== CURRENT_FILE) this.#forgetFile();
        else this.#learnFromVerify(this.#current() as GuardedReference, data, sw);
        return;
      case INS.changeReferenceData:
      case INS.changeKey: {
        // An instruction that the card does not know was not executed: the other one may follow.
        if (saysNotImplemented(sw)) return;
        this.#verified = undefined;
        const current = this.#current() as GuardedReference;
        if (sw === 0x9000) {
          // What it refused was not the old PIN; it may be the new one.
          wipe(...current.refused.splice(0));
        } else {
          // Whether a refused change costs a try is written nowhere.
          current.triesLeft = undefined;
        }
        return;
      }
    }
  }

  #learnFromSelect(file: number, sw: number): void {
    if (sw === 0x9000) this.#file = file;
    const entry = this.#reference(file);
    if (entry) entry.absent = meaningOf(sw) === 'not-on-this-card';
  }

  /**
   * After an empty VERIFY by short file identifier: which file is current now, which one answered, and whether it lost a
   * try, is written nowhere. So nothing is verified, and what is known of the PINs of this application has to be read anew.
   */
  #forgetFile(): void {
    this.#verified = undefined;
    this.#file = undefined;
    for (const entry of this.#references) {
      if (entry.reference.application !== this.#application) continue;
      entry.triesLeft = undefined;
      entry.absent = false;
    }
  }

  #learnFromVerify(current: GuardedReference, pin: Uint8Array | undefined, sw: number): void {
    if (!pin) {
      const counter = interpretCounter(sw);
      current.triesLeft = counter.kind === 'tries' ? counter.left : counter.kind === 'locked' ? 0 : undefined;
      return;
    }
    const answer = interpretVerify(sw);
    this.#verified = answer.kind === 'accepted' ? current : undefined;
    switch (answer.kind) {
      case 'accepted':
        current.triesLeft = PINS[current.pin].maxTries;
        return;
      case 'refused':
        current.refused.push(pin.slice());
        current.triesLeft = answer.triesLeft;
        // The references of one PIN may share one counter under two names.
        for (const sibling of this.#references) {
          if (sibling.pin !== current.pin || sibling.triesLeft === undefined) continue;
          sibling.triesLeft = Math.min(sibling.triesLeft, answer.triesLeft);
        }
        return;
      case 'locked':
        current.triesLeft = 0;
        return;
      case 'unclear':
        current.triesLeft = undefined;
    }
  }

  #current(): GuardedReference | undefined {
    return this.#file === undefined ? undefined : this.#reference(this.#file);
  }

  #reference(file: number): GuardedReference | undefined {
    return this.#references.find(
      ({ reference }) => reference.application === this.#application && reference.file === file,
    );
  }

  #canRead(): boolean {
    return this.#file !== undefined && this.#readable(this.#file);
  }

  #readable(file: number): boolean {
    return this.#application !== undefined && (READABLE_FILES[this.#application] ?? []).includes(file);
  }
}

function applicationOf(aid: Uint8Array): ApplicationId | undefined {
  const entry = Object.entries(APPLICATIONS).find(([, application]) => equalBytes(application.aid, aid));
  return entry?.[0] as ApplicationId | undefined;
}

function fileOf(data: Uint8Array): number {
  return ((data[0] as number) << 8) | (data[1] as number);
}
