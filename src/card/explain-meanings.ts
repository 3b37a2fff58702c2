import type { ApplicationId, CardKind, CertificateId, ChangeInstruction, PinId } from './applications.ts';
import type { PinPlaceholder } from './recording/recording.ts';
import type { StatusWordMeaning } from './status-word.ts';

/** A file of the card, as far as the tables know it. */
export type FileMeaning =
  | { readonly kind: 'pin'; readonly pin: PinId; readonly application: ApplicationId }
  | { readonly kind: 'certificate'; readonly certificate: CertificateId }
  | { readonly kind: 'token-info' }
  | { readonly kind: 'certificate-availability' }
  /** In no table. */
  | { readonly kind: 'other'; readonly file: number }
  /** Named by a short file identifier that is in no table. */
  | { readonly kind: 'short'; readonly shortFile: number }
  /** The current file, and nothing that went before says which one that is. */
  | { readonly kind: 'unknown' };

/** Instructions that are known by name alone: ISO/IEC 7816-4, 7816-8 and 7816-9. */
export const INSTRUCTION_NAMES = {
  4: 'DEACTIVATE FILE',
  14: 'ERASE BINARY',
  34: 'MANAGE SECURITY ENVIRONMENT',
  42: 'PERFORM SECURITY OPERATION',
  44: 'RESET RETRY COUNTER',
  68: 'ACTIVATE FILE',
  70: 'GENERATE ASYMMETRIC KEY PAIR',
  112: 'MANAGE CHANNEL',
  130: 'EXTERNAL AUTHENTICATE',
  132: 'GET CHALLENGE',
  134: 'GENERAL AUTHENTICATE',
  136: 'INTERNAL AUTHENTICATE',
  178: 'READ RECORD',
  202: 'GET DATA',
  208: 'WRITE BINARY',
  214: 'UPDATE BINARY',
  218: 'PUT DATA',
  220: 'UPDATE RECORD',
  224: 'CREATE FILE',
  226: 'APPEND RECORD',
  228: 'DELETE FILE',
} as const satisfies Record<number, string>;

export type InstructionName = (typeof INSTRUCTION_NAMES)[keyof typeof INSTRUCTION_NAMES];

/** What a command asks of the card. Lengths and offsets in bytes. */
export type CommandMeaning =
  | { readonly kind: 'select-application'; readonly application: ApplicationId | undefined; readonly aid: string }
  | { readonly kind: 'select-file'; readonly file: FileMeaning; readonly id: number }
  /** A SELECT in a form that none of the public implementations uses. */
  | { readonly kind: 'select-other' }
  | { readonly kind: 'ask-tries'; readonly file: FileMeaning }
  | { readonly kind: 'verify'; readonly file: FileMeaning; readonly role: PinPlaceholder['role'] | undefined }
  | { readonly kind: 'change'; readonly file: FileMeaning; readonly instruction: ChangeInstruction }
  | {
      readonly kind: 'read-binary';
      readonly file: FileMeaning;
      readonly offset: number;
      readonly length: number | undefined;
    }
  | { readonly kind: 'get-response'; readonly length: number | undefined }
  /** With the key of the application, over data that was sent along (JPKI: `80 2A 00 80`; ISO/IEC 7816-8: `00 2A 9E 9A`). */
  | { readonly kind: 'compute-signature' }
  | { readonly kind: 'instruction'; readonly name: InstructionName }
  | { readonly kind: 'unknown'; readonly cla: number; readonly ins: number }
  /** Fewer bytes than a header, or none of the four cases of a short command APDU. */
  | { readonly kind: 'malformed' };

/**
 * How an exchange ended, roughly: `done`, `told` (an answer to a question, or a request to go on), `refused`, `locked`, or
 * `failed`, where no answer came.
 */
export type Outcome = 'done' | 'told' | 'refused' | 'locked' | 'failed';

/** What is in the data of an answer. */
export interface DataMeaning {
  /** Bytes. */
  readonly length: number;
  readonly file: FileMeaning;
  /** Said by the token label, where it was read from its beginning. */
  readonly card?: CardKind;
  readonly certificates?: { readonly sign: boolean; readonly auth: boolean };
}

/** What an answer says, given the command before it. */
export type StatusSense =
  | { readonly kind: 'application-selected' | 'file-selected' | 'application-absent' | 'file-absent' }
  /** Answers to an empty VERIFY. `counter-not-told`: 9000, as some cards say of a PIN that is verified already. */
  | { readonly kind: 'tries'; readonly left: number }
  /** 63Cx with no command before it: the answer to an empty VERIFY, or to a wrong PIN. */
  | { readonly kind: 'tries-or-wrong-pin'; readonly left: number }
  | { readonly kind: 'counter-not-told' | 'already-locked' | 'pin-absent' | 'no-retry-limit' }
  /** Answers to a VERIFY. `locked-now`: this attempt did it. */
  | { readonly kind: 'verified' | 'locked-now' }
  | { readonly kind: 'wrong-pin'; readonly left: number }
  /** Neither yes nor no: whether a try was spent is not known. */
  | { readonly kind: 'verify-unclear'; readonly meaning: StatusWordMeaning }
  | { readonly kind: 'pin-changed' | 'change-needs-verify' | 'change-refused' }
  | { readonly kind: 'file-ends' | 'past-the-end' | 'needs-pin' }
  | { readonly kind: 'more-data' | 'repeat-with-length'; readonly length: number }
  /** 6F00 to the first command after power-up: the same SELECT is repeated, once. */
  | { readonly kind: 'not-awake-yet' }
  /** Nothing in the context says more than the status word alone. */
  | { readonly kind: 'plain'; readonly meaning: StatusWordMeaning };

export type AnswerMeaning =
  | {
      readonly kind: 'status';
      readonly sw: number;
      readonly sense: StatusSense;
      readonly outcome: Outcome;
      readonly data: DataMeaning | undefined;
    }
  /** No answer came: the Web Smart Card response code says why. Whether the command was executed is not known. */
  | { readonly kind: 'failure'; readonly code: string; readonly outcome: 'failed' }
  /** Shorter than a status word. */
  | { readonly kind: 'malformed'; readonly outcome: 'failed' };
