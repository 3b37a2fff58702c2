import type { Notice } from '../../../texts/card-words.ts';

/** What is said around the job in a kiosk and at a counter, to residents. */
export interface VisitWords {
  /** On the first screen, in all languages at once. */
  readonly attract: {
    readonly title: string;
    readonly begin: string;
    readonly preparing: string;
    /** Nothing can be done here; staff have to be told. */
    readonly outOfOrder: string;
    /** A card lies on the reader from before: it may be another person's. */
    readonly cardLeft: string;
    /** To whoever left before it was known what became of their PINs; `time` of the day. */
    readonly unfinished: (time: string) => string;
  };
  readonly chooseLanguage: string;
  /** Leaves without having finished; everything typed is cleared. */
  readonly quit: string;
  /** After the result. */
  readonly finish: string;
  /** The card was taken while the result is on the screen, which stays for a while. */
  readonly cardTaken: Notice;
  readonly idle: {
    readonly title: string;
    readonly lead: string;
    readonly secondsLeft: (seconds: number) => string;
    readonly goOn: string;
  };
  /** The same, after the card was taken. */
  readonly leaving: { readonly title: string; readonly lead: string; readonly goOn: string };
  readonly thanks: {
    readonly title: string;
    readonly takeCard: string;
    readonly over: string;
    readonly back: string;
  };
  /** Something of this page itself went wrong. */
  readonly failed: {
    readonly title: string;
    /** A change is still at work. */
    readonly atWork: string;
    readonly cleared: string;
    /** What was typed last did not get as far as the card. */
    readonly nothingSent: string;
    readonly tellStaff: string;
  };
  /** Above what to do after a change that ended in the middle, which may have been somebody else's. */
  readonly unfinishedTitle: (time: string) => string;
  readonly unfinishedNotYours: string;
  /** In place of the link to how a PIN is set anew. */
  readonly resetCode: string;
  readonly resetCodeHelp: string;
}
