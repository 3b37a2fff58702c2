import type { CardKind, PinId } from '../card/applications.ts';
import type { CardErrorCode } from '../card/card-error.ts';
import type { Overview } from '../card/overview.ts';

/** Versions of what a reader depends on; one that could not be found out is left out. */
export interface Versions {
  readonly product: string;
  readonly node: string;
  readonly os: string;
  readonly pcscd?: string;
  readonly libccid?: string;
  readonly pcsclite?: string;
}

/** What a finding is about, by its code. `command` is what a person types to install what is missing. */
export interface FindingFacts {
  'node-ok': { readonly version: string };
  'node-too-old': { readonly version: string; readonly needed: string };
  'module-ok': Nothing;
  'module-missing': Nothing;
  'module-not-built': Nothing;
  'module-no-compiler': Installable;
  'module-no-library': Installable & { readonly library: string };
  'module-wrong-node': Nothing;
  'module-failed': { readonly reason: string };
  'service-ok': Nothing;
  'service-not-installed': Installable;
  'service-stopped': { readonly start: 'systemd' | 'by-hand' | 'windows' | 'macos' };
  'service-forbidden': Nothing;
  'service-denied': Nothing;
  'service-unreachable': Nothing;
  'service-no-answer': Nothing;
  /** `code`: the return value of PC/SC in hexadecimal, or what stands for it. */
  'service-failed': { readonly code: string };
  'virtual-card': Nothing;
  'readers-ok': { readonly names: readonly string[] };
  'readers-none': Nothing;
  'reader-not-found': { readonly name: string; readonly names: readonly string[] };
  'reader-driver-missing': Installable & { readonly devices: readonly string[] };
  'reader-unsupported': { readonly devices: readonly string[] };
  'card-ok': InReader;
  'card-none': Nothing;
  'card-mute': InReader;
  'card-in-use': InReader & { readonly programs: readonly string[] };
  'card-failed': InReader & { readonly error: CardErrorCode };
  'kind-my-number-card': InReader;
  'kind-other-card': InReader & { readonly kind: Exclude<CardKind, 'my-number-card'> };
  'pin-ready': { readonly pin: PinId; readonly triesLeft: number };
  'pin-last-try': { readonly pin: PinId };
  /** `pins`: where a locked PIN can be set anew depends on the others. */
  'pin-locked': { readonly pin: PinId; readonly pins: Overview['pins'] };
  'pin-absent': { readonly pin: PinId };
  'pin-unknown': { readonly pin: PinId; readonly sw: number };
  versions: Versions;
}

type Nothing = Readonly<Record<never, never>>;
interface Installable {
  readonly command?: string;
}
interface InReader {
  readonly reader: string;
}

export type FindingCode = keyof FindingFacts;
export type FindingLevel = 'ok' | 'problem' | 'note';

export type Finding = {
  readonly [C in FindingCode]: { readonly code: C; readonly level: FindingLevel; readonly facts: FindingFacts[C] };
}[FindingCode];

export const FINDING_LEVELS: Readonly<Record<FindingCode, FindingLevel>> = {
  'node-ok': 'ok',
  'node-too-old': 'problem',
  'module-ok': 'ok',
  'module-missing': 'problem',
  'module-not-built': 'problem',
  'module-no-compiler': 'problem',
  'module-no-library': 'problem',
  'module-wrong-node': 'problem',
  'module-failed': 'problem',
  'service-ok': 'ok',
  'service-not-installed': 'problem',
  'service-stopped': 'problem',
  'service-forbidden': 'problem',
  'service-denied': 'problem',
  'service-unreachable': 'problem',
  'service-no-answer': 'problem',
  'service-failed': 'problem',
  'virtual-card': 'note',
  'readers-ok': 'ok',
  'readers-none': 'problem',
  'reader-not-found': 'problem',
  'reader-driver-missing': 'problem',
  'reader-unsupported': 'problem',
  'card-ok': 'ok',
  'card-none': 'problem',
  'card-mute': 'problem',
  'card-in-use': 'problem',
  'card-failed': 'problem',
  'kind-my-number-card': 'ok',
  'kind-other-card': 'problem',
  'pin-ready': 'ok',
  'pin-last-try': 'note',
  'pin-locked': 'problem',
  // A card without a 署名用 or 利用者証明用 certificate is an ordinary card.
  'pin-absent': 'note',
  'pin-unknown': 'problem',
  versions: 'note',
};

export function finding<C extends FindingCode>(code: C, facts: FindingFacts[C]): Finding {
  return { code, level: FINDING_LEVELS[code], facts } as Finding;
}
