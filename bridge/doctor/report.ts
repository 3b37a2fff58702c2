import { APPLICATIONS } from '../../src/card/applications.ts';
import { toHex } from '../../src/card/bytes.ts';
import type { FieldReport } from '../../src/card/field-report.ts';
import type { Finding } from '../../src/texts/doctor-findings.ts';
import { findingText } from '../../src/texts/doctor-texts.ts';
import { anonymous, anonymousFinding } from './anonymous.ts';

const heading = (costATry: boolean) => `myna-pin field report, format 1

What myna-pin found out about a computer, its card reader and a card. No PIN was asked
for${costATry ? ', but ONE TRY SEEMS TO BE GONE: see below' : ' and no try was spent'}. Nothing personal is in here: no name, address or birth date,
no number of a person or a card, no PIN or length of one, no certificate, no serial
number, no user name, no computer name. Please look through it all the same, and send
it with an issue: what real cards answer is known of very few.`;

/**
 * A report that people can send to anybody, in English, the same for the same answers. `personalNames` are kept out of
 * everything that computer, reader and card said; whatever looks like a serial number is masked.
 */
export function reportText(
  findings: readonly Finding[],
  fieldReport: FieldReport | undefined,
  personalNames: readonly string[],
): string {
  const shown = findings.map((finding) => anonymousFinding(finding, personalNames));
  const versions = shown.filter(({ code }) => code === 'versions').flatMap(({ facts }) => Object.entries(facts));
  const sections = [
    heading(fieldReport?.pins.some(({ byShortFile }) => byShortFile?.costATry) ?? false),
    section('Versions', table(versions)),
    section('Findings', table(shown.filter(({ code }) => code !== 'versions').map(findingRow))),
    ...(fieldReport ? cardSections(fieldReport, personalNames) : [section('Card', ['none was read'])]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function findingRow(finding: Finding): string[] {
  return [finding.level, finding.code, findingText('en', finding).what];
}

function cardSections(
  { applications, files, pins, token, certificateAvailability }: FieldReport,
  names: readonly string[],
) {
  const quoted = (text: string) => `"${anonymous(text, names)}"`;
  return [
    section(
      'Applications: status word of SELECT',
      table(
        applications.map(({ application, select }) => [
          application,
          toHex(APPLICATIONS[application].aid),
          word(select),
        ]),
      ),
    ),
    section(
      'Files: status word of SELECT, length of certificates in bytes',
      table(
        files.map(({ application, file, select, length }) => [
          application,
          word(file),
          word(select),
          `${length ?? ''}`,
        ]),
      ),
    ),
    section(
      'PINs: status words of SELECT, empty VERIFY, empty VERIFY by short file identifier, empty VERIFY after that',
      table(
        pins.map(({ pin, application, file, select, counter, byShortFile }) => [
          pin,
          application,
          word(file),
          word(select),
          word(counter),
          word(byShortFile?.counter),
          word(byShortFile?.counterAfter),
          byShortFile?.costATry ? 'THE SHORT FORM COST A TRY' : '',
        ]),
      ),
    ),
    section(
      'Token information (JPKI 0006) and availability of certificates (JPKI 0008)',
      table([
        ...Object.entries(token ?? {}).map(([name, value]) => [name, quoted(value)]),
        ['0008', certificateAvailability ? toHex(Uint8Array.from(certificateAvailability)) : '-'],
      ]),
    ),
  ];
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Columns of the width of their longest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(Math.max(...rows.map((other) => other[column]?.length ?? 0))))
      .join('  ')
      .trimEnd(),
  );
}

/** Four hexadecimal digits. */
function word(value: number | undefined): string {
  return value === undefined ? '-' : value.toString(16).toUpperCase().padStart(4, '0');
}
