import { loadLanguages } from '../language.ts';
import { KioskShell } from './kiosk-shell.ts';
import type { CreateShell } from './shell.ts';

/** The first screen speaks every language. */
export async function loadShell(): Promise<CreateShell> {
  await loadLanguages();
  return (parts) => new KioskShell(parts);
}
