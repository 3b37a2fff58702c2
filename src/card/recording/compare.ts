import { formatEntry } from './format-recording.ts';
import type { RecordedCommand, Recording, RecordingEntry, RecordingHeader } from './recording.ts';

/** One line of two recordings side by side. Numbers are indices of entries. */
export type ComparedRow =
  | { readonly kind: 'equal' | 'different'; readonly left: number; readonly right: number }
  | { readonly kind: 'only-left'; readonly left: number }
  | { readonly kind: 'only-right'; readonly right: number };

export interface HeaderDifference {
  readonly field: keyof RecordingHeader;
  readonly left: string;
  readonly right: string;
}

export interface Comparison {
  readonly rows: readonly ComparedRow[];
  /** Index into `rows`; `undefined` when all of them are equal. */
  readonly firstDifference: number | undefined;
  /** How many rows are not equal. */
  readonly differences: number;
  readonly header: readonly HeaderDifference[];
}

/** A command with its answer, or an event: what is aligned with its like. */
interface Unit {
  readonly start: number;
  readonly entries: readonly RecordingEntry[];
  readonly text: string;
  readonly command: string;
  readonly instruction: number | undefined;
}

/** What it costs to put two units side by side; leaving one alone costs `GAP` for each of its lines. */
const COST = { equal: 0, sameCommand: 3, sameInstruction: 5, unlike: 99 } as const;
const GAP = 2;

/** Cells of the table of costs, at most; recordings that differ in more than that are compared line by line. */
const MAX_CELLS = 4_000_000;

/** When a recording was made is no difference between two sessions. */
const IGNORED_FIELDS: ReadonlySet<keyof RecordingHeader> = new Set(['date']);

/**
 * Lays two recordings side by side so that the fewest exchanges differ: one that only one of them has stands alone and
 * shifts nothing. Delays, comments, dates and line numbers do not count.
 */
export function compareRecordings(left: Recording, right: Recording): Comparison {
  const rows = align(unitsOf(left.entries), unitsOf(right.entries)).flatMap(rowsOf);
  const first = rows.findIndex(({ kind }) => kind !== 'equal');
  return {
    rows,
    firstDifference: first < 0 ? undefined : first,
    differences: rows.filter(({ kind }) => kind !== 'equal').length,
    header: headerDifferences(left.header, right.header),
  };
}

function headerDifferences(left: RecordingHeader, right: RecordingHeader): HeaderDifference[] {
  const text = (value: string | readonly string[]) => (typeof value === 'string' ? value : value.join('\n'));
  return (Object.keys(left) as (keyof RecordingHeader)[])
    .filter((field) => !IGNORED_FIELDS.has(field))
    .map((field) => ({ field, left: text(left[field]), right: text(right[field]) }))
    .filter((difference) => difference.left !== difference.right);
}

function unitsOf(entries: readonly RecordingEntry[]): Unit[] {
  const units: Unit[] = [];
  for (let start = 0; start < entries.length; ) {
    const first = entries[start] as RecordingEntry;
    const answered = first.kind === 'command' && entries[start + 1]?.kind === 'answer';
    const own = entries.slice(start, start + (answered ? 2 : 1));
    units.push({
      start,
      entries: own,
      text: own.map(formatEntry).join('\n'),
      command: formatEntry(first),
      instruction: first.kind === 'command' ? instructionOf(first) : undefined,
    });
    start += own.length;
  }
  return units;
}

function instructionOf({ bytes: [header] }: RecordedCommand): number | undefined {
  return header instanceof Uint8Array ? header[1] : undefined;
}

type Pair = readonly [Unit | undefined, Unit | undefined];

/** The cheapest alignment (Needleman–Wunsch), after what both begin and end with alike. */
function align(left: readonly Unit[], right: readonly Unit[]): Pair[] {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start]?.text === right[start]?.text) start++;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end)?.text === right.at(-1 - end)?.text) end++;
  const pairUp = (from: number, count: number, shift: number): Pair[] =>
    Array.from({ length: count }, (_, i) => [left[from + i], right[from + i + shift]]);
  return [
    ...pairUp(0, start, 0),
    ...alignMiddle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...pairUp(left.length - end, end, right.length - left.length),
  ];
}

function alignMiddle(left: readonly Unit[], right: readonly Unit[]): Pair[] {
  const width = right.length + 1;
  if ((left.length + 1) * width > MAX_CELLS) {
    return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [left[i], right[i]]);
  }
  // costs[i][j]: of the cheapest alignment of what follows i on the left and j on the right.
  const costs = new Uint32Array((left.length + 1) * width);
  const choices = (i: number, j: number) => {
    const [a, b] = [left[i], right[j]];
    const at = (i: number, j: number) => costs[i * width + j] as number;
    return {
      both: a && b ? costOf(a, b) + at(i + 1, j + 1) : Number.POSITIVE_INFINITY,
      left: a ? GAP * a.entries.length + at(i + 1, j) : Number.POSITIVE_INFINITY,
      right: b ? GAP * b.entries.length + at(i, j + 1) : Number.POSITIVE_INFINITY,
    };
  };
  for (let i = left.length; i >= 0; i--) {
    for (let j = right.length; j >= 0; j--) {
      if (i === left.length && j === right.length) continue;
      costs[i * width + j] = Math.min(...Object.values(choices(i, j)));
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < left.length || j < right.length; ) {
    const choice = choices(i, j);
    const cheapest = Math.min(...Object.values(choice));
    const pair: Pair =
      choice.both === cheapest
        ? [left[i], right[j]]
        : choice.left === cheapest
          ? [left[i], undefined]
          : [undefined, right[j]];
    if (pair[0]) i++;
    if (pair[1]) j++;
    pairs.push(pair);
  }
  return pairs;
}

function costOf(left: Unit, right: Unit): number {
  if (left.text === right.text) return COST.equal;
  if (left.instruction === undefined || left.instruction !== right.instruction) return COST.unlike;
  return left.command === right.command ? COST.sameCommand : COST.sameInstruction;
}

/** The lines of two units side by side: command beside command, answer beside answer. */
function rowsOf([left, right]: Pair): ComparedRow[] {
  const count = Math.max(left?.entries.length ?? 0, right?.entries.length ?? 0);
  return Array.from({ length: count }, (_, i): ComparedRow => {
    const a = left?.entries[i];
    const b = right?.entries[i];
    const l = (left?.start ?? 0) + i;
    const r = (right?.start ?? 0) + i;
    if (!b) return { kind: 'only-left', left: l };
    if (!a) return { kind: 'only-right', right: r };
    return { kind: formatEntry(a) === formatEntry(b) ? 'equal' : 'different', left: l, right: r };
  });
}
