/** Writes days as the language `tag` (BCP 47) does. Text that is not a day as `YYYY-MM-DD` stays as it is. */
export function dayIn(tag: string): (isoDay: string) => string {
  const format = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
  return (isoDay) => {
    const day = parseDay(isoDay);
    return day ? format.format(day) : isoDay;
  };
}

/** Midnight UTC of `YYYY-MM-DD`; `undefined` where there is no such day. */
export function parseDay(isoDay: string): Date | undefined {
  const day = new Date(/^\d{4}-\d\d-\d\d$/.test(isoDay) ? `${isoDay}T00:00:00Z` : Number.NaN);
  // 31 February would become 3 March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(isoDay) ? day : undefined;
}
