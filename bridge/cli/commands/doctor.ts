import { writeFile } from 'node:fs/promises';
import type { Finding, FindingCode, FindingLevel } from '../../../src/texts/doctor-findings.ts';
import { DOCTOR_TEXTS, findingText } from '../../../src/texts/doctor-texts.ts';
import type { CliLanguage } from '../../../src/texts/language.ts';
import type { DoctorSystem } from '../../doctor/doctor-system.ts';
import { examine } from '../../doctor/examine.ts';
import type { CardExamination } from '../../doctor/readers.ts';
import { reportText } from '../../doctor/report.ts';
import { ThisSystem } from '../../doctor/this-system.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { type OpenReaders, openReaders } from '../open-readers.ts';

export interface DoctorOptions {
  readonly language: CliLanguage;
  /** The readers to look at, by a part of their name; all of them where it is left out. */
  readonly readerName?: string | undefined;
  readonly virtual: boolean;
  /** Where to write the report that can be sent to others. */
  readonly reportFile?: string | undefined;
  readonly json: boolean;
}

export interface DoctorDependencies {
  readonly openReaders?: OpenReaders;
  readonly system?: DoctorSystem;
}

const MARKS: Readonly<Record<FindingLevel, string>> = { ok: '[ok]', problem: '[!] ', note: '[-] ' };

/** Problems that keep a person from any card. */
const UNREACHABLE: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'module-missing',
  'module-not-built',
  'module-no-compiler',
  'module-no-library',
  'module-wrong-node',
  'module-failed',
  'service-not-installed',
  'service-stopped',
  'service-forbidden',
  'service-denied',
  'service-unreachable',
  'service-no-answer',
  'service-failed',
  'readers-none',
  'reader-not-found',
  'reader-driver-missing',
  'reader-unsupported',
  'card-none',
]);

/**
 * Finds out what keeps a person from changing PINs and what to do next. Presents no PIN, spends no try. Resolves with the
 * exit code: everything is ready (0), some other problem (1), the report could not be written (2), no service, reader or
 * card (3).
 *
 * With `json` one object goes to standard output (README.md of `bridge/cli`). Other than the report, it may have the serial
 * number of a reader in it.
 */
export async function runDoctor(
  options: DoctorOptions,
  io: Io,
  { openReaders: open = openReaders, system = new ThisSystem() }: DoctorDependencies = {},
): Promise<number> {
  const { readerName, virtual, reportFile } = options;
  const wanted = {
    virtual,
    // It asks questions that nobody has asked a real card yet: only for somebody who wants to send the answers.
    fieldReport: reportFile !== undefined,
    ...(readerName === undefined ? {} : { readerName }),
  };
  return examine(
    system,
    () => open({ virtual }),
    wanted,
    async (examination) => {
      const code = tell(examination, options, io);
      if (reportFile === undefined) return code;
      const text = reportText(examination.findings, examination.fieldReport, system.personalNames());
      return (await writeReport(reportFile, text, options, io)) ? code : EXIT.usage;
    },
  );
}

function tell({ findings, fieldReport }: CardExamination, { language, json }: DoctorOptions, io: Io): number {
  const code = exitCode(findings);
  if (json) {
    io.out(JSON.stringify({ command: 'doctor', exitCode: code, findings, ...(fieldReport ? { fieldReport } : {}) }));
  } else sayFindings(findings, language, io);
  return code;
}

async function writeReport(file: string, text: string, { language }: DoctorOptions, io: Io): Promise<boolean> {
  const { reportWritten, reportNotWritten, reportInvitation } = DOCTOR_TEXTS[language];
  try {
    await writeFile(file, text);
  } catch {
    io.err(reportNotWritten(file));
    return false;
  }
  io.err(reportWritten(file));
  io.err(reportInvitation);
  return true;
}

/** One after the other, each with what to do next, and whether all is ready in the end. */
export function sayFindings(findings: readonly Finding[], language: CliLanguage, io: Io): void {
  for (const finding of findings) {
    const { what, next } = findingText(language, finding);
    io.out(`${MARKS[finding.level]} ${what}`);
    for (const line of next) io.out(`     → ${line}`);
  }
  const { ready, notReady } = DOCTOR_TEXTS[language];
  io.out(exitCode(findings) === EXIT.done ? ready : notReady);
}

function exitCode(findings: readonly Finding[]): number {
  const problems = findings.filter(({ level }) => level === 'problem');
  if (problems.length === 0) return EXIT.done;
  return problems.some(({ code }) => UNREACHABLE.has(code)) ? EXIT.unreachable : EXIT.refused;
}
