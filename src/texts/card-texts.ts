import type { PinId } from '../card/applications.ts';
import type { PinState } from '../card/overview.ts';
import { resetWays } from '../card/pin-facts.ts';
import type { PinReport, Reason } from '../card/pin-job.ts';
import type { CardWords } from './card-words.ts';

/** What was typed does not help any more. */
const NEEDS_RESET: ReadonlySet<Reason> = new Set(['locked', 'references-differ']);

/** What people read about a PIN and its change; the page and the command line say the same. */
export class CardTexts {
  readonly words: CardWords;

  constructor(words: CardWords) {
    this.words = words;
  }

  pinState(state: PinState): string {
    const { states } = this.words;
    return state.kind === 'ready' ? states.ready(state.triesLeft) : states[state.kind];
  }

  /** What people can do about a PIN that cannot be changed here, given the state of the others. */
  pinStateAdvice(pin: PinId, pins: Readonly<Record<PinId, PinState>>): string | undefined {
    const state = pins[pin];
    switch (state.kind) {
      case 'ready':
        return state.triesLeft === 1 ? this.words.lastTryWarning : undefined;
      case 'locked':
        return this.resetAdvice(pin, pins);
      case 'absent':
        return undefined;
      case 'unknown':
        return this.words.unknownTriesAdvice;
    }
  }

  /** Where a locked or forgotten PIN is set anew. `pins`, where known, leave out a way that is closed. */
  resetAdvice(pin: PinId, pins?: Readonly<Record<PinId, PinState>>): string {
    const [store] = resetWays(pin, pins).filter((way) => way.place === 'store');
    return store ? this.words.resetAtCounterOrStore(store.needs) : this.words.resetAtCounter;
  }

  /** The sentence above the reports of one change. */
  resultLead(reports: readonly PinReport[]): string {
    const { resultLeads } = this.words;
    const outcomes = new Set(reports.map(({ outcome }) => outcome));
    if (outcomes.has('unknown')) return resultLeads.unknown;
    if (outcomes.has('half-changed')) return resultLeads.halfChanged;
    if (outcomes.size > 1) return resultLeads.mixed;
    if (outcomes.has('changed')) return reports.length === 1 ? resultLeads.oneChanged : resultLeads.allChanged;
    return reports.some(({ reason }) => reason === 'wrong-pin') ? resultLeads.wrongPin : resultLeads.noneChanged;
  }

  /** What a wrong PIN cost, to stand below the sentence above: whose it was is said there only where there is one. */
  wrongPinCost(reports: readonly PinReport[]): readonly string[] {
    const { reasons } = this.words;
    return reports
      .filter(({ outcome, reason }) => outcome === 'unchanged' && reason === 'wrong-pin')
      .flatMap(({ triesLeft }) => {
        if (triesLeft === undefined) return [];
        return triesLeft === 0 ? [reasons.nowLocked] : [reasons.wrongPinCost(triesLeft)];
      });
  }

  /** Why a PIN was not changed, what it cost, and what to do next. */
  reasonLines(report: PinReport): readonly string[] {
    return [...this.whyLines(report), ...this.#advice(report)];
  }

  /** The same without what to do next. */
  whyLines(report: PinReport): readonly string[] {
    const { reasons } = this.words;
    switch (report.outcome) {
      case 'changed':
        return reasons.changed;
      case 'half-changed':
        return [
          reasons.halfChanged,
          report.reason === 'card-refused'
            ? reasons.halfChangedRefused(this.#status(report.sw))
            : reasons.halfChangedOpen,
        ];
      case 'unknown':
        return this.#unknown(report.reason ?? 'stopped', report);
      case 'unchanged':
        return this.#unchanged(report.reason ?? 'stopped', report);
    }
  }

  #advice({ pin, outcome, reason = 'stopped', triesLeft }: PinReport): readonly string[] {
    const { unknownAdvice, interruptedUnchanged } = this.words.reasons;
    const reset = [this.resetAdvice(pin)];
    switch (outcome) {
      case 'changed':
        return [];
      case 'half-changed':
        return reason === 'card-refused' ? reset : [];
      case 'unknown':
        // Neither number was right: trying them again would only cost more tries.
        if (reason === 'wrong-pin') return [...unknownAdvice.slice(0, 1), ...reset];
        return [...(NEEDS_RESET.has(reason) ? reset : []), ...unknownAdvice];
      case 'unchanged':
        if (reason === 'interrupted') return [interruptedUnchanged];
        return NEEDS_RESET.has(reason) || (reason === 'wrong-pin' && (triesLeft ?? 2) < 2) ? reset : [];
    }
  }

  #unchanged(reason: Reason, { triesLeft, sw, error }: PinReport): readonly string[] {
    const { reasons } = this.words;
    switch (reason) {
      case 'wrong-pin':
        return [
          reasons.wrongPin,
          ...(triesLeft === 0 ? [reasons.nowLocked] : []),
          ...(triesLeft === 1 ? [reasons.nextLocks] : []),
        ];
      case 'references-differ':
        return [reasons.referencesDiffer, ...((triesLeft ?? 0) > 1 ? [reasons.referencesDifferAfterChange] : [])];
      case 'locked':
        return [reasons.locked];
      case 'last-try':
        return [reasons.lastTry];
      case 'absent':
        return [reasons.absent];
      case 'tries-unknown':
        return [reasons.triesUnknown(this.#status(sw))];
      case 'stopped':
        return [reasons.stopped];
      case 'card-refused':
        return [reasons.cardRefused(this.#status(sw))];
      case 'interrupted':
        return [this.#interrupted(error)];
    }
  }

  #unknown(reason: Reason, report: PinReport): readonly string[] {
    const { reasons } = this.words;
    switch (reason) {
      case 'wrong-pin':
        return [reasons.neitherAccepted];
      case 'last-try':
        return [reasons.lastTryNotAsked];
      case 'tries-unknown':
        return [reasons.triesUnknownNotAsked(this.#status(report.sw))];
      case 'stopped':
        return [reasons.stoppedNotAsked];
      case 'interrupted':
        return [this.#interrupted(report.error)];
      default:
        return this.#unchanged(reason, report);
    }
  }

  #interrupted(error: PinReport['error']): string {
    return this.words.reasons.interrupted(error && this.words.cardErrors[error].title);
  }

  #status(sw: number | undefined): string {
    return sw === undefined ? '' : this.words.status(sw.toString(16).toUpperCase().padStart(4, '0'));
  }
}
