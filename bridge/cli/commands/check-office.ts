import { officeProblem } from '../../../src/texts/office-problems.ts';
import { readOfficeFile } from '../../office/read-office-file.ts';
import { EXIT } from '../exit-codes.ts';
import type { Surroundings } from '../reach-card.ts';

/** Says all that is wrong with a file of office settings, a line each, as editors and scripts find their way by. */
export async function runCheckOffice({ terminal, texts }: Surroundings, file: string): Promise<number> {
  const { problems = [] } = await readOfficeFile(file);
  if (problems.length === 0) {
    terminal.out(texts.office.good(file));
    return EXIT.done;
  }
  for (const problem of problems) terminal.out(`${file}: ${officeProblem(terminal.language, problem)}`);
  return EXIT.refused;
}
