import { writeSync } from 'node:fs';
import { openJournal } from '../../bridge/journal/journal.ts';
import type { JournalEvent } from '../../src/journal/entry.ts';

/**
 * A process that does nothing but write a journal, and says of each entry once it is there: its sequence and hash, a line on
 * standard output. Its clock goes on by an hour with each entry, and it deletes what is older than a day or two.
 *
 *   node writer.mjs FILE [ENTRIES]      without a number until it is killed
 */
const [file = '', entries = 'Infinity'] = process.argv.slice(2);
const last = Number(entries);
const PRUNED_EVERY = 20;
const HOUR_MS = 3_600_000;
const BEGINNING = Date.UTC(2027, 0, 1);

let sequence = 0;
const journal = openJournal(file, { now: () => new Date(BEGINNING + sequence * HOUR_MS) });
sequence = journal.head?.sequence ?? 0;

const occasion = { place: 'main', operator: '見本 花子', application: 'self' as const, documents: ['card'] };
while (sequence < last) {
  append({ event: 'change-begun', occasion, pins: ['sign', 'auth', 'juki', 'text'], recovery: false });
  append({ event: 'change-ended', of: sequence, outcomes: [{ pin: 'auth', outcome: 'changed', tries: 'all' }] });
  append({ event: 'accepted', occasion });
  if (sequence % PRUNED_EVERY < 3 && journal.prune(1) > 0) tell();
}
journal.close();

function append(event: JournalEvent): void {
  journal.append(event);
  tell();
}

/** Written to the pipe before this returns: what was said is said, whatever happens next. */
function tell(): void {
  const { head } = journal;
  if (!head) throw new Error('nothing was written');
  sequence = head.sequence;
  writeSync(1, `${head.sequence} ${head.hash}\n`);
}
