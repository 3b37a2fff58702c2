import { type ClosingRule, type Weekday, weekdayNumber } from './schema.ts';

/** A day on the calendar, without a time or a time zone. `month` is 1 to 12. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 86_400_000;
/** A fifth Sunday may be months away; every rule has a day within a year. */
const SEARCHED_DAYS = 366;

/** Whether it is closed on `day` by this rule. Holidays are not known here. */
export function isClosedOn(rule: ClosingRule, day: Day): boolean {
  const date = toDate(day);
  if (date.getUTCDay() !== weekdayNumber(rule.weekday)) return false;
  if (rule.after === undefined) return nthOfMonth(date) === rule.nth;
  const { nth, weekday } = rule.after;
  // The first such weekday after that day, be it in the next month, is at most seven days later.
  const before = daysBackTo(date, weekday);
  return nthOfMonth(new Date(date.getTime() - before * DAY_MS)) === nth;
}

/** The next day on which one of the rules closes it, `from` included; ISO 8601. Undefined without rules. */
export function nextClosedDay(rules: readonly ClosingRule[], from: Day): string | undefined {
  for (let ahead = 0; ahead <= SEARCHED_DAYS; ahead++) {
    const date = new Date(toDate(from).getTime() + ahead * DAY_MS);
    const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    if (rules.some((rule) => isClosedOn(rule, day))) return date.toISOString().slice(0, 10);
  }
  return undefined;
}

/** 1 to 7: a day is not after itself. */
function daysBackTo(date: Date, weekday: Weekday): number {
  return ((date.getUTCDay() - weekdayNumber(weekday) + 6) % 7) + 1;
}

function nthOfMonth(date: Date): number {
  return Math.ceil(date.getUTCDate() / 7);
}

/** In UTC, where no day is longer or shorter than another. */
function toDate({ year, month, day }: Day): Date {
  return new Date(Date.UTC(year, month - 1, day));
}
