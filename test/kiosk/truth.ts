import { join } from 'node:path';
import { expect } from 'vitest';
import { readJournal } from '../../bridge/journal/journal-reader.ts';
import type { JournalEntry } from '../../src/journal/entry.ts';
import type { CardView } from '../support/card-commands.ts';
import { truth } from '../support/interruption.ts';
import type { Kiosk } from './kiosk.ts';

/** All of it, the first entry first. */
export function entriesOf(kiosk: Kiosk, { virtual = false } = {}): JournalEntry[] {
  const journal = readJournal(join(kiosk.stateFolder, virtual ? 'journal-virtual.sqlite' : 'journal.sqlite'));
  try {
    expect(journal.verify()).toMatchObject({ ok: true });
    return journal.entries({ limit: 100_000 }).toReversed();
  } finally {
    journal.close();
  }
}

/** What a card met with is written after this. */
export function headOf(kiosk: Kiosk): number {
  return entriesOf(kiosk).at(-1)?.sequence ?? 0;
}

/**
 * What the journal says of the changes of this card, `since` an entry, is true of it: nothing was changed that was not begun there, each change
 * has an end by the time the kiosk is back, and what it says of the last one is so. Resolves with how that ended.
 */
export function expectTrueJournal(kiosk: Kiosk, card: CardView, since = 0): 'nothing begun' | 'interrupted' | 'ended' {
  const events = entriesOf(kiosk).filter(({ sequence }) => sequence > since);
  const begun = events.filter(({ event }) => event.event === 'change-begun');
  const ends = events.flatMap(({ event }) =>
    event.event === 'change-ended' || event.event === 'interrupted' ? [event] : [],
  );
  expect(ends.map(({ of }) => of).toSorted((a, b) => a - b)).toEqual(begun.map(({ sequence }) => sequence));
  const holds = truth(card);
  if (begun.length === 0) {
    expect([holds, card.presented]).toEqual([{ auth: 'unchanged', juki: 'unchanged' }, []]);
    return 'nothing begun';
  }
  const last = ends.find(({ of }) => of === begun.at(-1)?.sequence);
  if (last?.event !== 'change-ended') return 'interrupted';
  for (const { pin, outcome } of last.outcomes) {
    if (outcome !== 'unknown') expect([pin, outcome]).toEqual([pin, holds[pin as keyof typeof holds]]);
  }
  return 'ended';
}
