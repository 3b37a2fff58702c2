import { type ApplicationId, type KeyReference, PIN_IDS, PINS, type PinId } from './applications.ts';
import { equalBytes } from './bytes.ts';
import { type CardErrorCode, cardErrorCode } from './card-error.ts';
import { isWellFormed } from './pin-rules.ts';
import type { CardSession } from './session.ts';
import type { Counter, VerifyAnswer } from './status-word.ts';

/** What a person wants of one PIN. The bytes belong to the caller, who wipes them. */
export interface PinWish {
  readonly pin: PinId;
  readonly current: Uint8Array;
  readonly next: Uint8Array;
  /** The separate, deliberate consent to spend the last try of this PIN. */
  readonly lastTryConsent?: boolean;
  /** What earlier work with the same card and the same PINs proved of its key references, where that was not enough. */
  readonly references?: readonly ReferenceReport[];
}

/**
 * What a key reference holds. `untouched`: nothing was sent that could have changed it. `current` and `next`: proved by a
 * VERIFY since something was. `unknown`: it was sent a change, or shares a PIN with one that was.
 */
export type Holding = 'untouched' | 'current' | 'next' | 'unknown';

export interface ReferenceReport {
  readonly application: ApplicationId;
  readonly holding: Holding;
  /** What it is known to have refused; it is not asked for that again. */
  readonly refused: readonly ('current' | 'next')[];
  /** The VERIFY whose answer is not known, and the tries before it: if there are fewer since, it was refused. */
  readonly asked?: Asked;
}

interface Asked {
  readonly which: 'current' | 'next';
  readonly triesBefore: number;
}

/**
 * `changed`: every key reference the card has accepted the new PIN in a VERIFY. `unchanged`: none was changed.
 * `half-changed`: of the two references of 住民基本台帳用 one proved to hold the new PIN and the other the old one.
 * `unknown`: what it holds could not be proved.
 */
export type PinOutcome = 'changed' | 'unchanged' | 'half-changed' | 'unknown';

/** Why a PIN was not changed, or not completely. */
export type Reason =
  | 'wrong-pin'
  /** The first reference of the PIN accepted the current PIN and the other refused it. */
  | 'references-differ'
  | 'locked'
  /** One try is left and there was no consent to spend it. */
  | 'last-try'
  | 'absent'
  | 'tries-unknown'
  /** Another PIN stopped the work before this one was changed. */
  | 'stopped'
  /** The card answered the change, or a VERIFY, with a status word that is neither yes nor a wrong PIN. */
  | 'card-refused'
  /** No answer came: the card or the reader went away. */
  | 'interrupted';

export interface PinReport {
  readonly pin: PinId;
  readonly outcome: PinOutcome;
  readonly reason?: Reason;
  /** As far as it is known, the smallest number over the references of the PIN. */
  readonly triesLeft?: number;
  /** The status word behind `card-refused` and `tries-unknown`. */
  readonly sw?: number;
  /** The fault behind `interrupted`. */
  readonly error?: CardErrorCode;
  /** Reference by reference, where they are not all alike or one is not known. */
  readonly references?: readonly ReferenceReport[];
}

export interface ReferenceJob {
  readonly reference: KeyReference;
  holding: Holding;
  refused: ('current' | 'next')[];
  asked?: Asked | undefined;
  /** Lower bound from the last counter or VERIFY; `undefined` when it is not known. */
  triesLeft: number | undefined;
}

export interface PinJob {
  readonly wish: PinWish;
  readonly maxTries: number;
  /** References found on the card, in this work or an earlier one, in the order in which they were met. */
  readonly references: ReferenceJob[];
  trouble: Pick<PinReport, 'reason' | 'sw' | 'error'> | undefined;
}

/** Ends the work at once, with everything not yet changed left as it is. Never leaves this folder. */
export class Stop extends Error {}

/**
 * One job a wish, in the official order. Throws `RangeError` before anything is sent when a wish breaks the format of its
 * PIN, or comes twice. A new PIN that is the current one is the person's own affair: see `keepsItsPin`.
 */
export function plan(wishes: readonly PinWish[]): PinJob[] {
  for (const { pin, current, next } of wishes) {
    const { format } = PINS[pin];
    if (!isWellFormed(format, current) || !isWellFormed(format, next)) throw new RangeError(`${pin}: format`);
  }
  const ordered = PIN_IDS.flatMap((pin) => wishes.filter((wish) => wish.pin === pin));
  if (new Set(ordered.map((wish) => wish.pin)).size !== wishes.length) throw new RangeError('one wish a PIN');
  return ordered.map((wish) => ({
    wish,
    maxTries: PINS[wish.pin].maxTries,
    references: PINS[wish.pin].references.flatMap((reference) => knownBefore(wish, reference)),
    trouble: undefined,
  }));
}

function knownBefore({ references = [] }: PinWish, reference: KeyReference): ReferenceJob[] {
  return references
    .filter(({ application }) => application === reference.application)
    .map(({ holding, refused, asked }) => ({ reference, holding, refused: [...refused], asked, triesLeft: undefined }));
}

/**
 * Whether the new PIN is the current one. Then one VERIFY answers both questions, so neither is asked after the other was
 * answered "no", and a reference that proved to hold the one holds the other.
 */
export function keepsItsPin({ current, next }: PinWish): boolean {
  return equalBytes(current, next);
}

/** Whether a reference is known to have refused the bytes of this PIN. */
export function hasRefused({ wish }: PinJob, { refused }: ReferenceJob, which: 'current' | 'next'): boolean {
  return refused.includes(which) || (refused.length > 0 && keepsItsPin(wish));
}

/** Runs the work on `jobs` until it is done or stopped, and reports on all of them. Never rejects because of the card. */
export async function untilStopped(jobs: readonly PinJob[], work: () => Promise<void>): Promise<readonly PinReport[]> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return jobs.map(report);
}

/** Awaits an exchange with the card; when no answer comes, notes why and stops. */
export async function orStop<T>(job: PinJob, exchange: Promise<T>): Promise<T> {
  try {
    return await exchange;
  } catch (error) {
    job.trouble = { reason: 'interrupted', error: cardErrorCode(error) };
    throw new Stop('interrupted', { cause: error });
  }
}

/** Presents one of the two PINs to the current file, once, and notes the tries that are left then. */
export async function presentPin(
  session: CardSession,
  job: PinJob,
  entry: ReferenceJob,
  which: 'current' | 'next',
): Promise<VerifyAnswer> {
  const triesBefore = entry.triesLeft ?? 0;
  // Until the answer is here a try may be gone.
  entry.triesLeft = undefined;
  entry.asked = { which, triesBefore };
  const answer = believable(await orStop(job, session.verify(job.wish[which])), triesBefore);
  if (answer.kind !== 'unclear') entry.asked = undefined;
  if (answer.kind === 'accepted') entry.triesLeft = job.maxTries;
  else if (answer.kind !== 'unclear') entry.triesLeft = answer.kind === 'refused' ? answer.triesLeft : 0;
  if (answer.kind === 'refused') entry.refused.push(which);
  return answer;
}

/**
 * A "no" costs one try, and the last one locks: a "no" that leaves as many as there were, and a lock with more than one left,
 * are answers to something else.
 */
function believable(answer: VerifyAnswer, triesBefore: number): VerifyAnswer {
  const contradicts =
    (answer.kind === 'refused' && answer.triesLeft >= triesBefore) || (answer.kind === 'locked' && triesBefore > 1);
  return contradicts ? { kind: 'unclear', sw: answer.sw } : answer;
}

/**
 * Finds out whether a reference in doubt holds this PIN. Asks only where at least two tries are known to be left, so that
 * the answer "no" can never lock it, and where the answer is not known; resolves with `undefined` where it did not ask.
 */
export async function askWhether(
  session: CardSession,
  job: PinJob,
  entry: ReferenceJob,
  which: 'current' | 'next',
): Promise<VerifyAnswer | undefined> {
  if (entry.triesLeft === undefined || entry.triesLeft < 2) return undefined;
  if (hasRefused(job, entry, which)) return undefined;
  const answer = await presentPin(session, job, entry, which);
  if (answer.kind === 'accepted') entry.holding = which;
  return answer;
}

/** The number in a counter that was read; `undefined` where it gave none. */
export function triesOf(counter: Counter): number | undefined {
  return counter.kind === 'tries' ? counter.left : counter.kind === 'locked' ? 0 : undefined;
}

function report(job: PinJob): PinReport {
  const outcome = outcomeOf(holdingsOf(job));
  const tries = job.references.map((entry) => entry.triesLeft);
  return {
    pin: job.wish.pin,
    outcome,
    ...(outcome === 'changed' ? {} : (job.trouble ?? { reason: 'stopped' as const })),
    ...(tries.length > 0 && tries.every((left) => left !== undefined) ? { triesLeft: Math.min(...tries) } : {}),
    ...(outcome === 'unknown' || outcome === 'half-changed' || mayHoldTheNewOne(job)
      ? {
          references: job.references.map(({ reference, holding, refused, asked }) => ({
            application: reference.application,
            holding,
            refused,
            ...(asked ? { asked } : {}),
          })),
        }
      : {}),
  };
}

/** Whether of two references that differ one may hold the new PIN, so that there is something to find out. */
function mayHoldTheNewOne({ trouble, wish }: PinJob): boolean {
  return trouble?.reason === 'references-differ' && !keepsItsPin(wish);
}

/** Where the two PINs are one, nothing is half-changed: what holds the current one holds what its sibling was changed to. */
function holdingsOf({ references, wish }: PinJob): Holding[] {
  const holdings = references.map(({ holding }) => holding);
  if (!holdings.includes('next') || !keepsItsPin(wish)) return holdings;
  return holdings.map((holding) => (holding === 'current' ? 'next' : holding));
}

function outcomeOf(holdings: readonly Holding[]): PinOutcome {
  if (holdings.length > 0 && holdings.every((holding) => holding === 'next')) return 'changed';
  if (holdings.every((holding) => holding === 'untouched' || holding === 'current')) return 'unchanged';
  // A sibling that was not asked since the other one changed may share its value, so nothing is said of it.
  if (holdings.every((holding) => holding === 'next' || holding === 'current')) return 'half-changed';
  return 'unknown';
}
