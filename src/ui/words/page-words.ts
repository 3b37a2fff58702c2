import type { Step } from '../../app/app-model.ts';
import type { Obstacle } from '../../app/reader-desk.ts';
import type { ChangePhase } from '../../card/change.ts';
import type { ProfileId } from '../../readers/virtual/profiles.ts';
import type { CardWords, Notice } from '../../texts/card-words.ts';
import type { CertificateWords } from '../../texts/certificate-words.ts';
import type { CounterWords } from './counter/counter-words.ts';
import type { DiagnosisWords } from './diagnosis/diagnosis-words.ts';
import type { GuidanceWords } from './guidance/guidance-words.ts';
import type { OfficeWords } from './office/office-words.ts';
import type { ReceiptWords } from './receipt/receipt-words.ts';
import type { SettingsWords } from './settings/settings-words.ts';
import type { TypingWords } from './typing/typing-words.ts';
import type { VisitWords } from './visit/visit-words.ts';

/** Why a USB reader cannot be used, by what people can do about it on their system: which row applies is in `usb-texts.ts`. */
export type UsbSituation =
  | 'no-webusb'
  | 'not-found'
  | 'access-denied-linux'
  | 'access-denied-macos'
  | 'access-denied'
  | 'claimed-by-port100'
  | 'claimed-linux'
  | 'claimed-by-sony'
  | 'claimed-macos'
  | 'claimed'
  | 'protected-class'
  | 'no-driver-sony'
  | 'no-driver'
  | 'disconnected'
  | 'not-permitted'
  | 'unsupported-reader'
  | 'not-answering';

/** What people count as steps; the others belong to the last of these, or come after all. */
export type CountedStep = Extract<Step, 'prepare' | 'choose' | 'type' | 'confirm'>;

/**
 * What the page says in one language, beside what is said of cards and PINs everywhere (`CardWords`). Parameters are
 * formatted already, but for counts.
 */
export interface PageWords {
  readonly title: string;
  /** What the choice of the language is for. */
  readonly language: string;
  readonly stepTitles: Readonly<Record<Step, string>>;
  /** While there is no reader to put a card on. */
  readonly titleWithoutReader: string;
  readonly stepCount: (step: number, steps: number) => string;
  readonly steps: {
    /** A word or two: they stand below one another's numbers in a row. */
    readonly names: Readonly<Record<CountedStep, string>>;
    /** For screen readers, after the name of one, in brackets. */
    readonly done: string;
    readonly allDone: (steps: number) => string;
  };
  /** At the foot of every screen: what becomes of what is typed. */
  readonly promise: string;
  readonly buttons: {
    readonly next: string;
    readonly back: string;
    readonly change: string;
    readonly show: string;
    readonly hide: string;
    readonly readAgain: string;
    readonly again: string;
    /** The same PINs, after a wrong one. */
    readonly retry: string;
    readonly reconnect: string;
    readonly useRealReader: string;
    readonly removeCard: string;
    readonly insertCard: string;
    readonly useLastTry: string;
    readonly giveUp: string;
    readonly findOut: string;
    readonly finish: string;
    readonly understood: string;
  };
  readonly trial: {
    readonly mark: string;
    readonly explanation: string;
    readonly warning: string;
    readonly pins: string;
    /** Folds away what follows. */
    readonly tools: string;
    readonly profile: string;
    readonly cutOff: string;
  };
  readonly profileNames: Readonly<Record<ProfileId, string>>;
  readonly prepare: {
    readonly needTitle: string;
    readonly need: Readonly<Record<'card' | 'reader' | 'pin', { readonly name: string; readonly note: string }>>;
    readonly forgotten: string;
    /** Leads to how a PIN is set anew. */
    readonly reset: string;
    readonly whichPin: string;
    /** How a card lies in a reader, beside the pictures. */
    readonly placing: Readonly<Record<'contact' | 'contactless', { readonly reader: string; readonly how: string }>>;
    readonly chosen: (names: string) => string;
    readonly waiting: string;
    readonly reading: string;
  };
  /** Those that the command line tells of as well are in `CardWords`. */
  readonly obstacles: Readonly<Record<Exclude<Obstacle, keyof CardWords['obstacles']>, Notice>>;
  readonly status: {
    readonly noReader: string;
    readonly trialReader: string;
    readonly reader: (name: string) => string;
    readonly noCard: string;
    readonly reading: string;
    readonly read: string;
    readonly mute: string;
    readonly chooseReader: string;
    /** Makes a sentence of a title. */
    readonly sentence: (title: string) => string;
  };
  readonly choose: {
    readonly legend: string;
    readonly nothing: string;
    /** Said when somebody tries to; why, and what to do, comes after it. */
    readonly cannotChoose: string;
    readonly tries: string;
    readonly whichPin: string;
    /** What opens them, and what they are called. */
    readonly details: string;
    readonly facts: Readonly<Record<'format' | 'setAt' | 'lock', string>>;
    readonly setAt: string;
    readonly lockedAfter: (wrong: number) => string;
    /** Leads to how this PIN is set anew. */
    readonly forgotten: string;
    readonly whatToDo: string;
    /** To somebody who changes some of the three four-digit PINs. */
    readonly together: string;
    readonly chooseTogether: string;
  };
  readonly fields: { readonly current: string; readonly next: string; readonly repeat: string };
  readonly form: {
    readonly combine: string;
    readonly combineHelp: string;
    readonly sameToday: string;
    readonly sameTodayHelp: string;
    readonly combinedGroup: string;
    readonly combinedFor: (names: string) => string;
    readonly triesNote: (tries: number) => string;
    readonly errorSummary: (count: number) => string;
    readonly safe: string;
  };
  /** For screen readers, after a rule, in brackets. */
  readonly ruleStates: { readonly ok: string; readonly notYet: string };
  readonly confirm: {
    readonly lead: string;
    /** Above what happens when 変更する is pressed, in its order. */
    readonly afterPress: string;
    readonly steps: (pins: number) => readonly string[];
    readonly stay: string;
  };
  readonly lastTry: { readonly unsure: string; readonly consent: string; readonly consentNeeded: string };
  readonly working: {
    readonly lead: string;
    /** Of all PINs together; each is spoken once. */
    readonly now: Readonly<Record<'checking' | 'changing', string>>;
    readonly phases: Readonly<Record<ChangePhase | 'waiting', string>>;
  };
  readonly recoverCost: string;
  readonly unfinished: {
    readonly title: string;
    readonly pins: (names: string) => string;
    readonly lines: readonly string[];
  };
  readonly result: {
    readonly trial: string;
    readonly remember: string;
    readonly over: string;
    /** Where changes are recorded, and how this one went is not yet. */
    readonly unrecorded: Notice;
  };
  readonly certificates: {
    readonly check: string;
    readonly checkHelp: string;
    readonly close: string;
    readonly alsoSign: string;
    readonly alsoSignHelp: string;
    readonly personal: string;
    readonly hidePersonal: string;
    readonly personalHelp: string;
  };
  readonly chooser: {
    readonly title: string;
    /** Where a virtual card is in use, or the bridge found no reader. */
    readonly titleBeside: string;
    /** Where the one in use cannot be used. */
    readonly titleOther: string;
    readonly lead: string;
    readonly choose: string;
    readonly chooseAnother: string;
    readonly chooseAgain: string;
    /** Beside the button: why some readers are not offered. */
    readonly notListed: string;
    readonly notListedWithBridge: string;
    readonly gone: string;
    readonly trialTitle: string;
    readonly trial: string;
    readonly startTrial: string;
  };
  readonly experimental: { readonly mark: string; readonly lines: readonly string[] };
  readonly usb: Readonly<Record<UsbSituation, Notice>>;
}

/** Everything that the page says in one language. */
export interface Words {
  readonly card: CardWords;
  readonly certificate: CertificateWords;
  readonly page: PageWords;
  readonly typing: TypingWords;
  readonly guidance: GuidanceWords;
  readonly receipt: ReceiptWords;
  readonly diagnosis: DiagnosisWords;
  readonly settings: SettingsWords;
  readonly office: OfficeWords;
  readonly visit: VisitWords;
  /** At a counter, where staff lead the way. */
  readonly counter: CounterWords;
}
