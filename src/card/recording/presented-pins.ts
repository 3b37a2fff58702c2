import { PIN_IDS, type PinId } from '../applications.ts';
import type { PinWish } from '../pin-job.ts';
import { inventedPin } from './placeholders.ts';
import type { PinPlaceholder, RecordedBytes, RecordingEntry } from './recording.ts';

/** The entries from `start` to the end of the session there, its `disconnect` included. */
export function sessionAt(entries: readonly RecordingEntry[], start: number): readonly RecordingEntry[] {
  const end = entries.findIndex((entry, i) => i >= start && entry.kind === 'event' && entry.event === 'disconnect');
  return entries.slice(start, end < 0 ? undefined : end + 1);
}

/** What was sent as this PIN in these entries, in order. */
export function presented(entries: readonly RecordingEntry[], pin: PinId): PinPlaceholder[] {
  return entries.flatMap((entry) =>
    entry.kind === 'command' ? entry.bytes.filter((part) => isPin(part)).filter((sent) => sent.pin === pin) : [],
  );
}

/** The PINs whose last try a person of these entries agreed to spend. */
export function consentsIn(entries: readonly RecordingEntry[]): PinId[] {
  return PIN_IDS.filter((pin) =>
    entries.some((entry) => entry.kind === 'event' && entry.event === 'last-try' && entry.detail === pin),
  );
}

/** What the person of these entries wanted: one wish with invented values for each PIN that is presented, in the official order. */
export function wishesIn(entries: readonly RecordingEntry[]): PinWish[] {
  return PIN_IDS.flatMap((pin): PinWish[] => {
    const [current, ...later] = presented(entries, pin);
    if (!current) return [];
    // What was typed as the new PIN may show in a later session only, or never.
    const other = later.find((placeholder) => !same(placeholder, current));
    const next = other ?? { kind: 'pin', pin, role: current.role === 'new' ? 'current' : 'new', number: 99 };
    return [{ pin, current: pinFor(pin, current), next: pinFor(pin, next) }];
  });
}

function isPin(part: RecordedBytes[number]): part is PinPlaceholder {
  return !(part instanceof Uint8Array) && part.kind === 'pin';
}

/** Whether two placeholders of one PIN stand for the same value. */
export function same(a: PinPlaceholder, b: PinPlaceholder): boolean {
  return a.role === b.role && a.number === b.number;
}

function pinFor(pin: PinId, { role, number }: PinPlaceholder): Uint8Array {
  return inventedPin(pin, role, number);
}
