import type { VirtualReference } from '../../src/readers/virtual/virtual-card.ts';
import type { Sent } from './faulty-readers.ts';

/** A VERIFY with a PIN or a CHANGE, and what its sender could know at that moment from the answers it had been given. */
interface Presentation {
  readonly kind: 'verify' | 'change';
  /** The reference it was meant for. */
  readonly reference: VirtualReference | undefined;
  readonly pin: string;
  readonly knownTries: number | undefined;
  /** What it was answered; `undefined` where nothing was. */
  readonly sw: number | undefined;
}

export interface ClientView {
  readonly presentations: readonly Presentation[];
}

const AIDS: Record<string, string> = {
  d392f000260100000001: 'jpki',
  d3921000310001010401: 'juki',
  d3921000310001010100: 'common',
  d3921000310001010408: 'text',
};

const FILES: Record<string, VirtualReference> = {
  'jpki 001b': 'sign',
  'jpki 0018': 'auth',
  'juki 001c': 'juki',
  'common 001c': 'common',
  'text 0011': 'text',
};

/** Reads a session from its bytes alone, with nothing of the product's own. */
export function clientView(sent: readonly Sent[]): ClientView {
  const presentations: Presentation[] = [];
  const tries = new Map<VirtualReference, number>();
  let application: string | undefined;
  let reference: VirtualReference | undefined;
  for (const { copy, answer } of sent) {
    const command = Buffer.from(copy).toString('hex');
    const sw = answer && answer.length >= 2 ? (answer.at(-2) as number) * 256 + (answer.at(-1) as number) : undefined;
    const header = command.slice(0, 8);
    const data = command.slice(10);
    const triesTold = sw !== undefined && sw >> 4 === 0x63c ? sw & 0x0f : undefined;
    const learn = (left: number | undefined) => {
      if (reference && left !== undefined) tries.set(reference, left);
      else if (reference) tries.delete(reference);
    };
    if (header === '00a4040c') {
      application = sw === 0x9000 ? AIDS[data] : undefined;
      reference = undefined;
    } else if (header === '00a4020c') {
      reference = sw === 0x9000 ? FILES[`${application} ${data}`] : undefined;
    } else if (command === '00200080') {
      learn(sw === 0x6983 || sw === 0x6984 ? 0 : triesTold);
    } else if (header === '00200080') {
      const knownTries = reference && tries.get(reference);
      presentations.push({ kind: 'verify', reference, pin: Buffer.from(data, 'hex').toString(), knownTries, sw });
      learn(sw === 0x9000 ? (reference === 'sign' ? 5 : 3) : triesTold);
    } else if (header === '00240180' || header === '80320080') {
      const knownTries = reference && tries.get(reference);
      presentations.push({ kind: 'change', reference, pin: Buffer.from(data, 'hex').toString(), knownTries, sw });
      // Whether a refused CHANGE costs a try is written nowhere; one that is not known to the card was not executed.
      const untouched = sw === 0x9000 || (sw !== undefined && [0x6d, 0x6e].includes(sw >> 8)) || sw === 0x6a86;
      if (!untouched) learn(undefined);
    }
  }
  return { presentations };
}
