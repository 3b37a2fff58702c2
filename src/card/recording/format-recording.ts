import { toHex } from '../bytes.ts';
import { formatMasked, formatPin } from './placeholders.ts';
import { RECORDING_TITLE, type RecordedBytes, type Recording, type RecordingEntry } from './recording.ts';

/** The text form of a recording: what `parseRecording` reads. Ends with a line feed. */
export function formatRecording({ header, entries }: Recording): string {
  const { shows, card, reader, atr, date, product, expect } = header;
  const lines = [
    RECORDING_TITLE,
    ...Object.entries({ shows, card, reader, atr, date, product }).map(([name, value]) =>
      `${name}: ${value}`.trimEnd(),
    ),
    ...expect.map((line) => `expect: ${line}`),
    '',
  ];
  for (const entry of entries) {
    for (const comment of entry.comments) lines.push(`# ${comment}`.trimEnd());
    lines.push(`${formatEntry(entry)}${entry.delayMs > 0 ? ` +${entry.delayMs} ms` : ''}`);
    // A session reads as a paragraph.
    if (entry.kind === 'event' && entry.event === 'disconnect') lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** One line, without comments and delay. */
export function formatEntry(entry: RecordingEntry): string {
  switch (entry.kind) {
    case 'command':
      return `=> ${formatCommand(entry.bytes)}`;
    case 'answer':
      return 'failure' in entry.answer ? `<= ! ${entry.answer.failure}` : `<= ${formatAnswer(entry.answer)}`;
    case 'event':
      return `! ${entry.event} ${entry.detail}`.trimEnd();
  }
}

/** The header, Lc, data and Le apart. */
function formatCommand(bytes: RecordedBytes): string {
  const [first, ...rest] = bytes;
  if (!(first instanceof Uint8Array)) return formatParts(bytes);
  const cuts = first.length > 5 ? [4, 5, 5 + (first[4] as number)] : [4];
  return [...split(first, cuts), ...rest.map(formatPart)].join(' ');
}

/** The status word apart. */
function formatAnswer(bytes: RecordedBytes): string {
  const last = bytes.at(-1);
  if (!(last instanceof Uint8Array)) return formatParts(bytes);
  return [...bytes.slice(0, -1).map(formatPart), ...split(last, [last.length - 2])].join(' ');
}

function split(bytes: Uint8Array, cuts: readonly number[]): string[] {
  const edges = [0, ...cuts.filter((cut) => cut > 0 && cut < bytes.length), bytes.length];
  return edges.slice(1).map((end, i) => toHex(bytes.subarray(edges[i], end)));
}

function formatParts(bytes: RecordedBytes): string {
  return bytes.map(formatPart).join(' ');
}

function formatPart(part: RecordedBytes[number]): string {
  if (part instanceof Uint8Array) return toHex(part);
  return part.kind === 'pin' ? formatPin(part) : formatMasked(part);
}
