import { finding } from '../../src/texts/doctor-findings.ts';
import type { Readers } from '../cli/open-readers.ts';
import { closeInTime } from '../cli/reach-card.ts';
import type { DoctorSystem } from './doctor-system.ts';
import { examineEnvironment } from './environment.ts';
import { type CardExamination, type ExamineCardsOptions, examineCards } from './readers.ts';

/**
 * Looks for what keeps a person from changing PINs, from the computer to the card. Stops where a problem hides the rest.
 * `openReaders` is called only when PC/SC answers: loading a broken module may end the process. `tell` gets what was found
 * before the readers are closed: with a card or a service that hangs, that may be the last thing this process does.
 */
export async function examine<T>(
  system: DoctorSystem,
  openReaders: () => Readers,
  { virtual, ...options }: ExamineCardsOptions & { readonly virtual: boolean },
  tell: (examination: CardExamination) => Promise<T>,
): Promise<T> {
  let readers: Readers | undefined;
  try {
    const environment = virtual
      ? { findings: [finding('virtual-card', {})], reachable: true }
      : await examineEnvironment(system);
    if (environment.reachable) readers = openReaders();
    const cards = readers ? await examineCards(readers.manager, system, options) : { findings: [] };
    const versions = finding('versions', system.versions());
    return await tell({ ...cards, findings: [...environment.findings, ...cards.findings, versions] });
  } finally {
    if (readers) await closeInTime(readers);
  }
}
