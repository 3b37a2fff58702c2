import { PINS, type PinId } from './applications.ts';
import { readCounterOf } from './overview.ts';
import {
  askWhether,
  orStop,
  type PinJob,
  type PinReport,
  type PinWish,
  plan,
  presentPin,
  type ReferenceJob,
  Stop,
  triesOf,
  untilStopped,
} from './pin-job.ts';
import type { CardSession } from './session.ts';
import { saysNotImplemented } from './status-word.ts';

export type ChangePhase = 'checking' | 'checked' | 'changing' | 'finished';

/** Told as the work goes on, for a progress display. */
export type OnProgress = (pin: PinId, phase: ChangePhase) => void;

/**
 * Changes PINs, in one exclusive session: check all (tries left, then VERIFY of the current PIN, once), then change and
 * prove one after the other. At the first wrong PIN nothing has been changed yet, and nothing will be.
 *
 * The change goes through the references in the reverse order of the check: the last one checked is still current and
 * verified, so it needs no second VERIFY. All four PINs (five references) take 40 APDUs, one 利用者証明用 takes 6.
 *
 * Never rejects because of the card: a fault in the middle is part of the report, which has one entry a wish, in the
 * official order. Throws `RangeError` as `plan` does.
 */
export async function changePins(
  session: CardSession,
  wishes: readonly PinWish[],
  onProgress: OnProgress = () => {},
): Promise<readonly PinReport[]> {
  const jobs = plan(wishes);
  return untilStopped(jobs, async () => {
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
  });
}

/** Reads the tries of every reference of one PIN and presents the PIN it holds. Nothing is changed here. */
async function check(session: CardSession, job: PinJob): Promise<void> {
  const { references } = PINS[job.wish.pin];
  for (const reference of references) {
    let counter = await orStop(job, readCounterOf(session, reference));
    if (counter.kind === 'absent' && references.length > 1) {
      // Were it only overlooked, the PIN would count as changed with the old one still in here: looked for once more.
      session.forgetSelection();
      counter = await orStop(job, readCounterOf(session, reference));
    }
    const earlier = job.references.find((entry) => entry.reference === reference);
    if (counter.kind === 'absent' && !earlier) continue;
    const entry: ReferenceJob = earlier ?? { reference, holding: 'untouched', refused: [], triesLeft: undefined };
    entry.triesLeft = triesOf(counter);
    if (!earlier) job.references.push(entry);
    if (counter.kind === 'absent') job.trouble = { reason: 'absent' };
    else if (counter.kind === 'locked') job.trouble = { reason: 'locked' };
    else if (counter.kind === 'unknown') job.trouble = { reason: 'tries-unknown', sw: counter.sw };
    else if (counter.left === 1 && !job.wish.lastTryConsent) job.trouble = { reason: 'last-try' };
    if (job.trouble) return;
    // Earlier work may have proved that it holds the new PIN already.
    await present(session, job, entry, entry.holding === 'next' ? 'next' : 'current');
  }
  if (job.references.length === 0) job.trouble = { reason: 'absent' };
}

/** VERIFY of the PIN that a reference should hold, once. Anything but yes stops the whole work. */
async function present(
  session: CardSession,
  job: PinJob,
  entry: ReferenceJob,
  which: 'current' | 'next',
): Promise<void> {
  const answer = await presentPin(session, job, entry, which);
  switch (answer.kind) {
    case 'accepted':
      if (entry.holding !== 'untouched') entry.holding = which;
      return;
    case 'refused':
      // Whatever was proved of it earlier is so no longer.
      if (entry.holding !== 'untouched') entry.holding = 'unknown';
      job.trouble = { reason: job.references.indexOf(entry) > 0 ? 'references-differ' : 'wrong-pin' };
      break;
    case 'locked':
      job.trouble = { reason: 'locked' };
      break;
    case 'unclear':
      job.trouble = { reason: 'card-refused', sw: answer.sw };
  }
  throw new Stop();
}

/** Changes and proves every reference of one PIN; leaves the rest of the PIN alone once one of them could not be changed. */
async function change(session: CardSession, job: PinJob): Promise<void> {
  for (const entry of job.references.toReversed()) {
    if (entry.holding === 'next') continue;
    if (!session.isVerified(entry.reference)) {
      const sw = await orStop(job, session.selectReference(entry.reference));
      if (sw !== 0x9000) {
        job.trouble = { reason: 'card-refused', sw };
        return;
      }
      if (hasChangedSibling(job)) {
        if (await presentToSibling(session, job, entry)) continue;
        if (job.trouble) return;
      } else {
        await present(session, job, entry, 'current');
      }
    }
    await changeReference(session, job, entry);
    if (!proved(entry, 'next')) return;
  }
}

/** Whether another reference of this PIN was changed already: this one may be the same value under a second name. */
function hasChangedSibling(job: PinJob): boolean {
  return job.references.some((entry) => entry.holding === 'next');
}

/**
 * The current PIN for a reference whose sibling was just changed. If it refuses, the two share one value and it must
 * hold the new PIN already: that is proved with a VERIFY of the new PIN, unless that would be the last try. The try that
 * the refusal cost is given back by the success. Resolves with true when the reference holds the new PIN.
 */
async function presentToSibling(session: CardSession, job: PinJob, entry: ReferenceJob): Promise<boolean> {
  const answer = await presentPin(session, job, entry, 'current');
  if (answer.kind === 'accepted') {
    entry.holding = 'current';
    return false;
  }
  entry.holding = 'unknown';
  if (answer.kind === 'refused') await askWhether(session, job, entry, 'next');
  if (proved(entry, 'next')) return true;
  if (answer.kind === 'unclear') job.trouble = { reason: 'card-refused', sw: answer.sw };
  else job.trouble = { reason: answer.kind === 'locked' ? 'locked' : 'wrong-pin' };
  return false;
}

/** The change of one verified reference and its proof. */
async function changeReference(session: CardSession, job: PinJob, entry: ReferenceJob): Promise<void> {
  entry.holding = 'unknown';
  // What it refused before may be what it holds from now on.
  entry.refused = [];
  let sw = 0x6d00;
  for (const instruction of entry.reference.change) {
    sw = await orStop(job, session.change(instruction, job.wish.next));
    if (!saysNotImplemented(sw)) break;
  }
  if (sw === 0x9000) {
    const answer = await presentPin(session, job, entry, 'next');
    if (answer.kind === 'accepted') {
      entry.holding = 'next';
      return;
    }
    job.trouble = { reason: 'card-refused', sw: answer.kind === 'unclear' ? answer.sw : sw };
    if (answer.kind === 'refused') await askWhether(session, job, entry, 'current');
    return;
  }
  // The card refused. Whether it really left the PIN alone, and whether that cost a try, is written nowhere: ask it.
  job.trouble = { reason: 'card-refused', sw };
  entry.triesLeft = undefined;
  const counter = await orStop(job, session.triesLeft());
  // Any other word than a number may be what this card says of a PIN that is verified.
  if (counter.kind === 'tries') entry.triesLeft = counter.left;
  // The VERIFY before filled it. If it is not full, and the current PIN is refused too, that VERIFY was answered by somebody
  // else: then the card was sent nothing it could have carried out, and a second question would cost one more try.
  const filled = entry.triesLeft === job.maxTries;
  await askWhether(session, job, entry, 'current');
  if (filled && !proved(entry, 'current')) await askWhether(session, job, entry, 'next');
  if (proved(entry, 'next')) job.trouble = undefined;
}

function proved(entry: ReferenceJob, which: 'current' | 'next'): boolean {
  return entry.holding === which;
}
