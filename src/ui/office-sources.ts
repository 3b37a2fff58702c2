import type { OfficeSources } from '../app/load-office.ts';
import type { Office } from '../office/schema.ts';
import { DELIVERY } from './delivery.ts';
import { isIntercepted } from './offline.ts';
import type { Choices } from './settings.ts';

/** Where this page finds its office. A bundle has none, and what stands before the bridge could name a false one. */
export function officeSources(): OfficeSources | undefined {
  if (DELIVERY === 'iwa' || (DELIVERY === 'bridge' && isIntercepted())) return undefined;
  return {
    from: DELIVERY === 'bridge' ? 'bridge' : 'file',
    fetch: (address, options) => fetch(address, options),
    storage: () => localStorage,
  };
}

/** How an office wants the page to be typed into until a person chooses. */
export function displayOf({ kiosk = {} }: Office): Partial<Choices> {
  const { keypad, shuffle } = kiosk;
  return { ...(keypad ? { keypad } : {}), ...(shuffle === undefined ? {} : { shuffle }) };
}
