import {
  APPLICATIONS,
  type ApplicationId,
  CERTIFICATE_AVAILABILITY,
  CERTIFICATE_FILES,
  type KeyReference,
  PIN_IDS,
  PINS,
  type PinId,
  READABLE_FILES,
  TOKEN_INFO,
} from './applications.ts';
import { toAscii } from './bytes.ts';
import { derLength } from './certificate-file.ts';
import { triesOf } from './pin-job.ts';
import type { CardSession } from './session.ts';
import { interpretCounter, meaningOf } from './status-word.ts';

/** What a card answered, in status words (16 bits), and nothing that tells one person's card from another's. */
export interface FieldReport {
  /** Of the SELECT of each listed application. */
  readonly applications: readonly { readonly application: ApplicationId; readonly select: number }[];
  /** Of each listed file in the applications that the card has. */
  readonly files: readonly FileReport[];
  /** Of each PIN reference in the applications that the card has. */
  readonly pins: readonly PinFileReport[];
  /** Fields of JPKI `0006`, without their padding. */
  readonly token?: { readonly label: string; readonly manufacturer: string; readonly model: string };
  /** The bytes of JPKI `0008`. */
  readonly certificateAvailability?: readonly number[];
}

interface FileReport {
  readonly application: ApplicationId;
  /** File identifier, 16 bits. */
  readonly file: number;
  readonly select: number;
  /** Of a certificate, in bytes, as the DER header at its beginning says. */
  readonly length?: number;
}

interface PinFileReport {
  readonly pin: PinId;
  readonly application: ApplicationId;
  readonly file: number;
  readonly select: number;
  /** Of the empty VERIFY of the selected file. */
  readonly counter?: number;
  readonly byShortFile?: ShortFileReport;
}

interface ShortFileReport {
  /** Of the empty VERIFY by short file identifier. */
  readonly counter: number;
  /** Of the empty VERIFY of the file selected anew after that; `undefined` where it could not be selected. */
  readonly counterAfter?: number;
  /** Fewer tries of some PIN can be read than before: on this card the question may cost one. It was not asked again. */
  readonly costATry: boolean;
}

/** PKCS #11 token information: manufacturer 32 bytes after the label, model 16 after that, then the serial number. */
const MANUFACTURER_END = TOKEN_INFO.labelLength + 32;

/** Enough for tag and length of any certificate of the card, and for nothing that stands in it. */
const DER_HEADER_LENGTH = 4;

/** The one of 署名用 is left out: its length depends on the name and the address in it. */
const MEASURED: readonly number[] = [
  CERTIFICATE_FILES.auth,
  CERTIFICATE_FILES['auth-ca'],
  CERTIFICATE_FILES['sign-ca'],
];

/**
 * Asks a card for what nobody could look up about it: which applications and files it has, and what it says to an empty
 * VERIFY in either form. No PIN is presented and no try is spent. Not read: serial numbers, certificates, the record with
 * the 15-digit number of the card.
 *
 * The form by short file identifier is known from code alone, so it comes last in each application, only where two or more
 * tries of every PIN in it are left, and all of them are read once more after it: should one be fewer, it is not used again.
 * The guard lets it pass under the same conditions.
 *
 * With `byShortFile` false that form is left out: for cards of another kind, of which nothing is known.
 *
 * Rejects with `CardError` when the card or the reader went away.
 */
export async function readFieldReport(
  session: CardSession,
  { byShortFile }: { readonly byShortFile: boolean },
): Promise<FieldReport> {
  // A session that was used before says 9000 to what is selected already, without asking the card.
  session.forgetSelection();
  const applications: FieldReport['applications'][number][] = [];
  const files: FileReport[] = [];
  const pins: PinFileReport[] = [];
  let token: FieldReport['token'];
  let certificateAvailability: FieldReport['certificateAvailability'];
  let trustsShortFile = byShortFile;
  for (const application of Object.keys(APPLICATIONS) as ApplicationId[]) {
    const select = await session.selectApplication(application);
    applications.push({ application, select });
    if (select !== 0x9000) continue;
    for (const file of READABLE_FILES[application] ?? []) {
      const selected = await session.selectFile(file);
      const length = selected === 0x9000 && MEASURED.includes(file) ? await readLength(session) : undefined;
      files.push({ application, file, select: selected, ...(length === undefined ? {} : { length }) });
      if (selected !== 0x9000) continue;
      if (file === TOKEN_INFO.file) token = tokenFields(await session.readStart(TOKEN_INFO.serialStart));
      if (file === CERTIFICATE_AVAILABILITY.file) {
        const bytes = await session.readStart(CERTIFICATE_AVAILABILITY.length);
        certificateAvailability = bytes && [...bytes];
      }
    }
    const asked = await askForTries(session, application);
    pins.push(...(trustsShortFile ? await askByShortFile(session, application, asked) : asked));
    trustsShortFile &&= !pins.some(({ byShortFile }) => byShortFile?.costATry);
  }
  return {
    applications,
    files,
    pins,
    ...(token ? { token } : {}),
    ...(certificateAvailability ? { certificateAvailability } : {}),
  };
}

function referencesIn(application: ApplicationId): [PinId, KeyReference][] {
  return PIN_IDS.flatMap((pin) =>
    PINS[pin].references
      .filter((reference) => reference.application === application)
      .map((reference): [PinId, KeyReference] => [pin, reference]),
  );
}

async function askForTries(session: CardSession, application: ApplicationId): Promise<PinFileReport[]> {
  const reports: PinFileReport[] = [];
  for (const [pin, reference] of referencesIn(application)) {
    const select = await session.selectReference(reference);
    const counter = select === 0x9000 ? await session.counterStatus() : undefined;
    const { file } = reference;
    reports.push({ pin, application, file, select, ...(counter === undefined ? {} : { counter }) });
  }
  return reports;
}

/** Whichever PIN of the application a short file identifier means to the card, one try of it must not be the last. */
async function askByShortFile(
  session: CardSession,
  application: ApplicationId,
  before: readonly PinFileReport[],
): Promise<PinFileReport[]> {
  const reports = [...before];
  for (const [i, [, { shortFile }]] of referencesIn(application).entries()) {
    const report = reports[i] as PinFileReport;
    const safe = before.every(({ select, counter }) =>
      counter === undefined ? meaningOf(select) === 'not-on-this-card' : (triesIn(counter) ?? 0) >= 2,
    );
    if (shortFile === undefined || report.counter === undefined || !safe) continue;
    const counter = await session.counterStatusByShortFile(shortFile);
    const after = await askForTries(session, application);
    // A counter that can no longer be read may have lost a try as well.
    const costATry = after.some((now, at) => (triesIn(now.counter) ?? -1) < (triesIn(before[at]?.counter) ?? -1));
    const counterAfter = after[i]?.counter;
    reports[i] = {
      ...report,
      byShortFile: { counter, ...(counterAfter === undefined ? {} : { counterAfter }), costATry },
    };
    if (costATry) break;
  }
  return reports;
}

/** Tries in the answer to an empty VERIFY; `undefined` where it gives no number. */
function triesIn(sw: number | undefined): number | undefined {
  return sw === undefined ? undefined : triesOf(interpretCounter(sw));
}

async function readLength(session: CardSession): Promise<number | undefined> {
  const { sw, data } = await session.read(0, DER_HEADER_LENGTH);
  const length = sw === 0x9000 || meaningOf(sw) === 'end-reached' ? derLength(data) : undefined;
  return typeof length === 'number' ? length : undefined;
}

/** `undefined` where the file is shorter than these fields. */
function tokenFields(info: Uint8Array | undefined): FieldReport['token'] {
  if (info?.length !== TOKEN_INFO.serialStart) return undefined;
  const field = (start: number, end: number) => toAscii(info.subarray(start, end)).replace(/[ \0]+$/, '');
  return {
    label: field(0, TOKEN_INFO.labelLength),
    manufacturer: field(TOKEN_INFO.labelLength, MANUFACTURER_END),
    model: field(MANUFACTURER_END, TOKEN_INFO.serialStart),
  };
}
