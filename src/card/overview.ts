import {
  type CardKind,
  CERTIFICATE_AVAILABILITY,
  type KeyReference,
  PIN_IDS,
  PINS,
  type PinId,
  TOKEN_INFO,
  TOKEN_LABELS,
} from './applications.ts';
import { toAscii, toHex } from './bytes.ts';
import type { CardSession } from './session.ts';
import { type Counter, meaningOf } from './status-word.ts';

/** What can be said of a PIN without knowing it. `unknown` carries what the card answered instead of a number. */
export type PinState =
  | { readonly kind: 'ready'; readonly triesLeft: number }
  | { readonly kind: 'locked' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly sw: number };

export interface Overview {
  readonly kind: CardKind;
  /** Tells this card from another one during a session; not for display or storage. */
  readonly fingerprint: string;
  /** `undefined` where the card did not say. */
  readonly certificates: { readonly sign: boolean | undefined; readonly auth: boolean | undefined };
  readonly pins: Readonly<Record<PinId, PinState>>;
}

/**
 * Reads what is on the card: its kind, its certificates and the tries left of the four PINs. No PIN is presented and no
 * try is spent. At most 18 APDUs (19 with a `6F00` at first). A PIN that is absent, locked or unreadable hides no other.
 *
 * Rejects with `CardError` when the card or the reader went away.
 */
export async function readOverview(session: CardSession): Promise<Overview> {
  const jpki = await session.selectApplication('jpki');
  const token = jpki === 0x9000 ? await readFileStart(session, TOKEN_INFO.file, TOKEN_INFO.serialEnd) : undefined;
  const availability =
    jpki === 0x9000
      ? await readFileStart(session, CERTIFICATE_AVAILABILITY.file, CERTIFICATE_AVAILABILITY.length)
      : undefined;
  const pins = {} as Record<PinId, PinState>;
  for (const id of PIN_IDS) pins[id] = await readPin(session, PINS[id].references);
  return {
    kind: kindOf(token, pins),
    fingerprint: fingerprintOf(token),
    certificates: {
      sign: certificatePresent(availability, 0),
      auth: certificatePresent(availability, 1),
    },
    pins,
  };
}

/** What tells this card from another one (`Overview.fingerprint`), read anew: three APDUs at most. Empty where it says nothing. */
export async function readFingerprint(session: CardSession): Promise<string> {
  if ((await session.selectApplication('jpki')) !== 0x9000) return '';
  return fingerprintOf(await readFileStart(session, TOKEN_INFO.file, TOKEN_INFO.serialEnd));
}

function fingerprintOf(token: Uint8Array | undefined): string {
  return token ? toHex(token) : '';
}

async function readFileStart(session: CardSession, file: number, length: number): Promise<Uint8Array | undefined> {
  return (await session.selectFile(file)) === 0x9000 ? session.readStart(length) : undefined;
}

async function readPin(session: CardSession, references: readonly KeyReference[]): Promise<PinState> {
  const counters: Counter[] = [];
  for (const reference of references) {
    counters.push(await readCounterOf(session, reference));
  }
  return combine(counters);
}

/** Selects a PIN file and reads its counter; a failed SELECT is a counter of its own kind. Costs no try. */
export async function readCounterOf(session: CardSession, reference: KeyReference): Promise<Counter> {
  const sw = await session.selectReference(reference);
  if (sw === 0x9000) return session.triesLeft();
  return meaningOf(sw) === 'not-on-this-card' ? { kind: 'absent' } : { kind: 'unknown', sw };
}

/** The state of a PIN from its references: the worst of those the card has, since a change needs all of them. */
function combine(counters: readonly Counter[]): PinState {
  const present = counters.filter((counter) => counter.kind !== 'absent');
  if (present.length === 0) return { kind: 'absent' };
  if (present.some((counter) => counter.kind === 'locked')) return { kind: 'locked' };
  const unknown = present.find((counter) => counter.kind === 'unknown');
  if (unknown) return unknown;
  return { kind: 'ready', triesLeft: Math.min(...present.map((c) => (c.kind === 'tries' ? c.left : 0))) };
}

/**
 * The kind of card from its token label. A card whose label cannot be read is taken for a My Number card only where it
 * has an application that no other kind has.
 */
function kindOf(token: Uint8Array | undefined, pins: Readonly<Record<PinId, PinState>>): CardKind {
  const label = token && toAscii(token.subarray(0, TOKEN_INFO.labelLength)).replace(/[ \0]+$/, '');
  if (label !== undefined && label !== '') return TOKEN_LABELS[label] ?? 'other';
  return pins.text.kind !== 'absent' && pins.text.kind !== 'unknown' ? 'my-number-card' : 'other';
}

function certificatePresent(availability: Uint8Array | undefined, index: number): boolean | undefined {
  const byte = availability?.length === CERTIFICATE_AVAILABILITY.length ? availability[index] : undefined;
  return byte === undefined ? undefined : byte === CERTIFICATE_AVAILABILITY.present;
}
