import { type KeyReference, PIN_IDS, PINS, type PinId } from './applications.ts';
import { equalBytes } from './bytes.ts';
import { type CardErrorCode, cardErrorCode } from './card-error.ts';
import { readCounterOf } from './overview.ts';
import { isWellFormed } from './pin-rules.ts';
import type { CardSession } from './session.ts';
import { saysNotImplemented } from './status-word.ts';

/** What a person wants of one PIN. The bytes belong to the caller, who wipes them. */
export interface PinWish {
  readonly pin: PinId;
  readonly current: Uint8Array;
  readonly next: Uint8Array;
  /** The separate, deliberate consent to spend the last try of this PIN. */
  readonly lastTryConsent?: boolean;
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
}

export type ChangePhase = 'checking' | 'checked' | 'changing' | 'finished';

/** Told as the work goes on, for a progress display. */
export type OnProgress = (pin: PinId, phase: ChangePhase) => void;

/**
 * What a key reference holds. `untouched`: nothing but VERIFYs of the current PIN were sent to it. `current` and `next`:
 * proved by a VERIFY in the change phase.
 */
type Holding = 'untouched' | 'current' | 'next' | 'unknown';

interface ReferenceJob {
  readonly reference: KeyReference;
  holding: Holding;
  /** Lower bound from the last counter or VERIFY. */
  triesLeft: number | undefined;
}

interface PinJob {
  readonly wish: PinWish;
  readonly maxTries: number;
  /** References found on the card, in the order in which they were checked. */
  readonly references: ReferenceJob[];
  trouble: Pick<PinReport, 'reason' | 'sw' | 'error'> | undefined;
}

/** Thrown inside this file to end the work at once, with everything not yet changed left as it is. */
class Stop extends Error {}

/**
 * Changes PINs, in one exclusive session: check all (tries left, then VERIFY of the current PIN, once), then change and
 * prove one after the other. At the first wrong PIN nothing has been changed yet, and nothing will be.
 *
 * The change goes through the references in the reverse order of the check: the last one checked is still current and
 * verified, so it needs no second VERIFY. All four PINs (five references) take 40 APDUs, one 利用者証明用 takes 6.
 *
 * Never rejects because of the card: a fault in the middle is part of the report, which has one entry a wish, in the
 * official order. Throws `RangeError` before anything is sent when a wish breaks the format of its PIN, does not differ
 * from the current PIN, or comes twice.
 */
export async function changePins(
  session: CardSession,
  wishes: readonly PinWish[],
  onProgress: OnProgress = () => {},
): Promise<readonly PinReport[]> {
  const jobs = plan(wishes);
  try {
    for (const job of jobs) {
      onProgress(job.wish.pin, 'checking');
      await check(session, job);
      onProgress(job.wish.pin, 'checked');
    }
    for (const job of jobs.toReversed()) {
      if (job.trouble) continue;
      onProgress(job.wish.pin, 'changing');
      await change(session, job);
      onProgress(job.wish.pin, 'finished');
    }
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return jobs.map(report);
}

function plan(wishes: readonly PinWish[]): PinJob[] {
  for (const { pin, current, next } of wishes) {
    const { format } = PINS[pin];
    if (!isWellFormed(format, current) || !isWellFormed(format, next)) throw new RangeError(`${pin}: format`);
    if (equalBytes(current, next)) throw new RangeError(`${pin}: the new PIN is the current one`);
  }
  const ordered = PIN_IDS.flatMap((pin) => wishes.filter((wish) => wish.pin === pin));
  if (new Set(ordered.map((wish) => wish.pin)).size !== wishes.length) throw new RangeError('one wish a PIN');
  return ordered.map((wish) => ({ wish, maxTries: PINS[wish.pin].maxTries, references: [], trouble: undefined }));
}

/** Reads the tries of every reference of one PIN and presents the current PIN to it. Nothing is changed here. */
async function check(session: CardSession, job: PinJob): Promise<void> {
  for (const reference of PINS[job.wish.pin].references) {
    const counter = await orStop(job, readCounterOf(session, reference));
    if (counter.kind === 'absent') continue;
    const triesLeft = counter.kind === 'tries' ? counter.left : counter.kind === 'locked' ? 0 : undefined;
    const entry: ReferenceJob = { reference, holding: 'untouched', triesLeft };
    job.references.push(entry);
    if (counter.kind === 'locked') job.trouble = { reason: 'locked' };
    else if (counter.kind === 'unknown') job.trouble = { reason: 'tries-unknown', sw: counter.sw };
    else if (counter.left === 1 && !job.wish.lastTryConsent) job.trouble = { reason: 'last-try' };
    if (job.trouble) return;
    await present(session, job, entry);
  }
  if (job.references.length === 0) job.trouble = { reason: 'absent' };
}

/** VERIFY with the current PIN, once. Anything but yes stops the whole work. */
async function present(session: CardSession, job: PinJob, entry: ReferenceJob): Promise<void> {
  const answer = await orStop(job, session.verify(job.wish.current));
  switch (answer.kind) {
    case 'accepted':
      entry.triesLeft = job.maxTries;
      return;
    case 'refused':
      entry.triesLeft = answer.triesLeft;
      job.trouble = { reason: job.references.indexOf(entry) > 0 ? 'references-differ' : 'wrong-pin' };
      break;
    case 'locked':
      entry.triesLeft = 0;
      job.trouble = { reason: 'locked' };
      break;
    case 'unclear':
      entry.triesLeft = undefined;
      job.trouble = { reason: 'card-refused', sw: answer.sw };
  }
  throw new Stop();
}

/** Changes and proves every reference of one PIN; leaves the rest of the PIN alone once one of them could not be changed. */
async function change(session: CardSession, job: PinJob): Promise<void> {
  for (const entry of job.references.toReversed()) {
    if (!session.isVerified(entry.reference)) {
      const sw = await orStop(job, session.selectReference(entry.reference));
      if (sw !== 0x9000) {
        job.trouble = { reason: 'card-refused', sw };
        return;
      }
      if (isSharing(job)) {
        if (await presentToSibling(session, job, entry)) continue;
        if (job.trouble) return;
      } else {
        await present(session, job, entry);
      }
    }
    await changeReference(session, job, entry);
    if (entry.holding !== 'next') return;
  }
}

/** Whether another reference of this PIN was changed already: this one may be the same value under a second name. */
function isSharing(job: PinJob): boolean {
  return job.references.some((entry) => entry.holding === 'next');
}

/**
 * The current PIN for a reference whose sibling was just changed. If it refuses, the two share one value and it must
 * hold the new PIN already: that is proved with a VERIFY of the new PIN, unless that would be the last try. The try that
 * the refusal cost is given back by the success. Resolves with true when the reference holds the new PIN.
 */
async function presentToSibling(session: CardSession, job: PinJob, entry: ReferenceJob): Promise<boolean> {
  const answer = await orStop(job, session.verify(job.wish.current));
  if (answer.kind === 'accepted') {
    entry.holding = 'current';
    entry.triesLeft = job.maxTries;
    return false;
  }
  entry.holding = 'unknown';
  if (answer.kind === 'refused') {
    entry.triesLeft = answer.triesLeft;
    await proveOther(session, job, entry, 'next');
  } else {
    entry.triesLeft = answer.kind === 'locked' ? 0 : undefined;
    job.trouble = answer.kind === 'locked' ? { reason: 'locked' } : { reason: 'card-refused', sw: answer.sw };
  }
  if ((entry.holding as Holding) === 'next') return true;
  job.trouble ??= { reason: 'wrong-pin' };
  return false;
}

/** The change of one verified reference and its proof. */
async function changeReference(session: CardSession, job: PinJob, entry: ReferenceJob): Promise<void> {
  entry.holding = 'unknown';
  let sw = 0x6d00;
  for (const instruction of entry.reference.change) {
    sw = await orStop(job, session.change(instruction, job.wish.next));
    if (!saysNotImplemented(sw)) break;
  }
  if (sw === 0x9000) {
    const answer = await orStop(job, session.verify(job.wish.next));
    if (answer.kind === 'accepted') {
      entry.holding = 'next';
      entry.triesLeft = job.maxTries;
      return;
    }
    entry.triesLeft = answer.kind === 'refused' ? answer.triesLeft : answer.kind === 'locked' ? 0 : undefined;
    job.trouble = { reason: 'card-refused', sw: answer.kind === 'unclear' ? answer.sw : sw };
    if (answer.kind === 'refused') await proveOther(session, job, entry, 'current');
    return;
  }
  // The card refused. Whether it really left the PIN alone, and whether that cost a try, is not written anywhere: ask it.
  job.trouble = { reason: 'card-refused', sw };
  const counter = await orStop(job, session.triesLeft());
  entry.triesLeft = counter.kind === 'tries' ? counter.left : counter.kind === 'locked' ? 0 : undefined;
  await proveOther(session, job, entry, 'current');
  if ((entry.holding as Holding) !== 'current' && entry.triesLeft !== undefined)
    await proveOther(session, job, entry, 'next');
}

/**
 * Finds out whether a reference in doubt holds this PIN. Asks only where at least two tries are known to be left, so
 * that the answer "no" can never lock it.
 */
async function proveOther(
  session: CardSession,
  job: PinJob,
  entry: ReferenceJob,
  which: 'current' | 'next',
): Promise<void> {
  if (entry.triesLeft === undefined || entry.triesLeft < 2) return;
  const answer = await orStop(job, session.verify(job.wish[which]));
  if (answer.kind === 'accepted') {
    entry.holding = which;
    entry.triesLeft = job.maxTries;
    if (which === 'next') job.trouble = undefined;
  } else {
    entry.triesLeft = answer.kind === 'refused' ? answer.triesLeft : answer.kind === 'locked' ? 0 : undefined;
  }
}

/** Awaits an exchange with the card; when no answer comes, notes why and stops. */
async function orStop<T>(job: PinJob, exchange: Promise<T>): Promise<T> {
  try {
    return await exchange;
  } catch (error) {
    job.trouble = { reason: 'interrupted', error: cardErrorCode(error) };
    throw new Stop('interrupted', { cause: error });
  }
}

function report(job: PinJob): PinReport {
  const outcome = outcomeOf(job.references.map((entry) => entry.holding));
  const tries = job.references.map((entry) => entry.triesLeft);
  return {
    pin: job.wish.pin,
    outcome,
    ...(outcome === 'changed' ? {} : (job.trouble ?? { reason: 'stopped' as const })),
    ...(tries.length > 0 && tries.every((left) => left !== undefined) ? { triesLeft: Math.min(...tries) } : {}),
  };
}

function outcomeOf(holdings: readonly Holding[]): PinOutcome {
  if (holdings.length > 0 && holdings.every((holding) => holding === 'next')) return 'changed';
  if (holdings.every((holding) => holding === 'untouched' || holding === 'current')) return 'unchanged';
  // A sibling that was not asked since the other one changed may share its value, so nothing is said of it.
  if (holdings.every((holding) => holding === 'next' || holding === 'current')) return 'half-changed';
  return 'unknown';
}
