import type { Applicant, Application, ApplicationKind, Office, Place } from './schema.ts';

/** Who stands at the counter in each kind of application. */
const APPLICANTS: Readonly<Record<ApplicationKind, Applicant>> = {
  self: 'self',
  'proxy-first': 'proxy',
  'proxy-second': 'proxy',
  'legal-representative': 'legal-representative',
};

/** The visit that comes after one that is not finished on its day. */
const NEXT_VISIT: Partial<Readonly<Record<ApplicationKind, ApplicationKind>>> = { 'proxy-first': 'proxy-second' };

/** Whether a place takes this kind of application. */
export function accepts({ declines = [] }: Place, kind: ApplicationKind): boolean {
  return !declines.includes(APPLICANTS[kind]);
}

/** Where the screen is; undefined where the office does not say. */
export function placeHere({ places = [], kiosk }: Office): Place | undefined {
  return places.find(({ id }) => id !== undefined && id === kiosk?.place);
}

/** The places of the office that take this kind of application. */
export function placesFor({ places = [] }: Office, kind: ApplicationKind): readonly Place[] {
  return places.filter((place) => accepts(place, kind));
}

/** What the applicant comes back for after this one; undefined where that is all. */
export function nextVisit({ applications = [] }: Office, kind: ApplicationKind): Application | undefined {
  return applications.find((application) => application.kind === NEXT_VISIT[kind]);
}
