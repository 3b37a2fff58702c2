import { PIN_IDS, type PinId } from '../card/applications.ts';
import { readStored, store } from './page-storage.ts';

const UNFINISHED_CHANGE = 'myna-pin.unfinished';

/** Which PINs were being changed, as long as this tab lives: after a reload the page can say so. */
export const unfinishedChange = {
  get: (): readonly PinId[] => pinsIn(readStored(() => sessionStorage, UNFINISHED_CHANGE)),
  set: (pins: readonly PinId[]) => store(() => sessionStorage, UNFINISHED_CHANGE, pins.join(' ')),
};

export function pinsIn(text: string | null): readonly PinId[] {
  const names = (text ?? '').split(' ');
  return PIN_IDS.filter((pin) => names.includes(pin));
}
