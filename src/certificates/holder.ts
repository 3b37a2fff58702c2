import { Constructed, ObjectIdentifier, Utf8String } from 'asn1js';
import { AltName, id_SubjectAltName } from 'pkijs';
import type { Certificate } from './certificate.ts';
import { printable } from './names.ts';
import { decodeX509 } from './x509.ts';

/** The person in a 署名用 certificate. A field is `undefined` where the certificate has none. Never to be recorded. */
export interface Holder {
  /** Family and given name, parted by a full-width space. */
  readonly name: string | undefined;
  /** One digit for each character of the name; `1` where another character stands in for one that JIS does not have. */
  readonly nameSubstitutes: string | undefined;
  readonly sex: 'male' | 'female' | 'unknown' | undefined;
  /** `YYYY-MM-DD`; as it is written where that is no date. */
  readonly birthDate: string | undefined;
  readonly address: string | undefined;
  /** The same as `nameSubstitutes`, for the address. */
  readonly addressSubstitutes: string | undefined;
}

/**
 * otherName types in the subjectAltName (one card: its owner published what OpenSSL shows of it; public code agrees on 1 to
 * 4, and is of two minds about 5 and 6).
 */
const FIELDS = {
  name: '1.2.392.200149.8.5.5.1',
  nameSubstitutes: '1.2.392.200149.8.5.5.2',
  sex: '1.2.392.200149.8.5.5.3',
  birthDate: '1.2.392.200149.8.5.5.4',
  address: '1.2.392.200149.8.5.5.5',
  addressSubstitutes: '1.2.392.200149.8.5.5.6',
} as const;

const SEXES: Readonly<Record<string, 'male' | 'female' | 'unknown'>> = { '1': 'male', '2': 'female', '3': 'unknown' };

/**
 * The personal fields of a 署名用 certificate; `undefined` for any other one. To be called when somebody asked to see them,
 * and not before.
 */
export function readHolder(certificate: Certificate): Holder | undefined {
  const x509 = certificate.kind === 'sign' ? decodeX509(certificate.der) : undefined;
  if (!x509 || typeof x509 === 'string') return undefined;
  const names = x509.extensions?.find(({ extnID }) => extnID === id_SubjectAltName)?.parsedValue;
  if (!(names instanceof AltName)) return undefined;
  const values = new Map(names.altNames.flatMap(({ value }) => otherName(value)));
  const sex = values.get(FIELDS.sex);
  return {
    name: values.get(FIELDS.name),
    nameSubstitutes: values.get(FIELDS.nameSubstitutes),
    sex: sex === undefined ? undefined : SEXES[sex],
    birthDate: birthDate(values.get(FIELDS.birthDate)),
    address: values.get(FIELDS.address),
    addressSubstitutes: values.get(FIELDS.addressSubstitutes),
  };
}

/** OtherName (RFC 5280, 4.2.1.6): type, and the value in an explicit tag [0]; here always a UTF8String. */
function otherName(value: unknown): [string, string][] {
  if (!(value instanceof Constructed)) return [];
  const [type, tagged] = value.valueBlock.value;
  const text = tagged instanceof Constructed ? tagged.valueBlock.value[0] : undefined;
  if (!(type instanceof ObjectIdentifier) || !(text instanceof Utf8String)) return [];
  return [[type.valueBlock.toString(), printable(text.valueBlock.value)]];
}

/** One digit for the era (1 明治 to 5 令和, 0 not known), then the year of the common calendar, month and day. */
function birthDate(text: string | undefined): string | undefined {
  const [, year, month, day] = text?.match(/^[0-5]([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/) ?? [];
  return year ? `${year}-${month}-${day}` : text;
}
