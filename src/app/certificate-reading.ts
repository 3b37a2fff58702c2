import { wipe } from '../card/bytes.ts';
import type { CardErrorCode } from '../card/card-error.ts';
import { type CertificateFiles, readCertificateWithCa } from '../card/certificate-file.ts';
import type { CardSession } from '../card/session.ts';
import type { Holder } from '../certificates/holder.ts';
import type { CertificateReport } from '../certificates/report.ts';
import { toCardError } from '../readers/card-access.ts';
import type { CertificateFailure, HolderCertificate } from '../texts/certificate-words.ts';

const load = () => import('../certificates/certificates.ts');

export interface CertificateDependencies {
  /** The clock that validity is judged by; that of this machine when left out. */
  readonly now?: () => Date;
  /** Loads what understands certificates, when it is needed. */
  readonly loadCertificates?: typeof load;
}

export type CertificateState =
  | { readonly kind: 'reading' }
  /** `at`: the moment at which it was judged. */
  | { readonly kind: 'shown'; readonly report: CertificateReport; readonly at: Date }
  | { readonly kind: 'failed'; readonly code: CardErrorCode | CertificateFailure };

/**
 * The certificate on screen. Owns: reading it with its CA, what is said of it, and the bytes of a 署名用 one, in which its
 * holder is, until `drop`. Does not own: the session, or when it is read; it presents no PIN and changes nothing.
 */
export class CertificateReading {
  /** Whose reading `state` is about. */
  of: HolderCertificate = 'auth';
  state: CertificateState | undefined;
  /** The 署名用 certificate is to be read after its PIN was changed. */
  signWanted = false;
  /** The person in it, as long as that is on screen. `none`: nobody could be read from it. */
  holder: Holder | 'none' | undefined;

  readonly #dependencies: CertificateDependencies;
  readonly #onChange: () => void;
  #sign: Uint8Array | undefined;
  /** Whether `#sign` may be kept: the card it is from is the one at hand. */
  #mayKeep = false;
  /** Counts up with every reading and every drop: what comes late belongs to none. */
  #turn = 0;

  constructor(dependencies: CertificateDependencies, onChange: () => void) {
    this.#dependencies = dependencies;
    this.#onChange = onChange;
  }

  get hasHolder(): boolean {
    return this.#sign !== undefined;
  }

  /**
   * Reads the 利用者証明用 certificate in a session that `work` opens for it. Never rejects. Where `work` does not read, since
   * it is another card, it is for the caller to `drop` this reading.
   */
  async readAuth(
    work: (read: (session: CardSession) => Promise<CertificateFiles>) => Promise<CertificateFiles | undefined>,
  ): Promise<void> {
    const turn = this.#begin('auth');
    const files = await work((session) => readCertificateWithCa(session, 'auth')).catch((error) =>
      this.#fail(turn, error),
    );
    if (files) await this.#describe(turn, files);
  }

  /**
   * Reads the 署名用 certificate, in the session in which its PIN was verified last. Never rejects, and is over when the
   * card is no longer needed; what is in the certificate is found out afterwards. `bornOn` is told the birth date in it.
   */
  async readSign(session: CardSession, bornOn: (birthDate: string) => void): Promise<void> {
    const turn = this.#begin('sign');
    const files = await readCertificateWithCa(session, 'sign').catch((error) => this.#fail(turn, error));
    if (files) void this.#describe(turn, files).then(() => this.#tellBirthDate(bornOn));
  }

  /** It was wanted, and its PIN was not changed. */
  skipSign(): void {
    this.#end(this.#begin('sign'), { kind: 'failed', code: 'pin-not-changed' });
  }

  async showHolder(): Promise<void> {
    const der = this.#sign;
    if (!der) return;
    const holder = await this.#holderIn(der).catch(() => undefined);
    if (der !== this.#sign) return;
    this.holder = holder ?? 'none';
    this.#onChange();
  }

  hideHolder(): void {
    this.holder = undefined;
    this.#onChange();
  }

  /** Forgets the person, and that there was one to be shown; what was said of the certificate stays. */
  dropHolder(): void {
    this.holder = undefined;
    if (this.#sign) wipe(this.#sign);
    this.#sign = undefined;
    this.#mayKeep = false;
  }

  /** Forgets what was read, and what is still being read. */
  drop(): void {
    this.dropHolder();
    this.#turn++;
    this.state = undefined;
  }

  #begin(of: HolderCertificate): number {
    this.drop();
    this.#mayKeep = of === 'sign';
    this.of = of;
    this.state = { kind: 'reading' };
    this.#onChange();
    return this.#turn;
  }

  #end(turn: number, state: CertificateState): void {
    if (turn !== this.#turn) return;
    this.state = state;
    this.#onChange();
  }

  #fail(turn: number, error: unknown): undefined {
    this.#end(turn, { kind: 'failed', code: toCardError(error).code });
  }

  async #describe(turn: number, files: CertificateFiles): Promise<void> {
    const at = this.#dependencies.now?.() ?? new Date();
    try {
      const { describeCertificates } = await this.#load();
      const report = await describeCertificates(files, at);
      if (turn !== this.#turn) return;
      if (this.#mayKeep && files.sign?.kind === 'read' && isShown(report)) this.#sign = files.sign.der.slice();
      this.#end(turn, { kind: 'shown', report, at });
    } catch {
      this.#end(turn, { kind: 'failed', code: 'not-loaded' });
    } finally {
      if (files.sign && 'der' in files.sign) wipe(files.sign.der);
    }
  }

  async #tellBirthDate(bornOn: (birthDate: string) => void): Promise<void> {
    const der = this.#sign;
    const birthDate = der && (await this.#holderIn(der).catch(() => undefined))?.birthDate;
    if (birthDate && der === this.#sign) bornOn(birthDate);
  }

  async #holderIn(der: Uint8Array): Promise<Holder | undefined> {
    const { parseCertificate, readHolder } = await this.#load();
    const result = await parseCertificate(der);
    if (result.kind !== 'parsed') return undefined;
    const holder = readHolder(result.certificate);
    wipe(result.certificate.der);
    return holder;
  }

  #load() {
    return (this.#dependencies.loadCertificates ?? load)();
  }
}

function isShown({ certificates }: CertificateReport): boolean {
  return certificates.some(({ id, outcome }) => id === 'sign' && outcome === 'shown');
}
