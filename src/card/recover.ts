import { type KeyReference, PINS } from './applications.ts';
import { readCounterOf } from './overview.ts';
import {
  askWhether,
  orStop,
  type PinJob,
  type PinReport,
  type PinWish,
  plan,
  type ReferenceJob,
  type ReferenceReport,
  triesOf,
  untilStopped,
} from './pin-job.ts';
import type { CardSession } from './session.ts';

/**
 * Finds out what the PINs are after a change whose end is not known, once the same card is back. Changes nothing.
 *
 * Each reference that was not proved yet is asked for the PIN it more likely holds. If it says no, that cost a try, and it
 * is asked for the other one, whose yes gives the try back: so in the end no try is lost, unless somebody changed the PIN
 * elsewhere in between. A reference is never asked with its last try, nor when its tries are unknown: then its PIN stays
 * `unknown`, with the reason.
 *
 * Never rejects because of the card. Throws `RangeError` as `plan` does.
 */
export async function recoverPins(session: CardSession, wishes: readonly PinWish[]): Promise<readonly PinReport[]> {
  const jobs = plan(wishes);
  return untilStopped(jobs, async () => {
    // Whatever interrupts the work, what was not asked by then is not known.
    for (const job of jobs) job.references.push(...inDoubt(job));
    for (const job of jobs) await recover(session, job);
  });
}

/** The references of a PIN as far as they were proved; `unknown` also where nothing was said about one. */
function inDoubt({ wish }: PinJob): ReferenceJob[] {
  return PINS[wish.pin].references.map((reference) => {
    const { holding, refused = [] } = reported(wish, reference) ?? {};
    const proved = holding === 'current' || holding === 'next';
    return { reference, holding: proved ? holding : 'unknown', refused: [...refused], triesLeft: undefined };
  });
}

async function recover(session: CardSession, job: PinJob): Promise<void> {
  job.trouble = { reason: 'interrupted' };
  for (const entry of [...job.references]) {
    const counter = await orStop(job, readCounterOf(session, entry.reference));
    entry.triesLeft = triesOf(counter);
    if (counter.kind === 'absent') job.references.splice(job.references.indexOf(entry), 1);
    if (counter.kind === 'absent' || !isOpen(entry)) continue;
    if (counter.kind === 'unknown') job.trouble = { reason: 'tries-unknown', sw: counter.sw };
    else if (counter.kind === 'locked') job.trouble = { reason: 'locked' };
    else if (counter.left === 1) job.trouble = { reason: 'last-try' };
    for (const guess of guesses(job, entry)) {
      if (isOpen(entry)) await askWhether(session, job, entry, guess);
    }
    if (isOpen(entry) && counter.kind === 'tries' && counter.left > 1) job.trouble = { reason: 'wrong-pin' };
  }
}

function reported(wish: PinWish, { application }: KeyReference): ReferenceReport | undefined {
  return wish.references?.find((reference) => reference.application === application);
}

/**
 * What to ask for, the likelier first, and not what it refused before. Who was not sent a change holds the current PIN;
 * everybody else was sent one, and most changes arrive. But the counter was full before the change: a try that is gone
 * since is the "no" to a VERIFY whose answer was lost, and then the other one is likelier.
 */
function guesses({ wish, maxTries }: PinJob, { reference, refused, triesLeft }: ReferenceJob): ('current' | 'next')[] {
  const untouched = reported(wish, reference)?.holding === 'untouched';
  const currentFirst = untouched === (triesLeft === maxTries);
  const order: ('current' | 'next')[] = currentFirst ? ['current', 'next'] : ['next', 'current'];
  return order.filter((which) => !refused.includes(which));
}

function isOpen(entry: ReferenceJob): boolean {
  return entry.holding === 'unknown';
}
