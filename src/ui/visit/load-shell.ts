import type { Office } from '../../office/schema.ts';
import { choose, loadLanguages } from '../language.ts';
import { KioskShell } from './kiosk-shell.ts';
import type { CreateShell } from './shell.ts';

/** The first screen of a kiosk speaks every language; staff read Japanese. */
export async function loadShell({ kiosk }: Office): Promise<CreateShell> {
  await loadLanguages();
  if (kiosk?.mode !== 'counter') return (parts) => new KioskShell(parts);
  await choose('ja');
  const { CounterShell } = await import('../counter/counter-shell.ts');
  return (parts) => new CounterShell(parts);
}
