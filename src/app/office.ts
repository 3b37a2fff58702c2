/** Days on which something is open, as the page says them in every language. */
type Days = 'every-day' | 'weekdays' | 'saturdays' | 'sundays' | 'weekends-and-holidays';

export interface OpeningHours {
  readonly days: Days;
  /** `HH:MM`, 24 hours. */
  readonly from: string;
  readonly to: string;
}

export interface Telephone {
  readonly number: string;
  /** Whether whoever calls pays nothing. */
  readonly tollFree?: boolean;
  readonly hours?: readonly OpeningHours[];
  /** Days on which nobody answers, whatever the hours say. */
  readonly closed?: readonly ('year-end' | 'holidays')[];
  /** BCP 47, of those in which it is answered. */
  readonly languages?: readonly string[];
}

/** A place where people can go. What is in it is written by the office, in its own words. */
export interface Counter {
  readonly name: string;
  readonly address?: string;
  readonly hours?: readonly OpeningHours[];
  /** In a sentence, what the hours do not say. */
  readonly note?: string;
}

/**
 * The office that puts this page up, as it wants to be named on a receipt and in guidance. Everything may be left out: nothing
 * is said then, rather than something that is not so in that place.
 */
export interface Office {
  readonly name?: string;
  readonly counters?: readonly Counter[];
  readonly telephones?: readonly Telephone[];
  /** `https:` only. */
  readonly reservation?: string;
  /** Convenience stores and the like near by, for the two PINs that can be set anew there. */
  readonly stores?: readonly Counter[];
}

/** 9:30 to 20:00 on weekdays, to 17:30 on Saturdays, Sundays and holidays; closed from 29 December to 3 January. */
const CALL_CENTRE = {
  tollFree: true,
  hours: [
    { days: 'weekdays', from: '09:30', to: '20:00' },
    { days: 'weekends-and-holidays', from: '09:30', to: '17:30' },
  ],
  closed: ['year-end'],
} as const satisfies Partial<Telephone>;

/**
 * Where nobody said which office: the national My Number number, and the one for other languages (doc:
 * city.miyazaki.miyazaki.jp 250462, city.nomi.ishikawa.jp 1001000000043, oizumi-tabunka.jp 16021; all of them the same).
 */
export const NATIONAL_CONTACT: Office = {
  telephones: [
    { number: '0120-95-0178', languages: ['ja'], ...CALL_CENTRE },
    { number: '0120-0178-27', languages: ['en', 'zh', 'ko', 'es', 'pt'], ...CALL_CENTRE },
  ],
};
