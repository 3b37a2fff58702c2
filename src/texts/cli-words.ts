import type { PinId } from '../card/applications.ts';
import type { ChangePhase } from '../card/change.ts';
import type { Notice } from './card-words.ts';

export type CommandName =
  | 'serve'
  | 'readers'
  | 'status'
  | 'change'
  | 'record'
  | 'doctor'
  | 'explain'
  | 'replay'
  | 'check-office'
  | 'journal';

/** Why no card could be worked with, beside what the card itself is or says. */
export type ReachProblem =
  | 'module-missing'
  | 'no-service'
  | 'no-reader'
  | 'reader-not-found'
  | 'reader-ambiguous'
  | 'several-cards'
  | 'another-card';

/** What is wrong with a command line. None of the sentences repeats an argument: it may be a PIN. */
export interface UsageTexts {
  readonly unknownCommand: string;
  readonly unknownOption: string;
  readonly tooManyArguments: string;
  readonly argumentMissing: (name: string) => string;
  readonly optionArgumentMissing: (flags: string) => string;
  readonly didYouMean: (names: string) => string;
  readonly seeHelp: (command: string) => string;
  readonly other: string;
  readonly port: string;
  readonly seconds: string;
  readonly notAPin: string;
  readonly pinTwice: (pin: PinId) => string;
  readonly noPinNamed: string;
  readonly consentForOther: (pin: PinId) => string;
  readonly inputIsTerminal: string;
  readonly nobodyToAsk: string;
  readonly lineMissing: (line: number, pin: PinId, field: Field) => string;
  readonly lineExtra: (line: number) => string;
  readonly lineMalformed: (line: number, pin: PinId, field: Field) => string;
  readonly lineSameAsCurrent: (line: number, pin: PinId) => string;
  readonly notRecordable: string;
  readonly fileExists: string;
  readonly fileNotWritable: string;
  readonly showsOneLine: string;
}

export type Field = 'current' | 'next';

/** What the command line says beside what is said of cards and PINs everywhere. */
export interface CliTexts {
  readonly titles: Readonly<Record<string, string>>;
  readonly usageForms: { readonly program: string } & Readonly<Record<CommandName, string>>;
  readonly program: string;
  readonly commands: Readonly<Record<CommandName | 'help', string>>;
  /** More about a command, below its description. */
  readonly details: Partial<Record<CommandName, readonly string[]>>;
  readonly arguments: {
    readonly pin: string;
    readonly record: string;
    readonly recorded: string;
    readonly explain: string;
    readonly replay: string;
    readonly office: string;
  };
  readonly options: Readonly<Record<OptionName, string>>;
  readonly epilogue: readonly string[];
  readonly usage: UsageTexts;
  readonly reach: Readonly<Record<ReachProblem, Notice>>;
  readonly installCommand: (command: string) => string;
  readonly readerNames: (names: readonly string[]) => string;
  readonly virtualCard: string;
  readonly waitingForCard: string;
  readonly readers: { readonly none: string; readonly card: Readonly<Record<'empty' | 'present' | 'mute', string>> };
  readonly status: { readonly reader: (name: string) => string; readonly card: string };
  readonly ask: {
    readonly whether: (pin: string, state: string) => string;
    /** What counts as a yes; anything else is a no. */
    readonly yes: readonly string[];
    readonly nothingChosen: string;
    readonly fields: Readonly<Record<Field | 'repeat', string>>;
    readonly tries: (pin: string, format: string, state: string) => string;
    readonly keepWeak: string;
    readonly mismatch: string;
    readonly sameAsCurrent: string;
    readonly tooOften: string;
    readonly findOut: string;
    readonly lastTry: (pin: string) => readonly string[];
    readonly typeToConsent: (word: string) => string;
    readonly notConsented: string;
    readonly cancelled: string;
  };
  readonly progress: Readonly<Record<ChangePhase, string>>;
  readonly doNotMove: string;
  readonly finishing: string;
  readonly recovery: {
    readonly waiting: (seconds: number) => string;
    readonly waitingToFinish: (seconds: number) => string;
    readonly asking: string;
    readonly finishing: string;
    readonly anotherCard: string;
    readonly gaveUp: string;
  };
  readonly resultLine: (pin: string, outcome: string) => string;
  readonly recorded: (file: string) => string;
  readonly notRecorded: string;
  readonly serve: {
    readonly open: (address: string) => string;
    readonly portInUse: (port: number) => string;
    readonly portForbidden: (port: number) => string;
    readonly noPage: string;
  };
  readonly kiosk: {
    readonly started: (browser: string) => string;
    /** `given`: the one that was asked for. */
    readonly noBrowser: (given: string | undefined) => string;
    readonly noMode: string;
    /** Why the browser is started again, and in how many seconds. */
    readonly lost: Readonly<Record<'browser-ended' | 'page-gone', (seconds: number) => string>>;
  };
  readonly office: {
    readonly good: (file: string) => string;
    /** Before what is wrong with it. `kept`: an earlier version of it holds. */
    readonly broken: (file: string, kept: boolean) => string;
  };
  readonly journal: {
    readonly ready: (file: string) => string;
    /** Before why. */
    readonly trouble: (file: string) => string;
  };
}

export type OptionName =
  | 'help'
  | 'version'
  | 'no-open'
  | 'port'
  | 'serve-virtual'
  | 'developer'
  | 'office'
  | 'journal'
  | 'kiosk'
  | 'browser'
  | 'reader'
  | 'virtual'
  | 'json'
  | 'certificates'
  | 'stdin'
  | 'last-try'
  | 'wait'
  | 'force'
  | 'shows'
  | 'test-card'
  | 'expect'
  | 'report';
