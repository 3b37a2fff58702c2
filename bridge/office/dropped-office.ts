import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the settings of an office lie without being named: `myna-pin/office.json` in the folder for the settings of this
 * person (XDG Base Directory, `%APPDATA%`), or else of this computer (`/etc`, `%ProgramData%`). Undefined where there is none.
 */
export function droppedOffice(
  env: NodeJS.ProcessEnv = process.env,
  exists: (file: string) => boolean = existsSync,
): string | undefined {
  const { XDG_CONFIG_HOME, APPDATA, ProgramData } = env;
  const folders = [XDG_CONFIG_HOME || APPDATA || join(homedir(), '.config'), ProgramData || '/etc'];
  return folders.map((folder) => join(folder, 'myna-pin', 'office.json')).find(exists);
}
