import { type Figure, meetsGoal } from './figure.ts';
import type { Spread } from './statistics.ts';

export interface MeasuredSection {
  readonly id: string;
  readonly title: string;
  readonly figures: readonly Figure[];
}

const HEAD = ['what', 'measured', 'beside it', 'compared', 'goal', ''] as const;

/** One table of everything, in Markdown: it reads as text as well. Notes stand below it, by number. */
export function tableOf(sections: readonly MeasuredSection[]): string {
  const notes: string[] = [];
  const rows = sections.flatMap(({ title, figures }) => [
    [`**${title}**`, '', '', '', '', ''],
    ...figures.map((figure) => rowOf(figure, numberOf(figure.note, notes))),
  ]);
  const table = aligned([[...HEAD], ...rows]);
  return [table, ...(notes.length > 0 ? ['', ...notes.map((note, index) => `${index + 1}. ${note}`)] : [])].join('\n');
}

function numberOf(note: string | undefined, notes: string[]): string {
  if (note === undefined) return '';
  const known = notes.indexOf(note);
  return ` [${(known >= 0 ? known + 1 : notes.push(note)).toString()}]`;
}

function rowOf(figure: Figure, mark: string): string[] {
  const { name, unit, value, baseline, comparison, goal } = figure;
  const goalUnit = goal?.of === 'value' ? unit : (comparison?.unit ?? '');
  return [
    `${name}${mark}`,
    spreadText(value, unit),
    `${baseline.name}: ${spreadText(baseline.value, unit)}`,
    comparison ? spreadText(comparison.value, comparison.unit) : '',
    goal ? `≤ ${withUnit(numberText(goal.atMost), goalUnit)}` : '',
    { true: 'met', false: '**missed**', undefined: '' }[String(meetsGoal(figure)) as 'true' | 'false' | 'undefined'],
  ];
}

/** The median, with the quartiles in brackets where they differ. */
function spreadText({ median, low, high }: Spread, unit: string): string {
  const text = withUnit(numberText(median), unit);
  const [from, to] = [numberText(low), numberText(high)];
  return from === to ? text : `${text} (${from}–${to})`;
}

function withUnit(number: string, unit: string): string {
  return unit === '×' ? `${number}×` : unit === '' ? number : `${number} ${unit}`;
}

/** Three digits are as much as such figures bear; whole numbers stay whole. */
function numberText(number: number): string {
  if (Number.isInteger(number)) return number.toLocaleString('en');
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(number))));
  return Number(number.toFixed(Math.min(digits, 4))).toLocaleString('en', { maximumFractionDigits: 4 });
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) => Math.max(3, ...rows.map((row) => widthOf(row[column] ?? ''))));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell + ' '.repeat((widths[column] as number) - widthOf(cell))).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head ?? []), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join(
    '\n',
  );
}

function widthOf(text: string): number {
  return [...text].length;
}
