import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { dayInJapan, timeInJapan } from '../../../src/journal/japan-time.ts';
import { JournalError } from '../../../src/journal/journal-error.ts';
import { parseDay } from '../../../src/texts/day.ts';
import { journalProblem } from '../../../src/texts/journal-problems.ts';
import { JOURNAL_TEXTS, type JournalCommandName, type JournalTexts } from '../../../src/texts/journal-texts.ts';
import { SHIPPING_PROBLEMS } from '../../../src/texts/shipping-problems.ts';
import { type JournalReader, readJournal } from '../../journal/journal-reader.ts';
import { TABLE_SQL_FOR_OWNER } from '../../journal/shipping/table.ts';
import type { Head } from '../../journal/verify.ts';
import { journalFile } from '../../office/kept-office.ts';
import { EXIT } from '../exit-codes.ts';
import { printJson } from '../fail.ts';
import type { Surroundings } from '../reach-card.ts';
import { UsageError } from '../usage-error.ts';

export interface VerifyOptions {
  /** What was noted before, as it was typed. */
  readonly noted?: string;
  readonly json: boolean;
}

export interface ExportOptions {
  /** Days in Japan, as they were typed. */
  readonly from?: string;
  readonly to?: string;
  /** A file; standard output where it is left out. */
  readonly output?: string;
  /** Overwrites that file. */
  readonly force: boolean;
}

/** `journal verify`: exit code 1 where somebody was at the journal. Rejects with `UsageError`. */
export function runJournalVerify(
  surroundings: Surroundings,
  file: string | undefined,
  { noted, json }: VerifyOptions,
): number {
  const { terminal } = surroundings;
  const texts = JOURNAL_TEXTS[terminal.language];
  const link = noted === undefined ? undefined : parseNoted(noted, texts);
  return withJournal(surroundings, 'verify', file, json, (journal, path) => {
    const verification = journal.verify(link);
    if (!verification.ok) {
      const { sequence, why } = verification;
      terminal.err(texts.faults[why](sequence));
      if (json) printJson(terminal, { command: 'journal verify', exitCode: EXIT.refused, file: path, sequence, why });
      return EXIT.refused;
    }
    const { entries, head } = verification;
    if (json) {
      printJson(terminal, { command: 'journal verify', exitCode: EXIT.done, file: path, entries, head: head ?? null });
      return EXIT.done;
    }
    terminal.out(texts.holds(entries));
    if (head) terminal.out(texts.head(head.sequence, head.hash));
    return EXIT.done;
  });
}

/** `journal export`. Rejects with `UsageError`. */
export function runJournalExport(surroundings: Surroundings, file: string | undefined, options: ExportOptions): number {
  const { terminal } = surroundings;
  const { language } = terminal;
  const texts = JOURNAL_TEXTS[language];
  const { from, to, output, force } = options;
  for (const day of [from, to]) if (day !== undefined && !parseDay(day)) throw new UsageError(texts.badDay);
  return withJournal(surroundings, 'export', file, false, (journal) => {
    const lines = journal.csv({ ...(from ? { from } : {}), ...(to ? { to } : {}) }, { language });
    if (output === undefined) {
      // The terminal ends lines itself.
      for (const line of lines) terminal.out(line.replace(/\n$/, ''));
      return EXIT.done;
    }
    terminal.err(texts.exported(writeLines(surroundings, output, force, lines) - 1, output));
    return EXIT.done;
  });
}

/** `journal status`: also while a bridge writes it. */
export function runJournalStatus(
  surroundings: Surroundings,
  file: string | undefined,
  { json }: { readonly json: boolean },
): number {
  const { terminal } = surroundings;
  const { language } = terminal;
  const texts = JOURNAL_TEXTS[language];
  return withJournal(surroundings, 'status', file, json, (journal, path) => {
    const { kiosk, head, shipping, extent } = journal;
    const { through, waiting, at, error } = shipping;
    if (json) {
      printJson(terminal, {
        command: 'journal status',
        exitCode: EXIT.done,
        file: path,
        kiosk,
        entries: extent?.entries ?? 0,
        head: head ?? null,
        shipping: { through, waiting, at: at ?? null, error: error ?? null },
      });
      return EXIT.done;
    }
    terminal.out(texts.status.file(path));
    terminal.out(texts.status.kiosk(kiosk));
    if (!extent) terminal.out(texts.empty);
    else terminal.out(texts.status.entries(extent.entries, moment(extent.first), moment(extent.last)));
    if (head) terminal.out(texts.head(head.sequence, head.hash));
    if (at) terminal.out(texts.status.shipped(through, waiting, moment(at)));
    else if (!error) terminal.out(texts.status.notShipped);
    if (error) {
      terminal.out(texts.status.failing(moment(error.since)));
      terminal.out(SHIPPING_PROBLEMS[language][error.code]);
    }
    return EXIT.done;
  });
}

/** `journal sql`. */
export function runJournalSql({ terminal }: Surroundings): number {
  terminal.out(TABLE_SQL_FOR_OWNER);
  return EXIT.done;
}

/** Where it cannot be read: why, and the exit code of a file that cannot be read. */
function withJournal(
  { terminal }: Surroundings,
  command: Exclude<JournalCommandName, 'sql'>,
  file: string | undefined,
  json: boolean,
  work: (journal: JournalReader, path: string) => number,
): number {
  const path = file === undefined ? journalFile(false) : resolve(file);
  let journal: JournalReader | undefined;
  try {
    journal = readJournal(path);
    return work(journal, path);
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    terminal.err(`${path}: ${journalProblem(terminal.language, error.code)}`);
    if (json) printJson(terminal, { command: `journal ${command}`, exitCode: EXIT.usage, problem: error.code });
    return EXIT.usage;
  } finally {
    journal?.close();
  }
}

function parseNoted(text: string, { badNote }: JournalTexts): Head {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (sequence === undefined || hash === undefined) throw new UsageError(badNote);
  return { sequence: Number(sequence), hash: hash.toLowerCase() };
}

/** For the eyes of this user alone: it has the names of those who served. Returns how many lines there were. */
function writeLines({ texts }: Surroundings, file: string, force: boolean, lines: Iterable<string>): number {
  let descriptor: number;
  try {
    descriptor = openSync(file, force ? 'w' : 'wx', 0o600);
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new UsageError(exists ? texts.usage.fileExists : texts.usage.fileNotWritable);
  }
  let count = 0;
  try {
    for (const line of lines) {
      writeSync(descriptor, line);
      count++;
    }
  } catch (error) {
    if (error instanceof JournalError) throw error;
    throw new UsageError(texts.usage.fileNotWritable);
  } finally {
    closeSync(descriptor);
  }
  return count;
}

/** In Japan, whatever the time zone of this computer is. */
function moment(at: string): string {
  const date = new Date(at);
  return `${dayInJapan(date)} ${timeInJapan(date)}`;
}
