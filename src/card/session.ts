import {
  type CommandApdu,
  canAnswer,
  changeKey,
  changeReferenceData,
  decodeResponse,
  encodeCommand,
  type ResponseApdu,
  readBinary,
  readCounter,
  selectApplication,
  selectFile,
  type Transmit,
  verify,
} from './apdu.ts';
import { APPLICATIONS, type ApplicationId, type ChangeInstruction, type KeyReference } from './applications.ts';
import { wipe } from './bytes.ts';
import { CardError } from './card-error.ts';
import { withResponseChaining } from './response-chaining.ts';
import { type Counter, interpretCounter, interpretVerify, meaningOf, type VerifyAnswer } from './status-word.ts';

/**
 * One powered-up stay of a card in a reader, held exclusively. Owns: which application and file are current, so that
 * nothing is selected twice. Does not own: the connection, PIN bytes (the caller wipes them), or any decision.
 *
 * Every method rejects with `CardError` when no answer came.
 */
export class CardSession {
  readonly #transmit: Transmit;
  #application: ApplicationId | undefined;
  #file: number | undefined;
  #verified = false;
  #firstCommand = true;

  constructor(transmit: Transmit) {
    this.#transmit = withResponseChaining(transmit);
  }

  /** Relies on nothing selected so far: the next application and file are selected anew, whichever they are. */
  forgetSelection(): void {
    this.#application = undefined;
    this.#file = undefined;
    this.#verified = false;
  }

  /** Makes an application current. Resolves with the status word; `9000` is success. */
  async selectApplication(id: ApplicationId): Promise<number> {
    if (this.#application === id) return 0x9000;
    this.forgetSelection();
    const command = selectApplication(APPLICATIONS[id].aid);
    let { sw } = await this.#send(command);
    // A card may answer 6F00 to the first command after power-up (seen on a card): that SELECT is repeated, once.
    if (this.#firstCommand && meaningOf(sw) === 'general-failure') ({ sw } = await this.#send(command));
    this.#firstCommand = false;
    if (sw === 0x9000) this.#application = id;
    return sw;
  }

  /** Makes an elementary file of the current application current. Resolves with the status word. */
  async selectFile(file: number): Promise<number> {
    if (this.#file === file) return 0x9000;
    this.#file = undefined;
    this.#verified = false;
    const { sw } = await this.#send(selectFile(file));
    if (sw === 0x9000) this.#file = file;
    return sw;
  }

  /** Makes the PIN file of `reference` current. Resolves with the first status word that is not `9000`, or `9000`. */
  async selectReference(reference: KeyReference): Promise<number> {
    const sw = await this.selectApplication(reference.application);
    return sw === 0x9000 ? this.selectFile(reference.file) : sw;
  }

  /** Whether `reference` is current and its VERIFY was the last thing that happened to it: CHANGE may follow at once. */
  isVerified({ application, file }: KeyReference): boolean {
    return this.#verified && this.#application === application && this.#file === file;
  }

  /** Tries left of the current PIN file. Costs none. */
  async triesLeft(): Promise<Counter> {
    return interpretCounter(await this.counterStatus());
  }

  /** The status word behind `triesLeft`, as the card gave it. Costs no try. */
  async counterStatus(): Promise<number> {
    return (await this.#send(readCounter())).sw;
  }

  /**
   * The same of the PIN file with a short file identifier (1–30) in the current application. The card may make that file
   * current, or not, so nothing counts as selected afterwards. That this costs no try either is known from code alone: the
   * guard refuses it unless two or more of every PIN in the application are known to be left.
   */
  async counterStatusByShortFile(shortFile: number): Promise<number> {
    this.forgetSelection();
    return (await this.#send(readCounter(shortFile))).sw;
  }

  /** Presents `pin` to the current PIN file, once. A wrong one costs a try. */
  async verify(pin: Uint8Array): Promise<VerifyAnswer> {
    this.#verified = false;
    const answer = interpretVerify((await this.#send(verify(pin))).sw);
    this.#verified = answer.kind === 'accepted';
    return answer;
  }

  /** Replaces the PIN of the current file, right after its VERIFY. Resolves with the status word. */
  async change(instruction: ChangeInstruction, newPin: Uint8Array): Promise<number> {
    const command = instruction === 'change-key' ? changeKey(newPin) : changeReferenceData(newPin);
    return (await this.#send(command)).sw;
  }

  /** First `length` bytes (1–256) of the current file, fewer where it is shorter; `undefined` when it cannot be read. */
  async readStart(length: number): Promise<Uint8Array | undefined> {
    const { sw, data } = await this.read(0, length);
    return sw === 0x9000 || meaningOf(sw) === 'end-reached' ? data : undefined;
  }

  /** READ BINARY of the current file from `offset` (0–7FFF), `length` 1–256 bytes. The status word is the caller's to judge. */
  async read(offset: number, length: number): Promise<ResponseApdu> {
    return this.#send(readBinary(offset, length));
  }

  async #send(command: CommandApdu): Promise<ResponseApdu> {
    const bytes = encodeCommand(command);
    try {
      const answer = await this.#transmit(bytes);
      if (!canAnswer(command, answer)) throw new CardError('bad-answer');
      return decodeResponse(answer);
    } catch (cause) {
      throw cause instanceof CardError ? cause : new CardError('failed', { cause });
    } finally {
      wipe(bytes);
    }
  }
}
