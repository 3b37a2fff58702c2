import type { CardBehindCcid } from './ccid-model.ts';
import type { CardInSlot } from './model.ts';
import { T1Card, type T1CardOptions } from './t1-card.ts';

/** A card in a reader that takes whole APDUs. */
export function apduCardIn(card: CardInSlot): CardBehindCcid {
  return {
    powerOn: () => card.powerOn(),
    powerOff: () => card.powerOff(),
    exchange: (command) => card.process(command),
  };
}

export interface T1CardInOptions extends Pick<T1CardOptions, 'wish'> {
  /** What becomes of a block from the card on its way to the reader. */
  readonly line?: (block: Uint8Array) => Uint8Array;
}

/** A card in a reader that takes blocks of T=1. */
export function t1CardIn(
  card: CardInSlot,
  { line = (block) => block, ...options }: T1CardInOptions = {},
): CardBehindCcid {
  // IFSC and EDC as in the Answer To Reset of `VirtualCard`.
  const blocks = new T1Card({ ...options, process: (command) => card.process(command), ifsc: 254, edc: 'lrc' });
  return {
    powerOn: () => {
      blocks.reset();
      return card.powerOn();
    },
    powerOff: () => card.powerOff(),
    exchange: (block) => line(blocks.receive(block)),
  };
}
