import { CERTIFICATE_FILES, type CertificateId } from '../card/applications.ts';
import type { CertificateFile } from '../card/certificate-file.ts';
import { type Certificate, type CertificateKind, parseCertificate } from './certificate.ts';
import { type Chain, checkChain } from './chain.ts';
import { knownCa } from './known-cas.ts';
import { type Validity, validityOf } from './validity.ts';
import type { ParseError } from './x509.ts';

/** What is known of the CA in question: of the one on the card, for a certificate of the holder. */
export type CaStanding =
  /** Its fingerprint is in the list. */
  | 'known'
  /** It is not; the list is incomplete, so nothing follows from that. */
  | 'not-recognised'
  /** It says that it is one of the test environment, which anybody can. */
  | 'test'
  /** Its file could not be read as a certificate. */
  | 'unreadable'
  /** Its file was not read. */
  | 'not-read';

export interface ShownCertificate {
  readonly id: CertificateId;
  readonly outcome: 'shown';
  readonly kind: CertificateKind;
  readonly testEnvironment: boolean;
  readonly validity: Validity;
  /** Moments, ISO 8601 in UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly serialNumber: string;
  readonly issuer: string;
  readonly keyBits: number | null;
  readonly signatureAlgorithm: string;
  readonly policies: readonly string[];
  /** Whether the CA on the card issued it; `null` for a CA itself and where there is no CA to ask. */
  readonly chain: Chain | null;
  readonly ca: CaStanding;
  /** SHA-256 of a CA; `null` for a certificate of the holder, whom it would identify. */
  readonly fingerprint: string | null;
}

export interface UnshownCertificate {
  readonly id: CertificateId;
  readonly outcome: Exclude<CertificateFile['kind'], 'read'> | ParseError;
  /** What the card answered instead, where it `refused`. */
  readonly sw?: number;
}

export type CertificateEntry = ShownCertificate | UnshownCertificate;

/** Data for sentences and for JSON. There is nothing in it of the person but the serial numbers of the certificates. */
export interface CertificateReport {
  /** Those that were read, in the order of the card's table. */
  readonly certificates: readonly CertificateEntry[];
  /** Whether any of them is one of the test environment. */
  readonly testEnvironment: boolean;
  /** It cannot be seen on the card, and the lists are not open to the public. */
  readonly revocation: 'not-checked';
}

const CA_OF = { auth: 'auth-ca', sign: 'sign-ca' } as const satisfies Partial<Record<CertificateId, CertificateId>>;

const IDS = Object.keys(CERTIFICATE_FILES) as CertificateId[];

/** Puts together what `readCertificateFile` found, as of `now`. Never rejects on account of what is in the files. */
export async function describeCertificates(
  files: Partial<Record<CertificateId, CertificateFile>>,
  now: Date,
): Promise<CertificateReport> {
  const parsed = new Map<CertificateId, Certificate | UnshownCertificate>();
  for (const id of IDS) {
    const file = files[id];
    if (file) parsed.set(id, await parse(id, file));
  }
  const certificates: CertificateEntry[] = [];
  for (const [id, found] of parsed) {
    certificates.push('outcome' in found ? found : await describe(id, found, caFor(id, parsed), now));
  }
  return {
    certificates,
    testEnvironment: certificates.some((entry) => entry.outcome === 'shown' && entry.testEnvironment),
    revocation: 'not-checked',
  };
}

async function parse(id: CertificateId, file: CertificateFile): Promise<Certificate | UnshownCertificate> {
  if (file.kind === 'refused') return { id, outcome: file.kind, sw: file.sw };
  if (file.kind !== 'read') return { id, outcome: file.kind };
  const result = await parseCertificate(file.der);
  return result.kind === 'parsed' ? result.certificate : { id, outcome: result.kind };
}

function caFor(
  id: CertificateId,
  parsed: ReadonlyMap<CertificateId, Certificate | UnshownCertificate>,
): Certificate | 'unreadable' | 'not-read' {
  const ca = parsed.get(id === 'auth' || id === 'sign' ? CA_OF[id] : id);
  if (!ca) return 'not-read';
  return 'outcome' in ca ? 'unreadable' : ca;
}

async function describe(
  id: CertificateId,
  certificate: Certificate,
  ca: Certificate | 'unreadable' | 'not-read',
  now: Date,
): Promise<ShownCertificate> {
  const isOfHolder = id === 'auth' || id === 'sign';
  return {
    id,
    outcome: 'shown',
    kind: certificate.kind,
    testEnvironment: certificate.testEnvironment,
    validity: validityOf(certificate, now),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    serialNumber: certificate.serialNumber,
    issuer: certificate.issuer,
    keyBits: certificate.keyBits ?? null,
    signatureAlgorithm: certificate.signatureAlgorithm,
    policies: certificate.policies,
    chain: isOfHolder && typeof ca !== 'string' ? await checkChain(certificate, ca) : null,
    ca: typeof ca === 'string' ? ca : standingOf(ca),
    fingerprint: isOfHolder ? null : certificate.fingerprint,
  };
}

function standingOf(ca: Certificate): CaStanding {
  if (knownCa(ca.fingerprint)) return 'known';
  return ca.testEnvironment ? 'test' : 'not-recognised';
}
