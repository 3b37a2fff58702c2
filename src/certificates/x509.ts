import { fromBER, Sequence } from 'asn1js';
import { Certificate as X509 } from 'pkijs';
import { toHex } from '../card/bytes.ts';

/** Why bytes could not be read as a certificate. */
export type ParseError =
  /** The bytes contradict themselves: a length or a date is wrong, or something is missing or left over. */
  | 'broken-der'
  /** No DER SEQUENCE, or one of something else. */
  | 'not-a-certificate'
  /** Nothing but filler behind the header, as in a recording that leaves the certificate out. */
  | 'masked';

/** Decodes one X.509 certificate (RFC 5280, 4.1), DER. Never throws, whatever the bytes are. */
export function decodeX509(der: Uint8Array): X509 | ParseError {
  if (der[0] !== 0x30) return 'not-a-certificate';
  if (isMasked(der)) return 'masked';
  const schema = decodeDer(der);
  if (!schema) return 'broken-der';
  try {
    const x509 = new X509({ schema });
    return hasSoundTimes(x509) ? x509 : 'broken-der';
  } catch {
    return 'not-a-certificate';
  }
}

/** Whether both times are what they are written as: asn1js makes some date of any text, even of `XX0101000000Z`. */
function hasSoundTimes({ notBefore, notAfter, tbsView }: X509): boolean {
  try {
    const validity = new Sequence({ value: [notBefore.toSchema(), notAfter.toSchema()] }).toBER();
    return toHex(tbsView).includes(toHex(new Uint8Array(validity)));
  } catch {
    return false;
  }
}

/** Header of a SEQUENCE as long as a certificate's: tag, `82`, two bytes of length. */
const HEADER_LENGTH = 4;

/** No certificate has one and the same byte throughout. */
function isMasked(der: Uint8Array): boolean {
  const body = der.subarray(HEADER_LENGTH);
  return body.length > 1 && body.every((byte) => byte === body[0]);
}

function decodeDer(der: Uint8Array): ReturnType<typeof fromBER>['result'] | undefined {
  try {
    // A copy, since what is decoded refers to these bytes.
    const { offset, result } = fromBER(der.slice());
    return offset === der.length ? result : undefined;
  } catch {
    return undefined;
  }
}
