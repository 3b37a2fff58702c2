import { decodeCommand, INS } from './apdu.ts';
import {
  APPLICATIONS,
  type ApplicationId,
  CERTIFICATE_AVAILABILITY,
  CERTIFICATE_FILES,
  type CertificateId,
  PIN_IDS,
  PINS,
  type PinId,
  TOKEN_INFO,
  TOKEN_LABELS,
} from './applications.ts';
import { toAscii, toHex } from './bytes.ts';
import { outcomeOf, senseOf } from './explain-answer.ts';
import {
  type AnswerMeaning,
  type CommandMeaning,
  type DataMeaning,
  type FileMeaning,
  INSTRUCTION_NAMES,
  type InstructionName,
  type StatusSense,
} from './explain-meanings.ts';
import type {
  PinPlaceholder,
  RecordedAnswer,
  RecordedBytes,
  RecordedCommand,
  RecordedEvent,
  RecordingEntry,
} from './recording/recording.ts';
import { interpretCounter, interpretVerify } from './status-word.ts';

/** One key reference, as far as the exchanges so far tell. */
export interface ReferenceState {
  readonly pin: PinId;
  readonly application: ApplicationId;
  readonly file: number;
  /** `undefined`: not known, or no longer. */
  readonly triesLeft: number | undefined;
  readonly verified: boolean;
}

/** Where a session stands: what is selected, and what is known of each key reference. */
export interface SessionState {
  readonly connected: boolean;
  readonly application: ApplicationId | undefined;
  /** AID of a current application that is in no table, in hexadecimal. */
  readonly otherApplication: string | undefined;
  readonly file: FileMeaning | undefined;
  /** In the order of the PINs. */
  readonly references: readonly ReferenceState[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A byte of a command, or `undefined` for one that is masked. */
type MaybeByte = number | undefined;

/**
 * Says what APDUs mean, one after the other, in the light of those before: which PIN a `63C2` is about is not in its bytes.
 * Owns: what is selected, the tries last told and what is verified, as far as that can be read off the exchanges. Does not
 * own: words (`texts/explain-texts.ts`), or any secret: PIN bytes that come by are not looked at.
 */
export class Explainer {
  #connected = false;
  #application: ApplicationId | undefined;
  #otherApplication: string | undefined;
  #file: FileMeaning | undefined;
  #references: readonly Mutable<ReferenceState>[] = freshReferences();
  #fresh = true;
  #last: CommandMeaning | undefined;

  /** A copy. */
  get state(): SessionState {
    return {
      connected: this.#connected,
      application: this.#application,
      otherApplication: this.#otherApplication,
      file: this.#file,
      references: this.#references.map((reference) => ({ ...reference })),
    };
  }

  /** What the next answer answers. */
  command(bytes: RecordedBytes | Uint8Array): CommandMeaning {
    const meaning = this.#meaning(bytes);
    this.#last = meaning;
    return meaning;
  }

  answer(answer: RecordedAnswer['answer'] | Uint8Array): AnswerMeaning {
    const command = this.#last;
    this.#last = undefined;
    if ('failure' in answer) {
      this.#forgetWhatMayHaveChanged(command);
      return { kind: 'failure', code: answer.failure, outcome: 'failed' };
    }
    const bytes = flat(answer);
    const [sw1, sw2] = bytes.slice(-2);
    if (sw1 === undefined || sw2 === undefined) {
      this.#forgetWhatMayHaveChanged(command);
      return { kind: 'malformed', outcome: 'failed' };
    }
    const sw = (sw1 << 8) | sw2;
    const sense = senseOf(sw, command, this.#fresh);
    this.#fresh = false;
    this.#learn(command, sw, sense);
    const length = bytes.length - 2;
    const data = length > 0 ? dataOf(command, bytes.slice(0, -2), this.#file) : undefined;
    return { kind: 'status', sw, sense, outcome: outcomeOf(sense), data };
  }

  /** What a connection, or the end of one, and a card that came or went say about the state. */
  event({ event, detail }: Pick<RecordedEvent, 'event' | 'detail'>): void {
    switch (event) {
      case 'connect':
        this.#powerOff();
        this.#connected = detail === '';
        return;
      case 'last-try':
        return;
      default:
        // Whatever it was, the card loses its power by it, or is held by nobody from then on.
        this.#powerOff();
        // Another card may come; the tries of this one say nothing about it.
        if (event !== 'disconnect' && event !== 'service back') this.#references = freshReferences();
    }
  }

  #powerOff(): void {
    this.#connected = false;
    this.#application = undefined;
    this.#otherApplication = undefined;
    this.#file = undefined;
    this.#fresh = true;
    this.#last = undefined;
    this.#nothingVerified();
  }

  #nothingVerified(): void {
    for (const reference of this.#references) reference.verified = false;
  }

  #meaning(bytes: RecordedBytes | Uint8Array): CommandMeaning {
    const all = flat(bytes);
    const [cla, ins, p1, p2] = all;
    if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return { kind: 'malformed' };
    const pin = placeholderIn(bytes);
    // A placeholder is a body of a length that nobody is told; the masked bytes of others stand in as zeros.
    const decoded = pin
      ? { cla, ins, p1, p2, data: new Uint8Array(1) }
      : decodeCommand(Uint8Array.from(all, (byte) => byte ?? 0));
    if (!decoded) return { kind: 'malformed' };
    const { data, le } = decoded;
    if (cla === 0x80 && ins === INS.changeKey)
      return { kind: 'change', file: this.#pinFile(p2, pin), instruction: 'change-key' };
    if (cla === 0x80 && ins === 0x2a && p1 === 0x00 && p2 === 0x80) return { kind: 'compute-signature' };
    if (cla !== 0x00) return { kind: 'unknown', cla, ins };
    switch (ins) {
      case INS.select:
        return this.#select(p1, data);
      case INS.verify:
        if (!data) return { kind: 'ask-tries', file: this.#pinFile(p2, pin) };
        return { kind: 'verify', file: this.#pinFile(p2, pin), role: pin?.role };
      case INS.changeReferenceData:
        return { kind: 'change', file: this.#pinFile(p2, pin), instruction: 'reference-data' };
      case INS.readBinary: {
        const short = (p1 & 0x80) !== 0;
        const file = short ? this.#shortFile(p1 & 0x1f) : (this.#file ?? { kind: 'unknown' });
        return { kind: 'read-binary', file, offset: short ? p2 : (p1 << 8) | p2, length: le };
      }
      case INS.getResponse:
        return { kind: 'get-response', length: le };
    }
    if (ins === 0x2a && p1 === 0x9e && p2 === 0x9a) return { kind: 'compute-signature' };
    const name = (INSTRUCTION_NAMES as Record<number, InstructionName | undefined>)[ins];
    return name ? { kind: 'instruction', name } : { kind: 'unknown', cla, ins };
  }

  #select(p1: number, data: Uint8Array | undefined): CommandMeaning {
    if (p1 === 0x04 && data) {
      const aid = toHex(data);
      return { kind: 'select-application', application: applicationOf(aid), aid };
    }
    const [high, low] = data ?? [];
    if (p1 !== 0x02 || high === undefined || low === undefined || data?.length !== 2) return { kind: 'select-other' };
    const id = (high << 8) | low;
    return { kind: 'select-file', file: this.#fileMeaning(id), id };
  }

  /** The file a VERIFY or CHANGE is about: the current one, or with a short file identifier in P2 that one. */
  #pinFile(p2: number, placeholder: PinPlaceholder | undefined): FileMeaning {
    const shortFile = p2 & 0x1f;
    if (shortFile !== 0) return this.#shortFile(shortFile);
    if (this.#file) return this.#file;
    // The recorder knew it, even where what was sent before is not there to be read.
    const pin = placeholder?.pin;
    return pin ? { kind: 'pin', pin, application: PINS[pin].references[0].application } : { kind: 'unknown' };
  }

  #shortFile(shortFile: number): FileMeaning {
    const found = this.#references.filter(({ pin, application, file }) =>
      PINS[pin].references.some(
        (reference) =>
          reference.application === application && reference.file === file && reference.shortFile === shortFile,
      ),
    );
    return this.#inCurrentApplication(found) ?? { kind: 'short', shortFile };
  }

  #fileMeaning(file: number): FileMeaning {
    const found = this.#inCurrentApplication(this.#references.filter((reference) => reference.file === file));
    if (found) return found;
    const jpki = this.#application === 'jpki' || (this.#application === undefined && !this.#otherApplication);
    return (jpki ? JPKI_FILES.get(file) : undefined) ?? { kind: 'other', file };
  }

  /** Where no application was selected before, as with a single APDU, the PIN that such a file is in any of them. */
  #inCurrentApplication(candidates: readonly ReferenceState[]): FileMeaning | undefined {
    const current = this.#application;
    if (!current && this.#otherApplication) return undefined;
    const found = candidates.find(({ application }) => current === undefined || application === current);
    return found && { kind: 'pin', pin: found.pin, application: found.application };
  }

  #learn(command: CommandMeaning | undefined, sw: number, sense: StatusSense): void {
    switch (command?.kind) {
      case 'select-application': {
        if (sw !== 0x9000) return;
        // The card keeps what was verified until another application is selected.
        if (command.application !== this.#application || !command.application) this.#nothingVerified();
        this.#application = command.application;
        this.#otherApplication = command.application ? undefined : command.aid;
        this.#file = undefined;
        return;
      }
      case 'select-file':
        if (sw === 0x9000) this.#file = command.file;
        return;
      case 'ask-tries': {
        const reference = this.#reference(command.file);
        if (!reference) return;
        const counter = interpretCounter(sw);
        if (counter.kind === 'tries') reference.triesLeft = counter.left;
        if (counter.kind === 'locked') reference.triesLeft = 0;
        return;
      }
      case 'verify': {
        const reference = this.#reference(command.file);
        if (!reference) return;
        const answer = interpretVerify(sw);
        reference.verified = answer.kind === 'accepted';
        reference.triesLeft = {
          accepted: PINS[reference.pin].maxTries,
          refused: answer.kind === 'refused' ? answer.triesLeft : undefined,
          locked: 0,
          unclear: undefined,
        }[answer.kind];
        return;
      }
      case 'change': {
        const reference = this.#reference(command.file);
        if (!reference) return;
        // Whether a refused change costs a try is written nowhere, nor whether a changed PIN stays verified.
        if (sense.kind === 'change-refused') reference.triesLeft = undefined;
        if (sense.kind === 'change-refused' || sense.kind === 'pin-changed') reference.verified = false;
      }
    }
  }

  /** A command without an answer: the card may have carried it out or not. */
  #forgetWhatMayHaveChanged(command: CommandMeaning | undefined): void {
    if (command?.kind !== 'verify' && command?.kind !== 'change') return;
    const reference = this.#reference(command.file);
    if (!reference) return;
    reference.triesLeft = undefined;
    reference.verified = false;
  }

  #reference(meaning: FileMeaning): Mutable<ReferenceState> | undefined {
    if (meaning.kind !== 'pin') return undefined;
    return this.#references.find(({ pin, application }) => pin === meaning.pin && application === meaning.application);
  }
}

const JPKI_FILES: ReadonlyMap<number, FileMeaning> = new Map<number, FileMeaning>([
  [TOKEN_INFO.file, { kind: 'token-info' }],
  [CERTIFICATE_AVAILABILITY.file, { kind: 'certificate-availability' }],
  ...Object.entries(CERTIFICATE_FILES).map(([certificate, file]): [number, FileMeaning] => [
    file,
    { kind: 'certificate', certificate: certificate as CertificateId },
  ]),
]);

function freshReferences(): Mutable<ReferenceState>[] {
  return PIN_IDS.flatMap((pin) =>
    PINS[pin].references.map(({ application, file }) => ({
      pin,
      application,
      file,
      triesLeft: undefined,
      verified: false,
    })),
  );
}

function applicationOf(aid: string): ApplicationId | undefined {
  return (Object.keys(APPLICATIONS) as ApplicationId[]).find((id) => toHex(APPLICATIONS[id].aid) === aid);
}

function placeholderIn(bytes: RecordedBytes | Uint8Array): PinPlaceholder | undefined {
  if (bytes instanceof Uint8Array) return undefined;
  return bytes.find((part): part is PinPlaceholder => !(part instanceof Uint8Array) && part.kind === 'pin');
}

/** One entry a byte; masked ones, and a PIN of whatever length as none at all, are `undefined`. */
function flat(bytes: RecordedBytes | Uint8Array): MaybeByte[] {
  if (bytes instanceof Uint8Array) return [...bytes];
  return bytes.flatMap((part): MaybeByte[] => {
    if (part instanceof Uint8Array) return [...part];
    return part.kind === 'masked' ? new Array<MaybeByte>(part.length).fill(undefined) : [];
  });
}

function dataOf(command: CommandMeaning | undefined, bytes: readonly MaybeByte[], current: FileMeaning | undefined) {
  const file: FileMeaning =
    command?.kind === 'read-binary'
      ? command.file
      : command?.kind === 'get-response' && current
        ? current
        : { kind: 'unknown' };
  const data: Mutable<DataMeaning> = { length: bytes.length, file };
  if (command?.kind !== 'read-binary' || command.offset !== 0) return data;
  if (file.kind === 'token-info' && bytes.length >= TOKEN_INFO.labelLength) {
    const label = toAscii(Uint8Array.from(bytes.slice(0, TOKEN_INFO.labelLength), (byte) => byte ?? 0));
    const card = TOKEN_LABELS[label.replace(/[ \0]+$/, '')];
    if (card) data.card = card;
  }
  const [sign, auth] = bytes;
  if (file.kind === 'certificate-availability' && bytes.length === CERTIFICATE_AVAILABILITY.length) {
    const { present } = CERTIFICATE_AVAILABILITY;
    data.certificates = { sign: sign === present, auth: auth === present };
  }
  return data;
}

/** An entry of a recording, what it means, and where the session stands after it. */
export type ExplainedEntry = { readonly after: SessionState } & (
  | { readonly kind: 'command'; readonly entry: RecordedCommand; readonly meaning: CommandMeaning }
  | { readonly kind: 'answer'; readonly entry: RecordedAnswer; readonly meaning: AnswerMeaning }
  | { readonly kind: 'event'; readonly entry: RecordedEvent }
);

export function explainEntries(entries: readonly RecordingEntry[]): readonly ExplainedEntry[] {
  const explainer = new Explainer();
  return entries.map((entry) => explained(explainer, entry));
}

function explained(explainer: Explainer, entry: RecordingEntry): ExplainedEntry {
  switch (entry.kind) {
    case 'command': {
      const meaning = explainer.command(entry.bytes);
      return { kind: entry.kind, entry, meaning, after: explainer.state };
    }
    case 'answer': {
      const meaning = explainer.answer(entry.answer);
      return { kind: entry.kind, entry, meaning, after: explainer.state };
    }
    case 'event':
      explainer.event(entry);
      return { kind: entry.kind, entry, after: explainer.state };
  }
}
