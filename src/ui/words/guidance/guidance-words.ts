import type { PinFacts } from '../../../card/pin-facts.ts';
import type { Procedure, ProcedureNote } from '../../../card/procedure.ts';
import type { PURPOSES, PurposeId } from '../../../card/purposes.ts';
import type { OpeningHours, Telephone } from '../../../office/schema.ts';

/** What is said where an aside is opened and closed. */
export interface GuidanceButtons {
  /** On the button in the header as well: a few words. */
  readonly title: string;
  /** Of every aside. */
  readonly close: string;
  readonly toDiagnosis: string;
}

/** What the asides about PINs say: 困ったときは and どの暗証番号？. `pin` is a name, with the official one where it differs. */
export interface GuidanceWords extends GuidanceButtons {
  readonly lead: string;
  /** In the words of somebody who has it; the last two are questions more than troubles. */
  readonly troubles: {
    readonly forgotten: string;
    readonly locked: string;
    readonly certificateExpired: string;
    readonly cardAbolished: string;
    readonly lostCard: string;
    readonly tries: string;
    readonly diagnosis: string;
  };
  readonly toList: string;
  readonly whichForgotten: string;
  readonly whichLocked: string;
  readonly notSureWhich: string;
  readonly headings: {
    readonly forgotten: (pin: string) => string;
    readonly locked: (pin: string) => string;
    readonly absent: (pin: string) => string;
    readonly unreadable: (pin: string) => string;
    readonly certificateExpired: string;
    readonly cardAbolished: string;
    readonly lostCard: string;
    readonly tries: string;
  };
  /** What is to be done, in a sentence. */
  readonly procedures: Readonly<Record<Procedure['kind'], string>>;
  readonly procedureNotes: Readonly<Record<ProcedureNote, string>>;
  /** Above the places where it is done. */
  readonly places: Readonly<Record<Exclude<Procedure['kind'], 'none'>, string>>;
  /** Before a forgotten one is set anew: it may stand on the sheet. */
  readonly sheet: (format: string) => string;
  readonly counter: {
    readonly name: string;
    readonly where: string;
    readonly bring: Readonly<Record<Exclude<Procedure['kind'], 'none'>, string>>;
    readonly differs: string;
    readonly proxy: string;
  };
  readonly store: {
    readonly name: string;
    readonly needs: (otherPin: string) => string;
    readonly steps: readonly string[];
    readonly where: string;
    /** Where the card at hand does not let people go there. */
    readonly closed: (otherPin: string) => string;
  };
  readonly absent: {
    readonly certificate: string;
    readonly notFor: Readonly<Record<PinFacts['notFor'][number], string>>;
    readonly other: string;
    readonly ask: string;
  };
  readonly unreadable: readonly string[];
  readonly lost: {
    readonly stop: string;
    readonly next: readonly string[];
  };
  readonly tries: (signTries: number, otherTries: number) => readonly string[];
  readonly contacts: {
    readonly title: string;
    readonly stores: string;
    readonly telephone: string;
    readonly tollFree: string;
    /** Before the names of languages, in those languages. */
    readonly languages: string;
    readonly days: Readonly<Record<OpeningHours['days'], string>>;
    readonly hours: (days: string, from: string, to: string) => string;
    readonly closed: Readonly<Record<NonNullable<Telephone['closed']>[number], string>>;
    readonly closedOn: (days: string) => string;
    readonly reservation: string;
  };
  readonly whichPin: {
    readonly title: string;
    readonly lead: string;
    readonly purposes: Readonly<Record<PurposeId, string>>;
    /** When each is asked for in the course of it. */
    readonly why: {
      readonly [Purpose in PurposeId]: Readonly<Record<(typeof PURPOSES)[Purpose]['pins'][number], string>>;
    };
    readonly answer: string;
    readonly because: (purpose: string, why: string) => string;
    readonly choose: string;
    /** It was pressed with nothing to choose. */
    readonly nothing: string;
    readonly noneReady: string;
    readonly whatToDo: (pin: string) => string;
  };
}
