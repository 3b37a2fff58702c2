import { BitString } from 'asn1js';
import { CryptoEngine, id_KeyUsage, type Certificate as X509 } from 'pkijs';
import { type Certificate, isCa } from './certificate.ts';
import { decodeX509 } from './x509.ts';

/** Whether one certificate was issued by another. */
export type Chain =
  | 'holds'
  /** The issuer it names is somebody else. */
  | 'wrong-issuer'
  /** The other one may not issue certificates. */
  | 'not-a-ca'
  /** The name is right, the signature is not by its key. */
  | 'bad-signature'
  /** By an algorithm, or with a key, that cannot be checked here. */
  | 'not-checked';

/** First byte of the key usage (RFC 5280, 4.2.1.3): bit 5, counted from the left, is keyCertSign. */
const KEY_CERT_SIGN = 0b0000_0100;

/**
 * Checks that `ca` issued `certificate`: name, right to issue, and signature (RFC 5280, 6.1.3 and 6.1.4, without dates and
 * revocation). Whether `ca` itself is genuine is not in it: both came from the same card, so ask `knownCa`.
 */
export async function checkChain(certificate: Certificate, ca: Certificate): Promise<Chain> {
  const subject = decodeX509(certificate.der);
  const issuer = decodeX509(ca.der);
  if (typeof subject === 'string' || typeof issuer === 'string') return 'not-checked';
  if (!subject.issuer.isEqual(issuer.subject)) return 'wrong-issuer';
  if (!isCa(issuer) || !maySignCertificates(issuer)) return 'not-a-ca';
  // An engine of our own: the one that pkijs sets up for itself depends on what else is global here.
  const engine = new CryptoEngine({ crypto: globalThis.crypto });
  try {
    return (await subject.verify(issuer, engine)) ? 'holds' : 'bad-signature';
  } catch {
    return 'not-checked';
  }
}

/** A CA without a key usage may do anything with its key. */
function maySignCertificates({ extensions = [] }: X509): boolean {
  const usage = extensions.find(({ extnID }) => extnID === id_KeyUsage)?.parsedValue;
  return !(usage instanceof BitString) || ((usage.valueBlock.valueHexView[0] ?? 0) & KEY_CERT_SIGN) !== 0;
}
