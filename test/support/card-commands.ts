import type {
  LoggedExchange,
  PresentedPin,
  VirtualCardProfile,
  VirtualReference,
} from '../../src/readers/virtual/virtual-card.ts';
import type { HoldPoint } from './hold.ts';
import type { RemovalFault, Slot } from './vpcd-slot.ts';

/** What a test asks of the card process, and what it gets back. */
export type CardCommand =
  | { readonly type: 'insert'; readonly slot: Slot; readonly profile: VirtualCardProfile }
  | { readonly type: 'reinsert' | 'reinsert-earlier' | 'remove' | 'look' | 'forget-log'; readonly slot: Slot }
  | { readonly type: 'hold'; readonly slot: Slot; readonly point: HoldPoint }
  | { readonly type: 'until-held' | 'let-go'; readonly slot: Slot }
  | { readonly type: 'fault'; readonly slot: Slot; readonly fault: RemovalFault }
  | { readonly type: 'latency'; readonly slot: Slot; readonly milliseconds: number };

/** The card as it is at this moment. The PINs are those of a test's own profile. */
export interface CardView {
  readonly inserted: boolean;
  /** When it got power for the first time since it was put in, in milliseconds since 1970. */
  readonly poweredAt: number | undefined;
  readonly powered: boolean;
  readonly verified: boolean;
  readonly pins: Readonly<Partial<Record<VirtualReference, string>>>;
  readonly tries: Readonly<Partial<Record<VirtualReference, number>>>;
  readonly log: readonly LoggedExchange[];
  /** Every PIN that reached it. */
  readonly presented: readonly PresentedPin[];
}

export interface CardRequest {
  readonly id: number;
  readonly command: CardCommand;
}

export interface CardReply {
  readonly id: number;
  readonly view?: CardView;
  readonly error?: string;
}
