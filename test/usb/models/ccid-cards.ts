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

/** INS of commands that answer with data, where P3 is Le and not Lc. */
const OUTGOING = 0xb0;

/** A card in a reader that takes TPDUs of T=0. It offers T=0 alone: TS and T0 are its Answer To Reset. */
export function t0CardIn(card: CardInSlot): CardBehindCcid {
  return {
    powerOn: () => {
      card.powerOn();
      return Uint8Array.of(0x3b, 0x00);
    },
    powerOff: () => card.powerOff(),
    exchange: (tpdu) => {
      const [, ins, , , p3] = tpdu;
      const isCase1 = tpdu.length === 5 && p3 === 0 && ins !== OUTGOING;
      return card.process(isCase1 ? tpdu.slice(0, 4) : tpdu);
    },
  };
}
