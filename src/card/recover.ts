import { type KeyReference, PINS } from './applications.ts';
import { readCounterOf } from './overview.ts';
import {
  askWhether,
  hasRefused,
  keepsItsPin,
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
import type { Counter } from './status-word.ts';

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
    for (const job of jobs) doubt(job);
    for (const job of jobs) await recover(session, job);
  });
}

/** Whatever was not proved of a reference is `unknown`; of any that the PIN may have, where nothing was said of them. */
function doubt({ wish, references }: PinJob): void {
  for (const entry of references) if (entry.holding === 'untouched') entry.holding = 'unknown';
  if (wish.references) return;
  for (const reference of PINS[wish.pin].references) {
    references.push({ reference, holding: 'unknown', refused: [], triesLeft: undefined });
  }
}

async function recover(session: CardSession, job: PinJob): Promise<void> {
  job.trouble = { reason: 'interrupted' };
  // Whose last answer is missing comes first: its counter tells what that was, unless a sibling with the same counter is
  // asked before.
  const ordered = job.references.toSorted((a, b) => Number(b.asked !== undefined) - Number(a.asked !== undefined));
  for (const entry of ordered) {
    const counter = await orStop(job, readCounterOf(session, entry.reference));
    entry.triesLeft = triesOf(counter);
    if (counter.kind === 'absent' && !reported(job.wish, entry.reference)) {
      job.references.splice(job.references.indexOf(entry), 1);
    } else if (isOpen(entry)) {
      const trouble = counter.kind === 'tries' ? await ask(session, job, entry) : troubleWith(counter);
      if (trouble) job.trouble = trouble;
      // What was neither yes nor no may have cost a try, of a sibling's counter too.
      if (trouble?.reason === 'card-refused') return;
    }
  }
  if (job.references.length === 0) job.trouble = { reason: 'absent' };
}

/** Resolves with why it could not be found out, if so. */
async function ask(session: CardSession, job: PinJob, entry: ReferenceJob): Promise<PinJob['trouble']> {
  const { asked, triesLeft = 0 } = entry;
  if (asked && triesLeft < asked.triesBefore) entry.refused.push(asked.which);
  for (const guess of guesses(job, entry)) {
    const answer = await askWhether(session, job, entry, guess);
    if (!answer) return { reason: 'last-try' };
    if (answer.kind === 'accepted') return undefined;
    if (answer.kind === 'unclear') return { reason: 'card-refused', sw: answer.sw };
  }
  return { reason: 'wrong-pin' };
}

function troubleWith(counter: Exclude<Counter, { kind: 'tries' }>): PinJob['trouble'] {
  return counter.kind === 'unknown' ? { reason: 'tries-unknown', sw: counter.sw } : { reason: counter.kind };
}

function reported(wish: PinWish, { application }: KeyReference): ReferenceReport | undefined {
  return wish.references?.find((reference) => reference.application === application);
}

/**
 * What to ask for, the likelier first, and not what it refused before. Who was not sent a change holds the current PIN;
 * everybody else was sent one, and most changes arrive, unless a try is gone since: that was the price of a refusal.
 */
function guesses(job: PinJob, entry: ReferenceJob): ('current' | 'next')[] {
  const { wish, maxTries } = job;
  const { reference, triesLeft = 0 } = entry;
  const untouched = reported(wish, reference)?.holding === 'untouched';
  const currentFirst = untouched || triesLeft < maxTries;
  const order: ('current' | 'next')[] = currentFirst ? ['current', 'next'] : ['next', 'current'];
  // One and the same PIN is asked for once.
  const questions: typeof order = keepsItsPin(wish) ? ['next'] : order;
  return questions.filter((which) => !hasRefused(job, entry, which));
}

function isOpen(entry: ReferenceJob): boolean {
  return entry.holding === 'unknown';
}
