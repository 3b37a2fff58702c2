import type { CardTexts } from '../../src/texts/card-texts.ts';
import type { Notice } from '../../src/texts/card-words.ts';
import type { CliTexts } from '../../src/texts/cli-words.ts';
import { installCommandHere } from '../install-command.ts';
import { EXIT } from './exit-codes.ts';
import { Cancelled, type Terminal } from './io.ts';
import type { ResultJson } from './json.ts';
import { Unreachable } from './reach-card.ts';
import { UsageError } from './usage-error.ts';

interface Speech {
  readonly terminal: Terminal;
  readonly texts: CliTexts;
  readonly cardTexts: CardTexts;
}

/** Runs a command and turns what it may reject with into sentences, with `json` into an object too, and an exit code. */
export async function orFail(
  speech: Speech,
  command: 'readers' | 'status' | 'change',
  json: boolean,
  run: () => Promise<number>,
): Promise<number> {
  const { terminal, texts } = speech;
  try {
    return await run();
  } catch (error) {
    if (error instanceof Unreachable) return failToReach(speech, command, json, error);
    if (error instanceof UsageError) {
      terminal.err(error.message);
      if (json) printJson(terminal, { command, exitCode: EXIT.usage, problem: 'usage' });
      return EXIT.usage;
    }
    if (error instanceof Cancelled) {
      terminal.err(error.message === '' ? texts.ask.cancelled : error.message);
      if (json) printJson(terminal, { command, exitCode: EXIT.refused, problem: 'cancelled' });
      return EXIT.refused;
    }
    throw error;
  }
}

/** The one object on standard output. */
export function printJson(terminal: Terminal, result: ResultJson): void {
  terminal.out(JSON.stringify(result));
}

function failToReach(
  speech: Speech,
  command: 'readers' | 'status' | 'change',
  json: boolean,
  { problem, readers, cardKind }: Unreachable,
): number {
  const { terminal, texts } = speech;
  const { title, lines } = noticeOf(speech, problem, cardKind);
  for (const line of [title, ...lines]) terminal.err(line);
  const installCommand = problem === 'module-missing' ? installCommandHere() : undefined;
  if (installCommand) terminal.err(texts.installCommand(installCommand));
  if (NAMES_HELP.has(problem)) terminal.err(texts.readerNames(readers));
  if (json) {
    printJson(terminal, {
      command,
      exitCode: EXIT.unreachable,
      problem,
      ...(readers.length > 0 ? { readers: [...readers] } : {}),
      ...(cardKind && cardKind !== 'my-number-card' ? { cardKind } : {}),
      ...(installCommand ? { installCommand } : {}),
    });
  }
  return EXIT.unreachable;
}

const NAMES_HELP: ReadonlySet<string> = new Set(['no-card', 'reader-not-found', 'reader-ambiguous', 'several-cards']);

function noticeOf(
  { texts, cardTexts }: Speech,
  problem: Unreachable['problem'],
  cardKind: Unreachable['cardKind'],
): Notice {
  const { words } = cardTexts;
  switch (problem) {
    case 'other-card':
      return words.cardKinds[!cardKind || cardKind === 'my-number-card' ? 'other' : cardKind];
    case 'no-card':
      return words.cardErrors['card-removed'];
    case 'card-reset':
    case 'reader-gone':
    case 'in-use':
    case 'unresponsive':
    case 'bad-answer':
    case 'refused-by-guard':
    case 'failed':
      return words.cardErrors[problem];
    default:
      return texts.reach[problem];
  }
}
