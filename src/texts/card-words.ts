import type { CardKind, PinId } from '../card/applications.ts';
import type { CardErrorCode } from '../card/card-error.ts';
import type { PinOutcome } from '../card/pin-job.ts';
import type { Conversion, FormatProblem, PinFormat, RuleCode, Weakness } from '../card/pin-rules.ts';

/** A sentence about a situation, and what to do about it. */
export interface Notice {
  readonly title: string;
  readonly lines: readonly string[];
}

type Sentences = readonly string[];

/** What one language says about cards and PINs. Which of it applies when is the same everywhere: `card-texts.ts`. */
export interface CardWords {
  /** Without the official name, which stands beside it in other languages: offices and other programs show that. */
  readonly pinNames: Record<PinId, string>;
  readonly formats: Record<PinFormat, string>;
  readonly uses: Record<PinId, string>;
  /** The same in a few words, beside the name where somebody has to know it again. */
  readonly briefUses: Record<PinId, string>;
  readonly states: {
    readonly ready: (triesLeft: number) => string;
    readonly locked: string;
    readonly absent: string;
    readonly unknown: string;
  };
  readonly lastTryWarning: string;
  readonly unknownTriesAdvice: string;
  readonly resetAtCounter: string;
  /** 署名用 and 利用者証明用 can be set anew at a convenience store by whoever knows the other of the two. */
  readonly resetAtCounterOrStore: (other: PinId) => string;
  readonly certificates: (sign: boolean | undefined, auth: boolean | undefined) => string;
  readonly cardKinds: Record<Exclude<CardKind, 'my-number-card'>, Notice>;
  /** The last one: a change could not be recorded, where that has to be. */
  readonly cardErrors: Record<CardErrorCode | 'journal-not-available', Notice>;
  readonly rules: Record<RuleCode, string>;
  readonly problems: Record<PinFormat, Record<FormatProblem, string>>;
  readonly conversions: Record<Conversion, string>;
  readonly weaknesses: Record<Weakness, string>;
  readonly weaknessLead: string;
  readonly outcomes: Record<PinOutcome, string>;
  readonly resultLeads: {
    readonly allChanged: string;
    readonly oneChanged: string;
    readonly noneChanged: string;
    readonly wrongPin: string;
    readonly mixed: string;
    readonly unknown: string;
    readonly halfChanged: string;
  };
  readonly reasons: {
    readonly changed: Sentences;
    readonly wrongPin: string;
    readonly wrongPinCost: (triesLeft: number) => string;
    readonly nowLocked: string;
    readonly nextLocks: string;
    readonly referencesDiffer: string;
    readonly referencesDifferAfterChange: string;
    readonly locked: string;
    readonly lastTry: string;
    readonly absent: string;
    readonly triesUnknown: (sw: string) => string;
    readonly stopped: string;
    readonly cardRefused: (sw: string) => string;
    readonly interrupted: (what: string | undefined) => string;
    readonly interruptedUnchanged: string;
    readonly halfChanged: string;
    readonly halfChangedRefused: (sw: string) => string;
    readonly halfChangedOpen: string;
    readonly neitherAccepted: string;
    readonly lastTryNotAsked: string;
    readonly triesUnknownNotAsked: (sw: string) => string;
    readonly stoppedNotAsked: string;
    readonly unknownAdvice: Sentences;
  };
  /** There is no real reader to use. */
  readonly obstacles: Record<'no-service' | 'no-reader', Notice>;
  readonly anotherCard: string;
  /** The change could not begin. */
  readonly notStarted: string;
  readonly lastTry: string;
  readonly recover: {
    readonly lead: string;
    readonly states: Record<'waiting' | 'asking' | 'another-card' | 'not-recorded', string>;
  };
  /** A status word in brackets. */
  readonly status: (sw: string) => string;
}
