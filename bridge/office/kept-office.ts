import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseKeptSettings } from '../../src/office/kept-settings.ts';
import type { OfficeSettings } from '../../src/office/schema.ts';

/** Where the last good settings of `file` are kept for the time after a restart: one for each file. */
export function keptOfficeFile(file: string, env: NodeJS.ProcessEnv = process.env): string {
  const name = createHash('sha256').update(file).digest('hex').slice(0, 16);
  return join(stateFolder(env), `office-${name}.json`);
}

/**
 * Where the journal of this computer is, whatever its settings are and where they lie. What is done with the virtual card is
 * recorded as well, in another one.
 */
export function journalFile(virtual: boolean, env: NodeJS.ProcessEnv = process.env): string {
  return join(stateFolder(env), virtual ? 'journal-virtual.sqlite' : 'journal.sqlite');
}

/** The folder for the state of programs of this person (XDG Base Directory, `%LOCALAPPDATA%`). */
export function stateFolder({ XDG_STATE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv = process.env): string {
  return join(XDG_STATE_HOME || LOCALAPPDATA || join(homedir(), '.local/state'), 'myna-pin');
}

/** Undefined where nothing is kept, or nothing that could be used today. */
export async function readKeptOffice(kept: string): Promise<OfficeSettings | undefined> {
  try {
    return parseKeptSettings(await readFile(kept, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whole or not at all, also when the power goes. Where it cannot be written the bridge works as ever. */
export async function keepOffice(kept: string, office: OfficeSettings): Promise<void> {
  const unfinished = `${kept}.${process.pid}`;
  try {
    await mkdir(dirname(kept), { recursive: true, mode: 0o700 });
    await writeFile(unfinished, JSON.stringify(office), { mode: 0o600, flush: true });
    await rename(unfinished, kept);
  } catch {
    // A read-only system: the good settings are held as long as the bridge runs.
  }
}
