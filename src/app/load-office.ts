import * as v from 'valibot';
import { NATIONAL_CONTACT } from '../office/national-contact.ts';
import { OFFICE_PATH } from '../office/office-path.ts';
import type { OfficeProblem } from '../office/read-office.ts';
import type { Office, OfficeSettings } from '../office/schema.ts';

/** The office of this page, known before anything is shown; a changed file is another office after the next reload. */
export interface OfficeState {
  /** The national contact where there are no settings. */
  readonly office: Office;
  /** What is wrong with the file as it is now; `office` is then the last good one. */
  readonly problems: readonly OfficeProblem[];
  /** Nobody knows what this office wants, such as a journal: neither its file nor an earlier one can be used, or nobody answers. */
  readonly outOfOrder?: boolean;
}

export interface OfficeSources {
  /** Who hands out the page: the bridge knows its office, on a web server there may be a file beside the page. */
  readonly from: 'bridge' | 'file';
  readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
  /** Keeps the last good file of a web server, for the time without a network as well. */
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

const FILE = './office.json';
const KEPT_OFFICE = 'myna-pin.office';
/** Milliseconds; nobody waits longer for a telephone number. */
const PATIENCE_MS = 3_000;

const NO_OFFICE: OfficeState = { office: NATIONAL_CONTACT, problems: [] };

/** Of an office that nobody knows: a screen that is shared is the one from which nothing is changed unrecorded. */
const UNKNOWN_OFFICE: Office = { ...NATIONAL_CONTACT, kiosk: { mode: 'self-service' } };

/**
 * Finds out whose page this is; nobody's without sources. Never rejects: whatever fails, the last good settings hold, or on a
 * web server the national contact; a page of a bridge is out of order then, and not a page at home in a public place.
 */
export async function loadOffice(sources: OfficeSources | undefined): Promise<OfficeState> {
  if (!sources) return NO_OFFICE;
  try {
    return await (sources.from === 'bridge' ? fromBridge(sources) : fromFile(sources));
  } catch {
    // A bridge that has no office says so.
    if (sources.from === 'bridge') return { office: UNKNOWN_OFFICE, problems: [], outOfOrder: true };
    return { ...NO_OFFICE, ...(await kept(sources)) };
  }
}

async function fromBridge({ fetch }: OfficeSources): Promise<OfficeState> {
  const response = await fetch(OFFICE_PATH, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (response.status === 204 || response.status === 404) return NO_OFFICE;
  if (!response.ok) throw new Error(`status ${response.status}`);
  // Only where there is one.
  const { OfficeAnswer } = await import('../office/office-answer.ts');
  const answer = v.parse(OfficeAnswer, await response.json());
  const problems = answer.problems as OfficeProblem[];
  if (!answer.settings) return { office: UNKNOWN_OFFICE, problems, outOfOrder: true };
  return { office: answer.settings as OfficeSettings, problems };
}

async function fromFile(sources: OfficeSources): Promise<OfficeState> {
  const response = await sources.fetch(FILE, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (isMissing(response)) {
    keep(sources, undefined);
    return NO_OFFICE;
  }
  if (!response.ok) return { ...NO_OFFICE, ...(await kept(sources)) };
  // Only where there is a file.
  const [{ readOffice }, { MAX_OFFICE_BYTES }] = await Promise.all([
    import('../office/read-office.ts'),
    import('../office/schema.ts'),
  ]);
  const bytes = await readUpTo(response, MAX_OFFICE_BYTES + 1);
  const { office, problems } = readOffice(bytes);
  if (problems) return { ...NO_OFFICE, ...(await kept(sources)), problems };
  keep(sources, office);
  return { office, problems: [] };
}

/** Some web servers have a page of their own, or ours, for every address that they do not know. */
function isMissing({ status, headers }: Response): boolean {
  return status === 404 || status === 410 || (headers.get('Content-Type') ?? '').startsWith('text/html');
}

/** The first bytes of an answer, however long it is. */
async function readUpTo(response: Response, most: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const bytes = new Uint8Array(most);
  let length = 0;
  while (reader && length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    const part = value.subarray(0, most - length);
    bytes.set(part, length);
    length += part.length;
  }
  // Whoever sends more is not listened to.
  void reader?.cancel().catch(() => {});
  return bytes.subarray(0, length);
}

async function kept({ storage }: OfficeSources): Promise<Partial<OfficeState>> {
  try {
    const text = storage().getItem(KEPT_OFFICE);
    if (text === null) return {};
    const { parseKeptSettings } = await import('../office/kept-settings.ts');
    const office = parseKeptSettings(text);
    return office ? { office } : {};
  } catch {
    return {};
  }
}

function keep({ storage }: OfficeSources, office: OfficeSettings | undefined): void {
  try {
    if (office) storage().setItem(KEPT_OFFICE, JSON.stringify(office));
    else storage().removeItem(KEPT_OFFICE);
  } catch {
    // Storage may be switched off, or full: then the next broken file leaves the national contact.
  }
}
