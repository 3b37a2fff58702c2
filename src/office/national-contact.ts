import type { Office, Telephone } from './schema.ts';

/** 9:30 to 20:00 on weekdays, to 17:30 on Saturdays, Sundays and holidays; closed from 29 December to 3 January. */
const CALL_CENTRE = {
  paidBy: 'office',
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
