import { BasicConstraints, CertificatePolicies, RSAPublicKey, type Certificate as X509 } from 'pkijs';
import { toHex } from '../card/bytes.ts';
import { type NamePart, nameParts, nameText } from './names.ts';
import { decodeX509, type ParseError } from './x509.ts';

/** What a certificate is for, as it says itself. */
export type CertificateKind = 'auth' | 'sign' | 'ca' | 'other';

/** What is written in a certificate. That it is true is another question: see `checkChain` and `knownCa`. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly kind: CertificateKind;
  /** Issued for tests of the JPKI, to nobody. */
  readonly testEnvironment: boolean;
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal, as OpenSSL shows it. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256 of the DER, 64 upper-case hexadecimal digits. */
  readonly fingerprint: string;
  /** Size of the modulus in bits; `undefined` for a key that is not RSA. */
  readonly keyBits: number | undefined;
  /** Name of the algorithm by which it is signed, or its OID. */
  readonly signatureAlgorithm: string;
  readonly policies: readonly string[];
}

export type ParseResult =
  | { readonly kind: 'parsed'; readonly certificate: Certificate }
  | { readonly kind: ParseError };

/** By the unit that the issuer names (code: the issuer of every certificate shown in public; J-LIS test cards). */
const KINDS: Readonly<Record<string, CertificateKind>> = {
  'JPKI for digital signature': 'sign',
  'JPKI for user authentication': 'auth',
};

const TEST_ORGANISATION = 'JPKI-TEST';

/** Policy of 署名用 certificates of the test environment; in production `…1.1.20` (code: seen on a test card). */
const TEST_POLICY = '1.2.392.200149.8.5.1.0.20';

const SIGNATURE_ALGORITHMS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
};

/** Reads one DER certificate. Checks its form only, no signature. */
export async function parseCertificate(der: Uint8Array): Promise<ParseResult> {
  const x509 = decodeX509(der);
  if (typeof x509 === 'string') return { kind: x509 };
  const issuer = nameParts(x509.issuer);
  const policies = policiesOf(x509);
  const certificate: Certificate = {
    der: der.slice(),
    kind: isCa(x509) ? 'ca' : kindOf(issuer),
    testEnvironment: issuer.some(isTestOrganisation) || policies.includes(TEST_POLICY),
    subject: nameText(nameParts(x509.subject)),
    issuer: nameText(issuer),
    serialNumber: toHex(withoutLeadingZeros(x509.serialNumber.valueBlock.valueHexView)) || '00',
    notBefore: x509.notBefore.value,
    notAfter: x509.notAfter.value,
    fingerprint: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', der.slice()))),
    keyBits: keyBitsOf(x509),
    signatureAlgorithm:
      SIGNATURE_ALGORITHMS[x509.signatureAlgorithm.algorithmId] ?? x509.signatureAlgorithm.algorithmId,
    policies,
  };
  return { kind: 'parsed', certificate };
}

/** Whether the basic constraints (RFC 5280, 4.2.1.9) make it a CA. */
export function isCa(x509: X509): boolean {
  return x509.extensions?.some(({ parsedValue }) => parsedValue instanceof BasicConstraints && parsedValue.cA) ?? false;
}

function kindOf(issuer: readonly NamePart[]): CertificateKind {
  for (const { attribute, value } of issuer) {
    const kind = attribute === 'OU' ? KINDS[value] : undefined;
    if (kind) return kind;
  }
  return 'other';
}

function isTestOrganisation({ attribute, value }: NamePart): boolean {
  return attribute === 'O' && value === TEST_ORGANISATION;
}

function policiesOf(x509: X509): readonly string[] {
  return (x509.extensions ?? []).flatMap(({ parsedValue }) =>
    parsedValue instanceof CertificatePolicies
      ? parsedValue.certificatePolicies.map(({ policyIdentifier }) => policyIdentifier)
      : [],
  );
}

function keyBitsOf({ subjectPublicKeyInfo }: X509): number | undefined {
  const key = subjectPublicKeyInfo.parsedKey;
  if (!(key instanceof RSAPublicKey)) return undefined;
  const modulus = withoutLeadingZeros(key.modulus.valueBlock.valueHexView);
  return modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
}

/** The bytes of a DER INTEGER that is positive: the first one may be there for the sign alone. */
function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? new Uint8Array(0) : bytes.subarray(start);
}
