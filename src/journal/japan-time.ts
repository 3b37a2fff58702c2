/** Japan has no summer time. */
const JAPAN_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;

/** `YYYY-MM-DD`. */
export function dayInJapan(at: Date): string {
  return inJapan(at).slice(0, 10);
}

/** `HH:MM:SS`. */
export function timeInJapan(at: Date): string {
  return inJapan(at).slice(11, 19);
}

/** The instant at which a day in Japan begins. Throws `RangeError` where there is no such day. */
export function dayBegins(day: string): Date {
  const midnight = new Date(`${day}T00:00:00.000Z`);
  // 31 February would become 3 March.
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) {
    throw new RangeError('not a day');
  }
  return new Date(midnight.getTime() - JAPAN_MS);
}

/** The day that is so many days after, or before, with a negative number. */
export function daysAfter(day: string, days: number): string {
  return dayInJapan(new Date(dayBegins(day).getTime() + days * DAY_MS));
}

function inJapan(at: Date): string {
  return new Date(at.getTime() + JAPAN_MS).toISOString();
}
