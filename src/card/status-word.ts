/**
 * Status words (SW1 SW2) and what they mean on this card. Sources: ISO/IEC 7816-4 table 6, JICSAP, and the public
 * implementations named beside each row. A row is data so that no status word lacks its sentence.
 */
export type StatusWordMeaning =
  | 'done'
  | 'wrong-pin'
  | 'no-retry-limit'
  | 'locked'
  | 'security-status'
  | 'not-on-this-card'
  | 'reference-not-found'
  | 'no-current-file'
  | 'wrong-kind-of-file'
  | 'wrong-length'
  | 'wrong-parameters'
  | 'wrong-data'
  | 'instruction-unknown'
  | 'class-unknown'
  | 'past-the-end'
  | 'end-reached'
  | 'more-data'
  | 'wrong-le'
  | 'general-failure'
  | 'unknown';

interface StatusWordRow {
  readonly sw: number;
  /** Bits of the status word that must be equal to `sw`. */
  readonly mask: number;
  readonly meaning: StatusWordMeaning;
  readonly evidence: string;
}

export const STATUS_WORDS: readonly StatusWordRow[] = [
  { sw: 0x9000, mask: 0xffff, meaning: 'done', evidence: 'ISO/IEC 7816-4' },
  { sw: 0x63c0, mask: 0xfff0, meaning: 'wrong-pin', evidence: 'all implementations; x tries left' },
  { sw: 0x6300, mask: 0xffff, meaning: 'no-retry-limit', evidence: 'JICSAP; not "0 tries left"' },
  { sw: 0x6984, mask: 0xffff, meaning: 'locked', evidence: 'six public code bases' },
  { sw: 0x6983, mask: 0xffff, meaning: 'locked', evidence: 'ISO/IEC 7816-4; not seen, treated as 6984' },
  { sw: 0x6982, mask: 0xffff, meaning: 'security-status', evidence: 'a PIN must be verified first' },
  { sw: 0x6a82, mask: 0xffff, meaning: 'not-on-this-card', evidence: 'application or file absent' },
  { sw: 0x6a88, mask: 0xffff, meaning: 'reference-not-found', evidence: 'ISO/IEC 7816-4' },
  { sw: 0x6986, mask: 0xffff, meaning: 'no-current-file', evidence: 'ISO/IEC 7816-4' },
  { sw: 0x6981, mask: 0xffff, meaning: 'wrong-kind-of-file', evidence: 'ISO/IEC 7816-4' },
  { sw: 0x6700, mask: 0xffff, meaning: 'wrong-length', evidence: 'ISO/IEC 7816-4' },
  { sw: 0x6a86, mask: 0xffff, meaning: 'wrong-parameters', evidence: 'ISO/IEC 7816-4; P1 P2' },
  { sw: 0x6a80, mask: 0xffff, meaning: 'wrong-data', evidence: 'ISO/IEC 7816-4' },
  { sw: 0x6d00, mask: 0xff00, meaning: 'instruction-unknown', evidence: 'ISO/IEC 7816-4' },
  { sw: 0x6e00, mask: 0xff00, meaning: 'class-unknown', evidence: 'ISO/IEC 7816-4' },
  { sw: 0x6b00, mask: 0xffff, meaning: 'past-the-end', evidence: 'READ BINARY beyond the file' },
  { sw: 0x6282, mask: 0xffff, meaning: 'end-reached', evidence: 'READ BINARY, fewer bytes than Le' },
  { sw: 0x6100, mask: 0xff00, meaning: 'more-data', evidence: 'T=0, xx bytes wait for GET RESPONSE' },
  { sw: 0x6c00, mask: 0xff00, meaning: 'wrong-le', evidence: 'T=0, repeat with Le=xx' },
  { sw: 0x6f00, mask: 0xffff, meaning: 'general-failure', evidence: 'first command after power-up, or a failure' },
];

export function meaningOf(sw: number): StatusWordMeaning {
  return STATUS_WORDS.find((row) => (sw & row.mask) === row.sw)?.meaning ?? 'unknown';
}

/** The statuses by which a card says that it does not know an instruction, before executing anything. */
const NOT_IMPLEMENTED: ReadonlySet<StatusWordMeaning> = new Set([
  'instruction-unknown',
  'class-unknown',
  'wrong-parameters',
]);

/** Whether the card does not know the instruction, so that another one for the same purpose may be tried. */
export function saysNotImplemented(sw: number): boolean {
  return NOT_IMPLEMENTED.has(meaningOf(sw));
}

/** What a VERIFY with a PIN was answered. */
export type VerifyAnswer =
  | { readonly kind: 'accepted' }
  /** Not this PIN. `triesLeft` 0 means that this attempt locked it. */
  | { readonly kind: 'refused'; readonly triesLeft: number; readonly sw: number }
  | { readonly kind: 'locked'; readonly sw: number }
  /** Neither yes nor no: whether a try was spent is not known. */
  | { readonly kind: 'unclear'; readonly sw: number };

export function interpretVerify(sw: number): VerifyAnswer {
  switch (meaningOf(sw)) {
    case 'done':
      return { kind: 'accepted' };
    case 'wrong-pin':
      return { kind: 'refused', triesLeft: sw & 0x0f, sw };
    case 'locked':
      return { kind: 'locked', sw };
    default:
      return { kind: 'unclear', sw };
  }
}

/** What the empty VERIFY was answered. */
export type Counter =
  | { readonly kind: 'tries'; readonly left: number }
  | { readonly kind: 'locked' }
  | { readonly kind: 'absent' }
  /** No number was given: 9000 (some cards, when already verified), 6300, or anything unexpected. */
  | { readonly kind: 'unknown'; readonly sw: number };

export function interpretCounter(sw: number): Counter {
  switch (meaningOf(sw)) {
    case 'wrong-pin':
      return (sw & 0x0f) === 0 ? { kind: 'locked' } : { kind: 'tries', left: sw & 0x0f };
    case 'locked':
      return { kind: 'locked' };
    case 'not-on-this-card':
    case 'reference-not-found':
      return { kind: 'absent' };
    default:
      return { kind: 'unknown', sw };
  }
}
