import { TOKEN_INFO, TOKEN_LABELS } from '../applications.ts';
import { toAscii } from '../bytes.ts';
import type { RecordingEntry } from './recording.ts';

/** The kind of the last card whose label was read, for the header of a recording; `not known` where none was. */
export function kindInRecording(entries: readonly RecordingEntry[]): string {
  for (const entry of entries.toReversed()) {
    if (entry.kind !== 'answer' || 'failure' in entry.answer) continue;
    const [data] = entry.answer;
    if (!(data instanceof Uint8Array) || data.length < TOKEN_INFO.labelLength) continue;
    const kind = TOKEN_LABELS[toAscii(data.subarray(0, TOKEN_INFO.labelLength)).replace(/[ \0]+$/, '')];
    if (kind) return kind;
  }
  return 'not known';
}
