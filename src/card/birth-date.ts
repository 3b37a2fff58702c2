/** The eras in which somebody now alive may be born: first day of the common calendar, and the letter used for it. */
const ERAS: readonly { readonly letter: string; readonly begins: string }[] = [
  { letter: 'R', begins: '2019-05-01' },
  { letter: 'H', begins: '1989-01-08' },
  { letter: 'S', begins: '1926-12-25' },
  { letter: 'T', begins: '1912-07-30' },
];

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

function partsOf(date: string): Parts | undefined {
  const [, year, month, day] = date.match(/^(\d{4})-(\d{2})-(\d{2})$/) ?? [];
  return year && month && day ? { year, month, day } : undefined;
}

/**
 * The digits, four to eight of them, in which people write the birth date `YYYY-MM-DD`: month and day in either order,
 * year and month, the year alone, all three, with the year of the common calendar or of its era (昭和55年 as 55). Empty for
 * anything that is not such a date.
 */
export function birthDateForms(date: string): ReadonlySet<string> {
  const parts = partsOf(date);
  if (!parts) return new Set();
  const { year, month, day } = parts;
  const short = year.slice(2);
  const era = eraYear(date)?.year;
  const withYear = [year, short, ...(era ? [era] : [])].flatMap((y) => [
    `${y}${month}`,
    `${month}${y}`,
    `${y}${month}${day}`,
    `${day}${month}${y}`,
    `${month}${day}${y}`,
  ]);
  // 1980-07-05 is 8075 too.
  const bare = `${short}${Number(month)}${Number(day)}`;
  return new Set([`${month}${day}`, `${day}${month}`, year, ...(bare.length === 4 ? [bare] : []), ...withYear]);
}

/** Where a text has the year with the letter of its era, by itself or with month, or month and day: `S55`, `S5507`, `S550705`. */
export function eraForm(date: string): RegExp | undefined {
  const parts = partsOf(date);
  const era = eraYear(date);
  return parts && era && new RegExp(`${era.letter}${era.year}(${parts.month}(${parts.day})?)?(?!\\d)`);
}

/** Two digits. */
function eraYear(date: string): { letter: string; year: string } | undefined {
  const era = ERAS.find(({ begins }) => date >= begins);
  if (!era) return undefined;
  const year = Number(date.slice(0, 4)) - Number(era.begins.slice(0, 4)) + 1;
  return { letter: era.letter, year: String(year).padStart(2, '0') };
}
