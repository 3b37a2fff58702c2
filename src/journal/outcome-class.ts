import type { PinId } from '../card/applications.ts';
import type { JournalEvent } from './entry.ts';

/** How an application went, as it is counted. */
export type OutcomeClass =
  | 'changed'
  /** Some PINs, or one of the two places of a PIN. */
  | 'partly-changed'
  | 'unchanged'
  /** What a PIN is now was not found out. */
  | 'unknown'
  /** Being changed. */
  | 'open'
  /** Taken in: the first visit of a proxy. */
  | 'accepted'
  | 'refused';

/** `ending`: what was written of the change after its beginning; where there are several, its end. */
export function changeClass(pins: readonly PinId[], ending: JournalEvent | undefined): OutcomeClass {
  if (!ending) return 'open';
  if (ending.event !== 'change-ended') return 'unknown';
  const outcomes = ending.outcomes.map(({ outcome }) => outcome);
  if (outcomes.includes('unknown')) return 'unknown';
  const changed = ending.outcomes.filter(({ pin, outcome }) => pins.includes(pin) && outcome === 'changed').length;
  if (changed === pins.length) return 'changed';
  return changed > 0 || outcomes.includes('half-changed') ? 'partly-changed' : 'unchanged';
}
