import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';

/**
 * `npm run certificates`: test certificates with the profile of the JPKI, from keys that are thrown away. Nobody's: the
 * issuer says `O=JPKI-TEST`, and the holder is 見本 花子. `fixtures/certificates/README.md` says what each file is for.
 */
const FOLDER = fileURLToPath(new URL('../fixtures/certificates/', import.meta.url));
const SAMPLES = fileURLToPath(new URL('../src/readers/virtual/sample-certificates.ts', import.meta.url));

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/**
 * Policies of the test environment. The one of 署名用 was seen on a test card; the one of 利用者証明用 is made after it, from
 * the production ones `…1.1.20` and `…1.3.30`.
 */
const SIGN_POLICY = '1.2.392.200149.8.5.1.0.20';
const AUTH_POLICY = '1.2.392.200149.8.5.1.2.30';

const HOLDER = {
  // Family and given name are parted by a full-width space.
  '1.2.392.200149.8.5.5.1': '見本\u3000花子',
  // Era (4: 平成), year of the common calendar, month, day.
  '1.2.392.200149.8.5.5.4': '420050615',
  '1.2.392.200149.8.5.5.3': '2',
  '1.2.392.200149.8.5.5.5': '東京都千代田区見本一丁目２番３号',
  '1.2.392.200149.8.5.5.2': '00000',
  '1.2.392.200149.8.5.5.6': '0000000000000000',
};

const AGENCY = 'Japan Agency for Local Authority Information Systems';
const AUTH_CA_NAME = ['C=JP', 'O=JPKI-TEST', 'OU=JPKI for user authentication', `OU=${AGENCY}`];
const SIGN_CA_NAME = ['C=JP', 'O=JPKI-TEST', 'OU=JPKI for digital signature', `OU=${AGENCY}`];
/** The name of the CA that issues for people, on a certificate that is not its. */
const LOOKALIKE_NAME = ['C=JP', 'O=JPKI', 'OU=JPKI for user authentication', `OU=${AGENCY}`];
const AUTH_NAME = ['C=JP', 'CN=MIHONHANAKO00013101001A'];
const SIGN_NAME = ['C=JP', 'L=Tokyo-to', 'L=Chiyoda-ku', 'CN=MIHONHANAKO00013101001S'];

const ATTRIBUTES: Readonly<Record<string, string>> = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  L: '2.5.4.7',
  CN: '2.5.4.3',
};

/** Bits of the key usage (RFC 5280, 4.2.1.3), first one leftmost. */
const DIGITAL_SIGNATURE = 0b1000_0000;
const NON_REPUDIATION = 0b0100_0000;
const CERTIFICATE_AND_CRL_SIGN = 0b0000_0110;

interface Issuer {
  readonly name: readonly string[];
  readonly keys: CryptoKeyPair;
}

interface Wish {
  readonly issuer: Issuer;
  readonly subject: readonly string[];
  readonly keys: CryptoKeyPair;
  readonly serial: number;
  /** First and last day in Japan, `YYYY-MM-DD`. */
  readonly days: readonly [string, string];
  readonly keyUsage: number;
  readonly policy?: string;
  readonly ca?: boolean;
  readonly holder?: Readonly<Record<string, string>>;
}

async function issue({ issuer, subject, keys, serial, days, keyUsage, policy, ca, holder }: Wish): Promise<Uint8Array> {
  const certificate = new pkijs.Certificate({
    version: 2,
    serialNumber: new asn1.Integer({ value: serial }),
    issuer: nameOf(issuer.name),
    subject: nameOf(subject),
    notBefore: timeOf(`${days[0]}T00:00:00+09:00`),
    notAfter: timeOf(`${days[1]}T23:59:59+09:00`),
    extensions: [
      extension(pkijs.id_KeyUsage, true, new asn1.BitString({ valueHex: new Uint8Array([keyUsage]).buffer })),
      ...(policy
        ? [
            extension(
              pkijs.id_CertificatePolicies,
              true,
              new pkijs.CertificatePolicies({
                certificatePolicies: [new pkijs.PolicyInformation({ policyIdentifier: policy })],
              }).toSchema(),
            ),
          ]
        : []),
      ...(ca ? [extension(pkijs.id_BasicConstraints, true, new pkijs.BasicConstraints({ cA: true }).toSchema())] : []),
      ...(holder ? [extension(pkijs.id_SubjectAltName, false, otherNames(holder))] : []),
    ],
  });
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  // Not by `certificate.sign`, which leaves out the NULL that sha256WithRSAEncryption has for parameters (RFC 4055, 5).
  const algorithm = { algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new asn1.Null() };
  certificate.signature = new pkijs.AlgorithmIdentifier(algorithm);
  certificate.signatureAlgorithm = new pkijs.AlgorithmIdentifier(algorithm);
  certificate.tbsView = new Uint8Array(certificate.encodeTBS().toBER());
  const signature = await crypto.subtle.sign(ALGORITHM.name, issuer.keys.privateKey, certificate.tbsView.slice());
  certificate.signatureValue = new asn1.BitString({ valueHex: signature });
  return new Uint8Array(certificate.toSchema(true).toBER());
}

/** From its encoding: made from attributes, pkijs would put them all into one SET. */
function nameOf(parts: readonly string[]): pkijs.RelativeDistinguishedNames {
  const sets = parts.map((part) => {
    const [attribute = '', value = ''] = part.split(/=(.*)/);
    const text = attribute === 'C' ? new asn1.PrintableString({ value }) : new asn1.Utf8String({ value });
    const type = new asn1.ObjectIdentifier({ value: ATTRIBUTES[attribute] ?? '' });
    return new asn1.Set({ value: [new asn1.Sequence({ value: [type, text] })] });
  });
  const { result } = asn1.fromBER(new asn1.Sequence({ value: sets }).toBER());
  return new pkijs.RelativeDistinguishedNames({ schema: result });
}

/** UTCTime to 2049, GeneralizedTime afterwards (RFC 5280, 4.1.2.5). */
function timeOf(text: string): pkijs.Time {
  const value = new Date(text);
  return new pkijs.Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });
}

function extension(extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
}

function otherNames(holder: Readonly<Record<string, string>>): asn1.Sequence {
  const names = Object.entries(holder).map(
    ([type, value]) =>
      new asn1.Constructed({
        idBlock: { tagClass: 3, tagNumber: 0 },
        value: [
          new asn1.ObjectIdentifier({ value: type }),
          new asn1.Constructed({
            idBlock: { tagClass: 3, tagNumber: 0 },
            value: [new asn1.Utf8String({ value })],
          }),
        ],
      }),
  );
  return new asn1.Sequence({ value: names });
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
}

const authCa: Issuer = { name: AUTH_CA_NAME, keys: await newKeys() };
const signCa: Issuer = { name: SIGN_CA_NAME, keys: await newKeys() };
const lookalike: Issuer = { name: LOOKALIKE_NAME, keys: await newKeys() };
const impostor: Issuer = { name: AUTH_CA_NAME, keys: await newKeys() };
const authKeys = await newKeys();
const signKeys = await newKeys();

const selfSigned = (ca: Issuer, serial: number): Wish => ({
  issuer: ca,
  subject: ca.name,
  keys: ca.keys,
  serial,
  days: ['2019-03-09', '2099-12-31'],
  keyUsage: CERTIFICATE_AND_CRL_SIGN,
  ca: true,
});

const AUTH: Wish = {
  issuer: authCa,
  subject: AUTH_NAME,
  keys: authKeys,
  serial: 0x0133_0001,
  days: ['2026-01-15', '2099-06-15'],
  keyUsage: DIGITAL_SIGNATURE,
  policy: AUTH_POLICY,
};

const SIGN: Wish = {
  issuer: signCa,
  subject: SIGN_NAME,
  keys: signKeys,
  serial: 0x0132_0001,
  days: ['2026-01-15', '2099-06-15'],
  keyUsage: DIGITAL_SIGNATURE | NON_REPUDIATION,
  policy: SIGN_POLICY,
  holder: HOLDER,
};

const auth = await issue(AUTH);
const samples = {
  auth,
  'auth-ca': await issue(selfSigned(authCa, 0xbfcd)),
  sign: await issue(SIGN),
  'sign-ca': await issue(selfSigned(signCa, 0xc139)),
};

const brokenDer = auth.slice();
// The length of the SEQUENCE inside, one more than there is.
brokenDer[7] = (brokenDer[7] as number) + 1;

const files: Readonly<Record<string, Uint8Array>> = {
  ...samples,
  'auth-expired': await issue({ ...AUTH, serial: 0x0133_0002, days: ['2020-07-02', '2025-06-15'] }),
  'sign-expired': await issue({ ...SIGN, serial: 0x0132_0002, days: ['2020-07-02', '2025-06-15'] }),
  'auth-expires-soon': await issue({ ...AUTH, serial: 0x0133_0003, days: ['2021-07-02', '2026-09-15'] }),
  'auth-not-yet-valid': await issue({ ...AUTH, serial: 0x0133_0004, days: ['2027-04-01', '2032-06-15'] }),
  'auth-wrong-chain': await issue({ ...AUTH, serial: 0x0133_0005, issuer: impostor }),
  'auth-other-issuer': await issue({ ...AUTH, serial: 0x0133_0006, issuer: signCa }),
  'auth-ca-not-a-ca': await issue({ ...selfSigned(authCa, 0xbfce), keyUsage: DIGITAL_SIGNATURE, ca: false }),
  'unknown-ca': await issue(selfSigned(lookalike, 0x06d1_8006)),
  'unknown-ca-auth': await issue({
    ...AUTH,
    serial: 0x0133_0007,
    issuer: lookalike,
    policy: '1.2.392.200149.8.5.1.3.30',
  }),
  truncated: auth.slice(0, 700),
  'broken-der': brokenDer,
  masked: Uint8Array.from(auth, (byte, i) => (i < 4 ? byte : 0)),
  garbage: new TextEncoder().encode('This file holds no certificate.'),
  // DER all through, but of something else: a SEQUENCE with one INTEGER.
  'another-structure': new Uint8Array(new asn1.Sequence({ value: [new asn1.Integer({ value: 1 })] }).toBER()),
};

await mkdir(FOLDER, { recursive: true });
for (const [name, bytes] of Object.entries(files)) await writeFile(`${FOLDER}${name}.der`, bytes);

const constants = Object.entries(samples).map(([id, der]) => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,112}/g) ?? [];
  return `  ${/-/.test(id) ? `'${id}'` : id}: \`\n    ${lines.join('\n    ')}\`,`;
});
await writeFile(
  SAMPLES,
  `// Generated by \`npm run certificates\`; do not edit.
import type { CertificateId } from '../../card/applications.ts';

/** The four valid test certificates of \`fixtures/certificates\`, Base64. */
const SAMPLES: Readonly<Record<CertificateId, string>> = {
${constants.join('\n')}
};

/** Certificates for a virtual card, DER: of the test environment, of a person who does not exist. To be loaded when needed. */
export function sampleCertificates(): Record<CertificateId, Uint8Array> {
  const entries = Object.entries(SAMPLES).map(([id, text]) => [id, fromBase64(text)]);
  return Object.fromEntries(entries) as Record<CertificateId, Uint8Array>;
}

/** \`atob\` passes over white space. */
function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
`,
);
