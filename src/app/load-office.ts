import * as v from 'valibot';
import { parseKeptSettings } from '../office/kept-settings.ts';
import { NATIONAL_CONTACT } from '../office/national-contact.ts';
import { OFFICE_PATH, OfficeAnswer } from '../office/office-answer.ts';
import type { OfficeProblem } from '../office/read-office.ts';
import { MAX_OFFICE_BYTES, type Office, type OfficeSettings } from '../office/schema.ts';

/** The office of this page, known before anything is shown; a changed file is another office after the next reload. */
export interface OfficeState {
  /** The national contact where there are no settings. */
  readonly office: Office;
  /** What is wrong with the file as it is now; `office` is then the last good one. */
  readonly problems: readonly OfficeProblem[];
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

/**
 * Finds out whose page this is; nobody's without sources. Never rejects: whatever fails, the last good settings hold, or the
 * national contact.
 */
export async function loadOffice(sources: OfficeSources | undefined): Promise<OfficeState> {
  if (!sources) return NO_OFFICE;
  try {
    return await (sources.from === 'bridge' ? fromBridge(sources) : fromFile(sources));
  } catch {
    return { ...NO_OFFICE, ...(sources.from === 'file' ? kept(sources) : {}) };
  }
}

async function fromBridge({ fetch }: OfficeSources): Promise<OfficeState> {
  const response = await fetch(OFFICE_PATH, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (response.status !== 200) return NO_OFFICE;
  const { settings, problems } = v.parse(OfficeAnswer, await response.json());
  return {
    office: (settings as OfficeSettings | undefined) ?? NATIONAL_CONTACT,
    problems: problems as OfficeProblem[],
  };
}

async function fromFile(sources: OfficeSources): Promise<OfficeState> {
  const response = await sources.fetch(FILE, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (isMissing(response)) {
    keep(sources, undefined);
    return NO_OFFICE;
  }
  if (!response.ok) return { ...NO_OFFICE, ...kept(sources) };
  const bytes = await readUpTo(response, MAX_OFFICE_BYTES + 1);
  // Only where there is a file.
  const { readOffice } = await import('../office/read-office.ts');
  const { office, problems } = readOffice(bytes);
  if (problems) return { ...NO_OFFICE, ...kept(sources), problems };
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

function kept({ storage }: OfficeSources): Partial<OfficeState> {
  try {
    const office = parseKeptSettings(storage().getItem(KEPT_OFFICE) ?? '');
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
