import { BridgeJournal } from '../app/bridge-journal.ts';
import type { Office } from '../office/schema.ts';
import { DELIVERY } from './delivery.ts';
import { readStored, store } from './page-storage.ts';

const UNWRITTEN = 'myna-pin.unwritten';

/** Where the office wants what is done at this screen to be recorded; a web server has nothing to do that with. */
export function createJournal(office: Office): BridgeJournal | undefined {
  if (DELIVERY !== 'bridge' || office.kiosk?.mode === undefined) return undefined;
  const storage = {
    get: () => readStored(() => sessionStorage, UNWRITTEN),
    set: (entry: string) => store(() => sessionStorage, UNWRITTEN, entry),
  };
  return new BridgeJournal({ office, storage });
}
