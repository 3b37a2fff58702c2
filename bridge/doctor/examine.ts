import { finding } from '../../src/texts/doctor-findings.ts';
import type { Readers } from '../cli/open-readers.ts';
import type { DoctorSystem } from './doctor-system.ts';
import { examineEnvironment } from './environment.ts';
import { type CardExamination, type ExamineCardsOptions, examineCards } from './readers.ts';

/** How long closing the readers may take, in milliseconds. */
const CLOSE_MS = 3_000;

/**
 * Looks for what keeps a person from changing PINs, from the computer to the card. Stops where a problem hides the rest.
 * `openReaders` is called only when PC/SC answers: loading a broken module may end the process.
 */
export async function examine(
  system: DoctorSystem,
  openReaders: () => Readers,
  { virtual, ...options }: ExamineCardsOptions & { readonly virtual: boolean },
): Promise<CardExamination> {
  const environment = virtual
    ? { findings: [finding('virtual-card', {})], reachable: true }
    : await examineEnvironment(system);
  const cards = environment.reachable ? await throughReaders(openReaders, system, options) : { findings: [] };
  return { ...cards, findings: [...environment.findings, ...cards.findings, finding('versions', system.versions())] };
}

async function throughReaders(
  openReaders: () => Readers,
  system: DoctorSystem,
  options: ExamineCardsOptions,
): Promise<CardExamination> {
  const readers = openReaders();
  try {
    return await examineCards(readers.manager, system, options);
  } finally {
    await inTime(readers.close());
  }
}

/** A thread that waits for a card in vain never ends; what was found out is not to wait for it. */
async function inTime(closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_MS);
  });
  await Promise.race([closing, late]);
  clearTimeout(timer);
}
