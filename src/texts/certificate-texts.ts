import type { CardErrorCode } from '../card/card-error.ts';
import type { Chain } from '../certificates/chain.ts';
import type { Holder } from '../certificates/holder.ts';
import type { CertificateEntry, CertificateReport, ShownCertificate } from '../certificates/report.ts';
import type { CardWords, Notice } from './card-words.ts';
import type { CertificateFailure, CertificateWords, HolderCertificate } from './certificate-words.ts';

export interface CertificateFact {
  readonly term: string;
  readonly text: string;
  /** It stands on the card in these very characters, and is nobody's translation. */
  readonly verbatim?: boolean;
}

/** What is said of one certificate of the holder. */
export interface CertificateAccount {
  readonly name: string;
  /** `attention`: there is something to do, or something could not be confirmed. */
  readonly tone: 'calm' | 'attention';
  /** How it stands, in one sentence. */
  readonly verdict: string;
  readonly advice: readonly string[];
  readonly facts: readonly CertificateFact[];
}

const CA_OF = { auth: 'auth-ca', sign: 'sign-ca' } as const;

/** Data on the card that reading it once more may bring in order. */
const WORTH_ANOTHER_TRY: ReadonlySet<CertificateEntry['outcome']> = new Set([
  'truncated',
  'not-a-certificate',
  'broken-der',
  'refused',
]);

/** What people read about certificates; the page, the command line and a replayed recording say the same. */
export class CertificateTexts {
  readonly words: CertificateWords;
  readonly #cardWords: CardWords;

  constructor(words: CertificateWords, cardWords: CardWords) {
    this.words = words;
    this.#cardWords = cardWords;
  }

  /** One account for each certificate of the holder in the report, what is known of its CA included. */
  accounts({ certificates }: CertificateReport, now: Date): readonly CertificateAccount[] {
    const of = (id: CertificateEntry['id']) => certificates.find((entry) => entry.id === id);
    return (['auth', 'sign'] as const).flatMap((id) => {
      const entry = of(id);
      return entry ? [this.#account(id, entry, of(CA_OF[id]), now)] : [];
    });
  }

  /** The same as text, line by line. `now` as for the report. */
  lines(report: CertificateReport, now: Date): readonly string[] {
    const accounts = this.accounts(report, now);
    return [
      ...accounts.flatMap(({ name, verdict, advice, facts }) => [
        `${name}: ${verdict}`,
        ...advice,
        ...facts.map(({ term, text }) => `${term}: ${text}`),
      ]),
      ...(report.certificates.some(({ outcome }) => outcome === 'shown') ? [this.words.revocation] : []),
    ];
  }

  /** Why there is nothing to say about a certificate. */
  failure(code: CardErrorCode | CertificateFailure, id: HolderCertificate): Notice {
    const { failures, interrupted, changeStands, names } = this.words;
    const stands = id === 'sign' ? [changeStands] : [];
    if (code === 'not-loaded') return { ...failures[code], lines: [...failures[code].lines, ...stands] };
    if (code === 'pin-not-changed') return failures[code];
    const { title, lines } = this.#cardWords.cardErrors[code];
    // After a change nothing more is to be done with the card, whatever became of it.
    return { title: names[id], lines: [interrupted(title), ...(id === 'sign' ? stands : lines)] };
  }

  /** What a 署名用 certificate says of its holder: personal, to be shown to those who asked and kept nowhere. */
  holder(holder: Holder): readonly CertificateFact[] {
    const { holder: words, day } = this.words;
    const fact = (term: string, text: string | undefined, verbatim = false) =>
      text === undefined ? [] : [{ term, text, verbatim }];
    return [
      ...fact(words.name, holder.name, true),
      ...fact(words.nameSubstitutes, this.#substitutes(holder.nameSubstitutes)),
      ...fact(words.birthDate, holder.birthDate && day(holder.birthDate)),
      ...fact(words.sex, holder.sex && words.sexes[holder.sex]),
      ...fact(words.address, holder.address, true),
      ...fact(words.addressSubstitutes, this.#substitutes(holder.addressSubstitutes)),
    ];
  }

  #account(
    id: HolderCertificate,
    entry: CertificateEntry,
    ca: CertificateEntry | undefined,
    now: Date,
  ): CertificateAccount {
    const name = this.words.names[id];
    if (entry.outcome !== 'shown') {
      const again = WORTH_ANOTHER_TRY.has(entry.outcome) ? [this.words.readAgain[id]] : [];
      return { name, tone: 'attention', verdict: this.#unshown(entry), advice: again, facts: [] };
    }
    const { validity, validityAdvice, testEnvironment, readAgain, day } = this.words;
    const { state, firstDay, lastDay, daysLeft } = entry.validity;
    const doubt = doubtAbout(entry);
    return {
      name,
      tone: state === 'valid' && !doubt ? 'calm' : 'attention',
      verdict: validity[state](day(firstDay), day(lastDay), daysLeft),
      advice: [
        ...(entry.testEnvironment ? [testEnvironment] : []),
        ...validityAdvice[state](day(dayInJapan(now))),
        ...(doubt ? [this.words.chain[doubt], readAgain[id]] : []),
      ],
      facts: this.#facts(entry, ca),
    };
  }

  #facts(entry: ShownCertificate, ca: CertificateEntry | undefined): CertificateFact[] {
    const { facts, kinds, period, day, chain, ca: standings } = this.words;
    const { firstDay, lastDay } = entry.validity;
    const why = ca && ca.outcome !== 'shown' ? [this.#unshown(ca)] : [];
    return [
      { term: facts.kind, text: kinds[entry.kind] },
      { term: facts.period, text: period(day(firstDay), day(lastDay)) },
      { term: facts.serialNumber, text: entry.serialNumber },
      { term: facts.issuer, text: entry.issuer, verbatim: true },
      ...(entry.chain && !doubtAbout(entry) ? [{ term: facts.chain, text: chain[entry.chain] }] : []),
      { term: facts.ca, text: [standings[entry.ca], ...why].join(' ') },
      // For comparing it with what its authority publishes.
      ...(entry.ca === 'not-recognised' && ca?.outcome === 'shown' && ca.fingerprint
        ? [{ term: facts.fingerprint, text: ca.fingerprint }]
        : []),
    ];
  }

  #unshown(entry: Exclude<CertificateEntry, ShownCertificate>): string {
    const sw = entry.sw === undefined ? '' : entry.sw.toString(16).toUpperCase().padStart(4, '0');
    return this.words.unshown[entry.outcome](sw && this.#cardWords.status(sw));
  }

  /** One digit for each character, `1` where it is a substitute; anything else as it is written. */
  #substitutes(digits: string | undefined): string | undefined {
    if (digits === undefined || !/^[01]+$/.test(digits)) return digits;
    return this.words.holder.substitutes([...digits].flatMap((digit, index) => (digit === '1' ? [index + 1] : [])));
  }
}

/** What of the check of its issuer a person should hear of first. */
function doubtAbout({ chain }: ShownCertificate): Exclude<Chain, 'holds' | 'not-checked'> | undefined {
  return chain === null || chain === 'holds' || chain === 'not-checked' ? undefined : chain;
}

/** `YYYY-MM-DD`, the day in Japan, as validity is judged. */
function dayInJapan(now: Date): string {
  return new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
}
