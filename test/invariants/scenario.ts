import type { ApplicationId, PinId } from '../../src/card/applications.ts';
import type { VirtualCardProfile, VirtualReference } from '../../src/readers/virtual/virtual-card.ts';

/** The pieces of work on a card, each in a session of its own. */
export type Flow = 'overview' | 'change' | 'recover' | 'finish';

/**
 * What goes wrong at one APDU. `acts`: whether the card carries the command out all the same.
 *
 * `removed`, `unplugged`, `service-dies` (the same as the bridge killed, its WebSocket cut or the tab closed: every later
 * call rejects), `late` (the time ran out, but later calls would work): no answer comes.
 * `short`, `with-data`: an answer comes that cannot be one.
 * `status`: another status word in place of the true one.
 * `stale`: the answer before is given once more. `one-late`: so is every one from here on, each a place behind.
 * `intruder`: another program selects an application, and maybe a file, right before.
 */
export type Mishap =
  | { readonly kind: 'removed' | 'unplugged' | 'service-dies' | 'late'; readonly acts: boolean }
  | { readonly kind: 'short'; readonly length: 0 | 1; readonly acts: boolean }
  | { readonly kind: 'with-data' }
  | { readonly kind: 'status'; readonly sw: number; readonly acts: boolean }
  | { readonly kind: 'stale'; readonly acts: boolean }
  | { readonly kind: 'one-late' }
  | { readonly kind: 'intruder'; readonly application: ApplicationId; readonly file?: number };

export type Fault = Mishap & {
  readonly flow: Flow;
  /** Which command of the session, from 0. */
  readonly at: number;
};

export interface WishSpec {
  readonly pin: PinId;
  readonly current: string;
  readonly next: string;
  readonly consent: boolean;
}

/** All of a scenario, as JSON can hold it. */
export interface Scenario {
  /** Whether the APDU guard stands before the card; without it the domain has to keep the rules alone. */
  readonly guarded: boolean;
  readonly card: VirtualCardProfile;
  readonly wishes: readonly WishSpec[];
  readonly faults: readonly Fault[];
}

/**
 * How much an answer can still be trusted under a mishap; what each class leaves of the invariants stands in
 * `invariants.ts`.
 *
 * `silent`: there is no answer, or none that could be taken for one. `odd`: a status word that means neither yes, nor no,
 * nor "not there" to anybody. `lying`: an answer that belongs to another command, or that a card would give to mean something else.
 * `intruded`: somebody else selected something although the session is exclusive.
 */
export type Trust = 'silent' | 'odd' | 'lying' | 'intruded';

/** Status words that nobody expects as the answer to anything here. */
const ODD_STATUS_WORDS = [0x6f00, 0x6700, 0x6a80, 0x6982, 0x6985, 0x6300, 0x9001, 0x6281, 0x0000, 0x6110, 0x6c04];

/** Status words that a client acts upon. */
const MEANINGFUL_STATUS_WORDS = [
  0x9000, 0x63c0, 0x63c1, 0x63c2, 0x63c3, 0x6983, 0x6984, 0x6a82, 0x6a86, 0x6a88, 0x6d00,
];

export function trustUnder(mishap: Mishap): Trust {
  switch (mishap.kind) {
    case 'status':
      return ODD_STATUS_WORDS.includes(mishap.sw) ? 'odd' : 'lying';
    case 'stale':
    case 'one-late':
      return 'lying';
    case 'intruder':
      return 'intruded';
    default:
      return 'silent';
  }
}

/** Every mishap there is, for those who try them all. */
export const ALL_MISHAPS: readonly Mishap[] = [
  ...[true, false].flatMap((acts): Mishap[] => [
    { kind: 'removed', acts },
    { kind: 'unplugged', acts },
    { kind: 'service-dies', acts },
    { kind: 'late', acts },
    { kind: 'short', length: 0, acts },
    { kind: 'short', length: 1, acts },
    { kind: 'stale', acts },
    ...[...ODD_STATUS_WORDS, ...MEANINGFUL_STATUS_WORDS].map((sw): Mishap => ({ kind: 'status', sw, acts })),
  ]),
  { kind: 'with-data' },
  { kind: 'one-late' },
  ...(['jpki', 'juki', 'common', 'text'] as const).map((application): Mishap => ({ kind: 'intruder', application })),
  { kind: 'intruder', application: 'jpki', file: 0x18 },
  { kind: 'intruder', application: 'common', file: 0x1c },
  { kind: 'intruder', application: 'text', file: 0x11 },
];

/** The names under which the virtual card knows the key references of a PIN. */
export function referencesOf(pin: PinId): readonly VirtualReference[] {
  return pin === 'juki' ? ['juki', 'common'] : [pin];
}

export const REFERENCES: readonly VirtualReference[] = ['sign', 'auth', 'juki', 'common', 'text'];
