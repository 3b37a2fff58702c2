/**
 * What is in the certificates of the card. The one entry of this folder, to be loaded when certificates are to be shown: it
 * brings pkijs and asn1js with it, which a PIN change does not need.
 */
export { parseCertificate } from './certificate.ts';
export { checkChain } from './chain.ts';
export { readHolder } from './holder.ts';
export { KNOWN_CAS, knownCa } from './known-cas.ts';
export { type CertificateReport, describeCertificates, type ShownCertificate } from './report.ts';
export { validityOf } from './validity.ts';
