/** What residents read at a counter; what staff read there is in `counter/staff-words.ts`. */
export interface CounterWords {
  /** The person wants somebody to come; what was typed stays, and is hidden. */
  readonly call: {
    readonly open: string;
    readonly title: string;
    readonly lines: readonly string[];
    readonly goOn: string;
  };
  /** At the end, and whenever nobody is to look at the screen but staff. */
  readonly giveBack: string;
  /** What is printed for somebody to take home; it may be brought along to the counter. */
  readonly sheet: {
    /** Of an application that was taken in, and is not finished. */
    readonly accepted: string;
    readonly notYet: string;
    /** Of one that was not. */
    readonly toBring: string;
    /** The kind of application. */
    readonly application: string;
    /** Above what was asked for and not all there. */
    readonly missing: string;
    /** Above what to bring. */
    readonly nextTime: string;
    /** It is not done in this place, and above the places where it is. */
    readonly notHere: string;
    readonly where: string;
    readonly noSecrets: string;
  };
}
