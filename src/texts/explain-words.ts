import type { ApplicationId, CardKind, CertificateId } from '../card/applications.ts';
import type { InstructionName, Outcome, StatusSense } from '../card/explain-meanings.ts';
import type { RecordedEvent } from '../card/recording/recording.ts';
import type { StatusWordMeaning } from '../card/status-word.ts';

/** Senses that carry a number or a meaning of their own. */
type Telling =
  | 'tries'
  | 'tries-or-wrong-pin'
  | 'wrong-pin'
  | 'more-data'
  | 'repeat-with-length'
  | 'verify-unclear'
  | 'plain';

/** What one language says of APDUs, for developers: one short sentence an exchange. */
export interface ExplainWords {
  readonly applications: Record<ApplicationId, string>;
  readonly certificates: Record<CertificateId, string>;
  readonly cards: Record<CardKind, string>;
  /** Where a PIN has two references: which of them. */
  readonly pinIn: (pin: string, application: string) => string;
  readonly files: {
    readonly tokenInfo: string;
    readonly availability: string;
    readonly other: (id: string) => string;
    readonly short: (id: string) => string;
    readonly unknown: string;
  };
  readonly commands: {
    readonly selectApplication: (name: string) => string;
    readonly selectUnknownApplication: (aid: string) => string;
    readonly selectFile: (file: string) => string;
    readonly selectPinFile: (pin: string) => string;
    readonly selectOther: string;
    readonly askTries: (pin: string) => string;
    readonly verify: Record<'current' | 'new' | 'some', (pin: string) => string>;
    readonly change: (pin: string, instruction: string) => string;
    readonly read: (file: string, offset: number, length: number | undefined) => string;
    readonly getResponse: (length: number | undefined) => string;
    readonly computeSignature: string;
    readonly instruction: (name: InstructionName, purpose: string) => string;
    readonly unknown: (header: string) => string;
    readonly malformed: string;
  };
  readonly purposes: Record<InstructionName, string>;
  readonly senses: Record<Exclude<StatusSense['kind'], Telling>, string>;
  readonly tries: (left: number) => string;
  readonly triesOrWrongPin: (left: number) => string;
  readonly wrongPin: (left: number) => string;
  readonly moreData: (length: number) => string;
  readonly repeatWithLength: (length: number) => string;
  readonly verifyUnclear: (meaning: string) => string;
  readonly meanings: Record<StatusWordMeaning, string>;
  readonly data: (length: number, file: string | undefined) => string;
  readonly dataCard: (card: string) => string;
  readonly dataCertificates: (sign: boolean, auth: boolean) => string;
  readonly failure: (code: string) => string;
  readonly refusedByGuard: (code: string) => string;
  readonly answerMalformed: string;
  readonly outcomes: Record<Outcome, string>;
  readonly events: Record<RecordedEvent['event'], string>;
  readonly connectFailed: (code: string) => string;
  readonly lastTry: (pin: string) => string;
  /** `explain` on the command line. None of it repeats what was typed. */
  readonly input: {
    readonly fileMissing: string;
    readonly fileUnreadable: string;
    readonly badHex: (line: number, column: number) => string;
    readonly halfAByte: (line: number, column: number) => string;
    readonly notAnApdu: (line: number, column: number) => string;
    readonly pinHidden: string;
  };
  /** Between two sentences. */
  readonly between: string;
}
