import type { ReceiptReason, TriesLeft } from '../../../app/receipt.ts';
import type { PinId } from '../../../card/applications.ts';

/** What a sheet can be printed on. */
export type Paper = 'a4' | 'roll';

/** What the result says about what comes next, and the receipt. Both are read without the page that they came from. */
export interface ReceiptWords {
  /** Opens the preview. */
  readonly open: string;
  readonly dialogTitle: string;
  readonly dialogLead: string;
  readonly paper: string;
  readonly papers: Readonly<Record<Paper, string>>;
  readonly print: string;
  /** On top of the sheet. */
  readonly title: string;
  readonly at: string;
  readonly office: string;
  /** Of a PIN that was not chosen. */
  readonly notTried: string;
  /** Before one of the `tries`. */
  readonly triesLeft: string;
  readonly tries: Readonly<Record<TriesLeft, string>>;
  readonly reasons: Readonly<Record<ReceiptReason, string>>;
  /** Above what is to be done. */
  readonly nextTitle: string;
  readonly next: {
    /** Where the new PIN is typed from now on. */
    readonly use: Readonly<Record<PinId, string>>;
    readonly finish: string;
    readonly again: string;
    /** After a wrong current PIN. */
    readonly againIfSure: string;
    /** With one try left. */
    readonly beSure: string;
    readonly ask: string;
    /** With one try left of a PIN in doubt. */
    readonly doNotTry: string;
  };
  /** After a change of a PIN that a phone has one of its own for. */
  readonly phone: string;
  /** At the foot of the sheet. */
  readonly noSecrets: string;
}
