/** Where a certificate stands in its time. Days are days in Japan, whatever the clock of this machine says. */
export interface Validity {
  readonly state: 'not-yet' | 'valid' | 'expires-soon' | 'expired';
  /** First and last day on which it is valid, `YYYY-MM-DD`. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** From today to the last day: 0 on the last day itself, negative afterwards. */
  readonly daysLeft: number;
}

/** Certificates can be renewed from about three months before they end (doc: J-LIS). */
const SOON_MONTHS = 3;

const DAY = 86_400_000;
/** Japan Standard Time is UTC+9 all year. */
const JAPAN = 9 * 3_600_000;

/** Both ends are part of the validity (RFC 5280, 4.1.2.5). */
export function validityOf({ notBefore, notAfter }: { notBefore: Date; notAfter: Date }, now: Date): Validity {
  const today = dayInJapan(now);
  const lastDay = dayInJapan(notAfter);
  return {
    state: stateOf(notBefore, notAfter, now),
    firstDay: isoDay(dayInJapan(notBefore)),
    lastDay: isoDay(lastDay),
    daysLeft: lastDay - today,
  };
}

function stateOf(notBefore: Date, notAfter: Date, now: Date): Validity['state'] {
  if (now > notAfter) return 'expired';
  if (now < notBefore) return 'not-yet';
  return dayInJapan(now) >= monthsBefore(dayInJapan(notAfter), SOON_MONTHS) ? 'expires-soon' : 'valid';
}

/** Number of the day in Japan, counted from 1970-01-01. */
function dayInJapan(time: Date): number {
  return Math.floor((time.getTime() + JAPAN) / DAY);
}

/** The same day of an earlier month, or the last one of that month where it is shorter. */
function monthsBefore(day: number, months: number): number {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() - months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / DAY;
}

function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
