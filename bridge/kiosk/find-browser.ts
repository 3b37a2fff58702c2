import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** By what they are called on Linux, the one that is there for itself first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable'];

const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
};

/** Below the folders that Windows keeps programs in. */
const ON_WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
const WINDOWS_FOLDERS = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];

/** The browser of a kiosk: one that is built on Chromium, by its usual names. Undefined where there is none. */
export function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const onPath = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates =
    platform === 'win32'
      ? WINDOWS_FOLDERS.flatMap((folder) => ON_WINDOWS.map((file) => `${env[folder] ?? ''}\\${file}`))
      : [...(PLACES[platform] ?? []), ...NAMES.flatMap((name) => onPath.map((folder) => join(folder, name)))];
  return candidates.find(isProgram);
}

/** Whether this file can be started. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
