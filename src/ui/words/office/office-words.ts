import type { Applicant, Application, Place, Weekday } from '../../../office/schema.ts';

/**
 * What the page says around the settings of an office: labels of its own, in every language, while what the office wrote
 * stands beside them in the words of the office.
 */
export interface OfficeWords {
  /** Of the page about the counter, and what leads there. */
  readonly title: string;
  readonly lead: string;
  readonly feeNone: string;
  readonly fee: (yen: number) => string;
  readonly places: string;
  /** Above the kinds of application. */
  readonly who: string;
  readonly kinds: Readonly<Record<Application['kind'], string>>;
  readonly bring: string;
  readonly howItGoes: string;
  readonly sameDay: string;
  readonly otherDay: string;
  readonly typedBy: Readonly<Record<NonNullable<Application['typedBy']>, string>>;
  /** Above documents that are counted. */
  readonly oneOf: string;
  readonly inAll: (count: number) => string;
  /** Beside one that must be among them. */
  readonly must: string;
  readonly or: string;
  readonly examples: string;
  readonly notNeeded: string;
  readonly documentNotes: string;
  readonly reservation: Readonly<Record<NonNullable<Place['reservation']>, string>>;
  readonly declines: (who: string) => string;
  readonly applicants: Readonly<Record<Applicant, string>>;
  readonly weekdays: Readonly<Record<Weekday, string>>;
  /** The first `day` after the `nth` `reference` of a month, and the `nth` `day` of one; from 1. */
  readonly closingAfter: (day: string, nth: number, reference: string) => string;
  readonly closingNth: (day: string, nth: number) => string;
  readonly nextClosing: (day: string) => string;
  readonly callerPays: string;
  readonly takesReservations: string;
  /** What the picture is, and what it is for. */
  readonly qr: string;
  readonly qrHelp: string;
  readonly resetPage: string;
  /** Of a PIN that the office does not let people change here. */
  readonly notOffered: string;
  /** Of a new PIN, where the office takes no weak ones. */
  readonly weakRefused: string;
}
