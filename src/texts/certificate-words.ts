import type { CertificateKind } from '../certificates/certificate.ts';
import type { Chain } from '../certificates/chain.ts';
import type { CaStanding, CertificateEntry } from '../certificates/report.ts';
import type { Validity } from '../certificates/validity.ts';
import type { Notice } from './card-words.ts';

/** The two certificates of a person; the others on the card are those of the CAs. */
export type HolderCertificate = 'auth' | 'sign';

/** Why a certificate that was asked for is not there, without the card having said anything about it. */
export type CertificateFailure =
  /** The part of the program that understands certificates could not be loaded. */
  | 'not-loaded'
  /** The PIN that opens it was not changed, so it was not asked for. */
  | 'pin-not-changed';

type UnshownOutcome = Exclude<CertificateEntry['outcome'], 'shown'>;

/** What one language says about certificates. Which of it applies when is the same everywhere: `certificate-texts.ts`. */
export interface CertificateWords {
  /** The official names. */
  readonly names: Readonly<Record<HolderCertificate, string>>;
  /** What a certificate says itself that it is. */
  readonly kinds: Readonly<Record<CertificateKind, string>>;
  /** A day that is `YYYY-MM-DD`; text of any other form as it is. */
  readonly day: (isoDay: string) => string;
  readonly period: (first: string, last: string) => string;
  readonly validity: Readonly<Record<Validity['state'], (first: string, last: string, daysLeft: number) => string>>;
  /** What to do about it, or what not to be afraid of. `today` is the day that this computer believes in. */
  readonly validityAdvice: Readonly<Record<Validity['state'], (today: string) => readonly string[]>>;
  readonly testEnvironment: string;
  readonly facts: Readonly<
    Record<'kind' | 'period' | 'serialNumber' | 'issuer' | 'chain' | 'ca' | 'fingerprint', string>
  >;
  readonly chain: Readonly<Record<Chain, string>>;
  readonly ca: Readonly<Record<CaStanding, string>>;
  /** It cannot be seen on the card, and the lists are not open to the public. */
  readonly revocation: string;
  /** `sw` is what the card answered, in brackets, where it refused. */
  readonly unshown: Readonly<Record<UnshownOutcome, (sw: string) => string>>;
  /** What may help when a certificate on the card makes no sense. 署名用 cannot simply be read again: it needs its PIN. */
  readonly readAgain: Readonly<Record<HolderCertificate, string>>;
  readonly reading: Readonly<Record<HolderCertificate, string>>;
  readonly failures: Readonly<Record<CertificateFailure, Notice>>;
  /** The card or the reader went away while it was read. */
  readonly interrupted: (what: string) => string;
  /** Said with a failure after a change: the result stands. */
  readonly changeStands: string;
  readonly holder: {
    readonly name: string;
    readonly nameSubstitutes: string;
    readonly birthDate: string;
    readonly sex: string;
    readonly sexes: Readonly<Record<'male' | 'female' | 'unknown', string>>;
    readonly address: string;
    readonly addressSubstitutes: string;
    /** Where characters stand in for others: their positions from 1, none of them, or what cannot be read as positions. */
    readonly substitutes: (positions: readonly number[]) => string;
    readonly none: string;
  };
}
