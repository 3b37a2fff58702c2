/** A CA of the JPKI that issues for people. */
export interface KnownCa {
  readonly issues: 'auth' | 'sign';
  /** Year of its generation, for its name: the three share one distinguished name. */
  readonly year: number;
  /** First and last day, `YYYY-MM-DD`. */
  readonly validity: readonly [string, string];
  /** SHA-256 of the DER, upper-case hexadecimal. */
  readonly fingerprint: string;
}

/**
 * CA certificates as J-LIS publishes them (https://www.jpki.go.jp/ca/; soltia48/myna-card carries them too and gives the same
 * validity). The fingerprints were not compared by us with a physical card.
 *
 * The list is incomplete. A second generation, 2019-09-14 to 2029-09-14, is on many cards, and its fingerprints are not known
 * here. So a CA that is not in it is not recognised, and nothing more can be said of it.
 */
export const KNOWN_CAS: readonly KnownCa[] = [
  {
    issues: 'auth',
    year: 2015,
    validity: ['2015-10-20', '2025-10-19'],
    fingerprint: '4DCFC4CA0AAF9FB2A3081B3F0C991C320B3ACC008667A341EEAEC5AF1D58CA7D',
  },
  {
    issues: 'auth',
    year: 2023,
    validity: ['2023-07-16', '2033-07-15'],
    fingerprint: '64114F29620C24ED2631D46476A040E7EE740D956089C00B036A6A8118C322B5',
  },
  {
    issues: 'sign',
    year: 2015,
    validity: ['2015-10-20', '2025-10-19'],
    fingerprint: '19645405A1FE14377434BD55957628AC4038557C542403A2243F21C706FC9355',
  },
  {
    issues: 'sign',
    year: 2023,
    validity: ['2023-07-16', '2033-07-15'],
    fingerprint: 'D227F6CDE11D35C5252178F106F843D24651944975413B539FA2FB68DBFA365F',
  },
];

/** The CA with this fingerprint (SHA-256, 64 upper-case hexadecimal digits), if it is one of the known ones. */
export function knownCa(fingerprint: string): KnownCa | undefined {
  return KNOWN_CAS.find((ca) => ca.fingerprint === fingerprint);
}
