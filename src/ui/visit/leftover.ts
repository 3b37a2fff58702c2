import type { Leftover } from '../../app/visit.ts';
import { readStored, store } from '../page-storage.ts';
import { pinsIn, unfinishedChange } from '../unfinished-change.ts';

const LEFTOVER = 'myna-pin.leftover';

/** Whoever comes back for it does so soon; after that it would only unsettle others. The journal has it for good. */
const KEPT_MS = 30 * 60_000;

/**
 * What an earlier visit left in doubt, by the names of PINs and the time of day: which card it was is not kept. Also what a
 * visit was in the middle of that ended without a word, as when the browser was closed.
 */
export function takeLeftover(now: Date): Leftover | undefined {
  const cutOff = unfinishedChange.get();
  if (cutOff.length > 0) keepLeftover({ pins: cutOff, at: now });
  const [time, names = ''] = (readStored(() => sessionStorage, LEFTOVER) ?? '').split(' / ');
  const at = new Date(Number(time));
  const pins = pinsIn(names);
  return pins.length > 0 && now.getTime() - at.getTime() < KEPT_MS ? { pins, at } : undefined;
}

/** In place of an earlier one; without one, what this visit was in the middle of is over. */
export function keepLeftover(leftover: Leftover | undefined): void {
  if (leftover) store(() => sessionStorage, LEFTOVER, `${leftover.at.getTime()} / ${leftover.pins.join(' ')}`);
  unfinishedChange.set([]);
}
