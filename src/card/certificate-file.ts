import { CERTIFICATE_FILES, type CertificateId } from './applications.ts';
import type { CardSession } from './session.ts';
import { meaningOf } from './status-word.ts';

/** What came of reading one certificate file. The bytes are as the card gave them: nothing of them was checked. */
export type CertificateFile =
  /** One whole DER SEQUENCE, without what pads the file behind it. */
  | { readonly kind: 'read'; readonly der: Uint8Array }
  /** No such application or file, or one with nothing in it. */
  | { readonly kind: 'absent' }
  /** The PIN that opens this file was not verified since the application was selected. */
  | { readonly kind: 'needs-pin' }
  /** The file ends before the length that it begins with. */
  | { readonly kind: 'truncated'; readonly der: Uint8Array }
  /** It does not begin like a certificate, or with a length that no certificate has. */
  | { readonly kind: 'not-a-certificate' }
  | { readonly kind: 'refused'; readonly sw: number };

/** Le of one READ BINARY: the most that a short APDU can ask for. */
const CHUNK = 256;

/** A certificate of this card has some 1,500 bytes. More than this is no certificate, and would take long to read. */
const MAX_LENGTH = 8192;

/**
 * Reads a certificate of the JPKI application: one SELECT of the file, and as many READ BINARYs as it has 256 bytes. No PIN
 * is presented. `sign` can be read after the 署名用 PIN was verified in this session with no other application selected
 * since; otherwise it `needs-pin`.
 *
 * Rejects with `CardError` when the card or the reader went away.
 */
export async function readCertificateFile(session: CardSession, id: CertificateId): Promise<CertificateFile> {
  const application = await session.selectApplication('jpki');
  if (application !== 0x9000) return unread(application);
  const file = await session.selectFile(CERTIFICATE_FILES[id]);
  if (file !== 0x9000) return unread(file);

  const first = await session.read(0, CHUNK);
  if (!holdsData(first.sw)) return unread(first.sw);
  if (first.data.length === 0) return { kind: 'absent' };
  const length = derLength(first.data);
  if (length === 'cut-off') return { kind: 'truncated', der: first.data };
  if (length === undefined || length > MAX_LENGTH) return { kind: 'not-a-certificate' };

  const der = new Uint8Array(length);
  let end = keep(der, 0, first.data);
  let more = first.sw === 0x9000 && first.data.length === CHUNK;
  while (more && end < length) {
    const wanted = Math.min(CHUNK, length - end);
    const { sw, data } = await session.read(end, wanted);
    if (meaningOf(sw) === 'past-the-end') break;
    if (!holdsData(sw)) return unread(sw);
    end = keep(der, end, data);
    more = sw === 0x9000 && data.length === wanted;
  }
  return end < length ? { kind: 'truncated', der: der.subarray(0, end) } : { kind: 'read', der };
}

/** The files of a certificate and of its CA, by what they are. */
export type CertificateFiles = Partial<Record<CertificateId, CertificateFile>>;

/**
 * Reads a certificate of the holder and then the one of its CA, which is left alone where the first could not be read.
 * As `readCertificateFile` otherwise; rejects as it does.
 */
export async function readCertificateWithCa(session: CardSession, id: 'auth' | 'sign'): Promise<CertificateFiles> {
  const file = await readCertificateFile(session, id);
  if (file.kind !== 'read') return { [id]: file };
  const ca = id === 'auth' ? 'auth-ca' : 'sign-ca';
  return { [id]: file, [ca]: await readCertificateFile(session, ca) };
}

function holdsData(sw: number): boolean {
  return sw === 0x9000 || meaningOf(sw) === 'end-reached';
}

function unread(sw: number): CertificateFile {
  switch (meaningOf(sw)) {
    case 'not-on-this-card':
    case 'past-the-end':
      return { kind: 'absent' };
    case 'security-status':
      return { kind: 'needs-pin' };
    default:
      return { kind: 'refused', sw };
  }
}

/** Copies `part` to `start` of `whole`, as far as it fits. Returns the offset behind it. */
function keep(whole: Uint8Array, start: number, part: Uint8Array): number {
  const fitting = part.subarray(0, whole.length - start);
  whole.set(fitting, start);
  return start + fitting.length;
}

/**
 * Length in bytes of the DER SEQUENCE that `start` begins, header included (X.690, 8.1.3): short form, or long form with one
 * or two bytes; more would be longer than any file of the card. `undefined` when it begins nothing of the kind.
 */
export function derLength(start: Uint8Array): number | 'cut-off' | undefined {
  const [tag, form, high, low] = start;
  if (tag !== 0x30) return undefined;
  if (form === undefined) return 'cut-off';
  if (form < 0x80) return 2 + form;
  if (form === 0x81) return high === undefined ? 'cut-off' : 3 + high;
  if (form !== 0x82) return undefined;
  return high === undefined || low === undefined ? 'cut-off' : 4 + ((high << 8) | low);
}
