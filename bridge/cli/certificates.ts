import { readCertificateWithCa } from '../../src/card/certificate-file.ts';
import type { CertificateReport } from '../../src/certificates/report.ts';
import type { SmartCardResourceManager } from '../../src/readers/web-smart-card/types.ts';
import { CERTIFICATE_TEXTS } from '../../src/texts/cli-card-texts.ts';
import type { Terminal } from './io.ts';
import { type CertificatesJson, hexStatusWord } from './json.ts';
import { type ReachedCard, type Surroundings, workWithSameCard } from './reach-card.ts';

export interface LookedAt {
  readonly report: CertificateReport;
  /** The moment at which validity was judged. */
  readonly at: Date;
}

/** The 利用者証明用 certificate with its CA, for which no PIN is needed. Rejects with `Unreachable` as the card does. */
export async function lookAtCertificates(
  { terminal, now = () => new Date() }: Surroundings,
  manager: SmartCardResourceManager,
  card: ReachedCard,
): Promise<LookedAt> {
  const files = await workWithSameCard(manager, card, terminal.stopped, (session) =>
    readCertificateWithCa(session, 'auth'),
  );
  const at = now();
  const { describeCertificates } = await import('../../src/certificates/certificates.ts');
  return { report: await describeCertificates(files, at), at };
}

export function sayCertificates(terminal: Terminal, { report, at }: LookedAt): void {
  const [first = '', ...more] = CERTIFICATE_TEXTS[terminal.language].lines(report, at);
  terminal.out(first);
  for (const line of more) terminal.out(`  ${line}`);
}

export function certificatesJson({ report }: LookedAt): CertificatesJson {
  return {
    certificates: report.certificates.map((entry) => {
      if (entry.outcome === 'shown') return { ...entry, policies: [...entry.policies] };
      const { id, outcome, sw } = entry;
      return { id, outcome, ...(sw === undefined ? {} : { statusWord: hexStatusWord(sw) }) };
    }),
    testEnvironment: report.testEnvironment,
    revocation: report.revocation,
  };
}
