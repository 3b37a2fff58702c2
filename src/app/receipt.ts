import { PIN_IDS, PINS, type PinId } from '../card/applications.ts';
import type { PinOutcome, PinReport, Reason } from '../card/pin-job.ts';
import { NATIONAL_CONTACT } from '../office/national-contact.ts';
import type { Office } from '../office/schema.ts';

/** Why a PIN is not changed, as far as it matters to somebody who reads it on paper later. */
export type ReceiptReason =
  | 'wrong-pin'
  | 'locked'
  /** It was left alone, so that its last try is still there. */
  | 'last-try-kept'
  | 'absent'
  /** The card did not say how many tries are left, or refused. */
  | 'card-refused'
  /** Another PIN stopped the work. */
  | 'stopped'
  | 'interrupted'
  | 'references-differ';

/** How many tries are left; numbers would be read as something secret, and are another one tomorrow. */
export type TriesLeft = 'all' | 'some' | 'one' | 'none' | 'not-known';

/** What to do next; in this order on the receipt. */
export type NextStep =
  /** From now on the new PIN is the one to be used. */
  | 'use-the-new-one'
  /** Nothing was changed, and it can be begun again. */
  | 'begin-again'
  /** With one try left: only by somebody who is sure, or else it is set anew. */
  | 'be-sure-or-reset'
  /** 再設定. */
  | 'reset'
  /** The rest of it can be changed, with the same card. */
  | 'finish'
  /** The new one is to be tried once, and if it is wrong the old one used; not again and again. */
  | 'try-the-new-one-once'
  | 'ask-the-office';

export interface ReceiptRow {
  readonly pin: PinId;
  readonly outcome: PinOutcome | 'not-tried';
  readonly reason?: ReceiptReason;
  readonly tries: TriesLeft;
  readonly next: readonly NextStep[];
}

/**
 * What is on the sheet, in no language. Never a PIN, nor how long one is, nor a number or name from the card: it is made of
 * the reports alone, and not of the wishes or of the overview.
 */
export interface Receipt {
  readonly at: Date;
  /** No real card was changed. */
  readonly trial: boolean;
  /** All four, in the official order. */
  readonly rows: readonly ReceiptRow[];
  /** What is to be done next for any of them, each once. */
  readonly next: readonly NextStep[];
  readonly office: Office;
}

const REASONS: Readonly<Record<Reason, ReceiptReason>> = {
  'wrong-pin': 'wrong-pin',
  'references-differ': 'references-differ',
  locked: 'locked',
  'last-try': 'last-try-kept',
  absent: 'absent',
  'tries-unknown': 'card-refused',
  stopped: 'stopped',
  'card-refused': 'card-refused',
  interrupted: 'interrupted',
};

const NEXT_STEPS: readonly NextStep[] = [
  'use-the-new-one',
  'finish',
  'try-the-new-one-once',
  'begin-again',
  'be-sure-or-reset',
  'reset',
  'ask-the-office',
];

export interface ReceiptOptions {
  readonly at: Date;
  readonly trial: boolean;
  /** The national contact when left out. */
  readonly office?: Office;
}

export function receiptOf(
  reports: readonly PinReport[],
  { at, trial, office = NATIONAL_CONTACT }: ReceiptOptions,
): Receipt {
  const rows = PIN_IDS.map((pin) =>
    receiptRow(
      pin,
      reports.find((report) => report.pin === pin),
    ),
  );
  const next = NEXT_STEPS.filter((step) => rows.some((row) => row.next.includes(step)));
  return { at, trial, rows, next, office };
}

/** What became of one PIN; without a report it was not chosen. */
export function receiptRow(pin: PinId, report: PinReport | undefined): ReceiptRow {
  if (!report) return { pin, outcome: 'not-tried', tries: 'not-known', next: [] };
  const { outcome, reason } = report;
  const tries = triesClass(pin, report.triesLeft);
  return {
    pin,
    outcome,
    ...(reason && outcome !== 'changed' ? { reason: REASONS[reason] } : {}),
    tries,
    next: nextSteps(report, tries),
  };
}

/** The class of a number of tries that are left of a PIN. */
export function triesClass(pin: PinId, left: number | undefined): TriesLeft {
  if (left === undefined) return 'not-known';
  if (left <= 0) return 'none';
  if (left === 1) return 'one';
  return left < PINS[pin].maxTries ? 'some' : 'all';
}

function nextSteps({ outcome, reason }: PinReport, tries: TriesLeft): readonly NextStep[] {
  // What is locked can be neither tried nor finished.
  if (outcome !== 'changed' && (tries === 'none' || reason === 'locked')) return ['reset'];
  switch (outcome) {
    case 'changed':
      return ['use-the-new-one'];
    case 'half-changed':
      return [reason === 'card-refused' ? 'reset' : 'finish'];
    case 'unknown':
      // What the card has just refused is not tried again.
      return tries === 'one' || reason === 'wrong-pin'
        ? ['ask-the-office']
        : ['try-the-new-one-once', 'ask-the-office'];
    case 'unchanged':
      return unchangedSteps(reason, tries);
  }
}

function unchangedSteps(reason: Reason | undefined, tries: TriesLeft): readonly NextStep[] {
  switch (reason) {
    case 'absent':
      return [];
    case 'references-differ':
      return ['reset'];
    case 'card-refused':
    case 'tries-unknown':
      return ['ask-the-office'];
    default:
      return [tries === 'one' || reason === 'last-try' ? 'be-sure-or-reset' : 'begin-again'];
  }
}
